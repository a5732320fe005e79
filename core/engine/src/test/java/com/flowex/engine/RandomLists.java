package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lists of orders in every fourth random log: a working order that triggers a pair, one that does not rest, and pairs
 * with a take-profit, which in every sixteenth log may trail. Their dice are their own, so that the other logs stay the
 * same.
 */
final class RandomLists {

    private static final int SELDOM = 12;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomOrders orders;
    private final RandomTriggers triggers;
    private final boolean isUsed;
    private final boolean mayTrail;

    RandomLists(long seed, ObservedExchange observed, boolean isLong) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ 47);
        this.observed = observed;
        this.orders = new RandomOrders(random, observed, new RandomAccounts(random));
        this.triggers = new RandomTriggers(random, observed);
        this.isUsed = Math.floorMod(seed, 4) == 1 || RandomEffects.isUsed(seed);
        this.mayTrail = mayTrail(seed);
        orders.numbersFrom(1_000_000);
        orders.asksTwice(!isLong);
    }

    /** Returns true if take-profits of pairs trail and change in the log of a seed, which so needs the newest rules. */
    static boolean mayTrail(long seed) {
        return Math.floorMod(seed, 16) == 9;
    }

    boolean mayTrail() {
        return mayTrail;
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next(long timeNanos) {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        orders.now(timeNanos);
        return switch (random.nextInt(5)) {
            case 0 -> immediatelyLinked();
            case 1 -> profitPair(orders.order(), random.nextBoolean() ? Side.BUY : Side.SELL);
            default -> linkedPair();
        };
    }

    /** Linked orders whose working one does not rest. */
    private Command immediatelyLinked() {
        PlaceLinkedOrders linked = orders.linked();
        OrderRequest working = linked.working();
        OrderTerms.Limit limit = (OrderTerms.Limit) working.terms();
        TimeInForce timeInForce = random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK;
        return new PlaceLinkedOrders(
                like(working, working.clientOrderId(), new OrderTerms.Limit(limit.price(), timeInForce, false)),
                linked.pending());
    }

    /** A pair whose first order is a take-profit. */
    private PlaceOrderPair profitPair(OrderRequest of, Side side) {
        InstrumentId market = of.instrument();
        long tick = triggers.tickOf(market);
        long mid = observed.priceOf(market) / tick * tick;
        long above = tick * (random.nextInt(20) - 1);
        long below = tick * (random.nextInt(20) - 1);
        Price profit = new Price(Math.max(1, side == Side.SELL ? mid + above : mid - below));
        Price stop = new Price(Math.max(1, side == Side.SELL ? mid - below : mid + above));
        Trigger second =
                random.nextInt(4) == 0 ? triggers.trailing(market) : new Trigger.StopLoss(stop, triggers.source());
        Trigger gain = mayTrail && random.nextBoolean()
                ? triggers.trailing(market)
                : new Trigger.TakeProfit(profit, triggers.source());
        OrderRequest first = new OrderRequest(
                of.account(),
                of.clientOrderId(),
                market,
                side,
                new Quantity(orders.quantity(market)),
                new OrderTerms.Conditional(gain, orders.active(market, side)),
                of.selfTradePrevention());
        ClientOrderId id = orders.clientIdUnlike(of.clientOrderId());
        return new PlaceOrderPair(
                first, like(first, id, new OrderTerms.Conditional(second, orders.active(market, side))));
    }

    private Command linkedPair() {
        PlaceLinkedOrders linked = orders.linked();
        OrderRequest working = linked.working();
        Side side = linked.pending().side();
        PlaceOrderPair pair =
                random.nextInt(3) == 0 ? profitPair(linked.pending(), side) : orders.pair(linked.pending());
        ClientOrderId used = working.clientOrderId();
        if (used.equals(pair.limit().clientOrderId()) || used.equals(pair.stop().clientOrderId())) {
            working = like(working, orders.newClientId(), working.terms());
        }
        return new PlaceLinkedPair(working, pair);
    }

    private static OrderRequest like(OrderRequest of, ClientOrderId id, OrderTerms terms) {
        return new OrderRequest(
                of.account(), id, of.instrument(), of.side(), of.quantity(), terms, of.selfTradePrevention());
    }
}
