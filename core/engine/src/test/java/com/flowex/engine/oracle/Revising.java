package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Conditional;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Section 4: fields of an open order are changed, wherever it stands. */
final class Revising {

    /** The checks of the order as it will be, before those of its account and the market. */
    private static final Set<RejectReason> REVISED =
            EnumSet.range(RejectReason.PRICE_OFF_TICK, RejectReason.ORDER_VALUE_TOO_LARGE);

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Triggers triggers;
    private final Changing changing;
    private final ProfitPairs pairs;

    Revising(World world, Money money, Orders orders, Triggers triggers, Changing changing) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.triggers = triggers;
        this.changing = changing;
        this.pairs = new ProfitPairs(world, money, triggers);
    }

    void revise(ReviseOrder command) {
        Order order = changing.find(command.account(), command.order());
        if (order == null) {
            world.say(new RequestRejected(command.account(), RejectReason.UNKNOWN_ORDER));
        } else if (order.isIn(Order.Place.BOOK) && command.change().trigger() == null) {
            inTheBook(command);
        } else {
            RejectReason refusal = whileItWaits(command, order);
            if (refusal != null) {
                world.say(new RequestRejected(command.account(), refusal));
            }
        }
    }

    private void inTheBook(ReviseOrder command) {
        if (command.change().display() != null) {
            changing.show(command);
        } else if (command.change().quantity() == null) {
            Price price = Objects.requireNonNull(command.change().price());
            changing.reprice(new RepriceOrder(command.account(), command.order(), price));
        } else if (command.change().price() == null) {
            changing.reduce(new ReduceOrder(
                    command.account(), command.order(), command.change().quantity()));
        } else {
            changing.amend(new AmendOrder(
                    command.account(),
                    command.order(),
                    command.change().price(),
                    command.change().quantity()));
        }
    }

    private @Nullable RejectReason whileItWaits(ReviseOrder command, Order order) {
        RejectReason refusal = changing.refusalOfState(order, onlyShrinks(order, command.change()));
        if (refusal != null) {
            return refusal;
        }
        boolean isAlone = order.isIn(Order.Place.WAITING) && order.other == null && order.linked == null;
        Conditional terms = isAlone ? revised(order, command.change()) : null;
        if (terms == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        Quantity quantity = command.change().quantity() == null
                ? new Quantity(order.quantity)
                : command.change().quantity();
        refusal = refusal(order, terms, quantity);
        if (refusal == null) {
            become(order, terms, quantity);
        }
        return refusal;
    }

    static boolean onlyShrinks(Order order, OrderChange change) {
        return change.price() == null
                && change.trigger() == null
                && (change.quantity() == null || change.quantity().units() < order.quantity);
    }

    static @Nullable Conditional revised(Order order, OrderChange change) {
        Conditional was = order.conditional();
        Trigger trigger = change.trigger() == null ? was.trigger() : change.trigger();
        boolean isAlike = trigger.getClass() == was.trigger().getClass()
                && trigger.source() == was.trigger().source();
        if (trigger instanceof Trigger.Activated to && was.trigger() instanceof Trigger.Activated before) {
            isAlike = isAlike
                    && to.then().getClass() == before.then().getClass()
                    && (order.extreme == null || to.activation().equals(before.activation()));
        }
        if (!isAlike) {
            return null;
        }
        if (!(was.then() instanceof Limit limit)) {
            return change.price() == null && change.display() == null ? new Conditional(trigger, was.then()) : null;
        }
        if (change.display() != null && !limit.isIceberg()) {
            return null;
        }
        Price price = change.price() == null ? limit.price() : change.price();
        Quantity display = change.display() == null ? limit.display() : change.display();
        return new Conditional(
                trigger, new Limit(price, limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), display));
    }

    @Nullable
    RejectReason refusal(Order order, Conditional terms, Quantity quantity) {
        Market market = order.market;
        RejectReason refusal = refusalOfFields(order, order.with(terms, quantity.units()));
        if (refusal != null) {
            return refusal;
        }
        if (world.isByRules2() && world.isExpired(order)) {
            return RejectReason.EXPIRY_PASSED;
        }
        if (terms.equals(order.terms) && quantity.units() == order.quantity) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        if (order.side() == Side.BUY
                && Positions.isTooLarge(world, money, order.account, market, order, quantity.units())) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        Price price = market.watched(terms.trigger().source(), order.side());
        if (triggers.isMet(terms.trigger(), order.side(), price, order.extreme)) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        BigInteger available = money.available(order.account, order.heldAsset()).add(order.held);
        return available.compareTo(need(order, terms, quantity)) < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private @Nullable RejectReason refusalOfFields(Order order, OrderRequest revised) {
        Admission admission = new Admission(world, money, triggers, order.account, order.market, List.of(revised));
        return admission.table().stream()
                .filter(line ->
                        REVISED.contains(line.reason()) && line.applies().test(revised))
                .map(Admission.Line::reason)
                .findFirst()
                .orElse(null);
    }

    private BigInteger need(Order order, OrderTerms terms, Quantity quantity) {
        return Order.limitOf(terms) != null
                ? money.need(order.market, order.side(), terms, quantity.units())
                : money.conditionalNeed(
                        order.market, order.side(), triggers.holdPrice(order, (Conditional) terms), quantity.units());
    }

    void become(Order order, Conditional terms, Quantity quantity) {
        order.terms = terms;
        order.quantity = quantity.units();
        order.left = quantity.units();
        order.holdPrice = triggers.holdPrice(order, terms);
        money.holdNeed(order);
        world.touched.add(order.market);
        world.say(new OrderRevised(order.id, order.with(terms, quantity.units()), order.holdPrice));
    }

    /** Section 6: all is asked of both orders of a pair before either changes. */
    void revise(ReviseOrderPair command) {
        Order order = changing.find(command.account(), command.order());
        RejectReason refusal = order == null ? RejectReason.UNKNOWN_ORDER : ofPair(order, command.change());
        if (refusal != null) {
            world.say(new RequestRejected(command.account(), refusal));
        }
    }

    private @Nullable RejectReason ofPair(Order order, PairChange change) {
        Quantity quantity = change.quantity() == null ? new Quantity(order.quantity) : change.quantity();
        boolean namesAPrice = change.price() != null
                || change.firstTrigger() != null
                || change.trigger() != null
                || change.stopLimit() != null;
        RejectReason refusal = changing.refusalOfState(order, !namesAPrice && quantity.units() < order.quantity);
        if (refusal != null) {
            return refusal;
        }
        Order other = order.other;
        if (other == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        Order limit = order.isFirstOfPair() ? order : other;
        Order stop = order.isFirstOfPair() ? other : order;
        if (!limit.isIn(Order.Place.BOOK)) {
            return world.rulesVersion < 15 ? RejectReason.NOT_AMENDABLE : pairs.revise(limit, stop, change);
        }
        if (change.firstTrigger() != null) {
            return RejectReason.NOT_AMENDABLE;
        }
        OrderChange ofStop = change.ofStop();
        Conditional then = ofStop == null ? stop.conditional() : revised(stop, ofStop);
        if (then == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        Limit was = (Limit) limit.terms;
        Price price = change.price() == null ? was.price() : change.price();
        Limit terms = new Limit(price, was.timeInForce(), was.expiresNanos(), was.postOnly(), was.display());
        refusal = refusal(limit, terms, stop, then, quantity);
        if (refusal == null) {
            become(limit, terms, stop, then, quantity);
        }
        return refusal;
    }

    private @Nullable RejectReason refusal(Order limit, Limit terms, Order stop, Conditional then, Quantity quantity) {
        List<OrderRequest> both = List.of(limit.with(terms, quantity.units()), stop.with(then, quantity.units()));
        Admission admission = new Admission(world, money, triggers, limit.account, limit.market, both);
        RejectReason refusal = admission.table().stream()
                .filter(line -> REVISED.contains(line.reason()) && both.stream().anyMatch(line.applies()))
                .map(Admission.Line::reason)
                .findFirst()
                .orElse(null);
        if (refusal != null) {
            return refusal;
        }
        if (world.isByRules2() && (world.isExpired(limit) || world.isExpired(stop))) {
            return RejectReason.EXPIRY_PASSED;
        }
        boolean areCrossed = admission.table().stream()
                .anyMatch(line -> line.reason() == RejectReason.PAIR_PRICES_CROSSED
                        && line.applies().test(both.getLast()));
        if (areCrossed) {
            return RejectReason.PAIR_PRICES_CROSSED;
        }
        boolean isSame = terms.equals(limit.terms) && then.equals(stop.terms) && quantity.units() == limit.quantity;
        return isSame ? RejectReason.NOTHING_TO_AMEND : refusalToStand(limit, terms, stop, then, quantity);
    }

    private @Nullable RejectReason refusalToStand(
            Order limit, Limit terms, Order stop, Conditional then, Quantity quantity) {
        Market market = limit.market;
        Side side = limit.side();
        if (side == Side.BUY && Positions.isTooLarge(world, money, limit.account, market, limit, quantity.units())) {
            return RejectReason.POSITION_TOO_LARGE;
        }
        if (triggers.isMet(then.trigger(), side, market.watched(then.trigger().source(), side), stop.extreme)) {
            return RejectReason.WOULD_TRIGGER_AT_ONCE;
        }
        if (market.isCrossedBy(side, terms.price())) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        if (!market.isInBand(side, terms.price())) {
            return RejectReason.PRICE_OUTSIDE_BAND;
        }
        BigInteger available = money.available(limit.account, limit.heldAsset()).add(limit.held);
        BigInteger need = need(limit, terms, quantity).max(need(stop, then, quantity));
        return available.compareTo(need) < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private void become(Order limit, Limit terms, Order stop, Conditional then, Quantity quantity) {
        long units = quantity.units();
        money.hold(limit, BigInteger.ZERO);
        if (!terms.equals(limit.terms) || units > limit.quantity) {
            Price oldPrice = limit.price();
            long shown = limit.shown;
            orders.lift(limit);
            limit.terms = terms;
            limit.quantity = units;
            limit.left = units;
            world.say(new OrderAmended(
                    limit.id,
                    limit.account.id,
                    limit.market.id(),
                    limit.side(),
                    oldPrice,
                    new Quantity(shown),
                    terms.price(),
                    quantity,
                    quantity));
            orders.rest(limit);
        } else if (units < limit.quantity) {
            changing.reduce(limit, units);
        }
        if (!then.equals(stop.terms) || units != stop.quantity) {
            stop.terms = then;
            stop.quantity = units;
            stop.left = units;
            stop.holdPrice = triggers.holdPrice(stop, then);
            world.touched.add(stop.market);
            world.say(new OrderRevised(stop.id, stop.with(then, quantity.units()), stop.holdPrice));
        }
        money.holdNeed(limit);
    }
}
