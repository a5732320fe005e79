package com.flowex.desk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.ReplaceMode;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.Trigger;
import com.flowex.domain.TriggerSource;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.ground.testing.FakeExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever may only sell buys by none of the commands that bring orders. */
class RestrictedAccountsTest {

    private static final AccountId ADA = new AccountId(1, 1_001);
    private static final AccountId SAME_NUMBER_ELSEWHERE = new AccountId(2, 1_001);

    private final FakeExchange exchange = new FakeExchange();
    private final OrderPath path = new OrderPath(exchange, new SimpleMeterRegistry());

    private static OrderRequest order(AccountId account, Side side) {
        return order(account, side, "o");
    }

    private static OrderRequest order(AccountId account, Side side, String id) {
        return order(account, side, id, new OrderTerms.Limit(new Price(1), TimeInForce.GTC, false));
    }

    private static OrderRequest stop(OrderRequest beside) {
        return order(
                beside.account(),
                beside.side(),
                "p",
                new OrderTerms.Conditional(
                        new Trigger.StopLoss(new Price(1), TriggerSource.LAST_TRADE), new OrderTerms.Market()));
    }

    private static OrderRequest order(AccountId account, Side side, String id, OrderTerms terms) {
        return new OrderRequest(account, ClientOrderId.of(id), new InstrumentId(1), side, new Quantity(1), terms);
    }

    /** Each kind of command that brings orders, of which this is one. */
    private static List<Command> bringing(OrderRequest order) {
        OrderRequest sells = order(order.account(), Side.SELL, "s");
        return List.of(
                new PlaceOrder(order),
                new PlaceOrderPair(order, stop(order)),
                new PlaceLinkedOrders(sells, order),
                new PlaceLinkedOrders(order, sells),
                new CancelReplace(new CancelOrder(order.account(), new OrderId(7)), order, ReplaceMode.STOP_ON_FAILURE),
                new TryOrder(order),
                new TryOrderPair(new PlaceOrderPair(order, stop(order))),
                new TryLinkedOrders(new PlaceLinkedOrders(sells, order)));
    }

    private void refused(Command command) {
        Refusal why = assertThrows(Refusal.class, () -> path.outcome(ADA, command), command.toString());
        assertEquals(RefusalCode.ACCOUNT_RESTRICTED, why.code());
    }

    @Test
    void whoOnlyReducesSellsAndCancelsAndBuysByNoCommand() {
        path.restricted().become(1, Map.of(ADA, RestrictedAccounts.Extent.REDUCES));

        bringing(order(ADA, Side.BUY)).forEach(this::refused);
        assertTrue(exchange.commands().isEmpty(), "nothing reached the log");

        for (Command sells : bringing(order(ADA, Side.SELL))) {
            assertDoesNotThrow(() -> path.outcome(ADA, sells));
        }
        assertDoesNotThrow(() -> path.outcome(ADA, new CancelOrder(ADA, new OrderId(7))));
        for (Command others : bringing(order(SAME_NUMBER_ELSEWHERE, Side.BUY))) {
            assertDoesNotThrow(() -> path.outcome(SAME_NUMBER_ELSEWHERE, others));
        }
    }

    @Test
    void whoIsSuspendedCancelsAndNothingElseUntilThatIsOver() {
        path.restricted().become(1, Map.of(ADA, RestrictedAccounts.Extent.CANCELS));

        bringing(order(ADA, Side.SELL)).forEach(this::refused);
        assertDoesNotThrow(() -> path.outcome(ADA, new CancelOrder(ADA, new OrderId(7))));

        path.restricted().become(1, Map.of());
        assertDoesNotThrow(() -> path.outcome(ADA, new PlaceOrder(order(ADA, Side.BUY))));
    }
}
