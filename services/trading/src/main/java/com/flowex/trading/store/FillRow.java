package com.flowex.trading.store;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;

/**
 * One account's side of a trade, as stored in the view.
 *
 * @param sequence sequence of the trade's event
 * @param maker true if this side rested; an account that trades with itself has both sides
 * @param feeUnits fee in the asset that this side receives
 * @param rebateUnits rebate in the asset that the other side receives
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

    /** Returns the position in the list of fills: by event, and if the account has both sides, the taker's first. */
    public long place() {
        return 2 * sequence + (maker ? 1 : 0);
    }
}
