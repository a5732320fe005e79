package com.flowex.operations.app;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants whose tasks are executed. Tasks of a suspended tenant wait until it is resumed. */
public record ActiveTenants(TenantDirectory directory) implements TaskQueue.Tenants {

    @Override
    public Set<Integer> open() {
        return directory.all().values().stream()
                .map(Tenant::number)
                .filter(directory::isActive)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isOpen(int tenant) {
        return directory.isActive(tenant);
    }
}
