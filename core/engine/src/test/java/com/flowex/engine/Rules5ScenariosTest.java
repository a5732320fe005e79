package com.flowex.engine;

import static com.flowex.engine.Scenario.inThousandths;

import org.junit.jupiter.api.Test;

/** Fills that come to a fraction of a quote unit, by rules 5: the taker bears it, and nothing changes hands for nothing. */
class Rules5ScenariosTest {

    /** Closes finding W1: by the rules before, a tenth of a coin at 5 cost nothing. */
    @Test
    void anOrderIsWorthOneQuoteUnitOrMore() {
        inThousandths("""
            bob sell 1000 @ 5            | accepted #1, rests 1000 @ 5
            ada buy 100 @ 5              | accepted #2, trade #1 100 @ 5
            operator adopts 5            | rules 5
            ada buy 199 @ 5              | notional_too_small
            ada buy 199 market           | notional_too_small
            ada buy 199 stop 5 then market | notional_too_small
            ada buy 200 @ 5 ioc          | accepted #3, trade #1 200 @ 5
            """);
    }

    @Test
    void takerBuyPaysTheFractionAndTakerSellForgoesIt() {
        inThousandths("""
            operator adopts 5            | rules 5
            bob sell 15 @ 100            | accepted #1, rests 15 @ 100
            ada has                      | 10000 coins, 1000000 dollars
            ada buy 15 @ 100             | accepted #2, trade #1 15 @ 100
            ada has                      | 10015 coins, 999998 dollars
            ada buy 15 @ 100             | accepted #3, rests 15 @ 100
            ada has                      | 10015 coins, 999998 dollars (2 held)
            bob sell 15 @ 100            | accepted #4, trade #3 15 @ 100
            ada has                      | 10030 coins, 999997 dollars
            """);
    }

    @Test
    void aRestingBuyThatCannotBePaidForEndsWhenItIsMet() {
        inThousandths("""
            operator adopts 5            | rules 5
            ada buy 25 @ 100             | accepted #1, rests 25 @ 100
            bob sell 20 @ 100            | accepted #2, trade #1 20 @ 100
            cyd sell 30 @ 100            | accepted #3, expired #1 5 unpayable_rest, rests 30 @ 100
            """);
    }

    @Test
    void aSellEndsWhoseRestWouldBeForNothing() {
        inThousandths("""
            operator adopts 5            | rules 5
            ada buy 25 @ 100             | accepted #1, rests 25 @ 100
            eve buy 100 @ 95             | accepted #2, rests 100 @ 95
            bob sell 28 @ 95             | accepted #3, trade #1 25 @ 100, expired #3 3 unpayable_rest
            bob sell 28 market           | accepted #4, trade #2 28 @ 95
            """);
    }

    @Test
    void icebergBuyShowsMoreWhenItsDisplayIsBelowTheLeastAmount() {
        inThousandths("""
            operator adopts 5            | rules 5
            ada buy 100 @ 100 show 5     | display_quantity_invalid
            ada buy 100 @ 100 show 20    | accepted #1, rests 100 @ 100 shows 20
            eve buy 40 @ 100             | accepted #2, rests 40 @ 100
            bob sell 15 @ 100            | accepted #3, trade #1 15 @ 100
            bob sell 60 @ 100            | accepted #4, display #1 20 hides 5, refreshed #1 shows 20, trade #2 40 @ 100, trade #1 20 @ 100, refreshed #1 shows 20
            """);
    }

    @Test
    void quoteAmountBuysItsRoundedUpWorth() {
        inThousandths("""
            operator adopts 5            | rules 5
            bob sell 15 @ 100            | accepted #1, rests 15 @ 100
            cyd sell 100 @ 100           | accepted #2, rests 100 @ 100
            ada buy 0 worth 3            | accepted #3 for 25, trade #1 15 @ 100, trade #2 10 @ 100
            """);
    }
}
