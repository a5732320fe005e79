package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** Refusals for safety, of the market and of an account. */
class RiskScenariosTest {

    @Test
    void ordersMayNotBeTooDear() {
        scenario("""
            operator rules value=1000    | changed
            ada buy 10 @ 100             | accepted #1, rests 10 @ 100
            ada buy 11 @ 100             | notional_too_large
            ada sell 11 @ 105            | notional_too_large
            ada buy 11 stop 100 then @ 100 | notional_too_large
            ada buy 22 @ 50 slices 2 every 5 | notional_too_large
            ada sell 10 market           | accepted #2, trade #1 10 @ 100
            ada sell 0 worth 1001        | notional_too_large
            """);
    }

    @Test
    void anAccountsOwnLimitComesAfterTheMarkets() {
        scenario("""
            operator rules value=1000    | changed
            ada limit value=500          | limited
            ada limit value=500          |
            ada buy 11 @ 100             | notional_too_large
            ada buy 10 @ 100             | order_value_too_large
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            ada amend #1 to 6            | order_value_too_large
            bob buy 10 @ 100             | accepted #2, rests 10 @ 100
            ada limit                    | limited
            ada buy 10 @ 100             | accepted #3, rests 10 @ 100
            nobody limit value=1         | unknown_account
            """);
    }

    @Test
    void openOrdersAreCounted() {
        scenario("""
            operator rules orders=2      | changed
            ada buy 1 @ 100              | accepted #1, rests 1 @ 100
            ada sell 5 @ 120 pair stop 90 then market | too_many_open_orders
            ada sell 5 stop 90 then market | accepted #2
            ada buy 1 @ 100              | too_many_open_orders
            ada buy 1 @ 100 ioc          | accepted #3, expired #3 1 immediate_or_cancel
            ada cancel all               | canceled #1 1, canceled #2 5
            ada limit orders=1           | limited
            ada buy 1 @ 100              | accepted #4, rests 1 @ 100
            ada buy 1 @ 100              | too_many_open_orders
            ada replace #4 with buy 2 @ 100 | canceled #4 1, accepted #5, rests 2 @ 100
            """);
    }

    @Test
    void positionCountsTheBalanceAndOpenBuys() {
        scenario("""
            operator rules position=10010 | changed
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            ada buy 5 stop 120 then market | accepted #2
            ada buy 1 @ 100              | position_too_large
            ada amend #1 to 6            | position_too_large
            ada sell 100 @ 200           | accepted #3, rests 100 @ 200
            ada cancel #2                | canceled #2 5
            ada amend #1 to 10           | amended #1 to 10 @ 100, rests 10 @ 100
            ada limit position=10005     | limited
            bob sell 10 @ 100            | accepted #4, trade #1 10 @ 100
            ada buy 1 @ 100              | position_too_large
            """);
    }

    /** Ada owns 10,000 coins. A bid counts with all that it has open, in one way through the book beside those before it. */
    @Test
    void aBidThatIsMetIsJudgedByWhatItsCustomerOwnsByThen() {
        scenario("""
            operator adopts 17           | rules 17
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            ada buy 3 @ 95               | accepted #2, rests 3 @ 95
            ada buy 4 @ 90 starts sell 4 @ 200 | accepted #3, accepted #4, linked #3 #4, rests 4 @ 90
            bob buy 1 @ 90               | accepted #5, rests 1 @ 90
            operator rules position=10007 | changed
            cyd sell 3 @ 105             | accepted #6, rests 3 @ 105
            cyd sell 10 @ 90             | accepted #7, trade #1 5 @ 100, expired #2 3 position_limit, expired #3 4 position_limit, canceled #4 4 other_leg, trade #5 1 @ 90, rests 4 @ 90
            """);
    }

    @Test
    void aBuyThatTakesIsJudgedAtItsTurn() {
        scenario("""
            operator adopts 17           | rules 17
            bob sell 20 @ 110            | accepted #1, rests 20 @ 110
            ada buy 10 @ 150 slices 2 every 10 | accepted #2, slice 1 of #2 for 5, trade #1 5 @ 110
            ada buy 5 stop 120 then market | accepted #3
            cyd buy 15 @ 110             | accepted #4, trade #1 15 @ 110
            ada limit position=10009     | limited
            bob sell 9 @ 120             | accepted #5, rests 9 @ 120
            cyd buy 1 @ 120              | accepted #6, trade #5 1 @ 120, triggered #3 at 120, expired #3 5 position_limit
            after 10 seconds             | expired #2 5 position_limit
            """);
    }

    @Test
    void byRules16ABidThatIsMetIsNotJudgedAgain() {
        scenario("""
            operator adopts 16           | rules 16
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            operator rules position=10004 | changed
            cyd sell 5 @ 90              | accepted #2, trade #1 5 @ 100
            """);
    }

    @Test
    void refusalsOfAPairComeReasonByReason() {
        scenario("""
            ada sell 5 @ 121 pair stop 91 then market      | price_off_tick
            ada sell 5 @ 200000 pair stop 91 then market   | price_off_tick
            ada sell 5 @ 200000 pair stop 90 then market   | price_too_high
            ada sell 5 @ 120 pair stop 200000 then market  | price_too_high
            ada sell 0 @ 120 pair stop 130 then market     | quantity_too_small
            ada sell 20000 @ 120 pair stop 130 then market | pair_prices_crossed
            ada sell 20000 @ 130 pair stop 120 then market | insufficient_funds
            """);
    }

    @Test
    void aTriggerPriceAndATrailingDistanceKeepToTheTickToo() {
        scenario("""
            ada sell 5 stop 91 then market   | price_off_tick
            ada sell 5 stop 90 then @ 81     | price_off_tick
            ada sell 5 trail 3 then market   | price_off_tick
            ada sell 5 trail 200000 then market | price_too_high
            ada buy 10 @ 101 slices 2 every 5 | price_off_tick
            """);
    }
}
