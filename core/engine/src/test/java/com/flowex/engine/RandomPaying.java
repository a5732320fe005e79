package com.flowex.engine;

import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
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
 * Working orders that pay what they trigger, in every eighth random log, and changes and cancels of their lists. Their dice
 * are their own, so that the other logs stay the same.
 */
final class RandomPaying {

    private static final int SELDOM = 10;
    private static final int TRIED = 4;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomOrders orders;
    private final RandomTriggers triggers;
    private final boolean isUsed;

    RandomPaying(long seed, ObservedExchange observed, boolean isLong) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ 53);
        this.observed = observed;
        this.orders = new RandomOrders(random, observed, new RandomAccounts(random));
        this.triggers = new RandomTriggers(random, observed);
        this.isUsed = isUsed(seed);
        orders.numbersFrom(3_000_000);
        orders.asksTwice(!isLong);
    }

    /** Returns true if the log of a seed has such lists, and so needs the newest rules. */
    static boolean isUsed(long seed) {
        long place = Math.floorMod(seed, 16);
        return place == 12 || place == 6 || RandomEffects.isUsed(seed);
    }

    boolean isUsed() {
        return isUsed;
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next(long timeNanos) {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        orders.now(timeNanos);
        return switch (random.nextInt(8)) {
            case 0, 1 -> revision();
            case 2 -> cancel();
            case 3, 4 -> pair();
            default -> paying();
        };
    }

    /** Returns the preview that comes before a list; null if none does. */
    @Nullable
    Command trialOf(Command command) {
        if (random.nextInt(TRIED) > 0) {
            return null;
        }
        return switch (command) {
            case PlacePayingOrders list -> new TryPayingOrders(list);
            case PlacePayingPair list -> new TryPayingPair(list);
            default -> null;
        };
    }

    private PlacePayingOrders paying() {
        PlaceLinkedOrders linked = orders.linked();
        OrderRequest working = working(linked.working());
        OrderRequest pending = linked.pending();
        InstrumentId market = pending.instrument();
        OrderTerms then =
                switch (random.nextInt(4)) {
                    case 0 -> OrderTerms.Market.MARKET;
                    case 1 -> new OrderTerms.Limit(near(market, 12), TimeInForce.GTC, random.nextInt(6) == 0);
                    default -> stop(market);
                };
        return new PlacePayingOrders(new PlaceLinkedOrders(
                working, sale(working, pending.clientOrderId(), random.nextInt(4) == 0 ? pending.terms() : then)));
    }

    private PlacePayingPair pair() {
        OrderRequest working = working(orders.linked().working());
        InstrumentId market = working.instrument();
        ClientOrderId first = orders.newClientId();
        ClientOrderId second = orders.newClientId();
        Price above = near(market, 20);
        OrderTerms profit = random.nextInt(3) == 0
                ? new OrderTerms.Conditional(
                        new Trigger.TakeProfit(above, triggers.source()), orders.active(market, Side.SELL))
                : new OrderTerms.Limit(above, TimeInForce.GTC, false);
        return new PlacePayingPair(new PlaceLinkedPair(
                working, new PlaceOrderPair(sale(working, first, profit), sale(working, second, stop(market)))));
    }

    /** A purchase near the market, which is mostly filled sooner or later. */
    private OrderRequest working(OrderRequest of) {
        TimeInForce timeInForce =
                switch (random.nextInt(8)) {
                    case 0 -> TimeInForce.IOC;
                    case 1 -> TimeInForce.FOK;
                    default -> TimeInForce.GTC;
                };
        Price price = near(of.instrument(), 3 - random.nextInt(8));
        return new OrderRequest(
                of.account(),
                orders.newClientId(),
                of.instrument(),
                Side.BUY,
                of.quantity(),
                new OrderTerms.Limit(price, timeInForce, false),
                random.nextInt(3) == 0 ? of.selfTradePrevention() : SelfTradePrevention.NONE);
    }

    private static OrderRequest sale(OrderRequest working, ClientOrderId id, OrderTerms terms) {
        return new OrderRequest(
                working.account(),
                id,
                working.instrument(),
                Side.SELL,
                working.quantity(),
                terms,
                working.selfTradePrevention());
    }

    private OrderTerms.Conditional stop(InstrumentId market) {
        Trigger trigger = random.nextInt(4) == 0
                ? triggers.trailing(market)
                : new Trigger.StopLoss(near(market, -20), triggers.source());
        return new OrderTerms.Conditional(trigger, orders.active(market, Side.SELL));
    }

    private Price near(InstrumentId market, int ticks) {
        long tick = triggers.tickOf(market);
        long mid = observed.priceOf(market) / tick * tick;
        int sign = ticks < 0 ? -1 : 1;
        return new Price(Math.max(tick, mid + tick * sign * random.nextInt(Math.abs(ticks) + 1)));
    }

    private @Nullable Command cancel() {
        ObservedExchange.Pair linked = observed.anyOpenLink(random);
        if (linked == null) {
            return null;
        }
        ObservedExchange.Open open = random.nextBoolean() ? linked.limit() : linked.stop();
        return new CancelOrder(open.account(), open.order());
    }

    private @Nullable Command revision() {
        ObservedExchange.Pair linked = observed.anyOpenLink(random);
        if (linked == null) {
            return null;
        }
        ObservedExchange.Open working = linked.limit();
        InstrumentId market = working.instrument();
        boolean isPriced = random.nextBoolean();
        long grown = working.quantity() / 2 + random.nextLong(Math.max(1, working.quantity()));
        long lot = observed.market(market) == null
                ? 1
                : observed.market(market).rules().lotUnits();
        Quantity quantity = isPriced && random.nextBoolean() ? null : new Quantity(Math.max(lot, grown / lot * lot));
        OrderChange pending = random.nextInt(6) == 0
                ? new OrderChange(near(market, 12), random.nextBoolean() ? new Quantity(lot) : null, null, null)
                : null;
        return new ReviseLinkedOrders(
                working.account(),
                random.nextBoolean() ? working.order() : linked.stop().order(),
                new LinkedChange(isPriced ? near(market, 3) : null, quantity, pending));
    }
}
