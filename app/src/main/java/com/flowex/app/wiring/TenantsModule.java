package com.flowex.app.wiring;

import com.flowex.access.http.page.AuditPages;
import com.flowex.access.http.route.Routes;
import com.flowex.app.settings.GenesisSettings;
import com.flowex.app.wiring.adapter.TenantExportTables;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.settings.StartupException;
import com.flowex.tenants.TenantsService;
import com.flowex.tenants.app.GenesisPlan;

/** Tenants: their creation, configuration, closure and export, and the pages of their operators. */
final class TenantsModule implements ServiceModule {

    private final TenantsService tenants;
    private final Routes audit;
    private final GenesisPlan plan;

    TenantsModule(ProcessReaders readers) {
        this.tenants = new TenantsService(
                readers.edge(),
                readers.orderEntry(),
                readers.listings(),
                readers.access().members(),
                TenantExportTables.all());
        this.audit = AuditPages.routes(readers.platform());
        this.plan = readers.settings().genesis().plan();
    }

    @Override
    public Routes routes() {
        return new Routes().addAll(tenants.routes()).addAll(audit);
    }

    /** Continues the set-up of tenants. Must be called after the views show the listed assets. */
    void startTenants() {
        try {
            tenants.start(plan);
        } catch (Refusal wrong) {
            throw new StartupException("FLOWEX_GENESIS: " + GenesisSettings.message(wrong), wrong);
        }
    }

    @Override
    public void close() {
        tenants.close();
    }
}
