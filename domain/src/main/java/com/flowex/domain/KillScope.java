package com.flowex.domain;

/** What a kill switch stops. */
public sealed interface KillScope {

    /** The tenant it belongs to. */
    int tenant();

    /** One account's orders. */
    record OfAccount(AccountId account) implements KillScope {
        @Override
        public int tenant() {
            return account.tenant();
        }
    }

    /** Every order of one market. */
    record OfMarket(int tenant, InstrumentId instrument) implements KillScope {}

    /** Every order of one tenant. */
    record OfTenant(int tenant) implements KillScope {
        public OfTenant {
            new TenantId(tenant);
        }
    }
}
