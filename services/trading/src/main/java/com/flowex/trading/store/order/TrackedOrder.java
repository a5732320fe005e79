package com.flowex.trading.store.order;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Present state of an order, computed from its events. Both the response to a POST and the view's rows come from this
 * class.
 *
 * <p>Not thread-safe. Every event is checked against the state before it; an event that does not fit means a damaged
 * log.
 */
public final class TrackedOrder {

    private final OrderId id;
    private final long acceptedSequence;
    private final long createdNanos;
    private OrderRequest request;
    private OrderProgress progress;

    /** Creates an order as stored in a view. */
    public TrackedOrder(
            OrderId id, OrderRequest request, long acceptedSequence, long createdNanos, OrderProgress progress) {
        this.id = id;
        this.request = request;
        this.acceptedSequence = acceptedSequence;
        this.createdNanos = createdNanos;
        this.progress = progress;
    }

    /** Returns an order at its acceptance, before any trade. */
    public static TrackedOrder accepted(OrderAccepted event, long sequence, long timeNanos) {
        OrderStatus status = beginningOf(event.request());
        OrderProgress progress = OrderProgress.accepted(event.quantity().units(), status, sequence, timeNanos);
        return new TrackedOrder(event.order(), event.request(), sequence, timeNanos, progress);
    }

    private static OrderStatus beginningOf(OrderRequest request) {
        return request.terms() instanceof OrderTerms.Conditional ? OrderStatus.WAITING : OrderStatus.OPEN;
    }

    /** Applies an event; ignores it if it does not concern this order. */
    public void on(Event event, long sequence, long timeNanos) {
        OrderProgress before = progress;
        switch (event) {
            case TradeExecuted trade -> traded(trade);
            case OrderRested rested when rested.order().equals(id) -> rested(rested, sequence, timeNanos);
            case OrderRefreshed refreshed when refreshed.order().equals(id) -> refreshed(refreshed);
            case OrderTriggered triggered when triggered.order().equals(id) -> triggered(triggered, timeNanos);
            case SliceStarted slice when slice.order().equals(id) -> progress = progress.slice(slice.slice());
            case SelfTradePrevented prevented -> prevented(prevented);
            case OrdersPaired pair -> paired(pair);
            case OrdersLinked two -> linked(two);
            case OrderStarted started when started.order().equals(id) -> started(timeNanos);
            case OrderReduced reduced when reduced.order().equals(id) -> reduced(reduced);
            case OrderAmended amended when amended.order().equals(id) -> amended(amended);
            case LevelsMoved moved when moved.instrument().equals(request.instrument()) -> seen(moved);
            case RulesAdopted _
            when isTrailing() && progress.extremeUnits() == 0 -> progress = progress.seen(OrderProgress.UNTOLD);
            case OrderRevised revised when revised.order().equals(id) -> revised(revised);
            case OrderDisplayChanged shows when shows.order().equals(id) -> shown(shows);
            case OrderCanceled canceled
            when canceled.order().equals(id) ->
                progress = ending(canceled.remaining(), canceled.visible()).canceled(canceled.reason());
            case OrderExpired expired
            when expired.order().equals(id) ->
                progress = ending(expired.remaining(), expired.visible()).expired(expired.reason());
            default -> {}
        }
        if (!progress.equals(before)) {
            progress = progress.at(sequence, timeNanos);
        }
    }

    private void traded(TradeExecuted trade) {
        if (trade.maker().order().equals(id)) {
            filled(
                    trade,
                    trade.maker(),
                    progress.visibleUnits() - trade.quantity().units());
        }
        if (trade.taker().order().equals(id)) {
            filled(trade, trade.taker(), progress.visibleUnits());
        }
    }

    private void filled(TradeExecuted trade, Fill fill, long visibleUnits) {
        long remaining = fill.remaining().units();
        if (progress.remainingUnits() - trade.quantity().units() != remaining || visibleUnits < 0) {
            throw damaged("trade " + trade.trade());
        }
        progress = progress.filled(
                remaining, visibleUnits, trade.quote().units(), fill.fee().units());
    }

    private void rested(OrderRested event, long sequence, long timeNanos) {
        if (progress.remainingUnits() != event.remaining().units() || progress.visibleUnits() != 0) {
            throw damaged("its rest of " + event.remaining());
        }
        progress =
                progress.rested(event.visible().units(), restsAtOnce(timeNanos) ? sequence : progress.restedSequence());
    }

    /** Returns true if the order comes to rest in the command that accepted it. */
    private boolean restsAtOnce(long timeNanos) {
        return progress.restedSequence() == 0
                && timeNanos == createdNanos
                && !(request.terms() instanceof OrderTerms.Conditional);
    }

    private void refreshed(OrderRefreshed event) {
        if (progress.visibleUnits() != 0 || event.visible().units() > progress.remainingUnits()) {
            throw damaged("its refresh to " + event.visible());
        }
        progress = progress.visible(event.visible().units());
    }

    private void triggered(OrderTriggered event, long timeNanos) {
        if (progress.status() != OrderStatus.WAITING) {
            throw damaged("its trigger");
        }
        progress = progress.triggered(event.price().units(), timeNanos);
    }

    private void seen(LevelsMoved moved) {
        long before = progress.extremeUnits();
        if (before != OrderProgress.UNTOLD
                && isTrailing()
                && request.terms() instanceof OrderTerms.Conditional(var trigger, var _)) {
            progress = progress.seen(moved.extreme(trigger, request.side(), before));
        }
    }

    /** Returns true if the order waits for a trigger that trails, now or from an activation price on. */
    public boolean isTrailing() {
        return progress.status() == OrderStatus.WAITING
                && request.terms() instanceof OrderTerms.Conditional(var trigger, var _)
                && trigger.trailing() != null;
    }

    /** Returns the present trigger level of a waiting order in price units; 0 if there is none or it is not known. */
    public long levelUnits() {
        if (progress.status() != OrderStatus.WAITING
                || !(request.terms() instanceof OrderTerms.Conditional(var trigger, var _))) {
            return 0;
        }
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price().units();
            case Trigger.TakeProfit take -> take.price().units();
            case Trigger.Trailing trailing -> level(trailing);
            case Trigger.Activated from -> level(from.then());
        };
    }

    private long level(Trigger.Trailing trailing) {
        long extreme = progress.extremeUnits();
        if (extreme <= 0) {
            return 0;
        }
        long distance = trailing.distance(extreme);
        return request.side() == Side.SELL ? Math.max(0, extreme - distance) : extreme + distance;
    }

    private void prevented(SelfTradePrevented event) {
        if (event.maker().equals(id)) {
            prevented(
                    event.makerPrevented(),
                    event.makerRemaining(),
                    event.visible().units());
        }
        if (event.taker().equals(id)) {
            prevented(event.takerPrevented(), event.takerRemaining(), 0);
        }
    }

    private void prevented(Quantity prevented, Quantity remaining, long leftBook) {
        if (progress.remainingUnits() - prevented.units() != remaining.units() || progress.visibleUnits() < leftBook) {
            throw damaged("a prevention of " + prevented);
        }
        if (prevented.units() != 0) {
            progress = progress.prevented(prevented.units(), leftBook);
        }
    }

    /** A pair that waits for a working order names that order, as it did when it was linked. */
    private void paired(OrdersPaired pair) {
        if (progress.linkedWith() != 0) {
            return;
        }
        if (pair.limit().equals(id)) {
            progress = progress.paired(pair.stop().value());
        } else if (pair.stop().equals(id)) {
            progress = progress.paired(pair.limit().value());
        }
    }

    private void linked(OrdersLinked two) {
        if (two.working().equals(id)) {
            if (progress.linkedWith() != 0) {
                return; // the first of a pair stands for both
            }
            progress = progress.linked(two.pending().value(), progress.status());
        } else if (two.pending().equals(id)) {
            progress = progress.linked(two.working().value(), OrderStatus.PENDING);
        }
    }

    private void started(long timeNanos) {
        if (progress.status() != OrderStatus.PENDING) {
            throw damaged("its start");
        }
        progress = progress.started(beginningOf(request), timeNanos);
    }

    private void reduced(OrderReduced event) {
        resized(event.quantity(), event.remaining(), event.visible(), null);
    }

    private void amended(OrderAmended event) {
        if (progress.visibleUnits() != event.visible().units()) {
            throw damaged("its amendment of " + event.visible() + " shown");
        }
        resized(event.quantity(), event.remaining(), event.visible(), event.price());
    }

    private void revised(OrderRevised event) {
        if (progress.status() != OrderStatus.WAITING && progress.status() != OrderStatus.PENDING) {
            throw damaged("its revision");
        }
        long quantity = event.request().quantity().units();
        request = event.request();
        progress = progress.resized(quantity, quantity, 0);
    }

    private void shown(OrderDisplayChanged event) {
        OrderTerms.Limit limit = limit().filter(OrderTerms.Limit::isIceberg).orElseThrow(() -> damaged("its display"));
        long visible = progress.visibleUnits() - event.visible().units();
        if (visible < 0) {
            throw damaged("its display of " + event.display());
        }
        request = with(new OrderTerms.Limit(
                limit.price(), limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), event.display()));
        progress = progress.visible(visible);
    }

    private void resized(Quantity quantity, Quantity remaining, Quantity leftBook, @Nullable Price price) {
        long done = progress.quantityUnits() - progress.remainingUnits();
        long visible = progress.visibleUnits() - leftBook.units();
        if (quantity.units() - remaining.units() != done || visible < 0) {
            throw damaged("its change to " + remaining + " of " + quantity);
        }
        request = resized(quantity, price);
        progress = progress.resized(quantity.units(), remaining.units(), visible);
    }

    /** Returns the request with the changed price and quantity: the view stores one price and one quantity. */
    private OrderRequest resized(Quantity quantity, @Nullable Price price) {
        return asRequest(quantity, price == null ? request.terms() : at(price));
    }

    private OrderTerms at(Price price) {
        OrderTerms.Limit limit = limit().orElseThrow(() -> damaged("its new price " + price));
        return acting(new OrderTerms.Limit(
                price, limit.timeInForce(), limit.expiresNanos(), limit.postOnly(), limit.display()));
    }

    private OrderRequest with(OrderTerms.Limit limit) {
        return asRequest(request.quantity(), acting(limit));
    }

    /** Returns the present terms with another limit. */
    private OrderTerms acting(OrderTerms.Limit limit) {
        return request.terms() instanceof OrderTerms.Conditional(var trigger, var _)
                ? new OrderTerms.Conditional(trigger, limit)
                : limit;
    }

    private OrderRequest asRequest(Quantity quantity, OrderTerms terms) {
        return new OrderRequest(
                request.account(),
                request.clientOrderId(),
                request.instrument(),
                request.side(),
                quantity,
                terms,
                request.selfTradePrevention());
    }

    private OrderProgress ending(Quantity remaining, Quantity visible) {
        if (progress.remainingUnits() != remaining.units() || progress.visibleUnits() != visible.units()) {
            throw damaged("its end with " + remaining + " open");
        }
        return progress;
    }

    private IllegalStateException damaged(String event) {
        return new IllegalStateException("order " + id + " with " + progress.remainingUnits() + " of "
                + progress.quantityUnits() + " open, " + progress.visibleUnits() + " shown, does not fit " + event);
    }

    public OrderId id() {
        return id;
    }

    /**
     * Returns the id of the first order of its list, which identifies the list; 0 if it is in none. A list is a pair, or a
     * working order with what it triggers.
     */
    public long listId() {
        return progress.other() == 0 ? 0 : Math.min(id.value(), progress.other());
    }

    /** Returns the order of its list that makes or made a pair with this one; the first of a list of three is in none. */
    public Optional<TrackedOrder> partnerIn(List<TrackedOrder> list) {
        boolean isPair = progress.pairedWith() != 0;
        return list.stream()
                .filter(other -> !other.id.equals(id))
                .filter(other -> isPair || id.value() != listId() && other.id.value() != other.listId())
                .findFirst();
    }

    /** Returns the original request with all later changes. */
    public OrderRequest request() {
        return request;
    }

    /** Returns the limit with which the order acts: its own, or the one after its trigger. Empty if it has none. */
    public Optional<OrderTerms.Limit> limit() {
        return OrderCodes.limitOf(request.terms());
    }

    /** Returns the sequence of its {@link OrderAccepted}. */
    public long acceptedSequence() {
        return acceptedSequence;
    }

    /** Returns the log time of its acceptance, nanoseconds since 1970. */
    public long createdNanos() {
        return createdNanos;
    }

    public OrderProgress progress() {
        return progress;
    }

    public OrderStatus status() {
        return progress.status();
    }

    public Optional<ExpiryReason> expiryReason() {
        return Optional.ofNullable(progress.expiryReason());
    }

    public Optional<CancelReason> cancelReason() {
        return Optional.ofNullable(progress.cancelReason());
    }

    /** Returns the traded quantity in base units. */
    public long filledUnits() {
        return progress.quantityUnits() - progress.remainingUnits() - progress.preventedUnits();
    }

    /** Returns the whole state as text. */
    @Override
    public String toString() {
        return "order " + id + " accepted " + acceptedSequence + " at " + createdNanos + ": " + request + ", "
                + progress;
    }
}
