package com.flowex.orderentry.queue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that fills up: orders are refused while there is still room for what makes room. */
@Timeout(900)
class LoadShedderTest {

    private static final AccountId ADA = new AccountId(1, 1_001);

    private static final OrderTerms.Limit LIMIT = new OrderTerms.Limit(new Price(100), TimeInForce.GTC, false);
    private static final OrderTerms STOP =
            new OrderTerms.Conditional(new Trigger.StopLoss(new Price(90), TriggerSource.LAST_TRADE), LIMIT);
    private static final Command PLACE = new PlaceOrder(order("a", LIMIT));

    private final LoadShedder shedder = new LoadShedder(1_000);

    private static OrderRequest order(String id, OrderTerms terms) {
        return new OrderRequest(ADA, ClientOrderId.of(id), new InstrumentId(1), Side.SELL, new Quantity(1), terms);
    }

    @Test
    void ordersAreRefusedFromThreeQuartersUntilBelowSeventyPercent() {
        shedder.collected(749, true);
        assertFalse(shedder.isFull());
        shedder.collected(750, true);
        assertTrue(shedder.isFull());
        shedder.collected(700, true);
        assertTrue(shedder.isFull());
        shedder.collected(699, false);
        assertFalse(shedder.isFull());
    }

    /** Most of what a collection of the young leaves in the old is garbage. */
    @Test
    void onlyAFullCollectionShowsFullMemory() {
        shedder.collected(990, false);
        assertFalse(shedder.isFull());
        shedder.collected(760, true);
        shedder.collected(990, false);
        assertTrue(shedder.isFull());
    }

    @Test
    void overloadRefusesCommandsThatAddOrdersAndSendsNothing() {
        FakeExchange exchange = new FakeExchange();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CommandSubmitter orders =
                new CommandSubmitter(exchange, new FairQueue(2, 2, Duration.ofSeconds(1)), shedder, registry);
        exchange.answer(_ -> new Outcome.Accepted(1, 1, List.of()));
        shedder.collected(900, true);

        Command replacement = new CancelReplace(
                new CancelOrderByClientId(ADA, ClientOrderId.of("a")), order("b", LIMIT), ReplaceMode.STOP_ON_FAILURE);
        for (Command command : List.of(PLACE, new PlaceOrderPair(order("c", LIMIT), order("d", STOP)), replacement)) {
            Refusal refused = assertThrows(Refusal.class, () -> orders.submit(ADA, command));
            assertEquals(RefusalCode.OVERLOADED, refused.code());
            assertEquals(10, refused.retryAfterSeconds());
        }
        assertEquals(List.of(), exchange.commands());
        assertDoesNotThrow(() -> orders.submit(ADA, CancelOrders.allOf(ADA)));
        assertEquals(1, registry.get("flowex.order.entry.memory.full").gauge().value());

        shedder.collected(100, false);
        assertDoesNotThrow(() -> orders.submit(ADA, PLACE));
        assertEquals(0, registry.get("flowex.order.entry.memory.full").gauge().value());
    }

    /** A full disk ends a node: orders, which fill it, are refused before, and what makes room goes on. */
    @Test
    void ordersAreRefusedWhileTheDiskIsNearlyFull() {
        FakeExchange exchange = new FakeExchange();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        CommandSubmitter orders =
                new CommandSubmitter(exchange, new FairQueue(2, 2, Duration.ofSeconds(1)), shedder, registry);
        exchange.answer(_ -> new Outcome.Accepted(1, 1, List.of()));
        shedder.disk(1_000, 1_000);
        assertDoesNotThrow(() -> orders.submit(ADA, PLACE));
        shedder.disk(999, 1_000);
        Refusal refused = assertThrows(Refusal.class, () -> orders.submit(ADA, PLACE));
        assertEquals(RefusalCode.OVERLOADED, refused.code());
        assertTrue(refused.detail().startsWith("the exchange's disk is nearly full"), refused.detail());
        assertDoesNotThrow(() -> orders.submit(ADA, CancelOrders.allOf(ADA)));
        assertEquals(1, registry.get("flowex.order.entry.disk.full").gauge().value());
        shedder.disk(1_249, 1_000);
        assertThrows(Refusal.class, () -> orders.submit(ADA, PLACE));
        shedder.disk(1_250, 1_000);
        assertDoesNotThrow(() -> orders.submit(ADA, PLACE));
    }

    /** The virtual machine really says what a collection leaves, and it is more than nothing. */
    @Test
    void aCollectionOfThisProcessIsHeardOf() {
        LoadShedder tiny = new LoadShedder(1);
        tiny.watch();
        Await.until(() -> {
            System.gc();
            return tiny.isFull();
        });
    }
}
