package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Working orders that wait for a trigger, in one of sixteen random logs with lists of three and in one of 64 whose working
 * orders pay, and changes of them. Their dice are their own, so that the other logs stay the same.
 */
final class RandomWaitingWorkings {

    private static final int SELDOM = 40;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomOrders orders;
    private final RandomTriggers triggers;
    private final boolean isUsed;

    RandomWaitingWorkings(long seed, ObservedExchange observed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ 67);
        this.observed = observed;
        this.orders = new RandomOrders(random, observed, new RandomAccounts(random));
        this.triggers = new RandomTriggers(random, observed);
        this.isUsed = Math.floorMod(seed, 16) == 5 || Math.floorMod(seed, 64) == 38 || RandomEffects.isUsed(seed);
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns the change that comes now, out of turn; null if none does. */
    @Nullable
    Command next() {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        ObservedExchange.Pair linked = observed.anyOpenLink(random);
        if (linked == null) {
            return null;
        }
        ObservedExchange.Open working = linked.limit();
        Price price = new Price(observed.priceOf(working.instrument()));
        long units = random.nextBoolean() ? 0 : orders.quantity(working.instrument());
        Quantity quantity = units == 0 ? null : new Quantity(units);
        return switch (random.nextInt(4)) {
            case 0 ->
                new ReviseLinkedOrders(
                        working.account(), linked.stop().order(), new LinkedChange(price, quantity, null));
            case 1 ->
                new ReviseLinkedOrders(
                        working.account(),
                        working.order(),
                        new LinkedChange(
                                null,
                                quantity,
                                new OrderChange(
                                        price,
                                        null,
                                        random.nextBoolean() ? triggers.revised(linked.stop()) : null,
                                        null)));
            case 2 ->
                new ReviseOrder(
                        working.account(),
                        working.order(),
                        new OrderChange(null, quantity, triggers.trailing(working.instrument()), null));
            default -> {
                Trigger trigger = triggers.revised(working);
                boolean isPriced = random.nextBoolean() || quantity == null && trigger == null;
                yield new ReviseOrder(
                        working.account(),
                        working.order(),
                        new OrderChange(isPriced ? price : null, quantity, trigger, null));
            }
        };
    }

    /** Returns a command, whose working order mostly waits if it is a list. */
    Command perhaps(Command command, long timeNanos) {
        orders.now(timeNanos);
        return isUsed && random.nextInt(4) > 0 ? waiting(command) : command;
    }

    private Command waiting(Command command) {
        return switch (command) {
            case PlaceLinkedOrders linked -> waiting(linked);
            case PlaceLinkedPair list -> waiting(list);
            case PlacePayingOrders(var linked) -> new PlacePayingOrders(waiting(linked));
            case PlacePayingPair(var list) -> new PlacePayingPair(waiting(list));
            default -> command;
        };
    }

    private PlaceLinkedOrders waiting(PlaceLinkedOrders linked) {
        return new PlaceLinkedOrders(waiting(linked.working()), linked.pending());
    }

    private PlaceLinkedPair waiting(PlaceLinkedPair list) {
        return new PlaceLinkedPair(waiting(list.working()), list.pair());
    }

    /** Every fourth working order keeps its limit behind the trigger; the others get any terms. */
    private OrderRequest waiting(OrderRequest working) {
        OrderTerms.Active then = working.terms() instanceof OrderTerms.Limit limit && random.nextInt(4) == 0
                ? limit
                : orders.active(working.instrument(), working.side());
        return new OrderRequest(
                working.account(),
                working.clientOrderId(),
                working.instrument(),
                working.side(),
                working.quantity(),
                new OrderTerms.Conditional(triggers.any(working.instrument(), working.side()), then),
                working.selfTradePrevention());
    }
}
