package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists whose working order waits for a trigger, by rules 15. */
class WaitingWorkingScenariosTest {

    private static void byRules15(String lines) {
        scenario("operator adopts 15 | rules 15\n" + lines);
    }

    @Test
    void aStopThatEntersAPositionStartsAPairOnceItIsFilled() {
        byRules15("""
            ada buy 5 stop 110 then market starts sell 5 @ 120 pair stop 100 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3
            ada has             | 10000 coins, 1000000 dollars (550 held)
            bob sell 6 @ 110    | accepted #4, rests 6 @ 110
            cyd buy 1 @ 110     | accepted #5, trade #4 1 @ 110, triggered #1 at 110, trade #4 5 @ 110, started #2, started #3, rests 5 @ 120
            ada has             | 10005 coins (5 held), 999450 dollars
            cyd buy 5 @ 120     | accepted #6, trade #2 5 @ 120, expired #3 5 other_leg
            ada has             | 10000 coins, 1000050 dollars
            """);
    }

    @Test
    void aLimitOrderBehindTheTriggerWorksFromThenOnAsAnyOther() {
        byRules15("""
            ada buy 5 stop 110 then @ 115 starts sell 5 @ 120 | accepted #1, accepted #2, linked #1 #2
            bob sell 3 @ 110                                  | accepted #3, rests 3 @ 110
            cyd buy 1 @ 110                                   | accepted #4, trade #3 1 @ 110, triggered #1 at 110, trade #3 2 @ 110, rests 3 @ 115
            ada revise #1 to 4 starts @ 125                   | revised #2 to 5, reduced #1 to 2
            bob sell 2 @ 115                                  | accepted #5, trade #1 2 @ 115, started #2, rests 5 @ 125
            """);
    }

    @Test
    void aTakeProfitAndATrailingStopMayWorkToo() {
        byRules15("""
            cyd buy 1 @ 100                                             | accepted #1, rests 1 @ 100
            bob sell 1 @ 100                                            | accepted #2, trade #1 1 @ 100
            ada buy 5 profit 90 then @ 95 starts sell 5 @ 120           | accepted #3, accepted #4, linked #3 #4
            ada sell 5 trail 10 then @ 80 starts buy 5 @ 70             | accepted #5, accepted #6, linked #5 #6, levels sells 100
            cyd buy 6 @ 90                                              | accepted #7, rests 6 @ 90
            bob sell 1 @ 90                                             | accepted #8, trade #7 1 @ 90, triggered #3 at 90, triggered #5 at 90, rests 5 @ 95, trade #3 5 @ 95, started #4, rests 5 @ 120, started #6, rests 5 @ 70
            """);
    }

    @Test
    void aPartThatNeverFillsEndsTheList() {
        byRules15("""
            ada buy 5 stop 110 then market starts sell 5 @ 120 pair stop 100 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3
            bob sell 3 @ 110                                      | accepted #4, rests 3 @ 110
            cyd buy 1 @ 110                                       | accepted #5, trade #4 1 @ 110, triggered #1 at 110, trade #4 2 @ 110, expired #1 3 no_liquidity, canceled #2 5 other_leg, canceled #3 5 other_leg
            ada has                                               | 10002 coins, 999780 dollars
            ada buy 5 stop 115 then @ 120 ioc starts sell 5 @ 130 | accepted #6, accepted #7, linked #6 #7
            bob sell 3 @ 115                                      | accepted #8, rests 3 @ 115
            cyd buy 1 @ 115                                       | accepted #9, trade #8 1 @ 115, triggered #6 at 115, trade #8 2 @ 115, expired #6 3 immediate_or_cancel, canceled #7 5 other_leg
            ada buy 5 stop 120 then @ 120 fok starts sell 5 @ 130 | accepted #10, accepted #11, linked #10 #11
            bob sell 3 @ 120                                      | accepted #12, rests 3 @ 120
            cyd buy 1 @ 120                                       | accepted #13, trade #12 1 @ 120, triggered #10 at 120, expired #10 5 fill_or_kill, canceled #11 5 other_leg
            """);
    }

    @Test
    void aPartLostToPreventionCancelsThePendingOrder() {
        byRules15("""
            ada sell 2 @ 115                                            | accepted #1, rests 2 @ 115
            ada buy 5 stop 110 then @ 115 decrement starts sell 5 @ 120 | accepted #2, accepted #3, linked #2 #3
            bob sell 1 @ 110                                            | accepted #4, rests 1 @ 110
            cyd buy 1 @ 110                                             | accepted #5, trade #4 1 @ 110, triggered #2 at 110, prevented #1 -2 #2 -2, expired #1 0 self_trade_prevented, rests 3 @ 115, canceled #3 5 other_leg
            """);
    }

    @Test
    void aReasonAtTheTriggerEndsTheList() {
        byRules15("""
            operator rules band=10                                   | changed
            bob sell 2 @ 100                                         | accepted #1, rests 2 @ 100
            cyd buy 1 @ 100                                          | accepted #2, trade #1 1 @ 100
            ada buy 5 stop 105 then @ 150 starts sell 5 @ 160        | accepted #3, accepted #4, linked #3 #4
            ada buy 9000 stop 105 then market starts sell 5 @ 160    | accepted #5, accepted #6, linked #5 #6
            bob sell 1 @ 105                                         | accepted #7, rests 1 @ 105
            bob sell 9000 @ 115                                      | accepted #8, rests 9000 @ 115
            cyd buy 2 @ 105                                          | accepted #9, trade #1 1 @ 100, trade #7 1 @ 105, triggered #3 at 105, triggered #5 at 105, expired #3 5 price_band, canceled #4 5 other_leg, expired #5 9000 insufficient_funds, canceled #6 5 other_leg
            ada has                                                  | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void anyEndBeforeTheTriggerEndsTheList() {
        byRules15("""
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #1, accepted #2, linked #1 #2
            ada cancel #1                                                    | canceled #1 5, canceled #2 5 other_leg
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #3, accepted #4, linked #3 #4
            ada cancel #4                                                    | canceled #4 5, canceled #3 5 other_leg
            ada buy 5 stop 110 then @ 110 gtd 10 starts sell 5 @ 120         | accepted #5, accepted #6, linked #5 #6
            after 10 seconds                                                 | expired #5 5 good_till_date, canceled #6 5 other_leg
            ada buy 5 stop 110 then market starts sell 5 @ 120 gtd 10        | accepted #7, accepted #8, linked #7 #8
            after 10 seconds                                                 | expired #8 5 good_till_date, canceled #7 5 other_leg
            ada timer 30                                                     | timer set
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #9, accepted #10, linked #9 #10
            after 30 seconds                                                 | timer off, canceled #9 5 dead_mans_timer, canceled #10 5 other_leg
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #11, accepted #12, linked #11 #12
            operator kills ada                                               | killed, expired #11 5 kill_switch, canceled #12 5 other_leg
            operator revives ada                                             | revived
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #13, accepted #14, linked #13 #14
            operator restricts ada to reduce_only                            | reduce_only, expired #13 5 account_restricted, canceled #14 5 other_leg
            operator restricts ada to none                                   | none
            ada buy 5 stop 110 then market starts sell 5 @ 120 pair stop 100 then market | accepted #15, accepted #16, accepted #17, linked #15 #16, linked #15 #17, paired #16 #17
            ada cancel #17                                                   | canceled #17 5, canceled #16 5 other_leg, canceled #15 5 other_leg
            ada buy 5 stop 110 then market starts sell 5 @ 120               | accepted #18, accepted #19, linked #18 #19
            operator delists                                                 | delisted, expired #18 5 delisted, canceled #19 5 other_leg
            ada has                                                          | 10000 coins, 1000000 dollars
            """);
    }

    @Test
    void aMarketThatHaltsTriggersItOnceItIsOpen() {
        byRules15("""
            ada buy 5 stop 110 then @ 115 starts sell 5 @ 120 | accepted #1, accepted #2, linked #1 #2
            operator rules breaker=10,60,30                   | changed
            bob sell 1 @ 100                                  | accepted #3, rests 1 @ 100
            cyd buy 1 @ 100                                   | accepted #4, trade #3 1 @ 100
            bob sell 6 @ 110                                  | accepted #5, rests 6 @ 110
            cyd buy 1 @ 110                                   | accepted #6, trade #5 1 @ 110, halted by circuit_breaker
            ada cancel #9                                     | unknown_order
            after 30 seconds                                  | open by halt_over, triggered #1 at 110, trade #5 5 @ 110, started #2, rests 5 @ 120
            """);
    }

    @Test
    void aTriggeredWorkingOrderThatIsQueuedStaysLinked() {
        byRules15("""
            operator rules breaker=10,60,30                   | changed
            bob sell 1 @ 100                                  | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                                   | accepted #2, trade #1 1 @ 100
            cyd buy 1 stop 105 then market                    | accepted #3
            ada buy 5 stop 105 then @ 115 starts sell 5 @ 130 | accepted #4, accepted #5, linked #4 #5
            ada buy 5 stop 105 then @ 115 starts sell 5 @ 130 | accepted #6, accepted #7, linked #6 #7
            bob sell 1 @ 105                                  | accepted #8, rests 1 @ 105
            bob sell 9 @ 115                                  | accepted #9, rests 9 @ 115
            eve buy 1 @ 105                                   | accepted #10, trade #8 1 @ 105, triggered #3 at 105, triggered #4 at 105, triggered #6 at 105, trade #9 1 @ 115, halted by circuit_breaker
            ada has                                           | 10000 coins, 1000000 dollars (1150 held)
            ada revise #4 @ 110 starts @ 120                  | instrument_halted
            ada cancel #7                                     | canceled #7 5, canceled #6 5 other_leg
            after 30 seconds                                  | open by halt_over, trade #9 5 @ 115, started #5, rests 5 @ 130
            """);
    }

    @Test
    void aListIsNotChangedWhileItsWorkingOrderWaits() {
        byRules15("""
            ada buy 5 stop 110 then @ 115 starts sell 5 @ 120 | accepted #1, accepted #2, linked #1 #2
            ada revise #1 stop 105                            | not_amendable
            ada revise #1 @ 120                               | not_amendable
            ada revise #1 @ 120 starts @ 125                  | not_amendable
            ada revise #2 to 4                                | not_amendable
            ada reduce #1 to 4                                | not_amendable
            ada amend #1 to 4                                 | not_amendable
            """);
    }

    /** Before rules 16 none of a list changes while its working order waits. */
    @Test
    void aListChangesWhileItsWorkingOrderWaitsByRules16() {
        scenario("""
            operator adopts 16                                | rules 16
            ada buy 5 stop 110 then @ 115 starts sell 5 @ 120 | accepted #1, accepted #2, linked #1 #2
            ada has                                           | 10000 coins, 1000000 dollars (575 held)
            ada revise #1 stop 105 @ 110 to 7                 | revised #1 to 7
            ada has                                           | 10000 coins, 1000000 dollars (770 held)
            ada revise #1 @ 120 starts @ 125 to 6             | revised #2 to 6, revised #1 to 7
            ada revise #2 to 5 starts                         | revised #1 to 5
            ada revise #1 @ 122 starts @ 130                  | price_off_tick
            ada revise #1 to 20000                            | insufficient_funds
            ada revise #1 to 5                                | nothing_to_amend
            ada revise #2 to 4                                | not_amendable
            ada reduce #1 to 4                                | not_amendable
            bob sell 6 @ 105                                  | accepted #3, rests 6 @ 105
            cyd buy 1 @ 105                                   | accepted #4, trade #3 1 @ 105, triggered #1 at 105, trade #3 5 @ 105, started #2, rests 6 @ 125
            """);
    }

    @Test
    void aPairThatSellsWhatAWaitingOrderBuysTakesItsNewQuantity() {
        scenario("""
            operator adopts 16                                | rules 16
            ada buy 5 stop 110 then market pays sell 5 @ 120 pair stop 100 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3
            ada revise #1 to 7                                | revised #2 to 7, revised #3 to 7, revised #1 to 7
            ada revise #1 stop 105                            | revised #1 to 7
            """);
    }

    @Test
    void aRefusalOfAnOrderThatWaitsRefusesTheList() {
        byRules15("""
            bob sell 2 @ 100                                   | accepted #1, rests 2 @ 100
            cyd buy 1 @ 100                                    | accepted #2, trade #1 1 @ 100
            ada buy 5 stop 100 then market starts sell 5 @ 120 | would_trigger_at_once
            ada buy 5 stop 111 then market starts sell 5 @ 120 | price_off_tick
            ada buy 20000 stop 110 then market starts sell 5 @ 120 | insufficient_funds
            operator rules without=stop_loss                   | changed
            ada buy 5 stop 110 then market starts sell 5 @ 120 | order_kind_not_allowed
            """);
    }

    @Test
    void olderRulesRefuseAWorkingOrderThatWaits() {
        scenario("""
            operator adopts 14                                 | rules 14
            ada buy 5 stop 110 then market starts sell 5 @ 120 | rules_too_old
            ada buy 5 stop 110 then market starts sell 5 @ 120 pair stop 100 then market | rules_too_old
            ada buy 5 stop 110 then market pays sell 5 @ 120   | rules_too_old
            """);
    }

    /** With fees of 1 % for a maker and 2 % for a taker. */
    @Test
    void aWorkingOrderThatWaitsMayPay() {
        scenario(new FeeRates(10_000, 20_000), """
            operator adopts 15                                   | rules 15
            ada buy 500 stop 110 then @ 110 pays sell 500 @ 120  | accepted #1, accepted #2, linked #1 #2
            ada has                                              | 10000 coins, 1000000 dollars (55000 held)
            bob sell 201 @ 110                                   | accepted #3, rests 201 @ 110
            cyd buy 1 @ 110                                      | accepted #4, trade #3 1 @ 110, triggered #1 at 110, trade #3 200 @ 110, rests 300 @ 110
            ada has                                              | 10196 coins (196 held), 978000 dollars (33000 held)
            bob sell 300 @ 110                                   | accepted #5, trade #1 300 @ 110, revised #2 to 493, started #2, rests 493 @ 120
            ada has                                              | 10493 coins (493 held), 945000 dollars
            """);
    }

    @Test
    void aWorkingOrderIsALimitOrderOrWaitsForATrigger() {
        List<OrderTerms> terms = List.of(
                OrderTerms.Market.MARKET,
                new OrderTerms.MarketByQuote(100),
                new OrderTerms.Twap(new Price(100), 2, 1_000_000_000L));
        OrderRequest pending = order("b", new OrderTerms.Limit(new Price(120), TimeInForce.GTC, false));
        OrderTerms stop = new OrderTerms.Conditional(
                new Trigger.StopLoss(new Price(90), TriggerSource.LAST_TRADE), OrderTerms.Market.MARKET);
        PlaceOrderPair pair = new PlaceOrderPair(pending, order("c", stop));
        for (OrderTerms one : terms) {
            OrderRequest working = order("a", one);
            assertThrows(IllegalArgumentException.class, () -> new PlaceLinkedOrders(working, pending));
            assertThrows(IllegalArgumentException.class, () -> new PlaceLinkedPair(working, pair));
        }
    }

    private static OrderRequest order(String id, OrderTerms terms) {
        Quantity quantity = new Quantity(terms instanceof OrderTerms.MarketByQuote ? 0 : 5);
        return new OrderRequest(
                new AccountId(1, 1_000), ClientOrderId.of(id), new InstrumentId(1), Side.SELL, quantity, terms);
    }
}
