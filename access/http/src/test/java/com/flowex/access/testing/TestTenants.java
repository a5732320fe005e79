package com.flowex.access.testing;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.tenancy.TenantsTable;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Further tenants of a stand under test. */
public final class TestTenants {

    private TestTenants() {}

    /** An active tenant. */
    public static Tenant add(TestStand stand, String slug, String... hosts) {
        Tenant tenant = new Tenant(
                0, slug, slug, Tenant.Status.ACTIVE, List.of(hosts), TenantConfiguration.DEFAULT, Instant.EPOCH);
        return stand.tenants()
                .change(connection -> TenantsTable.insert(connection, tenant))
                .orElseThrow();
    }

    /** Changes what may be changed of it. */
    public static Tenant change(TestStand stand, Tenant tenant, UnaryOperator<Tenant> change) {
        return stand.tenants().change(connection -> {
            Tenant changed = change.apply(
                    TenantsTable.locked(connection, tenant.number()).orElseThrow());
            TenantsTable.update(connection, changed);
            return changed;
        });
    }
}
