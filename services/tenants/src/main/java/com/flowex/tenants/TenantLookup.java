package com.flowex.tenants;

import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantDirectory;

/** The tenant that a path names, and how it is shown to super admins. */
final class TenantLookup {

    private final TenantDirectory directory;
    private final CreationsTable creations;

    TenantLookup(TenantDirectory directory, CreationsTable creations) {
        this.directory = directory;
        this.creations = creations;
    }

    /**
     * As it is now, whoever changed it.
     *
     * @throws ProblemException 404
     */
    Tenant of(Request request) {
        long number = request.pathNumber("number");
        directory.refresh();
        Tenant tenant = number > Tenant.NUMBER_MAX ? null : directory.byNumber((int) number);
        if (tenant == null) {
            throw ProblemException.notFound("there is no tenant " + number);
        }
        return tenant;
    }

    TenantBody shown(Tenant tenant) {
        return tenant.status() == Tenant.Status.FAILED
                ? TenantBody.of(tenant, creations.failure(tenant.number()).orElse(null))
                : TenantBody.of(tenant);
    }
}
