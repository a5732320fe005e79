package com.flowex.trading.app.order;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/** Check that a tenant lends before an order of its accounts borrows. */
public record LendingFeature(TenantDirectory tenants) {

    /** @throws Refusal {@code feature_off} if an order is to borrow and the exchange does not lend */
    public void require(AccountId account, boolean borrows) {
        if (borrows && !tenants.offers(account.tenant(), Feature.MARGIN)) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF,
                    "margin is switched off on this exchange, so no order borrows; leave auto_borrow out");
        }
    }
}
