package com.flowex.strategy.order;

import com.flowex.domain.order.Side;

/**
 * Fill of an own order.
 *
 * @param fee fee in {@code feeAsset}; negative for a rebate
 * @param isMaker true if the order rested before the trade
 */
public record OwnFill(
        String clientOrderId,
        String symbol,
        Side side,
        long timeNanos,
        double price,
        double quantity,
        double fee,
        String feeAsset,
        boolean isMaker) {}
