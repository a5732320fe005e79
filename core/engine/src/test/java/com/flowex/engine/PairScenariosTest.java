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
}
