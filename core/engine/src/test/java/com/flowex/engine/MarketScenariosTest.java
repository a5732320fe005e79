package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import org.junit.jupiter.api.Test;

/** States of a market, its band and breaker, new rules, kill switches. */
class MarketScenariosTest {

    @Test
    void aPostOnlyMarketFillsItsBookAndTradesNothing() {
        scenario("""
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            operator post_only           | post_only
            bob buy 5 @ 95               | instrument_post_only
            bob buy 5 market             | instrument_post_only
            bob buy 5 @ 100 post         | post_only_would_take
            bob buy 5 @ 95 post          | accepted #2, rests 5 @ 95
            bob amend #2 to 5 @ 100      | post_only_would_take
            ada reduce #1 to 4           | reduced #1 to 4
            """);
    }

    @Test
    void aCancelOnlyMarketTakesCancelsAndReductions() {
        scenario("""
            ada sell 5 @ 100             | accepted #1, rests 5 @ 100
            operator cancel_only         | cancel_only
            bob buy 5 @ 95               | instrument_cancel_only
            ada amend #1 to 6            | instrument_cancel_only
            ada amend #1 to 4            | reduced #1 to 4
            ada reduce #1 to 3           | reduced #1 to 3
            ada cancel #1                | canceled #1 3
            """);
    }

    @Test
    void aDelistedMarketEndsItsOrdersBestFirstAndIsGone() {
        scenario("""
            ada buy 1 @ 95               | accepted #1, rests 1 @ 95
            ada buy 2 @ 100              | accepted #2, rests 2 @ 100
            ada sell 3 @ 120 pair stop 90 then market | accepted #3, accepted #4, paired #3 #4, rests 3 @ 120
            ada sell 4 @ 110             | accepted #5, rests 4 @ 110
            ada buy 5 stop 200 then market | accepted #6
            ada buy 9 @ 50 slices 3 every 9 | accepted #7, slice 1 of #7 for 3
            operator delists             | delisted, expired #2 2 delisted, expired #1 1 delisted, expired #5 4 delisted, expired #3 3 delisted, expired #4 3 other_leg, expired #6 5 delisted, expired #7 9 delisted
            ada has                      | 10000 coins, 1000000 dollars
            operator delists             |
            operator opens               | instrument_delisted
            ada buy 1 @ 95               | instrument_delisted
            after 100 seconds            |
            """);
    }

    @Test
    void theBreakerHaltsAMarketThatMovesTooFarTooFast() {
        scenario("""
            operator rules breaker=10,60,30 | changed
            bob sell 5 @ 100             | accepted #1, rests 5 @ 100
            bob sell 5 @ 105             | accepted #2, rests 5 @ 105
            bob sell 5 @ 110             | accepted #3, rests 5 @ 110
            bob sell 5 @ 115             | accepted #4, rests 5 @ 115
            ada buy 17 @ 115             | accepted #5, trade #1 5 @ 100, trade #2 5 @ 105, trade #3 5 @ 110, halted by circuit_breaker, expired #5 2 circuit_breaker
            ada buy 1 @ 115              | instrument_halted
            after 29 seconds             |
            after 1 seconds              | open by halt_over
            ada buy 1 @ 115              | accepted #6, trade #4 1 @ 115
            """);
    }

    @Test
    void theBreakersWindowMovesOn() {
        scenario("""
            operator rules breaker=10,32,30 | changed
            bob sell 2 @ 100             | accepted #1, rests 2 @ 100
            bob sell 1 @ 105             | accepted #2, rests 1 @ 105
            bob sell 2 @ 110             | accepted #3, rests 2 @ 110
            ada buy 2 @ 100              | accepted #4, trade #1 2 @ 100
            after 20 seconds             |
            ada buy 1 @ 105              | accepted #5, trade #2 1 @ 105
            after 13 seconds             |
            ada buy 2 @ 110              | accepted #6, trade #3 2 @ 110
            """);
    }

    @Test
    void anOperatorMayOpenAHaltedMarketBeforeItsTime() {
        scenario("""
            operator rules breaker=10,60,30 | changed
            bob sell 5 @ 100             | accepted #1, rests 5 @ 100
            bob sell 5 @ 110             | accepted #2, rests 5 @ 110
            ada buy 10 @ 110             | accepted #3, trade #1 5 @ 100, trade #2 5 @ 110, halted by circuit_breaker
            operator halts               |
            operator opens               | open
            after 60 seconds             |
            """);
    }

    /** Failure 14 once more: whole or not at all, whatever stands in the way. */
    @Test
    void fillOrKillThatTheBreakerWouldStopTradesNothing() {
        scenario("""
            operator rules breaker=10,60,30 | changed
            bob sell 5 @ 100             | accepted #1, rests 5 @ 100
            bob sell 5 @ 110             | accepted #2, rests 5 @ 110
            bob sell 5 @ 115             | accepted #3, rests 5 @ 115
            ada buy 11 @ 115 fok         | accepted #4, expired #4 11 fill_or_kill
            ada buy 10 @ 115 fok         | accepted #5, trade #1 5 @ 100, trade #2 5 @ 110, halted by circuit_breaker
            """);
    }

    /** Failure 15: the band on entry and where a market order trades. */
    @Test
    void bandBoundsThePricesOfOrders() {
        scenario("""
            operator rules band=10       | changed
            ada buy 1 @ 500              | accepted #1, rests 1 @ 500
            bob sell 1 @ 500             | accepted #2, trade #1 1 @ 500
            ada buy 1 @ 555              | price_outside_band
            ada buy 1 @ 550              | accepted #3, rests 1 @ 550
            ada sell 1 @ 445             | price_outside_band
            ada sell 1 @ 900             | accepted #4, rests 1 @ 900
            ada cancel all               | canceled #3 1, canceled #4 1
            bob sell 1 @ 550             | accepted #5, rests 1 @ 550
            bob sell 1 @ 555             | accepted #6, rests 1 @ 555
            ada buy 2 market             | accepted #7, trade #5 1 @ 550, expired #7 1 price_band
            bob cancel #6                | canceled #6 1
            bob sell 1 @ 610             | accepted #8, rests 1 @ 610
            ada buy 2 market             | no_liquidity
            """);
    }

    @Test
    void newRulesHoldForNewOrders() {
        scenario("""
            ada sell 5 @ 105             | accepted #1, rests 5 @ 105
            operator rules tick=10 lot=2 min=4 | changed
            operator rules tick=10 lot=2 min=4 |
            ada sell 5 @ 105             | price_off_tick
            ada sell 5 @ 100             | quantity_off_lot
            ada sell 2 @ 110             | quantity_too_small
            bob buy 4 @ 110              | accepted #2, trade #1 4 @ 105
            bob buy 4 @ 110              | accepted #3, trade #1 1 @ 105, rests 3 @ 110
            """);
    }

    /** Failure 13: what is advertised works, and what a market does not take is refused by name. */
    @Test
    void aKindThatAMarketDoesNotTakeIsRefusedByName() {
        scenario("""
            operator rules without=iceberg   | changed
            ada sell 5 @ 105 show 2          | order_kind_not_allowed
            operator rules without=stop_loss | changed
            ada sell 5 stop 90 then market   | order_kind_not_allowed
            ada sell 5 stop 90 then @ 80     | accepted #1
            operator rules without=oco       | changed
            ada sell 5 @ 120 pair stop 90 then market | order_kind_not_allowed
            operator rules without=twap      | changed
            ada sell 6 @ 120 slices 2 every 5 | order_kind_not_allowed
            operator rules without=trailing_stop | changed
            ada sell 6 trail 10 then market  | order_kind_not_allowed
            operator rules without=market    | changed
            ada sell 6 market                | order_kind_not_allowed
            ada sell 0 worth 50              | order_kind_not_allowed
            operator rules without=limit     | changed
            ada sell 6 @ 100                 | order_kind_not_allowed
            operator rules without=stop_loss_limit | changed
            ada sell 5 stop 90 then @ 80     | order_kind_not_allowed
            operator rules without=take_profit | changed
            ada sell 5 profit 190 then market | order_kind_not_allowed
            operator rules without=take_profit_limit | changed
            ada sell 5 profit 190 then @ 80  | order_kind_not_allowed
            """);
    }

    /** Two readings of one thing: an iceberg waits behind a trigger, and rests as any other. */
    @Test
    void anIcebergBehindATriggerNeedsItsKindToo() {
        scenario("""
            operator rules without=iceberg          | changed
            ada sell 20 stop 90 then @ 80 show 5    | accepted #1
            operator adopts 11                      | rules 11
            ada sell 20 stop 90 then @ 80 show 5    | order_kind_not_allowed
            ada sell 20 trail 10 then @ 80 show 5   | order_kind_not_allowed
            ada sell 20 @ 120 pair stop 90 then @ 80 show 5 | order_kind_not_allowed
            ada sell 20 stop 90 then @ 80           | accepted #2
            bob buy 30 @ 90                         | accepted #3, rests 30 @ 90
            cyd sell 1 @ 90                         | accepted #4, trade #3 1 @ 90, triggered #1 at 90, triggered #2 at 90, trade #3 20 @ 90, trade #3 9 @ 90, rests 11 @ 80
            """);
    }

    @Test
    void killSwitchesStopAnAccountAMarketAndATenant() {
        scenario("""
            ada buy 5 @ 100              | accepted #1, rests 5 @ 100
            bob buy 5 @ 95               | accepted #2, rests 5 @ 95
            ada sell 5 @ 120 pair stop 90 then market | accepted #3, accepted #4, paired #3 #4, rests 5 @ 120
            operator kills ada           | killed, expired #1 5 kill_switch, expired #3 5 kill_switch, expired #4 5 other_leg
            operator kills ada           |
            ada buy 5 @ 100              | account_killed
            ada cancel #1                | unknown_order
            operator revives ada         | revived
            operator kills market        | killed, expired #2 5 kill_switch
            ada buy 5 @ 100              | market_killed
            operator kills tenant        | killed
            ada buy 5 @ 100              | tenant_killed
            operator revives market      | revived
            ada buy 5 @ 100              | tenant_killed
            operator revives tenant      | revived
            ada buy 5 @ 100              | accepted #5, rests 5 @ 100
            operator kills nobody        | unknown_account
            """);
    }
}
