package com.flowex.orderentry;

import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.value.ClientOrderId;
import java.util.function.IntFunction;

/**
 * Values for fields that the sender of an order leaves out.
 *
 * @param ids generator of ids for orders that come without one
 * @param preventions each tenant's default mode of self-trade prevention
 */
public record OrderDefaults(ClientOrderIdGenerator ids, IntFunction<SelfTradePrevention> preventions) {

    public ClientOrderId clientOrderId() {
        return ids.next();
    }

    public SelfTradePrevention prevention(int tenant) {
        return preventions.apply(tenant);
    }
}
