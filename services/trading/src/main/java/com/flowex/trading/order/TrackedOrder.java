package com.flowex.trading.order;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Quantity;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order as its events have made it so far: the fold behind the answer to a POST and behind the view's rows.
 *
 * <p>Not thread-safe. Every event is checked against what came before it; one that does not fit is a damaged log.
 */
public final class TrackedOrder {

    /**
     * What events change about an order.
     *
     * @param quantityUnits whole quantity after reductions
     * @param remainingUnits what never traded: open, canceled or expired
     * @param filledQuoteUnits quote asset its fills moved
     * @param feeUnits of the asset its side receives
     * @param expiryReason only of an expired order
     * @param sequence of the last event that changed it
     * @param updatedNanos log time of that event
     */
    public record Progress(
            long quantityUnits,
            long remainingUnits,
            long filledQuoteUnits,
            long feeUnits,
            OrderStatus status,
            @Nullable ExpiryReason expiryReason,
            long sequence,
            long updatedNanos) {}

    private final OrderId id;
    private final OrderRequest request;
    private final long acceptedSequence;
    private final long createdNanos;
    private Progress progress;

    /** An order as a view stored it. */
    public TrackedOrder(OrderId id, OrderRequest request, long acceptedSequence, long createdNanos, Progress progress) {
        this.id = id;
        this.request = request;
        this.acceptedSequence = acceptedSequence;
        this.createdNanos = createdNanos;
        this.progress = progress;
    }

    /** An order at the moment it was accepted, nothing traded yet. */
    public static TrackedOrder accepted(OrderAccepted event, long sequence, long timeNanos) {
        long units = event.request().quantity().units();
        Progress progress = new Progress(units, units, 0, 0, OrderStatus.OPEN, null, sequence, timeNanos);
        return new TrackedOrder(event.order(), event.request(), sequence, timeNanos, progress);
    }

    /** Joined the queue with what was left of it. */
    public void rested(OrderRested event, long sequence, long timeNanos) {
        requireRemaining(event.remaining());
        Progress p = progress;
        progress = new Progress(
                p.quantityUnits, p.remainingUnits, p.filledQuoteUnits, p.feeUnits, p.status, null, sequence, timeNanos);
    }

    /** Traded, as the side of {@code trade} that {@code fill} is. */
    public void traded(TradeExecuted trade, Fill fill, long sequence, long timeNanos) {
        Progress p = progress;
        long remaining = fill.remaining().units();
        if (p.remainingUnits - trade.quantity().units() != remaining) {
            throw new IllegalStateException("order " + id + " had " + p.remainingUnits + " open, traded "
                    + trade.quantity().units() + " and has " + remaining + " left");
        }
        progress = new Progress(
                p.quantityUnits,
                remaining,
                Math.addExact(p.filledQuoteUnits, trade.quote().units()),
                Math.addExact(p.feeUnits, fill.fee().units()),
                remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                null,
                sequence,
                timeNanos);
    }

    /** Became smaller in its place. */
    public void reduced(OrderReduced event, long sequence, long timeNanos) {
        Progress p = progress;
        if (event.quantity().units() - event.remaining().units() != filledUnits()) {
            throw new IllegalStateException("order " + id + " has filled " + filledUnits() + ", reduced to "
                    + event.remaining().units() + " of " + event.quantity().units());
        }
        progress = new Progress(
                event.quantity().units(),
                event.remaining().units(),
                p.filledQuoteUnits,
                p.feeUnits,
                p.status,
                null,
                sequence,
                timeNanos);
    }

    /** Left the book at its owner's wish. */
    public void canceled(OrderCanceled event, long sequence, long timeNanos) {
        requireRemaining(event.remaining());
        end(OrderStatus.CANCELED, null, sequence, timeNanos);
    }

    /** Ended without ever resting. */
    public void expired(OrderExpired event, long sequence, long timeNanos) {
        requireRemaining(event.remaining());
        end(OrderStatus.EXPIRED, event.reason(), sequence, timeNanos);
    }

    private void end(OrderStatus status, @Nullable ExpiryReason reason, long sequence, long timeNanos) {
        Progress p = progress;
        progress = new Progress(
                p.quantityUnits, p.remainingUnits, p.filledQuoteUnits, p.feeUnits, status, reason, sequence, timeNanos);
    }

    private void requireRemaining(Quantity expected) {
        if (progress.remainingUnits != expected.units()) {
            throw new IllegalStateException(
                    "order " + id + " has " + progress.remainingUnits + " open, its event says " + expected.units());
        }
    }

    public OrderId id() {
        return id;
    }

    public OrderRequest request() {
        return request;
    }

    /** The number of its {@link OrderAccepted}. */
    public long acceptedSequence() {
        return acceptedSequence;
    }

    /** Log time of its acceptance, nanoseconds since 1970. */
    public long createdNanos() {
        return createdNanos;
    }

    public Progress progress() {
        return progress;
    }

    public OrderStatus status() {
        return progress.status;
    }

    public Optional<ExpiryReason> expiryReason() {
        return Optional.ofNullable(progress.expiryReason);
    }

    /** Base units that traded. */
    public long filledUnits() {
        return progress.quantityUnits - progress.remainingUnits;
    }
}
