package com.flowex.wallet.convert;

import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import java.time.Instant;
import java.util.UUID;

/**
 * A quote, and what became of it.
 *
 * @param quantityUnits of the market's base
 * @param priceUnits no worse one is traded at
 * @param givesUnits as the book stood when it was quoted
 * @param getsUnits the same, behind the fee
 * @param code why it failed; empty if it did not
 * @param orderId 0 while there is none
 * @param sequence of the event that accepted the order; 0 while there is none
 */
record Convert(
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

    /** How it stands. */
    enum Status {
        QUOTED,
        RUNNING,
        COMPLETED,
        /** The book offered less than was quoted at that price; the rest was never touched. */
        PARTLY,
        /** Nothing was traded. */
        FAILED
    }
}
