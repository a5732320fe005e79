package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.value.Quantity;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Orders that borrow, in random logs with pools. The dice are its own, so that the other logs stay as they were. */
final class RandomBorrowing {

    private static final int SELDOM = 4;
    private static final int TRIED = 8;
    private static final int LARGER_MAX = 60;

    private final Random random;
    private final boolean isUsed;

    /** @param isUsed true if the log has pools */
    RandomBorrowing(long seed, boolean isUsed) {
        random = new Random(seed * 0xE7037ED1A0B428DBL + 1);
        this.isUsed = isUsed;
    }

    /** Returns a command, which now and then is the same order with a loan. */
    Command perhaps(Command command) {
        boolean isChosen =
                isUsed && command instanceof PlaceOrder(var order) && actsAtOnce(order) && random.nextInt(SELDOM) == 0;
        return isChosen ? new PlaceBorrowingOrder(larger(((PlaceOrder) command).request())) : command;
    }

    /** Returns true for a limit or market order. Those that wait have effects in other logs. */
    static boolean actsAtOnce(OrderRequest order) {
        return !(order.terms() instanceof OrderTerms.Conditional) && !(order.terms() instanceof OrderTerms.Twap);
    }

    /** Returns the order, or one that is some times as large, which its account more often lacks money for. */
    private OrderRequest larger(OrderRequest order) {
        boolean isHuge = order.quantity().units() > Long.MAX_VALUE / LARGER_MAX;
        long times = isHuge || random.nextBoolean() ? 1 : 1 + random.nextInt(LARGER_MAX);
        return new OrderRequest(
                order.account(),
                order.clientOrderId(),
                order.instrument(),
                order.side(),
                new Quantity(order.quantity().units() * times),
                order.terms(),
                order.selfTradePrevention());
    }

    /** Returns the preview that comes before an order; null if none does. */
    @Nullable
    Command trialOf(PlaceBorrowingOrder order) {
        return random.nextInt(TRIED) == 0 ? new TryBorrowingOrder(order) : null;
    }
}
