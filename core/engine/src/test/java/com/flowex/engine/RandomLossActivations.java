package com.flowex.engine;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import java.util.Random;

/**
 * Trailing stops that a loss activates, and orders that may transfer, in two of sixteen random logs and in some with lists
 * of three. Their dice are their own, so that the other logs stay the same.
 */
final class RandomLossActivations {

    private final Random random;
    private final RandomTriggers triggers;
    private final boolean isUsed;

    RandomLossActivations(long seed, ObservedExchange observed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L ^ 61);
        triggers = new RandomTriggers(random, observed);
        long place = Math.floorMod(seed, 16);
        isUsed = place == 10 || place == 15 || Math.floorMod(seed, 64) == 29;
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns a command, whose orders now and then are of such kinds. */
    Command perhaps(Command command) {
        if (!isUsed) {
            return command;
        }
        return switch (command) {
            case PlaceOrder(var order) -> new PlaceOrder(perhaps(order));
            case CancelReplace(var cancel, var order, var mode) -> new CancelReplace(cancel, perhaps(order), mode);
            case PlaceOrderPair pair -> perhaps(pair);
            case PlaceLinkedOrders(var working, var pending) ->
                new PlaceLinkedOrders(transferring(working), perhaps(pending));
            case PlaceLinkedPair(var working, var pair) -> new PlaceLinkedPair(transferring(working), perhaps(pair));
            default -> command;
        };
    }

    private PlaceOrderPair perhaps(PlaceOrderPair pair) {
        return new PlaceOrderPair(transferring(pair.limit()), perhaps(pair.stop()));
    }

    private OrderRequest perhaps(OrderRequest order) {
        return switch (order.terms()) {
            case OrderTerms.Conditional(var _, var then)
            when random.nextInt(2) == 0 -> with(order, activated(order, then));
            case OrderTerms.Active active when random.nextInt(8) == 0 -> with(order, activated(order, active));
            default -> transferring(order);
        };
    }

    private OrderTerms activated(OrderRequest order, OrderTerms.Active then) {
        return new OrderTerms.Conditional(triggers.fromLoss(order.instrument()), then);
    }

    private OrderRequest transferring(OrderRequest order) {
        return with(order, order.terms());
    }

    private OrderRequest with(OrderRequest order, OrderTerms terms) {
        return new OrderRequest(
                order.account(),
                order.clientOrderId(),
                order.instrument(),
                order.side(),
                order.quantity(),
                terms,
                random.nextInt(5) == 0 ? SelfTradePrevention.TRANSFER : order.selfTradePrevention());
    }
}
