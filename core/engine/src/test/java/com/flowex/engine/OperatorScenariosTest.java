package com.flowex.engine;

import static com.flowex.engine.OperatorScenario.scenario;

import org.junit.jupiter.api.Test;

/** Actions of an operator on a market while people trade in it. */
class OperatorScenariosTest {

    @Test
    void aCoarserTickLeavesRestingOrdersInTheirPlaces() {
        scenario("""
                ada sell 5 @ 105       | accepted #1, rests 5
                ada sell 5 @ 110       | accepted #2, rests 5
                ada buy 5 @ 95         | accepted #3, rests 5
                operator tick 50       | changed
                operator tick 50       |
                bob sell 5 @ 105       | price_off_tick
                bob sell 5 @ 100       | accepted #4, rests 5
                cyd buy 12 @ 150 ioc   | accepted #5, trade #4 5 @ 100, trade #1 5 @ 105, trade #2 2 @ 110
                cyd sell 5 @ 50        | accepted #6, trade #3 5 @ 95
                ada cancel #2          | canceled #2
                """);
    }

    @Test
    void aFinerTickAndAHigherPriceAreTakenAtOnce() {
        scenario("""
                ada sell 5 @ 100000        | accepted #1, rests 5
                operator tick 1 max 999999 | changed
                bob sell 5 @ 99999         | accepted #2, rests 5
                bob sell 5 @ 999999        | accepted #3, rests 5
                cyd buy 10 @ 100000        | accepted #4, trade #2 5 @ 99999, trade #1 5 @ 100000
                """);
    }

    @Test
    void aLowerLargestPriceLeavesDearOrdersWhereTheyAre() {
        scenario("""
                ada sell 5 @ 90000        | accepted #1, rests 5
                operator max 1000         | changed
                ada sell 5 @ 90000        | price_too_high
                cyd buy 5 market          | accepted #2, trade #1 5 @ 90000
                """);
    }

    /** A waiting order's price was good when it came: it stays good. */
    @Test
    void aTriggeredOrderMayBeOffANewTick() {
        scenario("""
                ada sell 5 stop 95 @ 85   | accepted #1
                bob buy 1 @ 95            | accepted #2, rests 1
                operator tick 10          | changed
                cyd sell 1 market         | accepted #3, trade #2 1 @ 95, triggered #1, rests 5
                dee buy 5 @ 90            | accepted #4, trade #1 5 @ 85
                """);
    }

    @Test
    void eachMarketStateAcceptsItsOrders() {
        scenario("""
                operator becomes HALTED    | HALTED by OPERATOR
                operator becomes HALTED    |
                ada buy 5 @ 100            | instrument_halted
                operator becomes POST_ONLY | POST_ONLY by OPERATOR
                ada buy 5 @ 100            | instrument_post_only
                ada buy 5 @ 100 post       | accepted #1, rests 5
                operator becomes CANCEL_ONLY | CANCEL_ONLY by OPERATOR
                ada buy 5 @ 100 post       | instrument_cancel_only
                ada cancel #1              | canceled #1
                operator becomes OPEN      | OPEN by OPERATOR
                ada buy 5 @ 100            | accepted #2, rests 5
                """);
    }

    @Test
    void aDelistedMarketEndsItsOrdersAndIsGoneForGood() {
        scenario("""
                ada buy 5 @ 90            | accepted #1, rests 5
                ada buy 5 @ 95            | accepted #2, rests 5
                ada sell 5 @ 110          | accepted #3, rests 5
                ada sell 5 stop 80        | accepted #4
                ada sell 5 @ 105          | accepted #5, rests 5
                operator becomes DELISTED | DELISTED by OPERATOR, expired #2 delisted, expired #1 delisted, expired #5 delisted, expired #3 delisted, expired #4 delisted
                bob buy 5 @ 90            | instrument_delisted
                operator becomes OPEN     | instrument_delisted
                operator becomes DELISTED |
                """);
    }

    @Test
    void aKilledAccountLosesItsOrdersAndPlacesNone() {
        scenario("""
                ada sell 5 @ 110       | accepted #1, rests 5
                bob sell 5 @ 110       | accepted #2, rests 5
                ada buy 5 @ 90         | accepted #3, rests 5
                operator kills ada     | killed, expired #1 kill_switch, expired #3 kill_switch
                operator kills ada     |
                ada buy 5 @ 90         | account_killed
                bob buy 5 @ 90         | accepted #4, rests 5
                operator frees ada     | freed
                ada buy 5 @ 90         | accepted #5, rests 5
                operator kills nobody  | unknown_account
                """);
    }

    @Test
    void aKilledMarketAndAKilledTenantTakeNothing() {
        scenario("""
                ada sell 5 @ 110       | accepted #1, rests 5
                operator kills market  | killed, expired #1 kill_switch
                ada buy 5 @ 90         | market_killed
                operator kills tenant  | killed
                ada buy 5 @ 90         | tenant_killed
                operator frees market  | freed
                ada buy 5 @ 90         | tenant_killed
                operator frees tenant  | freed
                ada buy 5 @ 90         | accepted #2, rests 5
                operator kills nowhere | unknown_instrument
                """);
    }

    /** A move of 10 % within 32 seconds halts for a minute; afterwards the window has forgotten. */
    @Test
    void theBreakerHaltsARunawayMarketAndOpensItAgain() {
        scenario("""
                operator breaker 100000 | changed
                ada sell 1 @ 100        | accepted #1, rests 1
                ada sell 1 @ 105        | accepted #2, rests 1
                ada sell 1 @ 110        | accepted #3, rests 1
                ada sell 1 @ 115        | accepted #4, rests 1
                bob buy 4 market        | accepted #5, trade #1 1 @ 100, trade #2 1 @ 105, trade #3 1 @ 110, HALTED by CIRCUIT_BREAKER, expired #5 circuit_breaker
                bob buy 1 market        | instrument_halted
                after 59 s              |
                after 1 s               | OPEN by HALT_OVER
                bob buy 1 market        | accepted #6, trade #4 1 @ 115
                """);
    }

    @Test
    void aMoveOverSeveralOrdersHaltsAsWell() {
        scenario("""
                operator breaker 100000 | changed
                ada sell 1 @ 100        | accepted #1, rests 1
                ada sell 1 @ 105        | accepted #2, rests 1
                ada sell 1 @ 110        | accepted #3, rests 1
                bob buy 1 market        | accepted #4, trade #1 1 @ 100
                after 20 s              |
                bob buy 1 market        | accepted #5, trade #2 1 @ 105
                bob buy 1 market        | accepted #6, trade #3 1 @ 110, HALTED by CIRCUIT_BREAKER
                """);
    }

    @Test
    void aSlowMoveDoesNotHalt() {
        scenario("""
                operator breaker 100000 | changed
                ada sell 1 @ 100        | accepted #1, rests 1
                ada sell 1 @ 110        | accepted #2, rests 1
                bob buy 1 market        | accepted #3, trade #1 1 @ 100
                after 32 s              |
                bob buy 1 market        | accepted #4, trade #2 1 @ 110
                """);
    }

    @Test
    void anOperatorsWordEndsTheBreakersHalt() {
        scenario("""
                operator breaker 100000   | changed
                ada sell 1 @ 100          | accepted #1, rests 1
                ada sell 1 @ 200          | accepted #2, rests 1
                bob buy 2 market          | accepted #3, trade #1 1 @ 100, trade #2 1 @ 200, HALTED by CIRCUIT_BREAKER
                operator becomes POST_ONLY | POST_ONLY by OPERATOR
                after 100 s               |
                bob buy 1 market          | instrument_post_only
                """);
    }

    /** Failure 15: the band stands on entry and when a conditional order triggers. */
    @Test
    void theBandHoldsOnEntryAndOnATrigger() {
        scenario("""
                ada sell 1 @ 100         | accepted #1, rests 1
                bob buy 1 @ 100          | accepted #2, trade #1 1 @ 100
                operator band 100000     | changed
                bob buy 1 @ 115          | price_outside_band
                ada sell 1 @ 85          | price_outside_band
                ada sell 5 @ 115         | accepted #3, rests 5
                bob buy 1 market         | no_liquidity
                bob buy 1 stop 110 @ 130 | accepted #4
                ada sell 1 @ 110         | accepted #5, rests 1
                cyd buy 1 market         | accepted #6, trade #5 1 @ 110, triggered #4, expired #4 price_band
                """);
    }

    @Test
    void anAccountsLimitsHoldInTheirMarket() {
        scenario("""
                operator limits ada 500 10010 2 | limited
                operator limits ada 500 10010 2 |
                ada buy 6 @ 100                 | order_value_too_large
                ada buy 5 @ 100                 | accepted #1, rests 5
                ada buy 5 @ 95                  | accepted #2, rests 5
                ada sell 1 @ 110                | too_many_open_orders
                ada cancel #1                   | canceled #1
                ada buy 6 @ 50                  | position_too_large
                operator limits ada 0 0 0       | limited
                ada buy 6 @ 100                 | accepted #3, rests 6
                """);
    }

    @Test
    void accountsOfOneGroupDoNotTradeWithEachOther() {
        scenario("""
                ada sell 5 @ 100        | accepted #1, rests 5
                operator groups ada 7   | grouped
                operator groups ada 7   |
                operator groups bob 7   | grouped
                bob buy 5 @ 100 careful | accepted #2, prevented #2, expired #2 self_trade_prevented
                cyd buy 1 @ 100 careful | accepted #3, trade #1 1 @ 100
                operator groups bob 0   | grouped
                bob buy 1 @ 100 careful | accepted #4, trade #1 1 @ 100
                """);
    }

    /** The rate is that of the volume before the trade; an account's volume counts as maker and as taker. */
    @Test
    void volumeTierLowersTheFee() {
        scenario("""
                operator fees 0 10 20 10000 5 10 | changed
                ada sell 100 @ 100               | accepted #1, rests 100
                bob buy 100 @ 100                | accepted #2, trade #1 100 @ 100
                ada has                          | 9900 coins, 1009900 dollars
                bob has                          | 10098 coins, 990000 dollars
                ada sell 100 @ 100               | accepted #3, rests 100
                bob buy 100 @ 100                | accepted #4, trade #3 100 @ 100
                ada has                          | 9800 coins, 1019850 dollars
                bob has                          | 10197 coins, 980000 dollars
                fees has                         | 3 coins, 150 dollars
                """);
    }

    /** Finding W15: the number of open orders was a constant of the code. */
    @Test
    void anAccountsQuotaOfOpenOrdersHoldsInAllMarkets() {
        scenario("""
                operator allows ada 2   | limited
                operator allows ada 2   |
                ada buy 1 @ 90          | accepted #1, rests 1
                ada buy 1 @ 80          | accepted #2, rests 1
                ada buy 1 @ 70          | too_many_open_orders
                operator allows ada 3   | limited
                ada buy 1 @ 70          | accepted #3, rests 1
                operator allows ada 1   | limited
                ada cancel #1           | canceled #1
                ada buy 1 @ 60          | too_many_open_orders
                operator allows ada 0   | limited
                ada buy 1 @ 60          | accepted #4, rests 1
                """);
    }

    @Test
    void volumeIsForgottenAfterThirtyDays() {
        scenario("""
                operator fees 0 0 20 10000 0 10 | changed
                ada sell 300 @ 100              | accepted #1, rests 300
                bob buy 100 @ 100               | accepted #2, trade #1 100 @ 100
                bob has                         | 10098 coins, 990000 dollars
                after 29 days                   |
                bob buy 100 @ 100               | accepted #3, trade #1 100 @ 100
                bob has                         | 10197 coins, 980000 dollars
                after 30 days                   |
                bob buy 100 @ 100               | accepted #4, trade #1 100 @ 100
                bob has                         | 10295 coins, 970000 dollars
                """);
    }

    @Test
    void aRebateComesOutOfTheTakersFee() {
        scenario("""
                operator fees 0 -5 20 | changed
                ada sell 1000 @ 100   | accepted #1, rests 1000
                bob buy 1000 @ 100    | accepted #2, trade #1 1000 @ 100
                ada has               | 9005 coins, 1100000 dollars
                bob has               | 10980 coins, 900000 dollars
                fees has              | 15 coins, 0 dollars
                ada buy 1000 @ 100    | accepted #3, rests 1000
                bob sell 1000 @ 100   | accepted #4, trade #3 1000 @ 100
                ada has               | 10005 coins, 1000500 dollars
                bob has               | 9980 coins, 998000 dollars
                fees has              | 15 coins, 1500 dollars
                """);
    }

    @Test
    void rulesThatHoldAlreadyAreNotAdopted() {
        scenario("operator adopts 1 | rules_not_newer");
    }
}
