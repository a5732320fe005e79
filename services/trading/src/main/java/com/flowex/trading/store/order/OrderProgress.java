package com.flowex.trading.store.order;

import static java.math.BigInteger.ZERO;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The part of an order's state that events change. Executed + prevented + remaining = whole quantity.
 *
 * @param quantityUnits whole quantity after changes; for an order by quote amount, the quantity that the amount covered
 * @param remainingUnits quantity neither traded nor prevented: open, canceled or expired
 * @param preventedUnits quantity lost to self-trade prevention
 * @param visibleUnits part of an open order that the book shows; 0 if the order is not in a book
 * @param filledQuoteUnits amount of the quote asset that its fills moved; the sum may exceed a {@code long}
 * @param feeUnits fees in the asset that its side receives
 * @param rebateUnits rebates in the asset that its side gives, which is the asset that the takers of its trades receive
 * @param triggeredUnits watched price that met its trigger; 0 if none did
 * @param triggeredNanos log time at which the trigger was met, or at which a pending order without trigger started; 0
 *     if neither happened
 * @param extremeUnits best price that a trailing order has seen; 0 if none yet, {@link #UNTOLD} if not all prices are
 *     known
 * @param slicesStarted number of started slices of a time-weighted order
 * @param companion id of the other order of its pair, or the negated id of the order that it is linked with; 0 if it
 *     never had one
 * @param restedSequence sequence of the event with which it came to rest in the command that accepted it; 0 if it did
 *     not
 * @param expiryReason reason of an expired order; otherwise null
 * @param cancelReason reason of a canceled order; otherwise null
 * @param sequence sequence of the last event that changed the order
 * @param updatedNanos log time of that event
 */
public record OrderProgress(
        long quantityUnits,
        long remainingUnits,
        long preventedUnits,
        long visibleUnits,
        BigInteger filledQuoteUnits,
        BigInteger feeUnits,
        BigInteger rebateUnits,
        long triggeredUnits,
        long triggeredNanos,
        long extremeUnits,
        int slicesStarted,
        long companion,
        long restedSequence,
        OrderStatus status,
        @Nullable ExpiryReason expiryReason,
        @Nullable CancelReason cancelReason,
        long sequence,
        long updatedNanos) {

    /**
     * The best price is not known, because rules from before {@link com.flowex.domain.event.LevelsMoved} did not
     * publish it.
     */
    static final long UNTOLD = -1;

    /** Returns the id of the other order of its pair; 0 if it never had one. */
    public long pairedWith() {
        return Math.max(0, companion);
    }

    /** Returns the id of the order that it is or was linked with; 0 if there is none. */
    public long linkedWith() {
        return Math.max(0, -companion);
    }

    /** Returns the id of the other order of its pair or link; 0 if it never had one. */
    public long other() {
        return Math.abs(companion);
    }

    static OrderProgress accepted(long units, OrderStatus status, long sequence, long timeNanos) {
        return new OrderProgress(
                units, units, 0, 0, ZERO, ZERO, ZERO, 0, 0, 0, 0, 0, 0, status, null, null, sequence, timeNanos);
    }

    OrderProgress at(long eventSequence, long timeNanos) {
        Draft draft = new Draft(this);
        draft.sequence = eventSequence;
        draft.updatedNanos = timeNanos;
        return draft.done();
    }

    /** @param fee fee in units; negative for a rebate */
    OrderProgress filled(long remaining, long visible, long quote, long fee) {
        Draft draft = new Draft(this);
        draft.remainingUnits = remaining;
        draft.visibleUnits = visible;
        draft.filledQuoteUnits = filledQuoteUnits.add(BigInteger.valueOf(quote));
        draft.feeUnits = fee > 0 ? feeUnits.add(BigInteger.valueOf(fee)) : feeUnits;
        draft.rebateUnits = fee < 0 ? rebateUnits.subtract(BigInteger.valueOf(fee)) : rebateUnits;
        draft.status = remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        return draft.done();
    }

    OrderProgress visible(long visible) {
        Draft draft = new Draft(this);
        draft.visibleUnits = visible;
        return draft.done();
    }

    OrderProgress rested(long visible, long atSequence) {
        Draft draft = new Draft(this);
        draft.visibleUnits = visible;
        draft.restedSequence = atSequence;
        return draft.done();
    }

    OrderProgress triggered(long priceUnits, long timeNanos) {
        Draft draft = new Draft(this);
        draft.triggeredUnits = priceUnits;
        draft.triggeredNanos = timeNanos;
        draft.status = OrderStatus.OPEN;
        return draft.done();
    }

    OrderProgress seen(long extreme) {
        if (extreme == extremeUnits) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.extremeUnits = extreme;
        return draft.done();
    }

    OrderProgress slice(int slice) {
        Draft draft = new Draft(this);
        draft.slicesStarted = slice;
        return draft.done();
    }

    OrderProgress prevented(long units, long leftBook) {
        Draft draft = new Draft(this);
        draft.remainingUnits -= units;
        draft.preventedUnits += units;
        draft.visibleUnits -= leftBook;
        return draft.done();
    }

    /** Returns the progress as one order of a pair, in which each order cancels the other. */
    OrderProgress paired(long other) {
        Draft draft = new Draft(this);
        draft.companion = other;
        return draft.done();
    }

    /** Returns the progress as one of two linked orders, of which one triggers the other. */
    OrderProgress linked(long other, OrderStatus since) {
        return merge(-other, since);
    }

    /** Returns a copy with the other order and the status that became known right after the acceptance. */
    public OrderProgress merge(long other, OrderStatus since) {
        Draft draft = new Draft(this);
        draft.companion = other;
        draft.status = since;
        return draft.done();
    }

    /** Returns the progress of a pending order that starts: it waits for its trigger, or acts at once. */
    OrderProgress started(OrderStatus since, long timeNanos) {
        Draft draft = new Draft(this);
        draft.status = since;
        draft.triggeredNanos = since == OrderStatus.WAITING ? 0 : timeNanos;
        return draft.done();
    }

    OrderProgress resized(long quantity, long remaining, long visible) {
        Draft draft = new Draft(this);
        draft.quantityUnits = quantity;
        draft.remainingUnits = remaining;
        draft.visibleUnits = visible;
        return draft.done();
    }

    OrderProgress canceled(CancelReason reason) {
        Draft draft = new Draft(this);
        draft.visibleUnits = 0;
        draft.status = OrderStatus.CANCELED;
        draft.cancelReason = reason;
        return draft.done();
    }

    OrderProgress expired(ExpiryReason reason) {
        Draft draft = new Draft(this);
        draft.visibleUnits = 0;
        draft.status = OrderStatus.EXPIRED;
        draft.expiryReason = reason;
        return draft.done();
    }

    /** Builder of the next progress: a copy of the last one, with changed fields. */
    private static final class Draft {
        private long quantityUnits;
        private long remainingUnits;
        private long preventedUnits;
        private long visibleUnits;
        private BigInteger filledQuoteUnits;
        private BigInteger feeUnits;
        private BigInteger rebateUnits;
        private long triggeredUnits;
        private long triggeredNanos;
        private long extremeUnits;
        private int slicesStarted;
        private long companion;
        private long restedSequence;
        private OrderStatus status;
        private @Nullable ExpiryReason expiryReason;
        private @Nullable CancelReason cancelReason;
        private long sequence;
        private long updatedNanos;

        Draft(OrderProgress from) {
            quantityUnits = from.quantityUnits;
            remainingUnits = from.remainingUnits;
            preventedUnits = from.preventedUnits;
            visibleUnits = from.visibleUnits;
            filledQuoteUnits = from.filledQuoteUnits;
            feeUnits = from.feeUnits;
            rebateUnits = from.rebateUnits;
            triggeredUnits = from.triggeredUnits;
            triggeredNanos = from.triggeredNanos;
            extremeUnits = from.extremeUnits;
            slicesStarted = from.slicesStarted;
            companion = from.companion;
            restedSequence = from.restedSequence;
            status = from.status;
            expiryReason = from.expiryReason;
            cancelReason = from.cancelReason;
            sequence = from.sequence;
            updatedNanos = from.updatedNanos;
        }

        OrderProgress done() {
            return new OrderProgress(
                    quantityUnits,
                    remainingUnits,
                    preventedUnits,
                    visibleUnits,
                    filledQuoteUnits,
                    feeUnits,
                    rebateUnits,
                    triggeredUnits,
                    triggeredNanos,
                    extremeUnits,
                    slicesStarted,
                    companion,
                    restedSequence,
                    status,
                    expiryReason,
                    cancelReason,
                    sequence,
                    updatedNanos);
        }
    }
}
