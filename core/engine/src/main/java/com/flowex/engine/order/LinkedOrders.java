package com.flowex.engine.order;

import com.flowex.domain.order.OrderRequest;
import com.flowex.engine.ids.OrderFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A working order with what it triggers: one pending order, or a pair of them.
 *
 * @param pending the pending order, or the first of the pair
 * @param stop second of the pair; null if there is one pending order
 */
record LinkedOrders(
        OrderRequest working,
        OrderRequest pending,
        @Nullable OrderRequest stop) {

    long fingerprint() {
        OrderRequest second = stop;
        return second == null
                ? OrderFingerprint.ofLinked(working, pending)
                : OrderFingerprint.ofLinked(working, pending, second);
    }
}
