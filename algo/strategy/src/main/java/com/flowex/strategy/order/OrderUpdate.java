package com.flowex.strategy.order;

import com.flowex.domain.order.Side;

/**
 * Change of an own order.
 *
 * @param remaining quantity that is still open; 0 after the end
 * @param reason stable code of a refusal or end, "insufficient_funds"; empty if there is none
 * @param message sentence that names the field and the rule; empty if there is none
 */
public record OrderUpdate(
        String clientOrderId,
        String symbol,
        Side side,
        long timeNanos,
        OrderStatus status,
        double filled,
        double remaining,
        String reason,
        String message) {}
