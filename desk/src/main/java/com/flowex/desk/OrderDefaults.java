package com.flowex.desk;

import com.flowex.domain.ClientOrderId;
import com.flowex.domain.SelfTradePrevention;
import java.util.function.IntFunction;

/**
 * What an order gets of which its sender says nothing.
 *
 * @param ids for orders that come without one
 * @param preventions what a tenant says happens where an order would trade with its own side
 */
public record OrderDefaults(SpareIds ids, IntFunction<SelfTradePrevention> preventions) {

    public ClientOrderId clientOrderId() {
        return ids.next();
    }

    public SelfTradePrevention prevention(int tenant) {
        return preventions.apply(tenant);
    }
}
