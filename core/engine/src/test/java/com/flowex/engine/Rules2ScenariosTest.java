package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;

import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases that bots met, by rules 2: icebergs, small orders, bands within a command, self-trades. */
class Rules2ScenariosTest {

    /** Closes finding T3: a tiny part burnt the most fills of whoever met it. */
    @Test
    void anIcebergShowsAHundredthOfItselfOrMore() {
        scenario("""
            ada sell 1000 @ 100 show 1   | accepted #1, rests 1000 @ 100 shows 1
            operator adopts 2            | rules 2
            ada sell 1000 @ 100 show 9   | display_quantity_invalid
            ada sell 1001 @ 100 show 10  | display_quantity_invalid
            ada sell 1000 @ 100 show 10  | accepted #2, rests 1000 @ 100 shows 10
            ada amend #1 to 2000 @ 105   | display_quantity_invalid
            ada sell 2 @ 5 show 1        | display_quantity_invalid
            ada sell 4 @ 5 show 2        | accepted #3, rests 4 @ 5 shows 2
            """);
    }

    /** Also those that were accepted by rules 1. */
    @Test
    void repeatedTakerTakesTheWholeHiddenQuantity() {
        scenario("""
            ada sell 1000 @ 100 show 1   | accepted #1, rests 1000 @ 100 shows 1
            bob sell 50 @ 100 show 10    | accepted #2, rests 50 @ 100 shows 10
            cyd sell 5 @ 100             | accepted #3, rests 5 @ 100
            operator adopts 2            | rules 2
            eve buy 900 market           | accepted #4, trade #1 1 @ 100, refreshed #1 shows 1, trade #2 10 @ 100, refreshed #2 shows 10, trade #3 5 @ 100, trade #1 1 @ 100, refreshed #1 shows 883, trade #1 883 @ 100, refreshed #1 shows 1
            eve buy 200 @ 100 fok        | accepted #5, expired #5 200 fill_or_kill
            eve buy 155 @ 100 fok        | accepted #6, trade #2 10 @ 100, refreshed #2 shows 10, trade #1 1 @ 100, refreshed #1 shows 1, trade #2 10 @ 100, refreshed #2 shows 20, trade #2 20 @ 100, trade #1 1 @ 100, refreshed #1 shows 113, trade #1 113 @ 100
            """);
    }

    /** Closes finding T10: orders without a limit were worth as little as they liked. */
    @Test
    void theLeastNotionalIsAskedOfMarketOrdersToo() {
        scenario("""
            operator adopts 2            | rules 2
            operator rules tick=1        | changed
            ada buy 1 market             | no_liquidity
            bob sell 10 @ 4              | accepted #1, rests 10 @ 4
            ada buy 2 market             | notional_too_small
            ada buy 3 market             | accepted #2, trade #1 3 @ 4
            ada buy 0 worth 9            | notional_too_small
            ada buy 0 worth 10           | accepted #3 for 2, trade #1 2 @ 4
            ada buy 1 stop 9 then market | notional_too_small
            """);
    }

    /** Closes finding T4: an amount that covers no lot was reported as a book without liquidity. */
    @Test
    void anAmountThatCoversNothingIsTooSmall() {
        scenario("""
            operator adopts 2            | rules 2
            ada buy 0 worth 50           | no_liquidity
            bob sell 10 @ 100            | accepted #1, rests 10 @ 100
            ada buy 0 worth 50           | quantity_too_small
            bob buy 0 worth 50 expire_taker | no_liquidity
            """);
    }

    /** Closes finding T10: a triggered order's band was around the trade before the command that triggered it. */
    @Test
    void theBandOfATriggeredOrderIsAroundTheLastTradeBeforeItsTurn() {
        scenario("""
            operator adopts 2            | rules 2
            ada sell 1 @ 100             | accepted #1, rests 1 @ 100
            bob buy 1 @ 100              | accepted #2, trade #1 1 @ 100
            operator rules band=10       | changed
            ada buy 5 stop 110 then market | accepted #3
            bob sell 1 @ 110             | accepted #4, rests 1 @ 110
            bob sell 5 @ 120             | accepted #5, rests 5 @ 120
            eve buy 1 @ 110              | accepted #6, trade #4 1 @ 110, triggered #3 at 110, trade #5 5 @ 120
            """);
    }

    /** Closes finding T10: trading with oneself made volume, and with it a lower fee. */
    @Test
    void selfTradesAddNoVolume() {
        FeeSchedule fees = new FeeSchedule(
                List.of(new FeeTier(0, new FeeRates(0, 100_000)), new FeeTier(1_000, new FeeRates(0, 0))));
        scenario(fees, """
            operator adopts 2            | rules 2
            ada sell 10 @ 100            | accepted #1, rests 10 @ 100
            ada buy 10 @ 100             | accepted #2, trade #1 10 @ 100
            bob sell 10 @ 100            | accepted #3, rests 10 @ 100
            ada buy 10 @ 100             | accepted #4, trade #3 10 @ 100
            ada has                      | 10008 coins, 999000 dollars
            bob sell 10 @ 100            | accepted #5, rests 10 @ 100
            ada buy 10 @ 100             | accepted #6, trade #5 10 @ 100
            ada has                      | 10018 coins, 998000 dollars
            """);
    }

    /** Closes finding T10: a stop that costs 505 was accepted with 10 in hand, and then another. */
    @Test
    void stopBuyHoldsItsCostAtTheTriggerPrice() {
        scenario("""
            operator adopts 2                | rules 2
            ada buy 10001 stop 100 then market | insufficient_funds
            ada buy 10000 stop 100 then market | accepted #1
            ada has                          | 10000 coins, 1000000 dollars (1000000 held)
            ada buy 1 stop 100 then market   | insufficient_funds
            ada cancel #1                    | canceled #1 10000
            bob sell 10 @ 100                | accepted #2, rests 10 @ 100
            eve buy 5 @ 100                  | accepted #3, trade #2 5 @ 100
            ada buy 10 trail 5 then market   | accepted #4
            ada buy 10 trail 500bp then market | accepted #5
            ada buy 10 profit 90 then market | accepted #6
            ada has                          | 10000 coins, 1000000 dollars (3000 held)
            ada sell 5 stop 90 then market   | accepted #7
            ada has                          | 10000 coins (5 held), 1000000 dollars (3000 held)
            eve sell 1 @ 105                 | accepted #8, rests 1 @ 105
            eve sell 100 @ 110               | accepted #9, rests 100 @ 110
            bob buy 6 @ 105                  | accepted #10, trade #2 5 @ 100, trade #8 1 @ 105, triggered #4 at 105, triggered #5 at 105, trade #9 10 @ 110, trade #9 10 @ 110
            ada has                          | 10020 coins (5 held), 997800 dollars (900 held)
            """);
    }

    /** Orders that were accepted before hold nothing until their turn, and a pair the larger need. */
    @Test
    void ordersWaitingSinceRules1HoldNothing() {
        scenario("""
            ada buy 10001 stop 100 then market             | accepted #1
            operator adopts 2                              | rules 2
            ada buy 10 @ 90 pair stop 100 then market      | accepted #2, accepted #3, paired #2 #3, rests 10 @ 90
            ada has                                        | 10000 coins, 1000000 dollars (1000 held)
            ada cancel #1                                  | canceled #1 10001
            ada has                                        | 10000 coins, 1000000 dollars (1000 held)
            """);
    }

    /** Closes finding T11: the owner canceled a pair, and one of the two had expired. */
    @Test
    void theOtherLegOfACanceledPairIsCanceledToo() {
        scenario("""
            operator adopts 2                              | rules 2
            ada sell 5 @ 120 pair stop 90 then market      | accepted #1, accepted #2, paired #1 #2, rests 5 @ 120
            ada cancel #1                                  | canceled #1 5, canceled #2 5 other_leg
            ada sell 5 @ 120 pair stop 90 then market      | accepted #3, accepted #4, paired #3 #4, rests 5 @ 120
            ada cancel #4                                  | canceled #4 5, canceled #3 5 other_leg
            ada sell 5 @ 120 pair stop 90 then market      | accepted #5, accepted #6, paired #5 #6, rests 5 @ 120
            ada cancel all                                 | canceled #5 5, canceled #6 5 other_leg
            ada sell 5 @ 120 pair stop 90 then market      | accepted #7, accepted #8, paired #7 #8, rests 5 @ 120
            bob buy 5 @ 120                                | accepted #9, trade #7 5 @ 120, expired #8 5 other_leg
            """);
    }
}
