package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers of two markets of one account; the engine and the plain exchange play each command. */
class MarketTimerScenariosTest extends LongWayScenario {

    @BeforeEach
    void open() {
        begin(RulesVersion.NEWEST, 0);
    }

    private OrderId bid(InstrumentId market, long price) {
        return idOf(apply(new PlaceOrder(order(market, ADA, Side.BUY, 5, limit(price, TimeInForce.GTC)))));
    }

    private List<Object> after(long nanos) {
        timeNanos += nanos;
        return apply(AdvanceTime.ADVANCE_TIME);
    }

    private List<Object> running() {
        return Replays.recordsOf(exchange).stream()
                .filter(MarketTimerState.class::isInstance)
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void theTimerOfOneMarketLeavesTheOrdersOfAnother() {
        OrderId here = bid(MARKET, PRICE);
        bid(OTHER, PRICE);
        apply(new SetMarketTimer(ADA, MARKET, SECOND));

        List<Object> answers = after(SECOND);

        assertEquals(new MarketTimerSet(ADA, MARKET, 0), answers.getFirst());
        OrderCanceled canceled = all(OrderCanceled.class, answers).getFirst();
        assertEquals(List.of(here, CancelReason.DEAD_MANS_TIMER), List.of(canceled.order(), canceled.reason()));
        assertEquals(1, openOf(ADA));
    }

    @Test
    void timersOfOneMomentRunByInstrumentBehindThatOfTheAccount() {
        apply(new SetMarketTimer(ADA, OTHER, SECOND));
        timeNanos--;
        apply(new SetMarketTimer(ADA, MARKET, SECOND));
        timeNanos--;
        apply(new SetDeadMansTimer(ADA, SECOND));
        timeNanos--;
        apply(new SetMarketTimer(BOB, MARKET, SECOND));

        List<Object> answers = after(SECOND);

        assertEquals(
                List.of(
                        new MarketTimerSet(ADA, MARKET, 0),
                        new MarketTimerSet(ADA, OTHER, 0),
                        new MarketTimerSet(BOB, MARKET, 0)),
                answers.subList(1, answers.size()));
    }

    /** A restored engine knows the timers, also of accounts that never had an order in the market. */
    @Test
    void aRestoredEngineKeepsRunningTimers() {
        apply(new SetMarketTimer(ADA, OTHER, SECOND));
        apply(new SetMarketTimer(ADA, MARKET, SECOND));
        apply(new SetMarketTimer(BOB, MARKET, SECOND));
        bid(MARKET, PRICE);
        List<Object> before = running();
        assertEquals(3, before.size());
        long digest = exchange.digest();

        restore();

        assertEquals(before, running());
        assertEquals(digest, exchange.digest());
        List<Object> answers = after(SECOND);
        assertEquals(3, all(MarketTimerSet.class, answers).size());
        assertEquals(1, all(OrderCanceled.class, answers).size());
        assertEquals(List.of(), running());
    }

    @Test
    void bothOrdersOfAPairAreCanceled() {
        apply(new PlaceOrderPair(
                order(MARKET, ADA, Side.SELL, 5, limit(PRICE + 20, TimeInForce.GTC)),
                order(MARKET, ADA, Side.SELL, 5, stopLoss(PRICE - 20, OrderTerms.Market.MARKET))));
        apply(new SetMarketTimer(ADA, MARKET, SECOND));

        assertEquals(
                List.of(CancelReason.DEAD_MANS_TIMER, CancelReason.OTHER_LEG),
                all(OrderCanceled.class, after(SECOND)).stream()
                        .map(OrderCanceled::reason)
                        .toList());
    }

    @Test
    void anUnknownMarketAndThatOfAnotherTenantAreRefused() {
        assertEquals(
                RejectReason.UNKNOWN_INSTRUMENT,
                refusalOf(apply(new SetMarketTimer(ADA, new InstrumentId(9), SECOND))));
        AccountId stranger = AccountId.outsideOf(2);
        assertEquals(RejectReason.UNKNOWN_ACCOUNT, refusalOf(apply(new SetMarketTimer(stranger, MARKET, SECOND))));
        assertEquals(List.of(), running());
    }

    @Test
    void stoppingATimerThatDoesNotRunRecordsNothing() {
        long sequence = exchange.sequence();

        assertEquals(List.of(), apply(new SetMarketTimer(ADA, MARKET, 0)));

        assertEquals(sequence, exchange.sequence());
        assertEquals(List.of(), running());
    }
}
