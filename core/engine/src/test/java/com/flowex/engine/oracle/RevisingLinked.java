package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.OrderTerms.Conditional;
import com.flowex.domain.order.OrderTerms.Limit;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Section 6: linked orders are changed together. */
final class RevisingLinked {

    private final World world;
    private final Money money;
    private final Triggers triggers;
    private final Changing changing;
    private final Matching matching;
    private final Revising revising;

    RevisingLinked(
            World world, Money money, Triggers triggers, Changing changing, Matching matching, Revising revising) {
        this.world = world;
        this.money = money;
        this.triggers = triggers;
        this.changing = changing;
        this.matching = matching;
        this.revising = revising;
    }

    void revise(ReviseLinkedOrders command) {
        Order order = changing.find(command.account(), command.order());
        RejectReason refusal = order == null ? RejectReason.UNKNOWN_ORDER : ofLinked(order, command.change());
        if (refusal != null) {
            world.say(new RequestRejected(command.account(), refusal));
        }
    }

    /**
     * By rules 16: a working order that waits changes as any order that waits.
     *
     * @return false if it is another order
     */
    boolean revise(ReviseOrder command) {
        Order order = changing.find(command.account(), command.order());
        if (order == null || !isWaitingWorking(order)) {
            return false;
        }
        RejectReason refusal = changing.refusalOfState(order, Revising.onlyShrinks(order, command.change()));
        if (refusal == null) {
            refusal = ofWaiting(order, command.change(), null);
        }
        if (refusal != null) {
            world.say(new RequestRejected(command.account(), refusal));
        }
        return true;
    }

    private boolean isWaitingWorking(Order order) {
        return world.rulesVersion >= 16 && order.linked != null && !order.isPending && order.isIn(Order.Place.WAITING);
    }

    private @Nullable RejectReason ofWaiting(
            Order working, @Nullable OrderChange change, @Nullable OrderChange ofPending) {
        Order pending = Objects.requireNonNull(working.linked);
        Conditional terms = change == null ? working.conditional() : Revising.revised(working, change);
        Quantity quantity =
                change == null || change.quantity() == null ? new Quantity(working.quantity) : change.quantity();
        OrderRequest next =
                pending.other != null && ofPending != null ? null : revised(pending, ofPending, quantity.units());
        if (terms == null || next == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        boolean changesWorking = !terms.equals(working.terms) || quantity.units() != working.quantity;
        RejectReason refusal = changesWorking ? revising.refusal(working, terms, quantity) : null;
        if (refusal == null) {
            refusal = refusalOfAll(pending, next, changesWorking);
        }
        if (refusal == null) {
            becomeAll(pending, next);
            if (changesWorking) {
                revising.become(working, terms, quantity);
            }
        }
        return refusal;
    }

    private static boolean changes(Order pending, OrderRequest next) {
        return !next.terms().equals(pending.terms) || next.quantity().units() != pending.quantity;
    }

    /** @param isChange true if something else changes */
    private @Nullable RejectReason refusalOfAll(Order pending, OrderRequest next, boolean isChange) {
        if (!changes(pending, next)) {
            return isChange ? null : RejectReason.NOTHING_TO_AMEND;
        }
        return allOf(pending, next).entrySet().stream()
                .flatMap(one -> Stream.ofNullable(refusalOfPending(one.getKey(), one.getValue())))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private void becomeAll(Order pending, OrderRequest next) {
        if (changes(pending, next)) {
            allOf(pending, next).forEach(this::become);
        }
    }

    /** Both orders of a pair that sells what the working order brings have its quantity. */
    private static Map<Order, OrderRequest> allOf(Order pending, OrderRequest next) {
        Map<Order, OrderRequest> all = new LinkedHashMap<>(Map.of(pending, next));
        Order stop = pending.other;
        if (stop != null) {
            all.put(stop, stop.with(stop.terms, next.quantity().units()));
        }
        return all;
    }

    private @Nullable RejectReason ofLinked(Order order, LinkedChange change) {
        Order linked = order.linked;
        Order working = linked != null && order.isPending ? linked : order;
        boolean onlyShrinks = change.price() == null
                && change.pending() == null
                && change.quantity() != null
                && change.quantity().units() < working.quantity;
        RejectReason refusal = changing.refusalOfState(working, onlyShrinks);
        if (refusal != null) {
            return refusal;
        }
        if (isWaitingWorking(working)) {
            boolean isOfWorking = change.price() != null || change.quantity() != null;
            OrderChange ofWorking = isOfWorking ? new OrderChange(change.price(), change.quantity(), null, null) : null;
            return ofWaiting(working, ofWorking, change.pending());
        }
        if (linked == null || !working.isIn(Order.Place.BOOK)) {
            return RejectReason.NOT_AMENDABLE;
        }
        Order pending = Objects.requireNonNull(working.linked);
        if (pending.other != null && change.pending() != null) {
            return RejectReason.NOT_AMENDABLE;
        }
        Price price = change.price() == null ? working.price() : change.price();
        long quantity =
                change.quantity() == null ? working.quantity : change.quantity().units();
        OrderRequest next = revised(pending, change.pending(), quantity);
        if (next == null) {
            return RejectReason.NOT_AMENDABLE;
        }
        boolean changesWorking = !price.equals(working.price()) || quantity != working.quantity;
        if (!changesWorking && !changes(pending, next)) {
            return RejectReason.NOTHING_TO_AMEND;
        }
        if (changesWorking && quantity <= working.quantity - working.left) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        if (changesWorking) {
            refusal = changing.refusalToAmend(working, price, quantity, Changing.displayOf(working));
        }
        if (refusal == null) {
            refusal = refusalOfAll(pending, next, changesWorking);
        }
        if (refusal != null) {
            return refusal;
        }
        becomeAll(pending, next);
        if (changesWorking) {
            change(working, price, quantity);
        }
        return null;
    }

    private void become(Order pending, OrderRequest next) {
        pending.terms = next.terms();
        pending.quantity = next.quantity().units();
        pending.left = pending.quantity;
        world.touched.add(pending.market);
        world.say(new OrderRevised(pending.id, next, null));
    }

    private void change(Order working, Price price, long quantity) {
        if (price.equals(working.price()) && quantity < working.quantity) {
            changing.reduce(working, quantity);
        } else {
            changing.amend(working, price, quantity);
            matching.follow(working);
        }
    }

    private @Nullable RejectReason refusalOfPending(Order pending, OrderRequest next) {
        Set<RejectReason> reasons = EnumSet.range(RejectReason.ORDER_KIND_NOT_ALLOWED, RejectReason.EXPIRY_PASSED);
        reasons.add(RejectReason.ACCOUNT_RESTRICTED);
        if (next.terms() instanceof OrderTerms.Market) {
            reasons.removeAll(EnumSet.range(RejectReason.NOTIONAL_TOO_SMALL, RejectReason.ORDER_VALUE_TOO_LARGE));
        }
        return new Admission(world, money, triggers, pending.account, pending.market, List.of(next), 2)
                .table().stream()
                        .filter(line -> reasons.contains(line.reason())
                                && line.applies().test(next))
                        .map(Admission.Line::reason)
                        .findFirst()
                        .orElse(null);
    }

    /** @param ofWorking quantity that its working order will have, which that of a paid order follows */
    private static @Nullable OrderRequest revised(Order order, @Nullable OrderChange change, long ofWorking) {
        Quantity named = change == null ? null : change.quantity();
        if (order.isPaid && named != null) {
            return null;
        }
        OrderTerms terms = change == null ? order.terms : terms(order.terms, change);
        long quantity = order.isPaid ? ofWorking : named == null ? order.quantity : named.units();
        return terms == null ? null : order.with(terms, quantity);
    }

    private static @Nullable OrderTerms terms(OrderTerms terms, OrderChange change) {
        return switch (terms) {
            case Conditional(Trigger was, OrderTerms.Active then) -> {
                Trigger trigger = change.trigger() == null ? was : change.trigger();
                OrderTerms.Active active = active(then, change);
                yield active == null || !isAlike(was, trigger) ? null : new Conditional(trigger, active);
            }
            case OrderTerms.Active active -> change.trigger() == null ? active(active, change) : null;
            case OrderTerms.MarketByQuote _, OrderTerms.Twap _ -> null;
        };
    }

    private static boolean isAlike(Trigger was, Trigger trigger) {
        boolean isAlike = trigger.getClass() == was.getClass() && trigger.source() == was.source();
        return trigger instanceof Trigger.Activated to && was instanceof Trigger.Activated before
                ? isAlike && to.then().getClass() == before.then().getClass()
                : isAlike;
    }

    private static OrderTerms.@Nullable Active active(OrderTerms.Active then, OrderChange change) {
        if (!(then instanceof Limit limit)) {
            return change.price() == null && change.display() == null ? then : null;
        }
        if (change.display() != null && !limit.isIceberg()) {
            return null;
        }
        return new Limit(
                change.price() == null ? limit.price() : change.price(),
                limit.timeInForce(),
                limit.expiresNanos(),
                limit.postOnly(),
                change.display() == null ? limit.display() : change.display());
    }
}
