package com.flowex.tenants;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.tenants.api.CreationRoutes;
import com.flowex.tenants.api.OwnTenantRoutes;
import com.flowex.tenants.api.RulesRoutes;
import com.flowex.tenants.api.TenantLookup;
import com.flowex.tenants.api.TenantRoutes;
import com.flowex.tenants.app.GenesisPlan;
import com.flowex.tenants.app.TenantClosure;
import com.flowex.tenants.app.TenantCreation;
import com.flowex.tenants.app.TenantExporter;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.tenants.store.CreationsTable;
import com.flowex.tenants.store.SuspensionsTable;
import com.flowex.tenants.store.TenantChanges;
import java.util.List;

/**
 * Wiring of the tenants service: creation, configuration, closure and export of tenants. Their assets and
 * markets are listed by {@link com.flowex.tenants.api.ListingRoutes}, where trading runs.
 */
public final class TenantsService implements AutoCloseable {

    private final Edge edge;
    private final TenantCreation creation;
    private final TenantClosure closing;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param listings lists assets and markets
     * @param members users of tenants
     * @param exports each service's rows of a tenant
     */
    public TenantsService(
            Edge edge,
            OrderEntryService orderEntry,
            Listings listings,
            TenantMembers members,
            List<TenantExport> exports) {
        this.edge = edge;
        Platform platform = edge.platform();
        CommandSubmitter orders = orderEntry.path();
        TenantChanges changes = new TenantChanges(edge.tenants());
        CreationsTable table = new CreationsTable(platform.database(), edge.tenants(), changes);
        TenantLookup lookup = new TenantLookup(edge.tenants(), table);
        Catalog catalog = listings.catalog();
        this.creation = new TenantCreation(table, edge.tenants(), orders, listings, members, platform.workers());
        this.closing = new TenantClosure(
                changes, creation, new SuspensionsTable(platform.database()), orderEntry, catalog, members);
        TenantExporter export = new TenantExporter(platform.database(), exports);
        this.routes = new Routes()
                .addAll(new CreationRoutes(lookup, creation, table, catalog, members).routes())
                .addAll(new TenantRoutes(lookup, changes, creation, closing, catalog, export).routes())
                .addAll(new RulesRoutes(orders).routes())
                .addAll(new OwnTenantRoutes(edge.tenants(), changes).routes());
    }

    /**
     * Brings the schema up to date, lists the first tenant's initial assets and markets, and finishes interrupted work.
     * The view of trading must already follow the log.
     *
     * @throws com.flowex.platform.errors.Refusal if the plan differs from the listed assets, or the exchange refuses it
     */
    public void start(GenesisPlan plan) {
        edge.platform().database().migrate("tenants");
        edge.tenants().all().values().stream()
                .filter(tenant -> tenant.status() == Tenant.Status.SUSPENDED)
                .forEach(tenant -> closing.stop(tenant.number()));
        creation.begin(Tenant.DEFAULT, plan);
        creation.start();
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        creation.close();
    }
}
