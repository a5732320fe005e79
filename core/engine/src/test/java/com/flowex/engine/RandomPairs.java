package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Changes of pairs and of linked orders in every fourth random log, mostly of those that are open, and in those whose
 * take-profits change. Their dice are their own, so that the other logs stay the same.
 */
final class RandomPairs {

    private static final int SELDOM = 20;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomAccounts accounts;
    private final RandomTriggers triggers;
    private final boolean isUsed;
    private final boolean changesProfits;

    RandomPairs(long seed, ObservedExchange observed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ 43);
        this.observed = observed;
        this.accounts = new RandomAccounts(random);
        this.triggers = new RandomTriggers(random, observed);
        this.changesProfits = RandomLists.mayTrail(seed);
        this.isUsed = Math.floorMod(seed, 4) == 3 || changesProfits;
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next() {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        if (random.nextInt(3) == 0) {
            return linked();
        }
        ObservedExchange.Pair pair = observed.anyOpenPair(random);
        ObservedExchange.Open open = pair == null || random.nextInt(20) == 0 ? observed.anyOpen(random) : pair.limit();
        if (open == null) {
            return null;
        }
        ObservedExchange.Open stop = pair == null ? open : pair.stop();
        OrderId order = random.nextBoolean() ? open.order() : stop.order();
        return new ReviseOrderPair(
                random.nextInt(20) == 0 ? accounts.anyone() : open.account(), order, change(open, stop));
    }

    private @Nullable Command linked() {
        ObservedExchange.Pair linked = observed.anyOpenLink(random);
        ObservedExchange.Open open =
                linked == null || random.nextInt(20) == 0 ? observed.anyOpen(random) : linked.limit();
        if (open == null) {
            return null;
        }
        ObservedExchange.Open pending = linked == null ? open : linked.stop();
        InstrumentId market = open.instrument();
        Price price = random.nextBoolean() ? near(open, market) : null;
        Quantity quantity = random.nextInt(3) == 0 ? quantity(open, market) : null;
        OrderChange change = random.nextBoolean() ? pending(pending) : null;
        boolean isEmpty = price == null && quantity == null && change == null;
        return new ReviseLinkedOrders(
                random.nextInt(20) == 0 ? accounts.anyone() : open.account(),
                random.nextBoolean() ? open.order() : pending.order(),
                new LinkedChange(isEmpty ? near(open, market) : price, quantity, change));
    }

    private OrderChange pending(ObservedExchange.Open order) {
        InstrumentId market = order.instrument();
        boolean hasLimit = order.terms() instanceof OrderTerms.Limit
                || order.terms() instanceof OrderTerms.Conditional(var _, OrderTerms.Limit _);
        Price price = random.nextBoolean() && (hasLimit || random.nextInt(10) == 0) ? near(order, market) : null;
        boolean isConditional = order.terms() instanceof OrderTerms.Conditional;
        Trigger trigger =
                random.nextBoolean() && (isConditional || random.nextInt(10) == 0) ? triggers.revised(order) : null;
        Quantity quantity = random.nextInt(3) == 0 || price == null && trigger == null ? quantity(order, market) : null;
        Quantity display = random.nextInt(12) == 0 ? quantity(order, market) : null;
        return new OrderChange(price, quantity, trigger, display);
    }

    private PairChange change(ObservedExchange.Open limit, ObservedExchange.Open stop) {
        InstrumentId market = limit.instrument();
        boolean hasLimit = !(limit.terms() instanceof OrderTerms.Conditional(var _, OrderTerms.Market _));
        Price price = random.nextInt(3) > 0 && (hasLimit || random.nextInt(10) == 0) ? near(limit, market) : null;
        Quantity quantity = random.nextInt(3) == 0 ? quantity(limit, market) : null;
        Trigger trigger = random.nextBoolean() ? triggers.revised(stop) : null;
        boolean becomesLimit = stop.terms() instanceof OrderTerms.Conditional(var _, OrderTerms.Limit _);
        Price stopLimit =
                random.nextInt(3) == 0 && (becomesLimit || random.nextInt(10) == 0) ? near(stop, market) : null;
        Trigger firstTrigger = changesProfits && random.nextBoolean() ? triggers.revised(limit) : null;
        boolean isEmpty =
                price == null && firstTrigger == null && quantity == null && trigger == null && stopLimit == null;
        return new PairChange(
                isEmpty && hasLimit ? near(limit, market) : price,
                firstTrigger,
                isEmpty && !hasLimit ? quantity(limit, market) : quantity,
                trigger,
                stopLimit);
    }

    /** A price around the market's, sometimes the order's own, seldom an odd one. */
    private Price near(ObservedExchange.Open order, InstrumentId market) {
        if (order.terms() instanceof OrderTerms.Limit limit && random.nextInt(4) == 0) {
            return limit.price();
        }
        long tick = triggers.tickOf(market);
        long mid = observed.priceOf(market) / tick * tick;
        long odd = random.nextInt(30) == 0 ? 1 : 0;
        return new Price(Math.max(1, mid + tick * (random.nextInt(41) - 20) + odd));
    }

    private Quantity quantity(ObservedExchange.Open order, InstrumentId id) {
        Instrument market = observed.market(id);
        long lot = market == null ? 10 : market.rules().lotUnits();
        long odd = random.nextInt(30) == 0 ? 1 : 0;
        return switch (random.nextInt(4)) {
            case 0 -> new Quantity(Math.max(1, order.quantity()));
            case 1 -> new Quantity(Math.max(1, order.quantity() / lot / 2 * lot + odd));
            default -> new Quantity(lot * (1L + random.nextInt(30)) + odd);
        };
    }
}
