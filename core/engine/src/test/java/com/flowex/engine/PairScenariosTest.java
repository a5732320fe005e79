package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Pairs: one cancels the other. */
class PairScenariosTest {

    @Test
    void aTradeOfTheLimitOrderEndsTheStop() {
        scenario("""
            ada sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada has                                   | 10000 coins (5 held), 1000000 dollars
            bob buy 2 @ 120                           | accepted #3, trade #1 2 @ 120, expired #2 5 other_leg
            bob buy 3 @ 120                           | accepted #4, trade #1 3 @ 120
            ada has                                   | 9995 coins, 1000600 dollars
            """);
    }

    @Test
    void aTriggerOfTheStopEndsTheLimitOrder() {
        scenario("""
            bob buy 6 @ 90                            | accepted #1, rests 6 @ 90
            ada sell 5 @ 120 pair stop 90 then market | accepted #2, accepted #3, paired #2 #3, rests 5 @ 120
            cyd sell 1 @ 90                           | accepted #4, trade #1 1 @ 90, triggered #3 at 90, expired #2 5 other_leg, trade #1 5 @ 90
            ada has                                   | 9995 coins, 1000450 dollars
            """);
    }

    @Test
    void aCancelOfEitherEndsBoth() {
        scenario("""
            ada sell 5 @ 120 as a pair stop 90 then market as b | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada cancel b                                        | canceled #2 5, expired #1 5 other_leg
            ada ask a                                           | again accepted #1
            ada ask b                                           | again accepted #2
            ada sell 5 @ 120 pair stop 90 then market           | accepted #3, accepted #4, paired #3 #4, rests 5 @ 120
            ada cancel all                                      | canceled #3 5, expired #4 5 other_leg
            ada has                                             | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void aPairOfBuysHoldsTheDearerLegOnce() {
        scenario("""
            ada buy 5 @ 90 pair stop 110 then @ 120   | accepted #1, accepted #2, paired #1 #2, rests 5 @ 90
            ada has                                   | 10000 coins, 1000000 dollars (600 held)
            bob sell 2 @ 90                           | accepted #3, trade #1 2 @ 90, expired #2 5 other_leg
            ada has                                   | 10002 coins, 999820 dollars (270 held)
            """);
    }

    @Test
    void pricesOfAPairMayNotCross() {
        scenario("""
            ada sell 5 @ 90 pair stop 90 then market  | pair_prices_crossed
            ada sell 5 @ 90 pair stop 100 then market | pair_prices_crossed
            ada buy 5 @ 100 pair stop 90 then market  | pair_prices_crossed
            ada sell 5 @ 90 pair trail 100 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 90
            """);
    }

    @Test
    void theLimitOrderOfAPairNeverTakesAndARefusalStandsUnderBothIds() {
        scenario("""
            bob buy 1 @ 120                                     | accepted #1, rests 1 @ 120
            ada sell 5 @ 120 as a pair stop 90 then market as b | post_only_would_take
            ada ask a                                           | again post_only_would_take
            ada ask b                                           | again post_only_would_take
            ada sell 5 @ 120 as a pair stop 90 then market as b | again post_only_would_take
            ada sell 5 @ 125 as c pair stop 90 then market as b | client_order_id_reused
            ada ask c                                           | client_order_id_never_seen
            """);
    }

    @Test
    void aLegCanBeNeitherReducedNorAmended() {
        scenario("""
            ada sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada reduce #1 to 3                        | not_amendable
            ada amend #1 to 3                         | not_amendable
            ada amend #2 to 3                         | not_amendable
            """);
    }

    @Test
    void selfTradePreventionThatTakesSomethingFromALegEndsTheOther() {
        scenario("""
            ada sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada buy 2 @ 120 expire_taker              | accepted #3, prevented #1 -0 #3 -2, expired #3 0 self_trade_prevented
            ada buy 2 @ 120 decrement                 | accepted #4, prevented #1 -2 #4 -2, expired #2 5 other_leg, expired #4 0 self_trade_prevented
            ada has                                   | 10000 coins (3 held), 1000000 dollars
            """);
    }

    @Test
    void anIcebergLegEndsTheOtherBeforeItRefreshes() {
        scenario("""
            ada sell 5 @ 120 show 2 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120 shows 2
            bob buy 2 @ 120                                  | accepted #3, trade #1 2 @ 120, expired #2 5 other_leg, refreshed #1 shows 2
            """);
    }

    @Test
    void theTimeOfOneLegEndsBoth() {
        scenario("""
            ada sell 5 @ 120 gtd 10 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            after 10 seconds                                 | expired #1 5 good_till_date, expired #2 5 other_leg
            """);
    }

    @Test
    void bothOrdersOfAPairAreChangedInOneStepUnderTheirIds() {
        scenario("""
            ada sell 5 @ 120 as a pair stop 90 then @ 85 as b | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada revise #1 @ 125 to 6 pair stop 95 @ 90        | amended #1 to 6 @ 125, rests 6 @ 125, revised #2 to 6
            ada has                                           | 10000 coins (6 held), 1000000 dollars
            ada ask a                                         | again accepted #1
            ada ask b                                         | again accepted #2
            bob buy 7 @ 95                                    | accepted #3, rests 7 @ 95
            cyd sell 1 @ 95                                   | accepted #4, trade #3 1 @ 95, triggered #2 at 95, expired #1 6 other_leg, trade #3 6 @ 95
            """);
    }

    @Test
    void theLimitOrderKeepsItsPlaceWhileItsPriceStaysAndItDoesNotGrow() {
        scenario("""
            ada sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            bob sell 5 @ 120                          | accepted #3, rests 5 @ 120
            ada revise #2 pair stop 95                | revised #2 to 5
            ada revise #2 to 4 pair                   | reduced #1 to 4, revised #2 to 4
            ada revise #1 @ 120 pair stop 85          | revised #2 to 4
            cyd buy 1 @ 120                           | accepted #4, trade #1 1 @ 120, expired #2 4 other_leg
            ada cancel #1                             | canceled #1 3
            ada sell 5 @ 120 pair stop 90 then market | accepted #5, accepted #6, paired #5 #6, rests 5 @ 120
            bob sell 5 @ 120                          | accepted #7, rests 5 @ 120
            ada revise #5 to 6 pair                   | amended #5 to 6 @ 120, rests 6 @ 120, revised #6 to 6
            cyd buy 11 @ 120                          | accepted #8, trade #3 5 @ 120, trade #7 5 @ 120, trade #5 1 @ 120, expired #6 6 other_leg
            """);
    }

    @Test
    void aRefusedChangeLeavesBothOrdersAsTheyAre() {
        scenario("""
            bob buy 1 @ 100                           | accepted #1, rests 1 @ 100
            ada sell 5 @ 120 pair stop 90 then @ 85   | accepted #2, accepted #3, paired #2 #3, rests 5 @ 120
            ada revise #2 @ 122 pair stop 95          | price_off_tick
            ada revise #2 @ 125 pair stop 92          | price_off_tick
            ada revise #2 @ 125 pair stop 95 @ 91     | price_off_tick
            ada revise #2 to 100001 pair stop 95      | quantity_too_large
            ada revise #2 @ 100 pair stop 95          | post_only_would_take
            ada revise #2 @ 95 pair stop 95           | pair_prices_crossed
            ada revise #2 @ 125 to 10001 pair stop 95 | insufficient_funds
            ada revise #2 @ 125 pair stop 95 best     | not_amendable
            ada revise #2 @ 125 pair trail 5          | not_amendable
            ada revise #2 @ 120 to 5 pair stop 90 @ 85 | nothing_to_amend
            cyd revise #2 @ 125 pair stop 95          | unknown_order
            cyd sell 1 @ 100                          | accepted #4, trade #1 1 @ 100
            ada revise #2 @ 125 pair stop 100         | would_trigger_at_once
            operator cancel_only                      | cancel_only
            ada revise #2 @ 125 pair stop 95          | instrument_cancel_only
            ada revise #3 to 4 pair                   | reduced #2 to 4, revised #3 to 4
            operator opens                            | open
            ada has                                   | 10000 coins (4 held), 1000000 dollars
            bob buy 4 @ 120                           | accepted #5, trade #2 4 @ 120, expired #3 4 other_leg
            """);
    }

    @Test
    void aPairIsChangedOnlyAsLongAsItIsOne() {
        scenario("""
            ada sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            bob buy 2 @ 120                           | accepted #3, trade #1 2 @ 120, expired #2 5 other_leg
            ada revise #1 @ 125 pair stop 95          | not_amendable
            ada revise #2 @ 125 pair stop 95          | unknown_order
            ada revise #1 @ 125                       | amended #1 to 3 @ 125, rests 3 @ 125
            ada sell 1 @ 130                          | accepted #4, rests 1 @ 130
            ada revise #4 @ 125 pair                  | not_amendable
            """);
    }

    @Test
    void aChangedPairOfBuysHoldsTheDearerLegOnceAndItsOldHoldCounts() {
        scenario("""
            ada buy 5 @ 90 pair stop 110 then @ 120   | accepted #1, accepted #2, paired #1 #2, rests 5 @ 90
            ada revise #1 @ 95 pair stop 115 @ 130    | amended #1 to 5 @ 95, rests 5 @ 95, revised #2 to 5
            ada has                                   | 10000 coins, 1000000 dollars (650 held)
            ada revise #2 to 7690 pair                | amended #1 to 7690 @ 95, rests 7690 @ 95, revised #2 to 7690
            ada has                                   | 10000 coins, 1000000 dollars (999700 held)
            ada revise #2 to 7695 pair                | insufficient_funds
            ada revise #2 to 2 pair                   | reduced #1 to 2, revised #2 to 2
            ada has                                   | 10000 coins, 1000000 dollars (260 held)
            bob sell 1 @ 95                           | accepted #3, trade #1 1 @ 95, expired #2 2 other_leg
            ada has                                   | 10001 coins, 999905 dollars (95 held)
            """);
    }

    @Test
    void aTrailingStopKeepsTheBestPriceThatItHasSeen() {
        scenario("""
            bob buy 1 @ 110                           | accepted #1, rests 1 @ 110
            cyd sell 1 @ 110                          | accepted #2, trade #1 1 @ 110
            ada sell 5 @ 150 pair trail 20 then market | accepted #3, accepted #4, paired #3 #4, rests 5 @ 150
            bob buy 1 @ 100                           | accepted #5, rests 1 @ 100
            cyd sell 1 @ 100                          | accepted #6, trade #5 1 @ 100
            ada revise #3 @ 140 pair                  | amended #3 to 5 @ 140, rests 5 @ 140
            ada revise #3 pair trail 10               | would_trigger_at_once
            ada revise #3 pair trail 15               | revised #4 to 5
            bob buy 9 @ 95                            | accepted #7, rests 9 @ 95
            cyd sell 1 @ 95                           | accepted #8, trade #7 1 @ 95, triggered #4 at 95, expired #3 5 other_leg, trade #7 5 @ 95
            """);
    }

    @Test
    void aTakeProfitWaitsBesideAStopAndBothHoldOnce() {
        scenario("""
            ada sell 5 profit 120 then @ 115 pair stop 90 then market    | accepted #1, accepted #2, paired #1 #2
            ada has                                                      | 10000 coins (5 held), 1000000 dollars
            bob buy 9 @ 115                                              | accepted #3, rests 9 @ 115
            cyd sell 1 @ 115                                             | accepted #4, trade #3 1 @ 115
            bob buy 1 @ 125                                              | accepted #5, rests 1 @ 125
            cyd sell 1 @ 125                                             | accepted #6, trade #5 1 @ 125, triggered #1 at 125, expired #2 5 other_leg, trade #3 5 @ 115
            ada sell 5 profit 90 then market pair stop 95 then market    | pair_prices_crossed
            """);
    }

    @Test
    void firstOrderOfAPairActsWhenBothTriggersAreMet() {
        scenario("""
            bob sell 1 @ 110                                                | accepted #1, rests 1 @ 110
            cyd buy 1 @ 110                                                 | accepted #2, trade #1 1 @ 110
            bob buy 1 @ 130                                                 | accepted #3, rests 1 @ 130
            bob buy 2 @ 90                                                  | accepted #4, rests 2 @ 90
            ada sell 3 profit 120 then market pair stop 95 best then market | accepted #5, accepted #6, paired #5 #6
            cyd sell 1 @ 130                                                | accepted #7, trade #3 1 @ 130, triggered #5 at 130, expired #6 3 other_leg, trade #4 2 @ 90, expired #5 1 no_liquidity
            """);
    }

    /** Rules 15: both orders wait, and change together; the larger need is held once. */
    @Test
    void aPairChangesWhileBothOrdersWait() {
        scenario("""
            operator adopts 15                                           | rules 15
            bob buy 1 @ 110                                              | accepted #1, rests 1 @ 110
            cyd sell 1 @ 110                                             | accepted #2, trade #1 1 @ 110
            ada sell 5 profit 120 then @ 115 pair stop 90 then market    | accepted #3, accepted #4, paired #3 #4
            ada revise #4 profit 125 to 7 pair stop 95                   | revised #3 to 7, revised #4 to 7
            ada has                                                      | 10000 coins (7 held), 1000000 dollars
            ada revise #3 @ 120 pair                                     | revised #3 to 7
            ada revise #3 profit 95 pair                                 | pair_prices_crossed
            ada revise #3 profit 110 pair                                | would_trigger_at_once
            ada revise #3 profit 125 pair stop 95                        | nothing_to_amend
            ada revise #3 trail 5 pair                                   | not_amendable
            ada revise #3 pair @ 90                                      | not_amendable
            ada revise #3 to 10001 pair                                  | insufficient_funds
            bob buy 9 @ 120                                              | accepted #5, rests 9 @ 120
            bob buy 1 @ 125                                              | accepted #6, rests 1 @ 125
            cyd sell 1 @ 125                                             | accepted #7, trade #6 1 @ 125, triggered #3 at 125, expired #4 7 other_leg, trade #5 7 @ 120
            """);
    }

    /** Rules 15: a pending pair changes, and begins as it was left. */
    @Test
    void aPendingPairChangesBeforeItBegins() {
        scenario("""
            operator adopts 15                                          | rules 15
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 5 @ 100
            ada revise #3 @ 130 to 4 pair stop 95                       | revised #2 to 4, revised #3 to 4
            ada revise #2 @ 95 pair                                     | pair_prices_crossed
            ada revise #2 @ 131 pair                                    | price_off_tick
            ada revise #2 @ 130 to 4 pair                               | nothing_to_amend
            bob sell 5 @ 100                                            | accepted #4, trade #1 5 @ 100, started #2, started #3, rests 4 @ 130
            ada has                                                     | 10005 coins (4 held), 999500 dollars
            """);
    }

    /** Rules 15: a take-profit that trails from a price on, beside a stop-loss; ADR 0352. */
    @Test
    void aTakeProfitOfAPairMayTrail() {
        scenario("""
            ada sell 5 from 120 trail 10 then market pair stop 90 then market | rules_too_old
            operator adopts 15                                                | rules 15
            bob buy 1 @ 100                                                   | accepted #1, rests 1 @ 100
            cyd sell 1 @ 100                                                  | accepted #2, trade #1 1 @ 100
            ada sell 5 from 90 trail 10 then market pair stop 90 then market  | pair_prices_crossed
            ada sell 5 from 120 trail 10 then market pair stop 90 then market | accepted #3, accepted #4, paired #3 #4
            ada has                                                           | 10000 coins (5 held), 1000000 dollars
            ada revise #3 from 125 trail 10 pair                              | revised #3 to 5
            bob buy 2 @ 130                                                   | accepted #5, rests 2 @ 130
            cyd sell 1 @ 130                                                  | accepted #6, trade #5 1 @ 130, levels sells 130
            ada revise #3 from 120 trail 10 pair                              | not_amendable
            bob buy 9 @ 115                                                   | accepted #7, rests 9 @ 115
            cyd sell 2 @ 115                                                  | accepted #8, trade #5 1 @ 130, trade #7 1 @ 115, triggered #3 at 115, expired #4 5 other_leg, trade #7 5 @ 115
            """);
    }
}
