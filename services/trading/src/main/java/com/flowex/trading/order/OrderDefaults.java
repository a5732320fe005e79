package com.flowex.trading.order;

import com.flowex.domain.ClientOrderId;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantDirectory;

/**
 * What an order gets of which its sender says nothing.
 *
 * @param ids for orders that come without one
 * @param tenants who say what happens where an order would trade with its own side
 */
public record OrderDefaults(SpareIds ids, TenantDirectory tenants) {

    ClientOrderId clientOrderId() {
        return ids.next();
    }

    SelfTradePrevention prevention(int tenant) {
        Tenant of = tenants.byNumber(tenant);
        return of == null ? SelfTradePrevention.NONE : of.configuration().selfTradePrevention();
    }
}
