package com.flowex.wallet.store.convert;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.time.Instant;
import java.util.UUID;

/**
 * A convert quote and its outcome.
 *
 * @param quantityUnits quantity in the market's base asset
 * @param priceUnits worst price at which it may trade
 * @param givesUnits amount given, by the book at the time of the quote
 * @param getsUnits amount received, by the same book, less the fee
 * @param code reason of a failure; empty if there is none
 * @param orderId id of the order; 0 while there is none
 * @param sequence number of the event that accepted the order; 0 while there is none
 */
public record Convert(
        UUID id,
        AccountId account,
        InstrumentId market,
        Side side,
        long quantityUnits,
        long priceUnits,
        long givesUnits,
        long getsUnits,
        long feeUnits,
        Status status,
        String code,
        long orderId,
        long sequence,
        long gaveUnits,
        long gotUnits,
        long paidFeeUnits,
        Instant expiresAt,
        Instant createdAt) {

    /** Status of a convert. */
    public enum Status {
        QUOTED,
        RUNNING,
        COMPLETED,
        /** The book offered less than was quoted at that price; the rest was never touched. */
        PARTLY,
        /** Nothing was traded. */
        FAILED
    }
}
