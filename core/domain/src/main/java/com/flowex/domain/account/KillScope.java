package com.flowex.domain.account;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.TenantId;

/** Orders that a kill switch stops. */
public sealed interface KillScope {

    /** Returns the tenant that the scope belongs to. */
    int tenant();

    /** Orders of one account. */
    record OfAccount(AccountId account) implements KillScope {
        @Override
        public int tenant() {
            return account.tenant();
        }
    }

    /** All orders of one market. */
    record OfMarket(int tenant, InstrumentId instrument) implements KillScope {}

    /** All orders of one tenant. */
    record OfTenant(int tenant) implements KillScope {
        public OfTenant {
            new TenantId(tenant);
        }
    }
}
