package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Self-trade prevention in each of its modes: executed + prevented + remaining = original, always. */
class PreventionScenariosTest {

    @Test
    void withoutPreventionAnAccountTradesWithItself() {
        scenario("""
            ada sell 5 @ 100        | accepted #1, rests 5 @ 100
            ada buy 5 @ 100         | accepted #2, trade #1 5 @ 100
            ada has                 | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void theTakersModeDecides() {
        scenario("""
            ada sell 5 @ 100 expire_maker   | accepted #1, rests 5 @ 100
            ada buy 3 @ 100 expire_taker    | accepted #2, prevented #1 -0 #2 -3, expired #2 0 self_trade_prevented
            ada buy 3 @ 100 expire_both     | accepted #3, prevented #1 -5 #3 -3, expired #1 0 self_trade_prevented, expired #3 0 self_trade_prevented
            ada has                         | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void expiringTheMakerLetsTheTakerGoOn() {
        scenario("""
            ada sell 5 @ 100                | accepted #1, rests 5 @ 100
            bob sell 5 @ 100                | accepted #2, rests 5 @ 100
            ada buy 7 @ 100 expire_maker    | accepted #3, prevented #1 -5 #3 -0, expired #1 0 self_trade_prevented, trade #2 5 @ 100, rests 2 @ 100
            """);
    }

    @Test
    void decrementMakesBothSmaller() {
        scenario("""
            ada sell 5 @ 100                | accepted #1, rests 5 @ 100
            ada buy 3 @ 100 decrement       | accepted #2, prevented #1 -3 #2 -3, expired #2 0 self_trade_prevented
            ada has                         | 10000 coins (2 held), 1000000 dollars
            ada buy 5 @ 100 decrement       | accepted #3, prevented #1 -2 #3 -2, expired #1 0 self_trade_prevented, rests 3 @ 100
            ada has                         | 10000 coins, 1000000 dollars (300 held)
            """);
    }

    /** Also between two accounts of one group: nothing is transferred, and the mode of the taker alone counts. */
    @Test
    void transferMakesBothSmallerAndMovesNothing() {
        scenario("""
            operator adopts 14              | rules 14
            ada group 7                     | grouped
            bob group 7                     | grouped
            ada sell 5 @ 100 transfer       | accepted #1, rests 5 @ 100
            ada buy 3 @ 100 transfer        | accepted #2, prevented #1 -3 #2 -3, expired #2 0 self_trade_prevented
            bob buy 1 @ 100 transfer        | accepted #3, prevented #1 -1 #3 -1, expired #3 0 self_trade_prevented
            ada has                         | 10000 coins (1 held), 1000000 dollars
            bob has                         | 10000 coins, 1000000 dollars
            bob buy 5 @ 100 expire_taker    | accepted #4, prevented #1 -0 #4 -5, expired #4 0 self_trade_prevented
            bob buy 5 @ 100                 | accepted #5, trade #1 1 @ 100, rests 4 @ 100
            """);
    }

    @Test
    void decrementMeetsEachDisplayedPartOfAnIceberg() {
        scenario("""
            ada sell 5 @ 100 show 2         | accepted #1, rests 5 @ 100 shows 2
            ada buy 3 @ 100 decrement       | accepted #2, prevented #1 -2 #2 -2, refreshed #1 shows 2, prevented #1 -1 #2 -1, expired #2 0 self_trade_prevented
            ada has                         | 10000 coins (2 held), 1000000 dollars
            """);
    }

    @Test
    void expiringAnIcebergTakesItsHiddenPartToo() {
        scenario("""
            ada sell 50 @ 100 show 2        | accepted #1, rests 50 @ 100 shows 2
            ada buy 3 @ 100 expire_both     | accepted #2, prevented #1 -50 #2 -3, expired #1 0 self_trade_prevented, expired #2 0 self_trade_prevented
            """);
    }

    /** Failure 14: own orders give nothing to a fill-or-kill order; if the others suffice they end as the mode says. */
    @Test
    void fillOrKillWithAnOwnOrderInTheWay() {
        scenario("""
            ada sell 3 @ 100                  | accepted #1, rests 3 @ 100
            bob sell 3 @ 100                  | accepted #2, rests 3 @ 100
            ada buy 5 @ 100 fok expire_taker  | accepted #3, expired #3 5 fill_or_kill
            ada buy 5 @ 100 fok expire_maker  | accepted #4, expired #4 5 fill_or_kill
            ada buy 5 @ 100 fok decrement     | accepted #5, expired #5 5 fill_or_kill
            ada buy 5 @ 100 fok               | accepted #6, trade #1 3 @ 100, trade #2 2 @ 100
            bob sell 4 @ 100                  | accepted #7, rests 4 @ 100
            ada sell 3 @ 95                   | accepted #8, rests 3 @ 95
            ada buy 5 @ 100 fok expire_maker  | accepted #9, prevented #8 -3 #9 -0, expired #8 0 self_trade_prevented, trade #2 1 @ 100, trade #7 4 @ 100
            """);
    }

    /** Failure 14: self-trade prevention across sub-accounts. */
    @Test
    void subAccountsOfOneOwnerAreOneSide() {
        scenario("""
            ada group 7                     | grouped
            bob group 7                     | grouped
            bob group 7                     |
            cyd group 8                     | grouped
            ada sell 5 @ 100                | accepted #1, rests 5 @ 100
            cyd buy 1 @ 100 expire_taker    | accepted #2, trade #1 1 @ 100
            bob buy 3 @ 100 expire_taker    | accepted #3, prevented #1 -0 #3 -3, expired #3 0 self_trade_prevented
            bob group 0                     | grouped
            bob buy 3 @ 100 expire_taker    | accepted #4, trade #1 3 @ 100
            nobody group 1                  | unknown_account
            """);
    }

    @Test
    void aMarketOrderPlansAroundItsOwnOrders() {
        scenario("""
            ada sell 3 @ 100                   | accepted #1, rests 3 @ 100
            bob sell 3 @ 105                   | accepted #2, rests 3 @ 105
            ada buy 4 market expire_taker      | accepted #3, prevented #1 -0 #3 -4, expired #3 0 self_trade_prevented
            ada buy 4 market expire_maker      | accepted #4, prevented #1 -3 #4 -0, expired #1 0 self_trade_prevented, trade #2 3 @ 105, expired #4 1 no_liquidity
            """);
    }
}
