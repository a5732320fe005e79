package com.flowex.trading.fill;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;

/**
 * One account's part in a trade, as the view has it.
 *
 * @param sequence of the trade's event
 * @param maker whether this side rested; an account that trades with itself has both
 * @param feeUnits of the asset this side receives
 * @param rebateUnits of the asset the other side receives
 */
public record FillRow(
        long sequence,
        boolean maker,
        long tradeId,
        long orderId,
        InstrumentId instrument,
        Side side,
        long priceUnits,
        long quantityUnits,
        long quoteUnits,
        long feeUnits,
        long rebateUnits,
        long executedNanos) {

    /** Where it stands in the list: by event, and where both sides are the account's, the taker's first. */
    public long place() {
        return 2 * sequence + (maker ? 1 : 0);
    }
}
