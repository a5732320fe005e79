package com.flowex.trading.order;

import com.flowex.domain.ExpiryReason;
import org.jspecify.annotations.Nullable;

/**
 * What events change about an order. Executed + prevented + remaining = whole quantity.
 *
 * @param quantityUnits whole quantity after changes; of an order by quote amount what that amount covered
 * @param remainingUnits neither traded nor prevented: open, canceled or expired
 * @param preventedUnits lost to self-trade prevention
 * @param visibleUnits the part of an open order that the book shows; zero where it stands in none
 * @param filledQuoteUnits quote asset its fills moved
 * @param feeUnits of the asset its side receives
 * @param rebateUnits of the asset its side gives, which is what the takers it traded with receive
 * @param triggeredUnits the watched price that met its trigger; 0: none did
 * @param slicesStarted of a time-weighted order
 * @param pairedWith id of the other order of its pair; 0: it never had one
 * @param expiryReason only of an expired order
 * @param sequence of the last event that changed it
 * @param updatedNanos log time of that event
 */
public record OrderProgress(
        long quantityUnits,
        long remainingUnits,
        long preventedUnits,
        long visibleUnits,
        long filledQuoteUnits,
        long feeUnits,
        long rebateUnits,
        long triggeredUnits,
        int slicesStarted,
        long pairedWith,
        OrderStatus status,
        @Nullable ExpiryReason expiryReason,
        long sequence,
        long updatedNanos) {

    static OrderProgress accepted(long units, OrderStatus status, long sequence, long timeNanos) {
        return new OrderProgress(units, units, 0, 0, 0, 0, 0, 0, 0, 0, status, null, sequence, timeNanos);
    }

    OrderProgress at(long eventSequence, long timeNanos) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                visibleUnits,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                pairedWith,
                status,
                expiryReason,
                eventSequence,
                timeNanos);
    }

    /** @param fee negative for a rebate */
    OrderProgress filled(long remaining, long visible, long quote, long fee) {
        return new OrderProgress(
                quantityUnits,
                remaining,
                preventedUnits,
                visible,
                Math.addExact(filledQuoteUnits, quote),
                Math.addExact(feeUnits, Math.max(fee, 0)),
                Math.addExact(rebateUnits, Math.max(-fee, 0)),
                triggeredUnits,
                slicesStarted,
                pairedWith,
                remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress visible(long visible) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                visible,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                pairedWith,
                status,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress triggered(long priceUnits) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                visibleUnits,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                priceUnits,
                slicesStarted,
                pairedWith,
                OrderStatus.OPEN,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress slice(int slice) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                visibleUnits,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slice,
                pairedWith,
                status,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress prevented(long units, long leftBook) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits - units,
                preventedUnits + units,
                visibleUnits - leftBook,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                pairedWith,
                status,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress paired(long other) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                visibleUnits,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                other,
                status,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress resized(long quantity, long remaining, long visible) {
        return new OrderProgress(
                quantity,
                remaining,
                preventedUnits,
                visible,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                pairedWith,
                status,
                expiryReason,
                sequence,
                updatedNanos);
    }

    OrderProgress ended(OrderStatus how, @Nullable ExpiryReason reason) {
        return new OrderProgress(
                quantityUnits,
                remainingUnits,
                preventedUnits,
                0,
                filledQuoteUnits,
                feeUnits,
                rebateUnits,
                triggeredUnits,
                slicesStarted,
                pairedWith,
                how,
                reason,
                sequence,
                updatedNanos);
    }
}
