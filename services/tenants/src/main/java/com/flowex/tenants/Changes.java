package com.flowex.tenants;

import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantConfiguration;
import java.util.List;

/** A tenant with something else about it. */
final class Changes {

    private Changes() {}

    static Tenant in(Tenant tenant, Tenant.Status status) {
        return with(tenant, tenant.name(), status, tenant.hosts(), tenant.configuration());
    }

    /** A removed tenant gives its hosts back; its slug it keeps. */
    static Tenant removed(Tenant tenant) {
        return with(tenant, tenant.name(), Tenant.Status.REMOVED, List.of(), tenant.configuration());
    }

    static Tenant with(
            Tenant tenant, String name, Tenant.Status status, List<String> hosts, TenantConfiguration configuration) {
        return new Tenant(tenant.number(), tenant.slug(), name, status, hosts, configuration, tenant.createdAt());
    }
}
