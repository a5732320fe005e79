package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Market orders that name what is paid and not what is bought. */
class QuoteAmountScenariosTest {

    /** Failure 9: what the amount does not cover was never held. */
    @Test
    void quoteAmountBuysAsManyLotsAsItCovers() {
        scenario("""
            bob sell 3 @ 100             | accepted #1, rests 3 @ 100
            bob sell 9 @ 110             | accepted #2, rests 9 @ 110
            ada buy 0 worth 525          | accepted #3 for 5, trade #1 3 @ 100, trade #2 2 @ 110
            ada has                      | 10005 coins, 999480 dollars
            """);
    }

    @Test
    void theBookRunningOutEndsItWithNothingOpen() {
        scenario("""
            bob sell 3 @ 100             | accepted #1, rests 3 @ 100
            ada buy 0 worth 525          | accepted #2 for 3, trade #1 3 @ 100, expired #2 0 no_liquidity
            ada buy 0 worth 525          | no_liquidity
            """);
    }

    @Test
    void anAmountThatTheBookJustCoversIsFilled() {
        scenario("""
            bob sell 3 @ 100             | accepted #1, rests 3 @ 100
            ada buy 0 worth 300          | accepted #2 for 3, trade #1 3 @ 100
            """);
    }

    @Test
    void quoteAmountSellsForAtMostTheAmount() {
        scenario("""
            bob buy 3 @ 100              | accepted #1, rests 3 @ 100
            bob buy 9 @ 90               | accepted #2, rests 9 @ 90
            ada sell 0 worth 500         | accepted #3 for 5, trade #1 3 @ 100, trade #2 2 @ 90
            ada has                      | 9995 coins, 1000480 dollars
            """);
    }

    @Test
    void anAmountThatCoversNoLotOrTooFewIsRefused() {
        scenario("""
            operator rules min=2         | changed
            bob sell 3 @ 100             | accepted #1, rests 3 @ 100
            ada buy 0 worth 99           | no_liquidity
            ada buy 0 worth 150          | quantity_too_small
            ada buy 0 worth 200          | accepted #2 for 2, trade #1 2 @ 100
            """);
    }

    @Test
    void ownOrdersAreNeitherPlannedNorPaid() {
        scenario("""
            ada sell 3 @ 100                   | accepted #1, rests 3 @ 100
            bob sell 9 @ 110                   | accepted #2, rests 9 @ 110
            ada buy 0 worth 220 expire_taker   | no_liquidity
            ada buy 0 worth 220 expire_maker   | accepted #3 for 2, prevented #1 -3 #3 -0, expired #1 0 self_trade_prevented, trade #2 2 @ 110
            ada sell 3 @ 100                   | accepted #4, rests 3 @ 100
            ada buy 0 worth 410 decrement      | accepted #5 for 4, prevented #4 -3 #5 -3, expired #4 0 self_trade_prevented, trade #2 1 @ 110
            bob sell 2 @ 100                   | accepted #6, rests 2 @ 100
            ada sell 3 @ 105                   | accepted #7, rests 3 @ 105
            ada buy 0 worth 410 expire_taker   | accepted #8 for 2, trade #6 2 @ 100, expired #8 0 self_trade_prevented
            """);
    }

    @Test
    void unaffordableQuoteAmountIsRefused() {
        scenario("""
            bob sell 10000 @ 1000        | accepted #1, rests 10000 @ 1000
            ada buy 0 worth 1001000      | insufficient_funds
            ada buy 0 worth 1000000      | accepted #2 for 1000, trade #1 1000 @ 1000
            """);
    }
}
