package com.flowex.tenants.api;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.tenants.app.TenantBody;
import com.flowex.tenants.store.CreationsTable;
import java.util.Collection;

/** Lookup of tenants by number, and their representation for super admins. */
public final class TenantLookup {

    private final TenantDirectory directory;
    private final CreationsTable creations;

    public TenantLookup(TenantDirectory directory, CreationsTable creations) {
        this.directory = directory;
        this.creations = creations;
    }

    /**
     * Returns the current tenant, with changes by other processes.
     *
     * @throws Refusal {@code not_found}
     */
    Tenant of(long number) {
        directory.refresh();
        Tenant tenant = number > Tenant.NUMBER_MAX ? null : directory.byNumber((int) number);
        if (tenant == null) {
            throw Refusal.notFound("there is no tenant " + number);
        }
        return tenant;
    }

    /** Returns all tenants, as this process knows them. */
    Collection<Tenant> all() {
        return directory.all().values();
    }

    TenantBody shown(Tenant tenant) {
        return tenant.status() == Tenant.Status.FAILED
                ? TenantBody.of(tenant, creations.failure(tenant.number()).orElse(null))
                : TenantBody.of(tenant);
    }
}
