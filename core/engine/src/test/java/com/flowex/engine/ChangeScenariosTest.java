package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Canceling, reducing, amending and replacing. */
class ChangeScenariosTest {

    @Test
    void aSmallerQuantityAtTheSamePriceKeepsItsPlace() {
        scenario("""
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            bob sell 5 @ 100             | accepted #2, rests 5 @ 100
            ada amend #1 to 3            | reduced #1 to 3
            ada amend #1 to 3 @ 100      | nothing_to_amend
            cyd buy 4 @ 100              | accepted #3, trade #1 3 @ 100, trade #2 1 @ 100
            """);
    }

    @Test
    void aLargerQuantityOrAnotherPriceLosesIt() {
        scenario("""
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            bob sell 5 @ 100             | accepted #2, rests 5 @ 100
            ada amend #1 to 6            | amended #1 to 6 @ 100, rests 6 @ 100
            bob amend #2 to 5 @ 105      | amended #2 to 5 @ 105, rests 5 @ 105
            bob amend #2 to 5 @ 100      | amended #2 to 5 @ 100, rests 5 @ 100
            cyd buy 7 @ 100              | accepted #3, trade #1 6 @ 100, trade #2 1 @ 100
            """);
    }

    @Test
    void anAmendedOrderTradesIfItCrosses() {
        scenario("""
            ada sell 5 @ 110             | accepted #1, rests 5 @ 110
            bob buy 3 @ 100              | accepted #2, rests 3 @ 100
            ada amend #1 to 5 @ 100      | amended #1 to 5 @ 100, trade #2 3 @ 100, rests 2 @ 100
            ada amend #1 to 4 @ 105      | amended #1 to 1 @ 105, rests 1 @ 105
            ada amend #1 to 3 @ 110      | canceled #1 1
            ada has                      | 9997 coins, 1000300 dollars
            """);
    }

    /** Closes a part of finding T11: the price alone; what was reduced or traded meanwhile does not come back. */
    @Test
    void anotherPriceAloneLeavesTheQuantityAsItIs() {
        scenario("""
            ada sell 5 @ 110             | accepted #1, rests 5 @ 110
            ada reduce #1 to 4           | reduced #1 to 4
            ada amend #1 @ 110           | nothing_to_amend
            ada amend #1 @ 105           | amended #1 to 4 @ 105, rests 4 @ 105
            bob buy 1 @ 105              | accepted #2, trade #1 1 @ 105
            ada amend #1 @ 110           | amended #1 to 3 @ 110, rests 3 @ 110
            ada amend #1 @ 111           | price_off_tick
            ada amend #7 @ 110           | unknown_order
            bob amend #1 @ 115           | unknown_order
            """);
    }

    @Test
    void amendmentAdjustsItsHoldOrIsRefused() {
        scenario("""
            ada buy 9000 @ 100           | accepted #1, rests 9000 @ 100
            ada amend #1 to 9000 @ 110   | amended #1 to 9000 @ 110, rests 9000 @ 110
            ada amend #1 to 9000 @ 115   | insufficient_funds
            ada has                      | 10000 coins, 1000000 dollars (990000 held)
            ada amend #1 to 10 @ 5       | amended #1 to 10 @ 5, rests 10 @ 5
            ada has                      | 10000 coins, 1000000 dollars (50 held)
            """);
    }

    @Test
    void anAmendmentKeepsToTheRulesInTheirOrder() {
        scenario("""
            ada buy 100 @ 100 post       | accepted #1, rests 100 @ 100
            bob sell 10 @ 120            | accepted #2, rests 10 @ 120
            ada amend #7 to 100          | unknown_order
            bob amend #1 to 100          | unknown_order
            ada amend #1 to 0 @ 101      | price_off_tick
            ada amend #1 to 0 @ 200000   | price_too_high
            ada amend #1 to 0            | quantity_too_small
            ada amend #1 to 200000       | quantity_too_large
            ada amend #1 to 1 @ 5        | notional_too_small
            ada amend #1 to 100          | nothing_to_amend
            ada amend #1 to 100 @ 120    | post_only_would_take
            ada amend #1 to 50000        | insufficient_funds
            """);
    }

    @Test
    void anAmendedIcebergShowsAFullPartAgain() {
        scenario("""
            ada sell 10 @ 100 show 4     | accepted #1, rests 10 @ 100 shows 4
            bob buy 3 @ 100              | accepted #2, trade #1 3 @ 100
            ada amend #1 to 4            | display_quantity_invalid
            ada amend #1 to 10 @ 105     | amended #1 to 7 @ 105, rests 7 @ 105 shows 4
            """);
    }

    @Test
    void anAmendedOrderPreventsSelfTradesByItsOwnMode() {
        scenario("""
            ada buy 2 @ 100              | accepted #1, rests 2 @ 100
            ada sell 5 @ 110 expire_maker | accepted #2, rests 5 @ 110
            ada amend #2 to 5 @ 100      | amended #2 to 5 @ 100, prevented #1 -2 #2 -0, expired #1 0 self_trade_prevented, rests 5 @ 100
            """);
    }

    @Test
    void aReplacementComesInOneStep() {
        scenario("""
            ada buy 5 @ 100 as old       | accepted #1, rests 5 @ 100
            ada replace old with buy 6 @ 105 as new | canceled #1 5, accepted #2, rests 6 @ 105
            ada replace old with buy 6 @ 105 as new | again accepted #2
            ada replace #2 with buy 6 @ 106 as odd  | canceled #2 6, price_off_tick
            ada replace #2 with buy 6 @ 105 as stop | unknown_order, nothing_canceled
            ada replace #2 with buy 6 @ 105 as stop | again nothing_canceled
            ada replace-anyway #2 with buy 7 @ 105 as go | unknown_order, accepted #3, rests 7 @ 105
            nobody replace #2 with buy 7 @ 105      | unknown_account
            """);
    }

    @Test
    void aCancelMayDependOnTheFills() {
        scenario("""
            ada buy 5 @ 100 as old       | accepted #1, rests 5 @ 100
            ada cancel #1 only new       | rules_too_old
            operator adopts 10           | rules 10
            ada cancel old only filled   | cancel_restricted
            bob sell 2 @ 100             | accepted #2, trade #1 2 @ 100
            ada cancel old only new      | cancel_restricted
            ada replace #1 only new with buy 6 @ 105 as stop | cancel_restricted, cancel_restricted
            ada replace #1 only new with buy 6 @ 105 as stop | again cancel_restricted
            ada replace-anyway #1 only new with buy 1 @ 105 as go | cancel_restricted, accepted #3, rests 1 @ 105
            ada replace #1 only filled with buy 6 @ 105 as next   | canceled #1 3, accepted #4, rests 6 @ 105
            ada cancel #1 only filled    | unknown_order
            ada cancel #4 only new       | canceled #4 6
            """);
    }

    @Test
    void replacementMayUseTheHoldOfTheReplacedOrder() {
        scenario("""
            ada buy 10000 @ 100          | accepted #1, rests 10000 @ 100
            ada replace #1 with buy 9000 @ 110 | canceled #1 10000, accepted #2, rests 9000 @ 110
            """);
    }

    @Test
    void cancelAllSelectsASideAndRecordsALostConnection() {
        scenario("""
            ada buy 1 @ 100              | accepted #1, rests 1 @ 100
            ada sell 2 @ 200             | accepted #2, rests 2 @ 200
            ada buy 3 @ 95               | accepted #3, rests 3 @ 95
            ada cancel buys              | canceled #1 1, canceled #3 3
            ada cancel buys              |
            ada sell 4 stop 90 then market | accepted #4
            ada cancel everything        | canceled #2 2 disconnected, canceled #4 4 disconnected
            nobody cancel all            | unknown_account
            """);
    }
}
