package com.flowex.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goal: each thing that can be asked at the account market has exactly its own outcome. Method: the real engine, and a line to it that is cut. */
class OrderEntryServiceTest {

    private static final long COIN = 100_000_000;

    private final Floor floor = new Floor();
    private final OrderEntryService orderEntry = floor.orderEntry;
    private final AccountId maker = floor.trader(1_001);
    private final AccountId taker = floor.trader(1_002);

    private static OrderRequest limit(AccountId account, String id, Side side, long coins, long cents) {
        return new OrderRequest(
                account,
                ClientOrderId.of(id),
                Floor.BTC_USDT,
                side,
                new Quantity(coins * COIN),
                new OrderTerms.Limit(new Price(cents), TimeInForce.GTC, false));
    }

    private OrderId placed(OrderRequest order) {
        PlacementOutcome.Now now = assertInstanceOf(
                PlacementOutcome.Now.class, orderEntry.place(order).orThrow());
        return assertInstanceOf(OrderAccepted.class, now.committed().events().getFirst())
                .order();
    }

    private static RefusalCode refusal(CommandResult<?> result) {
        return assertInstanceOf(CommandResult.Refused.class, result).why().code();
    }

    @Test
    void anOrderIsPlacedOnceAndItsRefusalRepeated() {
        OrderRequest order = limit(maker, "one", Side.SELL, 1, 10_000);
        OrderId id = placed(order);

        assertEquals(
                id,
                assertInstanceOf(
                                PlacementOutcome.Before.class,
                                orderEntry.place(order).orThrow())
                        .order());

        OrderRequest tooMuch = limit(maker, "two", Side.SELL, 100_000, 10_000);
        CommandResult.Refused<?> first = assertInstanceOf(CommandResult.Refused.class, orderEntry.place(tooMuch));
        CommandResult.Refused<?> again = assertInstanceOf(CommandResult.Refused.class, orderEntry.place(tooMuch));
        assertEquals(first.why().code(), again.why().code());
        assertTrue(again.isRepeated() && !first.isRepeated());
    }

    /** Finding W15: an account learned of these numbers by a refusal. */
    @Test
    void anAccountThatPlacesManyOrdersLearnsHowManyAreLeft() {
        OrderQuotaUsage before = orderEntry.quotas().query(taker).orThrow();
        assertEquals(new OrderQuotaUsage(0, 5_000, 0, Integer.MAX_VALUE), before);
        assertEquals(RefusalCode.UNKNOWN_ACCOUNT, refusal(orderEntry.quotas().query(new AccountId(1, 4_711))));

        for (int i = 0; i < OrderQuotas.ORDERS_BEFORE_FIRST_QUERY; i++) {
            assertEquals(Optional.empty(), orderEntry.quotas().known(maker));
            placed(limit(maker, "of-many-" + i, Side.SELL, 1, 10_000));
        }

        assertEquals(50, orderEntry.quotas().known(maker).orElseThrow().openOrders());
        placed(limit(maker, "one-more", Side.SELL, 1, 10_000));
        assertEquals(51, orderEntry.quotas().known(maker).orElseThrow().openOrders());
        floor.answerInstead(new Outcome.Overloaded());
        assertEquals(RefusalCode.OVERLOADED, refusal(orderEntry.quotas().query(maker)));
        assertEquals(51, orderEntry.quotas().known(maker).orElseThrow().openOrders());
    }

    /** A full answer costs no copy of what happened: the log's own list is lent. */
    @Test
    void eventsAreLent() {
        List<Event> events = List.of();
        assertSame(
                events, CommittedEvents.of(new Outcome.Accepted(1, 2, events)).events());

        List<Event> some =
                List.of(new OrderAccepted(new OrderId(1), limit(maker, "lent", Side.BUY, 1, 100), new Quantity(COIN)));
        Outcome.Accepted accepted = new Outcome.Accepted(5, 2, some);
        assertSame(accepted.events(), CommittedEvents.of(accepted).events());
    }

    @Test
    void anOrderIsTestedAndNothingChanges() {
        placed(limit(maker, "ask", Side.SELL, 1, 10_000));
        OrderRequest order = limit(taker, "bid", Side.BUY, 2, 10_000);

        OrderPreviewResult tested = orderEntry.test(order).orThrow();

        assertEquals(COIN, tested.plan().filled().units());
        assertNull(tested.placedBefore());
        OrderId id = placed(order);
        assertEquals(id, orderEntry.test(order).orThrow().placedBefore());
        assertEquals(
                RefusalCode.INSUFFICIENT_FUNDS,
                refusal(orderEntry.test(limit(taker, "rich", Side.BUY, 1_000, 10_000_000))));
    }

    @Test
    void anOrderIsMadeSmallerAndDearerAndIsThenGone() {
        OrderId id = placed(limit(maker, "ask", Side.SELL, 3, 10_000));

        orderEntry.reduce(maker, id, new Quantity(2 * COIN), Floor.BTC_USDT).orThrow();
        orderEntry.reprice(maker, id, new Price(10_100), Floor.BTC_USDT).orThrow();
        orderEntry
                .amend(maker, id, new Price(10_200), new Quantity(COIN), Floor.BTC_USDT)
                .orThrow();
        assertEquals(
                RefusalCode.NOT_A_REDUCTION,
                refusal(orderEntry.reduce(maker, id, new Quantity(2 * COIN), Floor.BTC_USDT)));
        orderEntry
                .cancel(OrderToCancel.of(maker, ClientOrderId.of("ask"), null))
                .orThrow();
        assertEquals(
                RefusalCode.UNKNOWN_ORDER, refusal(orderEntry.reprice(maker, id, new Price(10_300), Floor.BTC_USDT)));
    }

    @Test
    void ordersAreCanceledTogetherOrOneByOne() {
        OrderId first = placed(limit(maker, "a", Side.SELL, 1, 10_000));
        OrderId second = placed(limit(maker, "b", Side.SELL, 1, 10_100));
        OrderId third = placed(limit(maker, "c", Side.BUY, 1, 9_000));

        assertEquals(
                List.of(first, second),
                orderEntry.cancelAll(maker, Floor.BTC_USDT, Side.SELL).orThrow().canceledOrders());
        List<CommandResult<CommittedEvents>> each = orderEntry.cancelEach(maker, List.of(first, third));
        assertEquals(RefusalCode.UNKNOWN_ORDER, refusal(each.getFirst()));
        assertEquals(List.of(third), each.get(1).orThrow().canceledOrders());
    }

    /** A caller that asks for fifteen waits for one answer that does not come, not for fifteen. */
    @Test
    void unansweredCancelStopsTheBatch() {
        OrderId first = placed(limit(maker, "a", Side.SELL, 1, 10_000));
        OrderId second = placed(limit(maker, "b", Side.SELL, 1, 10_100));
        floor.loseAnswers();

        List<CommandResult<CommittedEvents>> each = orderEntry.cancelEach(maker, List.of(first, second));

        assertInstanceOf(CommandResult.Unknown.class, each.getFirst());
        assertEquals(RefusalCode.OVERLOADED, refusal(each.get(1)));
        floor.mend();
        assertEquals(
                List.of(second),
                orderEntry.cancelAll(maker, null, null).orThrow().canceledOrders());
    }

    @Test
    void oneOrderReplacesAnother() {
        OrderId old = placed(limit(maker, "old", Side.SELL, 1, 10_000));
        OrderRequest replacement = limit(maker, "new", Side.SELL, 1, 10_100);

        ReplaceOutcome.Now now = assertInstanceOf(
                ReplaceOutcome.Now.class,
                orderEntry
                        .replace(
                                OrderToCancel.of(maker, old, null),
                                replacement,
                                ReplaceMode.STOP_ON_FAILURE,
                                DebtEffects.NONE)
                        .orThrow());
        assertNull(now.notCanceled());
        assertNull(now.notPlaced());
        assertInstanceOf(
                ReplaceOutcome.Before.class,
                orderEntry
                        .replace(
                                OrderToCancel.of(maker, old, null),
                                replacement,
                                ReplaceMode.STOP_ON_FAILURE,
                                DebtEffects.NONE)
                        .orThrow());

        OrderId next = assertInstanceOf(
                        ClientOrderIdStatus.Known.class,
                        orderEntry
                                .resolve(maker, ClientOrderId.of("new"), false)
                                .orThrow())
                .order();
        ReplaceOutcome.Now half = assertInstanceOf(
                ReplaceOutcome.Now.class,
                orderEntry
                        .replace(
                                OrderToCancel.of(maker, next, null),
                                limit(maker, "dear", Side.BUY, 1_000, 10_000),
                                ReplaceMode.STOP_ON_FAILURE,
                                DebtEffects.NONE)
                        .orThrow());
        assertNull(half.notCanceled());
        assertEquals(
                RefusalCode.INSUFFICIENT_FUNDS,
                assertNotNullThen(half.notPlaced()).code());
        assertEquals(
                RefusalCode.NOTHING_CANCELED,
                refusal(orderEntry.replace(
                        OrderToCancel.of(maker, old, null),
                        limit(maker, "none", Side.SELL, 1, 10_000),
                        ReplaceMode.STOP_ON_FAILURE,
                        DebtEffects.NONE)));
    }

    private static Refusal assertNotNullThen(@Nullable Refusal refusal) {
        assertNotNull(refusal);
        return refusal;
    }

    @Test
    void aPairIsPlacedOnce() {
        OrderRequest limit = limit(maker, "profit", Side.SELL, 1, 12_000);
        OrderRequest stop = new OrderRequest(
                maker,
                ClientOrderId.of("stop"),
                Floor.BTC_USDT,
                Side.SELL,
                new Quantity(COIN),
                new OrderTerms.Conditional(
                        new Trigger.StopLoss(new Price(8_000), TriggerSource.LAST_TRADE), OrderTerms.Market.MARKET));

        PlacementOutcome.Now now = assertInstanceOf(
                PlacementOutcome.Now.class,
                orderEntry.pair(limit, stop, DebtEffects.NONE).orThrow());

        assertEquals(
                2,
                now.committed().events().stream()
                        .filter(OrderAccepted.class::isInstance)
                        .count());
        assertInstanceOf(
                PlacementOutcome.Before.class,
                orderEntry.pair(limit, stop, DebtEffects.NONE).orThrow());
    }

    @Test
    void anIdIsTracedAndMayBeBurnt() {
        ClientOrderId id = ClientOrderId.of("lost");
        assertEquals(
                new ClientOrderIdStatus.NeverSeen(),
                orderEntry.resolve(maker, id, false).orThrow());
        assertEquals(
                new ClientOrderIdStatus.Burnt(),
                orderEntry.resolve(maker, id, true).orThrow());
        assertEquals(
                new ClientOrderIdStatus.Burnt(),
                orderEntry.resolve(maker, id, false).orThrow());
        assertEquals(
                RefusalCode.CLIENT_ORDER_ID_BURNT,
                refusal(orderEntry.place(limit(maker, "lost", Side.SELL, 1, 10_000))));
        floor.answerInstead(new Outcome.Unknown());
        assertInstanceOf(CommandResult.Unknown.class, orderEntry.resolve(maker, id, false));
    }

    @Test
    void moneyMovesAtOnceOrInTwoPhasesAndOnceForItsId() {
        Transfer deposit = floor.in(maker, 2, 5);
        TransferOutcome.Now moved = assertInstanceOf(
                TransferOutcome.Now.class, orderEntry.transfer(maker, deposit).orThrow());
        assertEquals(
                moved.committed().sequence(),
                assertInstanceOf(
                                TransferOutcome.Before.class,
                                orderEntry.transfer(maker, deposit).orThrow())
                        .sequence());

        assertInstanceOf(TransferReserved.class, step(new TransferStep.Reserve(gift(1), 0)));
        assertInstanceOf(
                ReservedPosted.class, step(new TransferStep.PostReserved(new TransferId(9, 2), gift(1).id(), 40)));
        assertInstanceOf(TransferReserved.class, step(new TransferStep.Reserve(gift(3), 0)));
        assertInstanceOf(ReservedVoided.class, step(new TransferStep.VoidReserved(new TransferId(9, 4), gift(3).id())));
        assertEquals(
                RefusalCode.RESERVATION_POSTED,
                refusal(orderEntry.transfer(
                        maker, List.of(new TransferStep.VoidReserved(new TransferId(9, 5), gift(1).id())))));
    }

    private Transfer gift(long number) {
        return new Transfer(
                new TransferId(9, number), maker, taker, new Amount(new AssetId(2), 100), TransferKind.INTERNAL);
    }

    private Event step(TransferStep step) {
        return assertInstanceOf(
                        TransferOutcome.Now.class,
                        orderEntry.transfer(maker, List.of(step)).orThrow())
                .committed()
                .events()
                .getFirst();
    }

    @Test
    void refusalDoesNotRevealNumbersOfAnotherTenantsMarket() {
        CommandResult<PlacementOutcome> result = orderEntry.place(new OrderRequest(
                maker,
                ClientOrderId.of("peek"),
                new InstrumentId(2),
                Side.SELL,
                new Quantity(1),
                new OrderTerms.Limit(new Price(1), TimeInForce.GTC, false)));

        assertEquals(RefusalCode.UNKNOWN_INSTRUMENT, refusal(result));
        assertEquals(
                "there is no such market",
                assertInstanceOf(CommandResult.Refused.class, result).why().detail());
    }

    @Test
    void operatorCommandIsExecuted() {
        AccountId outside = AccountId.outsideOf(1);
        orderEntry
                .decree(outside, new ChangeMarketState(1, Floor.BTC_USDT, MarketState.HALTED))
                .orThrow();

        assertEquals(RefusalCode.INSTRUMENT_HALTED, refusal(orderEntry.place(limit(maker, "a", Side.SELL, 1, 10_000))));
    }

    @Test
    void withoutAnAnswerTheIdIsNamed() {
        floor.answerInstead(new Outcome.Unknown());

        Refusal why = assertThrows(Refusal.class, () -> orderEntry
                .place(limit(maker, "mine", Side.SELL, 1, 10_000))
                .orThrow());

        assertEquals(RefusalCode.UNKNOWN_OUTCOME, why.code());
        assertTrue(why.detail().contains("\"mine\""), why::detail);
        assertEquals(
                RefusalCode.UNKNOWN_OUTCOME,
                assertThrows(
                                Refusal.class,
                                () -> orderEntry.timer(maker, null, 0).orThrow())
                        .code());
    }
}
