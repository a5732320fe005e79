package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Linked orders: one triggers the other. */
class LinkedScenariosTest {

    @Test
    void aPendingOrderHoldsNothingAndBeginsWhenTheWorkingOneIsFilled() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada has                             | 10000 coins, 1000000 dollars (500 held)
            bob sell 2 @ 100                    | accepted #3, trade #1 2 @ 100
            bob sell 3 @ 100                    | accepted #4, trade #1 3 @ 100, started #2, rests 5 @ 120
            ada has                             | 10005 coins (5 held), 999500 dollars
            bob buy 5 @ 120                     | accepted #5, trade #2 5 @ 120
            """);
    }

    @Test
    void aWorkingOrderThatIsFilledAtOnceStartsThePendingOneAtOnce() {
        scenario("""
            bob sell 5 @ 100                     | accepted #1, rests 5 @ 100
            cyd buy 5 @ 90                       | accepted #2, rests 5 @ 90
            ada buy 5 @ 100 starts sell 5 market | accepted #3, accepted #4, linked #3 #4, trade #1 5 @ 100, started #4, trade #2 5 @ 90
            ada has                              | 10000 coins, 999950 dollars
            """);
    }

    @Test
    void aPendingStopWaitsForItsTriggerFromThenOn() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 stop 90 then market | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            bob buy 6 @ 80                                    | accepted #3, rests 6 @ 80
            bob sell 5 @ 100                                  | accepted #4, trade #1 5 @ 100, started #2
            ada has                                           | 10005 coins (5 held), 999500 dollars
            cyd sell 1 @ 80                                   | accepted #5, trade #3 1 @ 80, triggered #2 at 80, trade #3 5 @ 80
            """);
    }

    @Test
    void aTrailingStopSeesPricesFromWhenItBegins() {
        scenario("""
            operator adopts 3                                 | rules 3
            ada buy 5 @ 100 starts sell 5 trail 10 then @ 50  | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            bob sell 1 @ 150                                  | accepted #3, rests 1 @ 150
            cyd buy 1 @ 150                                   | accepted #4, trade #3 1 @ 150
            bob sell 5 @ 100                                  | accepted #5, trade #1 5 @ 100, started #2, levels sells 100
            """);
    }

    @Test
    void endOfOneLinkedOrderCancelsTheOther() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120        | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada cancel #1                              | canceled #1 5, canceled #2 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120        | accepted #3, accepted #4, linked #3 #4, rests 5 @ 100
            bob sell 2 @ 100                           | accepted #5, trade #3 2 @ 100
            ada cancel #4                              | canceled #4 5, canceled #3 3 other_leg
            ada buy 5 @ 100 gtd 10 starts sell 5 @ 120 | accepted #6, accepted #7, linked #6 #7, rests 5 @ 100
            after 10 seconds                           | expired #6 5 good_till_date, canceled #7 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120 gtd 10 | accepted #8, accepted #9, linked #8 #9, rests 5 @ 100
            after 10 seconds                           | expired #9 5 good_till_date, canceled #8 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120        | accepted #10, accepted #11, linked #10 #11, rests 5 @ 100
            operator kills ada                         | killed, expired #10 5 kill_switch, canceled #11 5 other_leg
            ada has                                    | 10002 coins, 999800 dollars
            """);
    }

    @Test
    void aWorkingOrderThatLosesToPreventionIsNeverFilled() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120           | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada sell 2 @ 100 decrement                    | accepted #3, prevented #1 -2 #3 -2, canceled #2 5 other_leg, expired #3 0 self_trade_prevented
            ada buy 5 @ 100 decrement starts sell 5 @ 120 | accepted #4, accepted #5, linked #4 #5, rests 5 @ 100
            ada cancel all                                | canceled #1 3, canceled #4 5, canceled #5 5 other_leg
            ada sell 2 @ 100                              | accepted #6, rests 2 @ 100
            ada buy 5 @ 100 decrement starts sell 5 @ 120 | accepted #7, accepted #8, linked #7 #8, prevented #6 -2 #7 -2, expired #6 0 self_trade_prevented, rests 3 @ 100, canceled #8 5 other_leg
            ada buy 1 @ 100 starts sell 5 @ 120           | accepted #9, accepted #10, linked #9 #10, rests 1 @ 100
            """);
    }

    @Test
    void aPendingOrderThatMayNotBeginExpiresWithTheReason() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 stop 110 then market | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            bob sell 5 @ 100                                   | accepted #3, trade #1 5 @ 100, expired #2 5 would_trigger_at_once
            ada buy 5 @ 100 starts sell 20000 @ 120            | accepted #4, accepted #5, linked #4 #5, rests 5 @ 100
            bob sell 5 @ 100                                   | accepted #6, trade #4 5 @ 100, expired #5 20000 insufficient_funds
            ada buy 5 @ 100 starts sell 5 market               | accepted #7, accepted #8, linked #7 #8, rests 5 @ 100
            bob sell 5 @ 100                                   | accepted #9, trade #7 5 @ 100, expired #8 5 no_liquidity
            cyd buy 9 @ 95                                     | accepted #10, rests 9 @ 95
            ada buy 5 @ 100 starts sell 5 @ 95 post            | accepted #11, accepted #12, linked #11 #12, rests 5 @ 100
            bob sell 5 @ 100                                   | accepted #13, trade #11 5 @ 100, expired #12 5 post_only_would_take
            ada buy 5 @ 100 starts sell 5 @ 105                | accepted #14, accepted #15, linked #14 #15, rests 5 @ 100
            operator rules min=6                               | changed
            bob sell 6 @ 100                                   | accepted #16, trade #14 5 @ 100, rests 1 @ 100, expired #15 5 not_allowed
            """);
    }

    @Test
    void aMarketThatHaltsLetsItBeginOnceItIsOpen() {
        scenario("""
            operator rules breaker=10,60,30     | changed
            bob sell 1 @ 100                    | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                     | accepted #2, trade #1 1 @ 100
            ada buy 5 @ 80 starts sell 5 @ 120  | accepted #3, accepted #4, linked #3 #4, rests 5 @ 80
            bob sell 5 @ 80                     | accepted #5, trade #3 5 @ 80, halted by circuit_breaker
            after 30 seconds                    | open by halt_over, started #4, rests 5 @ 120
            """);
    }

    @Test
    void linkedOrdersAreRepeatedByEitherIdAndARefusalIsStoredUnderBoth() {
        scenario("""
            ada buy 5 @ 100 as a starts sell 5 @ 120 as b  | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada buy 5 @ 100 as a starts sell 5 @ 120 as b  | again accepted #1
            ada buy 5 @ 100 as a                           | client_order_id_reused
            ada ask b                                      | again accepted #2
            ada buy 5 @ 100 as c starts sell 5 @ 120 as b  | client_order_id_reused
            ada ask c                                      | client_order_id_never_seen
            ada buy 20000 @ 100 as d starts sell 5 @ 120 as e | insufficient_funds
            ada ask e                                      | again insufficient_funds
            """);
    }

    @Test
    void timelessRulesOfThePendingOrderAreCheckedAtOnce() {
        scenario("""
            operator rules tick=5 lot=2                       | changed
            ada buy 4 @ 100 starts sell 4 @ 121               | price_off_tick
            ada buy 4 @ 100 starts sell 3 @ 120               | quantity_off_lot
            operator rules tick=5 lot=2 without=stop_loss     | changed
            ada buy 4 @ 100 starts sell 4 stop 90 then market | order_kind_not_allowed
            operator rules orders=2                           | changed
            ada buy 4 @ 100                                   | accepted #1, rests 4 @ 100
            ada buy 4 @ 100 starts sell 4 @ 120               | too_many_open_orders
            """);
    }

    @Test
    void linkedOrdersCannotBeReducedOrAmended() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 stop 90 then market | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada reduce #1 to 3                                | not_amendable
            ada amend #1 to 8                                 | not_amendable
            ada revise #2 to 3                                | not_amendable
            bob sell 5 @ 100                                  | accepted #3, trade #1 5 @ 100, started #2
            ada revise #2 to 3                                | revised #2 to 3
            """);
    }

    @Test
    void startedOrderMayFillTheOrderThatAnotherWaitsFor() {
        scenario("""
            ada buy 5 @ 90 starts sell 5 @ 130  | accepted #1, accepted #2, linked #1 #2, rests 5 @ 90
            bob buy 5 @ 100 starts sell 5 @ 90  | accepted #3, accepted #4, linked #3 #4, rests 5 @ 100
            cyd sell 5 @ 100                    | accepted #5, trade #3 5 @ 100, started #4, trade #1 5 @ 90, started #2, rests 5 @ 130
            """);
    }

    @Test
    void twoLinkedOrdersAreChangedInOneStepUnderTheirIds() {
        scenario("""
            ada buy 5 @ 100 as a starts sell 5 stop 90 then market as b | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada revise #2 @ 95 starts stop 85                 | revised #2 to 5, amended #1 to 5 @ 95, rests 5 @ 95
            ada has                                           | 10000 coins, 1000000 dollars (475 held)
            ada revise #1 starts stop 80 to 4                 | revised #2 to 4
            ada ask a                                         | again accepted #1
            bob sell 2 @ 95                                   | accepted #3, trade #1 2 @ 95
            ada revise #1 to 4 starts                         | reduced #1 to 2
            bob buy 6 @ 75                                    | accepted #4, rests 6 @ 75
            bob sell 2 @ 95                                   | accepted #5, trade #1 2 @ 95, started #2
            ada has                                           | 10004 coins (4 held), 999620 dollars
            cyd sell 1 @ 75                                   | accepted #6, trade #4 1 @ 75, triggered #2 at 75, trade #4 4 @ 75
            """);
    }

    @Test
    void aWorkingOrderThatItsChangeFillsStartsThePendingOneAsChanged() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120  | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            bob sell 3 @ 105                     | accepted #3, rests 3 @ 105
            ada revise #1 @ 105 starts @ 125     | revised #2 to 5, amended #1 to 5 @ 105, trade #3 3 @ 105, rests 2 @ 105
            cyd sell 2 @ 110                     | accepted #4, rests 2 @ 110
            ada revise #1 @ 110 starts to 3      | revised #2 to 3, amended #1 to 2 @ 110, trade #4 2 @ 110, started #2, rests 3 @ 125
            ada has                              | 10005 coins (3 held), 999465 dollars
            """);
    }

    @Test
    void aRefusedChangeLeavesBothLinkedOrdersAsTheyAre() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 stop 90 then market | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            bob sell 2 @ 100                                  | accepted #3, trade #1 2 @ 100
            ada revise #1 @ 97 starts stop 85                 | price_off_tick
            ada revise #1 @ 95 starts stop 87                 | price_off_tick
            ada revise #1 to 2 starts                         | quantity_too_small
            ada revise #1 @ 95 starts @ 85                    | not_amendable
            ada revise #1 @ 95 starts profit 110              | not_amendable
            ada revise #1 @ 100 to 5 starts stop 90           | nothing_to_amend
            ada revise #1 @ 100 to 20000 starts stop 85       | insufficient_funds
            bob revise #1 @ 95 starts                         | unknown_order
            ada has                                           | 10002 coins, 999800 dollars (300 held)
            ada revise #1 @ 95                                | not_amendable
            bob sell 3 @ 100                                  | accepted #4, trade #1 3 @ 100, started #2
            ada revise #2 starts stop 85                      | not_amendable
            ada revise #2 stop 85                             | revised #2 to 5
            """);
    }

    @Test
    void aChangeThatMeetsAnOwnOrderCancelsThePendingOne() {
        scenario("""
            ada sell 2 @ 110                                  | accepted #1, rests 2 @ 110
            ada buy 5 @ 100 decrement starts sell 5 @ 120     | accepted #2, accepted #3, linked #2 #3, rests 5 @ 100
            ada revise #2 @ 110 starts                        | amended #2 to 5 @ 110, prevented #1 -2 #2 -2, expired #1 0 self_trade_prevented, rests 3 @ 110, canceled #3 5 other_leg
            """);
    }

    @Test
    void aPairThatWaitsHoldsNothingAndBeginsAsAWhole() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 5 @ 100
            ada has                                                      | 10000 coins, 1000000 dollars (500 held)
            bob sell 2 @ 100                                             | accepted #4, trade #1 2 @ 100
            bob sell 3 @ 100                                             | accepted #5, trade #1 3 @ 100, started #2, started #3, rests 5 @ 120
            ada has                                                      | 10005 coins (5 held), 999500 dollars
            bob buy 5 @ 120                                              | accepted #6, trade #2 5 @ 120, expired #3 5 other_leg
            ada has                                                      | 10000 coins, 1000100 dollars
            """);
    }

    @Test
    void theStopOfAPairThatBeganEndsItsLimitOrder() {
        scenario("""
            bob sell 5 @ 100                                             | accepted #1, rests 5 @ 100
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market | accepted #2, accepted #3, accepted #4, linked #2 #3, linked #2 #4, paired #3 #4, trade #1 5 @ 100, started #3, started #4, rests 5 @ 120
            bob buy 6 @ 80                                               | accepted #5, rests 6 @ 80
            cyd sell 1 @ 80                                              | accepted #6, trade #5 1 @ 80, triggered #4 at 80, expired #3 5 other_leg, trade #5 5 @ 80
            """);
    }

    @Test
    void aListOfThreeEndsAsAWhole() {
        scenario("""
            operator adopts 7                                                   | rules 7
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market        | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 5 @ 100
            ada cancel #1                                                       | canceled #1 5, canceled #2 5 other_leg, canceled #3 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market        | accepted #4, accepted #5, accepted #6, linked #4 #5, linked #4 #6, paired #5 #6, rests 5 @ 100
            bob sell 2 @ 100                                                    | accepted #7, trade #4 2 @ 100
            ada cancel #6                                                       | canceled #6 5, canceled #5 5 other_leg, canceled #4 3 other_leg
            ada buy 5 @ 100 gtd 10 starts sell 5 @ 120 pair stop 90 then market | accepted #8, accepted #9, accepted #10, linked #8 #9, linked #8 #10, paired #9 #10, rests 5 @ 100
            after 10 seconds                                                    | expired #8 5 good_till_date, canceled #9 5 other_leg, canceled #10 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120 gtd 10 pair stop 90 then market | accepted #11, accepted #12, accepted #13, linked #11 #12, linked #11 #13, paired #12 #13, rests 5 @ 100
            after 10 seconds                                                    | expired #12 5 good_till_date, expired #13 5 other_leg, canceled #11 5 other_leg
            ada has                                                             | 10002 coins, 999800 dollars
            """);
    }

    @Test
    void aPairThatMayNotBeginEndsWithTheReasonOfOneOfItsOrders() {
        scenario("""
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 110 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 5 @ 100
            bob sell 5 @ 100                                              | accepted #4, trade #1 5 @ 100, expired #3 5 would_trigger_at_once, expired #2 5 other_leg
            cyd buy 1 @ 125                                               | accepted #5, rests 1 @ 125
            bob sell 5 @ 130                                              | accepted #6, rests 5 @ 130
            ada buy 5 @ 130 starts sell 5 @ 120 pair stop 90 then market  | accepted #7, accepted #8, accepted #9, linked #7 #8, linked #7 #9, paired #8 #9, trade #6 5 @ 130, expired #8 5 post_only_would_take, expired #9 5 other_leg
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 120 then market | pair_prices_crossed
            ada limit orders=2                                            | limited
            ada buy 5 @ 100 starts sell 5 @ 140 pair stop 90 then market  | too_many_open_orders
            """);
    }

    @Test
    void onlyTheWorkingOrderOfThreeCanBeAmended() {
        scenario("""
            bob sell 5 @ 105                                             | accepted #1, rests 5 @ 105
            ada buy 5 @ 100 starts sell 5 @ 120 pair stop 90 then market | accepted #2, accepted #3, accepted #4, linked #2 #3, linked #2 #4, paired #3 #4, rests 5 @ 100
            ada reduce #4 to 3                                           | not_amendable
            ada amend #2 @ 101                                           | not_amendable
            """);
    }

    @Test
    void aWorkingOrderMayEndAtOnce() {
        scenario("""
            bob sell 5 @ 100                             | accepted #1, rests 5 @ 100
            ada buy 5 @ 100 ioc starts sell 5 @ 120      | accepted #2, accepted #3, linked #2 #3, trade #1 5 @ 100, started #3, rests 5 @ 120
            bob sell 3 @ 100                             | accepted #4, rests 3 @ 100
            ada buy 5 @ 100 ioc starts sell 5 @ 130      | accepted #5, accepted #6, linked #5 #6, trade #4 3 @ 100, expired #5 2 immediate_or_cancel, canceled #6 5 other_leg
            bob sell 3 @ 100                             | accepted #7, rests 3 @ 100
            ada buy 5 @ 100 fok starts sell 5 @ 130      | accepted #8, accepted #9, linked #8 #9, expired #8 5 fill_or_kill, canceled #9 5 other_leg
            """);
    }
}
