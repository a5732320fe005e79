package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/**
 * Closes finding T12: trailing begins at its activation price, and the trigger price of a trailing order is published.
 */
class TrailingScenariosTest {

    @Test
    void aSellBeginsToTrailOnceTheLastTradeHasRisenToItsActivationPrice() {
        scenario("""
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 from 110 trail 10 then @ 50  | accepted #3
            bob sell 1 @ 90                         | accepted #4, rests 1 @ 90
            cyd buy 1 @ 90                          | accepted #5, trade #4 1 @ 90
            bob sell 1 @ 110                        | accepted #6, rests 1 @ 110
            cyd buy 1 @ 110                         | accepted #7, trade #6 1 @ 110
            bob sell 1 @ 105                        | accepted #8, rests 1 @ 105
            cyd buy 1 @ 105                         | accepted #9, trade #8 1 @ 105
            bob sell 1 @ 100                        | accepted #10, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #11, trade #10 1 @ 100, triggered #3 at 100, rests 2 @ 50
            """);
    }

    @Test
    void trailingBuyStartsAtItsActivationPriceAndHoldsItsMaximum() {
        scenario("""
            operator adopts 2                       | rules 2
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada buy 2 from 90 trail 5 then market   | accepted #3
            ada has                                 | 10000 coins, 1000000 dollars (190 held)
            bob sell 9 @ 110                        | accepted #4, rests 9 @ 110
            cyd buy 1 @ 110                         | accepted #5, trade #4 1 @ 110
            bob sell 1 @ 85                         | accepted #6, rests 1 @ 85
            cyd buy 1 @ 85                          | accepted #7, trade #6 1 @ 85
            ada revise #3 from 80 trail 5           | not_amendable
            ada revise #3 from 90 trail 10          | revised #3 to 2
            ada has                                 | 10000 coins, 1000000 dollars (190 held)
            bob sell 1 @ 95                         | accepted #8, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #9, trade #8 1 @ 95, triggered #3 at 95, trade #4 2 @ 110
            """);
    }

    @Test
    void anActivationPriceThatIsReachedAlreadyBeginsAtOnceAndKeepsToTheTick() {
        scenario("""
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 from 97 trail 10 then market | price_off_tick
            ada sell 2 from 100005 trail 10 then market | price_too_high
            ada sell 2 from 95 trail 5 then @ 50    | accepted #3
            bob sell 1 @ 95                         | accepted #4, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #5, trade #4 1 @ 95, triggered #3 at 95, rests 2 @ 50
            """);
    }

    @Test
    void activationPriceIsChangeableUntilTrailingStarts() {
        scenario("""
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 from 120 trail 10 then @ 50  | accepted #3
            ada revise #3 trail 5                   | not_amendable
            ada revise #3 from 100 trail 5          | revised #3 to 2
            ada revise #3 from 105 trail 5          | not_amendable
            bob sell 1 @ 95                         | accepted #4, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #5, trade #4 1 @ 95, triggered #3 at 95, rests 2 @ 50
            """);
    }

    @Test
    void byRules3TrailingLevelsArePublishedOncePerMarket() {
        scenario("""
            operator adopts 3                       | rules 3
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 trail 10 then @ 50           | accepted #3, levels sells 100
            bob sell 2 trail 20 then @ 50           | accepted #4, levels sells 100
            bob sell 1 @ 95                         | accepted #5, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #6, trade #5 1 @ 95
            bob sell 1 @ 110                        | accepted #7, rests 1 @ 110
            cyd buy 1 @ 110                         | accepted #8, trade #7 1 @ 110, levels sells 110
            ada cancel #3                           | canceled #3 2
            bob cancel #4                           | canceled #4 2
            bob sell 1 @ 120                        | accepted #9, rests 1 @ 120
            cyd buy 1 @ 120                         | accepted #10, trade #9 1 @ 120
            """);
    }

    @Test
    void aSellBeginsToTrailOnceTheLastTradeHasFallenToThePriceOfALoss() {
        scenario("""
            operator adopts 14                      | rules 14
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 loss 95 trail 10 then @ 50   | accepted #3
            bob sell 1 @ 120                        | accepted #4, rests 1 @ 120
            cyd buy 1 @ 120                         | accepted #5, trade #4 1 @ 120
            bob sell 1 @ 95                         | accepted #6, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #7, trade #6 1 @ 95, levels sells 95
            bob sell 1 @ 90                         | accepted #8, rests 1 @ 90
            cyd buy 1 @ 90                          | accepted #9, trade #8 1 @ 90
            bob sell 1 @ 110                        | accepted #10, rests 1 @ 110
            cyd buy 1 @ 110                         | accepted #11, trade #10 1 @ 110, levels sells 110
            bob sell 1 @ 100                        | accepted #12, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #13, trade #12 1 @ 100, triggered #3 at 100, rests 2 @ 50
            """);
    }

    @Test
    void aBuyBeginsToTrailOnceTheLastTradeHasRisenToThePriceOfALossAndHoldsAtIt() {
        scenario("""
            operator adopts 14                      | rules 14
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada buy 2 loss 105 trail 10 then market | accepted #3
            ada has                                 | 10000 coins, 1000000 dollars (230 held)
            bob sell 1 @ 80                         | accepted #4, rests 1 @ 80
            cyd buy 1 @ 80                          | accepted #5, trade #4 1 @ 80
            bob sell 1 @ 105                        | accepted #6, rests 1 @ 105
            cyd buy 1 @ 105                         | accepted #7, trade #6 1 @ 105, levels buys 105
            bob sell 1 @ 90                         | accepted #8, rests 1 @ 90
            cyd buy 1 @ 90                          | accepted #9, trade #8 1 @ 90, levels buys 90
            ada has                                 | 10000 coins, 1000000 dollars (230 held)
            ada revise #3 loss 105 trail 5          | revised #3 to 2
            ada has                                 | 10000 coins, 1000000 dollars (190 held)
            bob sell 9 @ 95                         | accepted #10, rests 9 @ 95
            cyd buy 1 @ 95                          | accepted #11, trade #10 1 @ 95, triggered #3 at 95, trade #10 2 @ 95
            """);
    }

    @Test
    void theLookInWhichALossActivatesAnOrderIsPublishedByItself() {
        scenario("""
            operator adopts 14                      | rules 14
            bob sell 1 @ 100                        | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                         | accepted #2, trade #1 1 @ 100
            ada sell 2 loss 95 trail 20 then @ 50   | accepted #3
            cyd buy 1 profit 95 then market         | accepted #4
            bob sell 1 @ 110                        | accepted #5, rests 1 @ 110
            bob sell 1 @ 95                         | accepted #6, rests 1 @ 95
            cyd buy 1 @ 95                          | accepted #7, trade #6 1 @ 95, levels sells 95, triggered #4 at 95, trade #5 1 @ 110, levels sells 110
            """);
    }

    @Test
    void aLossThatHasHappenedAlreadyActivatesAtOnce() {
        scenario("""
            operator adopts 14                        | rules 14
            bob sell 1 @ 100                          | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                           | accepted #2, trade #1 1 @ 100
            ada sell 2 loss 97 trail 10 then market   | price_off_tick
            ada sell 2 loss 105 trail 10 then @ 50    | accepted #3, levels sells 100
            ada sell 2 loss 90 trail 10 then @ 50     | accepted #4
            ada revise #4 from 90 trail 10            | not_amendable
            ada revise #4 trail 10                    | not_amendable
            ada revise #3 loss 100 trail 10           | not_amendable
            ada revise #4 loss 100 trail 10           | revised #4 to 2, levels sells 100
            bob sell 1 @ 90                           | accepted #5, rests 1 @ 90
            cyd buy 1 @ 90                            | accepted #6, trade #5 1 @ 90, triggered #3 at 90, triggered #4 at 90, rests 2 @ 50, rests 2 @ 50
            """);
    }

    @Test
    void olderRulesKnowNoActivationByALossAndNoTransfer() {
        scenario("""
            operator adopts 13                                             | rules 13
            bob sell 1 @ 100                                               | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                                                | accepted #2, trade #1 1 @ 100
            ada sell 2 loss 95 trail 10 then @ 50                          | rules_too_old
            ada sell 2 @ 120 pair loss 95 trail 10 then @ 50               | rules_too_old
            ada buy 2 @ 90 starts sell 2 loss 85 trail 10 then @ 50        | rules_too_old
            ada buy 2 @ 90 transfer                                        | rules_too_old
            ada buy 2 @ 90 starts sell 2 @ 120 transfer                    | rules_too_old
            operator adopts 14                                             | rules 14
            ada buy 2 @ 90 transfer                                        | accepted #3, rests 2 @ 90
            """);
    }
}
