package com.flowex.engine.oracle;

import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 5: orders that wait for a price. */
final class Triggers {

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Matching matching;
    private final PaidOrders paid;
    private final Starts starts;

    Triggers(World world, Money money, Orders orders, Matching matching, PaidOrders paid, OrderLoans loans) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.matching = matching;
        this.paid = paid;
        this.starts = new Starts(world, money, orders, matching, this, loans);
    }

    void startWaiting(Order order) {
        lookAt(List.of(order));
        order.holdPrice = holdPrice(order.market, order.conditional(), order.side());
        orders.put(order, Order.Place.WAITING);
    }

    /** By rules 2: the price that sets off a buy that becomes a market order, as far as it is known. */
    @Nullable
    Price holdPrice(Market market, OrderTerms.Conditional terms, Side side) {
        return holdPrice(market, terms, side, market.watched(terms.trigger().source(), side));
    }

    /** @param now the best price that a trailing stop has seen, or sees now if it has seen nothing */
    private @Nullable Price holdPrice(Market market, OrderTerms.Conditional terms, Side side, @Nullable Price now) {
        if (!world.isByRules2() || side == Side.SELL || Order.limitOf(terms) != null) {
            return null;
        }
        return holdPrice(market, terms.trigger(), now);
    }

    private static @Nullable Price holdPrice(Market market, Trigger trigger, @Nullable Price now) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price();
            case Trigger.TakeProfit profit -> profit.price();
            case Trigger.Activated activated ->
                holdPrice(market, activated.then(), Activations.beginning(activated, now));
            case Trigger.TrailingAmount trailing ->
                now == null
                        ? null
                        : above(market, now, Money.big(trailing.distance().units()));
            case Trigger.TrailingRate trailing ->
                now == null
                        ? null
                        : above(
                                market,
                                now,
                                Money.big(now.units())
                                        .multiply(Money.big(trailing.basisPoints()))
                                        .divide(Money.big(10_000))
                                        .max(BigInteger.ONE));
        };
    }

    /** As {@link #holdPrice}, of an order that has waited already. */
    @Nullable
    Price holdPrice(Order order, OrderTerms.Conditional terms) {
        return order.extreme == null
                ? holdPrice(order.market, terms, order.side())
                : holdPrice(order.market, Activations.begun(terms), order.side(), order.extreme);
    }

    private static Price above(Market market, Price price, BigInteger distance) {
        BigInteger most = Money.big(market.rules().priceMaxUnits());
        return new Price(Money.big(price.units()).add(distance).min(most).longValueExact());
    }

    private static @Nullable Price watched(Order order) {
        return order.market.watched(order.conditional().trigger().source(), order.side());
    }

    /**
     * Returns true if a trigger is met.
     *
     * @param price the watched price; null: none, and nothing is met
     * @param extreme the best price that a trailing stop has seen
     */
    boolean isMet(Trigger trigger, Side side, @Nullable Price price, @Nullable Price extreme) {
        if (price == null) {
            return false;
        }
        return switch (trigger) {
            case Trigger.StopLoss stop ->
                side == Side.BUY
                        ? price.units() >= stop.price().units()
                        : price.units() <= stop.price().units();
            case Trigger.TakeProfit profit ->
                side == Side.BUY
                        ? price.units() <= profit.price().units()
                        : price.units() >= profit.price().units();
            case Trigger.Activated activated -> isMet(activated.then(), side, price, extreme);
            case Trigger.TrailingAmount amount ->
                extreme != null
                        && isPast(
                                side,
                                price,
                                extreme,
                                Money.big(amount.distance().units()));
            case Trigger.TrailingRate rate ->
                extreme != null
                        && isPast(
                                side,
                                price,
                                extreme,
                                Money.big(extreme.units())
                                        .multiply(Money.big(rate.basisPoints()))
                                        .divide(Money.big(10_000))
                                        .max(BigInteger.ONE));
        };
    }

    private static boolean isPast(Side side, Price price, Price extreme, BigInteger distance) {
        BigInteger now = Money.big(price.units());
        BigInteger from = Money.big(extreme.units());
        return side == Side.BUY ? now.compareTo(from.add(distance)) >= 0 : now.compareTo(from.subtract(distance)) <= 0;
    }

    /** Looks if asked to, then lets the triggered orders act, with a look after each. */
    void run(Market market, boolean looks) {
        if (looks) {
            check(market);
        }
        Order next = next(market);
        while (world.isLive(market) && next != null && world.hasStepsLeft()) {
            turn(next);
            check(market);
            next = next(market);
        }
    }

    /** Those that are not through with the book act first. */
    private static @Nullable Order next(Market market) {
        return Stream.concat(market.taking.stream(), market.queued.stream())
                .findFirst()
                .orElse(null);
    }

    void check(Market market) {
        if (!world.isLive(market)) {
            return;
        }
        List<Order> waiting = market.waiting.stream()
                .sorted(Comparator.comparing(order -> order.id.value()))
                .toList();
        Map<Order, Price> watched = lookAt(waiting);
        for (Order order : waiting) {
            Price price = watched.get(order);
            // Both of a pair may be met: the first has ended the other.
            if (price != null && !order.hasEnded && isMet(order, price) && world.hasStepsLeft()) {
                trigger(order, price);
            }
        }
    }

    /** Gives all of them the prices that they watch. Where one begins by a loss, the look is reported by itself. */
    private Map<Order, Price> lookAt(List<Order> waiting) {
        boolean isLoss =
                waiting.stream().anyMatch(order -> order.isTrailing() && Activations.isLoss(order, watched(order)));
        if (isLoss) {
            world.reportLevelsOf(waiting.getFirst().market);
        }
        Map<Order, Price> watched = new HashMap<>();
        for (Order order : waiting) {
            Price price = watched(order);
            if (price != null) {
                watched.put(order, price);
                takeIn(order, price);
            }
        }
        if (isLoss) {
            world.reportLevelsOf(waiting.getFirst().market);
        }
        return watched;
    }

    private void takeIn(Order order, Price price) {
        if (order.isTrailing() && isBeyond(order, price)) {
            order.extreme = price;
            world.seen(order, price);
        }
    }

    /** True if it has seen no price as good as this. */
    private static boolean isBeyond(Order order, Price price) {
        Price extreme = order.extreme;
        boolean sells = order.side() == Side.SELL;
        if (extreme != null) {
            return sells ? price.units() > extreme.units() : price.units() < extreme.units();
        }
        return Activations.isReached(order.conditional().trigger(), order.side(), price);
    }

    private boolean isMet(Order order, Price price) {
        return isMet(order.conditional().trigger(), order.side(), price, order.extreme);
    }

    private void trigger(Order order, Price price) {
        order.market.waiting.remove(order);
        order.market.queued.add(order);
        order.place = Order.Place.QUEUED;
        world.say(new OrderTriggered(order.id, order.account.id, order.market.id(), price));
        orders.endOtherLeg(order);
    }

    /** True if something is left to do although nothing happens. */
    boolean isOwed(Market market) {
        if (!world.isLive(market)) {
            return false;
        }
        return market.waiting.stream().anyMatch(order -> {
            Price price = watched(order);
            return price != null && isMet(order, price);
        });
    }

    private void turn(Order order) {
        if (world.isOverdue(order)) {
            orders.endOverdue(order);
            return;
        }
        if (!order.isPending && Positions.isTooLarge(world, money, order)) {
            orders.expire(order, ExpiryReason.POSITION_LIMIT);
            return;
        }
        if (world.isByRules2()) {
            order.market.reference = order.market.last;
        }
        if (order.isPending) {
            if (order.isPaid && !paid.begin(order)) {
                orders.expire(order, ExpiryReason.NOT_ALLOWED);
            } else if (order.other == null) {
                starts.start(order);
            } else {
                starts.startPair(order, order.other);
            }
            return;
        }
        if (order.isIn(Order.Place.TAKING)) {
            take(order, (Limit) order.terms);
            return;
        }
        orders.lift(order);
        order.terms = order.conditional().then();
        ExpiryReason refusal =
                switch (order.terms) {
                    case OrderTerms.Market _ -> refusalOfMarket(order);
                    case Limit limit -> refusalOfLimit(order, limit);
                    case OrderTerms.MarketByQuote _, OrderTerms.Conditional _, OrderTerms.Twap _ ->
                        throw new IllegalStateException("no terms that act at once");
                };
        if (refusal != null) {
            orders.expire(order, refusal);
        } else if (order.terms instanceof Limit limit) {
            matching.act(order, limit);
        } else {
            matching.actAsMarket(order);
        }
        matching.follow(order);
    }

    private void take(Order order, Limit limit) {
        orders.lift(order);
        ExpiryReason refusal = refusalOfLimit(order, limit);
        if (refusal != null) {
            orders.expire(order, refusal);
        } else {
            matching.act(order, limit);
            matching.follow(order);
        }
    }

    /** Both of a pair stand: the first rests or waits and holds for both, the stop waits. */
    void stand(Order first, Order stop) {
        stop.holdPrice = holdPrice(stop.market, stop.conditional(), stop.side());
        if (first.terms instanceof Limit) {
            orders.rest(first);
        } else {
            startWaiting(first);
        }
        startWaiting(stop);
    }

    private @Nullable ExpiryReason refusalOfMarket(Order order) {
        Market market = order.market;
        Price band = market.band(order.side());
        BigInteger value = new Walk(world, money, order.account, market, order.side(), order.mode(), band)
                .of(order.left)
                .quote();
        if (Admission.isAbove(value, market.risk().notionalMaxUnits())
                || Admission.isAbove(value, order.account.limitsIn(market).orderValueMaxUnits())) {
            return ExpiryReason.NOT_ALLOWED;
        }
        Price best = market.bestPrice(order.side().opposite());
        if (best == null) {
            return ExpiryReason.NO_LIQUIDITY;
        }
        if (!market.isInBand(order.side(), best)) {
            return ExpiryReason.PRICE_BAND;
        }
        BigInteger need = order.side() == Side.BUY ? value : Money.big(order.left);
        return refusalForFunds(order, need);
    }

    private @Nullable ExpiryReason refusalOfLimit(Order order, Limit limit) {
        if (!order.market.isInBand(order.side(), limit.price())) {
            return ExpiryReason.PRICE_BAND;
        }
        if (limit.postOnly() && order.market.isCrossedBy(order.side(), limit.price())) {
            return ExpiryReason.POST_ONLY_WOULD_TAKE;
        }
        BigInteger resting = money.need(order.market, order.side(), limit, order.left);
        BigInteger taking =
                money.takingNeed(order.account, order.market, order.side(), order.mode(), limit, order.left);
        return refusalForFunds(order, resting.max(taking));
    }

    private @Nullable ExpiryReason refusalForFunds(Order order, BigInteger need) {
        boolean isShort = money.available(order.account, order.heldAsset()).compareTo(need) < 0;
        return isShort ? ExpiryReason.INSUFFICIENT_FUNDS : null;
    }
}
