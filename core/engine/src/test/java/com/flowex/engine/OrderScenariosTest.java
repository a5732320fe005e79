package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import com.flowex.domain.market.FeeRates;
import org.junit.jupiter.api.Test;

/** The rules as a trader sees them: each line a command, behind the bar all its results. */
class OrderScenariosTest {

    @Test
    void ordersTradeAtTheBestPriceFirstAndThenInTheOrderOfArrival() {
        scenario("""
            ada sell 5 @ 110   | accepted #1, rests 5 @ 110
            bob sell 5 @ 100   | accepted #2, rests 5 @ 100
            cyd sell 5 @ 100   | accepted #3, rests 5 @ 100
            dee buy 12 @ 110   | accepted #4, trade #2 5 @ 100, trade #3 5 @ 100, trade #1 2 @ 110
            """);
    }

    @Test
    void aPartialFillKeepsItsPlaceInTheQueue() {
        scenario("""
            ada sell 5 @ 100   | accepted #1, rests 5 @ 100
            bob sell 5 @ 100   | accepted #2, rests 5 @ 100
            cyd buy  2 @ 100   | accepted #3, trade #1 2 @ 100
            dee buy  4 @ 100   | accepted #4, trade #1 3 @ 100, trade #2 1 @ 100
            """);
    }

    @Test
    void aReductionKeepsItsPlaceInTheQueue() {
        scenario("""
            ada sell 5 @ 100     | accepted #1, rests 5 @ 100
            bob sell 5 @ 100     | accepted #2, rests 5 @ 100
            ada reduce #1 to 3   | reduced #1 to 3
            ada reduce #1 to 3   | not_a_reduction
            ada has              | 10000 coins (3 held), 1000000 dollars
            cyd buy  4 @ 100     | accepted #3, trade #1 3 @ 100, trade #2 1 @ 100
            bob reduce #2 to 1   | canceled #2 4
            bob reduce #2 to 1   | unknown_order
            bob reduce #1 to 1   | unknown_order
            """);
    }

    @Test
    void cancelReleasesTheHold() {
        scenario("""
            ada buy 5 @ 100      | accepted #1, rests 5 @ 100
            ada has              | 10000 coins, 1000000 dollars (500 held)
            bob cancel #1        | unknown_order
            ada cancel #1        | canceled #1 5
            ada cancel #1        | unknown_order
            ada has              | 10000 coins, 1000000 dollars
            ada sell 7 @ 100 as mine | accepted #2, rests 7 @ 100
            ada cancel mine      | canceled #2 7
            """);
    }

    @Test
    void cancelAllTakesEveryOrderOfOneAccountOldestFirst() {
        scenario("""
            ada buy 1 @ 100   | accepted #1, rests 1 @ 100
            bob buy 1 @ 100   | accepted #2, rests 1 @ 100
            ada sell 2 @ 200  | accepted #3, rests 2 @ 200
            ada cancel all    | canceled #1 1, canceled #3 2
            ada cancel all    |
            bob cancel #2     | canceled #2 1
            """);
    }

    @Test
    void immediateOrCancelNeverRests() {
        scenario("""
            ada sell 3 @ 100      | accepted #1, rests 3 @ 100
            bob buy 5 @ 100 ioc   | accepted #2, trade #1 3 @ 100, expired #2 2 immediate_or_cancel
            bob buy 5 @ 100 ioc   | accepted #3, expired #3 5 immediate_or_cancel
            bob has               | 10003 coins, 999700 dollars
            """);
    }

    @Test
    void fillOrKillTradesWholeOrNotAtAll() {
        scenario("""
            ada sell 3 @ 100      | accepted #1, rests 3 @ 100
            cyd sell 3 @ 105      | accepted #2, rests 3 @ 105
            bob buy 4 @ 100 fok   | accepted #3, expired #3 4 fill_or_kill
            bob buy 7 @ 105 fok   | accepted #4, expired #4 7 fill_or_kill
            bob buy 4 @ 105 fok   | accepted #5, trade #1 3 @ 100, trade #2 1 @ 105
            """);
    }

    @Test
    void postOnlyNeverTakes() {
        scenario("""
            ada sell 3 @ 100       | accepted #1, rests 3 @ 100
            bob buy 3 @ 100 post   | post_only_would_take
            bob buy 3 @ 95 post    | accepted #2, rests 3 @ 95
            """);
    }

    /** Failure 9: the rest of a market order does not stay. */
    @Test
    void marketOrderTakesTheBookAndNeverRests() {
        scenario("""
            bob buy 3 market     | no_liquidity
            ada sell 3 @ 100     | accepted #1, rests 3 @ 100
            cyd sell 3 @ 200     | accepted #2, rests 3 @ 200
            bob buy 10 market    | accepted #3, trade #1 3 @ 100, trade #2 3 @ 200, expired #3 4 no_liquidity
            bob has              | 10006 coins, 999100 dollars
            """);
    }

    @Test
    void aMarketBuyThatTheBuyerCannotPayIsRefusedWhole() {
        scenario("""
            ada sell 20 @ 50000  | accepted #1, rests 20 @ 50000
            bob buy 21 market    | accepted #2, trade #1 20 @ 50000, expired #2 1 no_liquidity
            ada sell 21 @ 50000  | accepted #3, rests 21 @ 50000
            bob buy 1 market     | insufficient_funds
            cyd buy 21 market    | insufficient_funds
            cyd has              | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void feesAreTakenFromTheReceivedAmounts() {
        scenario(new FeeRates(1_000, 2_000), """
            ada sell 5000 @ 100  | accepted #1, rests 5000 @ 100
            bob buy 5000 @ 100   | accepted #2, trade #1 5000 @ 100
            ada has              | 5000 coins, 1499500 dollars
            bob has              | 14990 coins, 500000 dollars
            fees has             | 10 coins, 500 dollars
            """);
    }

    @Test
    void aBetterPriceGivesTheDifferenceBack() {
        scenario("""
            ada sell 2 @ 100   | accepted #1, rests 2 @ 100
            bob buy 5 @ 200    | accepted #2, trade #1 2 @ 100, rests 3 @ 200
            bob has            | 10002 coins, 999800 dollars (600 held)
            """);
    }

    @Test
    void noOneTradesOnAHaltedMarketButCancelsAreServed() {
        scenario("""
                        ada sell 5 @ 100     | accepted #1, rests 5 @ 100
                        operator halts       | halted
                        operator halts       |
                        bob buy 5 @ 100      | instrument_halted
                        ada reduce #1 to 4   | instrument_halted
                        ada cancel #1        | canceled #1 5
                        operator opens       | open
                        bob buy 5 @ 100      | accepted #2, rests 5 @ 100
            """);
    }

    @Test
    void refusalsComeInTheirDocumentedOrder() {
        scenario("""
            ada buy 0 @ 100001       | price_off_tick
            ada buy 0 @ 100005       | price_too_high
            ada buy 0 @ 5            | quantity_too_small
            ada buy 100001 @ 5       | quantity_too_large
            ada buy 1 @ 5            | notional_too_small
            ada buy 100000 @ 15      | insufficient_funds
            ada sell 10001 @ 10      | insufficient_funds
            """);
    }

    /** Failure 16: ask again with the same id, and the answer is the first one. */
    @Test
    void aRepeatedClientOrderIdRepeatsTheFirstAnswer() {
        scenario("""
            ada buy 5 @ 100 as x      | accepted #1, rests 5 @ 100
            ada buy 5 @ 100 as x      | again accepted #1
            ada buy 6 @ 100 as x      | client_order_id_reused
            bob buy 5 @ 100 as x      | accepted #2, rests 5 @ 100
            ada buy 5 @ 101 as y      | price_off_tick
            ada buy 5 @ 101 as y      | again price_off_tick
            ada cancel #1             | canceled #1 5
            ada buy 5 @ 100 as x      | again accepted #1
            """);
    }

    /** Failure 16: an id never seen is burnt by the query if asked so. */
    @Test
    void aQueryIsDefinitive() {
        scenario("""
            ada buy 5 @ 100 as x      | accepted #1, rests 5 @ 100
            ada ask x                 | again accepted #1
            ada ask never             | client_order_id_never_seen
            ada ask never burn        | burnt
            ada buy 5 @ 100 as never  | client_order_id_burnt
            ada ask never             | again client_order_id_burnt
            ada ask other             | client_order_id_never_seen
            ada buy 5 @ 100 as other  | accepted #2, rests 5 @ 100
            """);
    }

    @Test
    void anIdPastRetentionIsExpiredAndNeverNeverSeen() {
        scenario("""
            ada buy 5 @ 100 as open   | accepted #1, rests 5 @ 100
            ada buy 5 @ 100 as done   | accepted #2, rests 5 @ 100
            ada cancel done           | canceled #2 5
            after 23 hours |
            ada ask done              | again accepted #2
            after 2 hours |
            ada ask done              | client_order_id_expired
            ada buy 5 @ 100 as done   | client_order_id_expired
            ada buy 5 @ 100 as open   | again accepted #1
            after 2400 hours |
            ada buy 5 @ 100 as new    | accepted #3, rests 5 @ 100
            ada ask done              | client_order_id_expired
            ada ask unheard-of        | client_order_id_expired
            bob ask unheard-of        | client_order_id_never_seen
            """);
    }

    /** Failures 6 and 11: once is once, and a refused id stays refused. */
    @Test
    void aTransferIsPostedOnceForEachIdForEver() {
        scenario("""
            ada pay bob 5 id 1         | paid
            ada pay bob 5 id 1         | again paid
            ada pay bob 6 id 1         | transfer_id_reused
            ada pay bob 2000000 id 2   | insufficient_funds
            bob pay ada 1000000 id 3   | paid
            ada pay bob 2000000 id 2   | again insufficient_funds
            after 100000 hours |
            ada pay bob 5 id 1         | again paid
            ada has                    | 10000 coins, 1999995 dollars
            """);
    }

    @Test
    void heldBalanceCannotBePaidAway() {
        scenario("""
            ada buy 9999 @ 100      | accepted #1, rests 9999 @ 100
            ada pay bob 101 id 1    | insufficient_funds
            ada pay bob 100 id 2    | paid
            """);
    }
}
