package com.flowex.tenants;

import com.flowex.platform.Ground;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Routes;
import com.flowex.platform.listing.Listings;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantExport;
import com.flowex.platform.tenancy.TenantMembers;
import java.util.List;

/** Wires what makes, configures, closes and exports tenants. */
public final class TenantsService implements AutoCloseable {

    private final Ground ground;
    private final Creation creation;
    private final TenantRoutes all;
    private final OwnTenantRoutes own;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param listings of what new tenants begin with
     * @param members the people of tenants
     * @param exports what every service has of a tenant
     */
    public TenantsService(
            Ground ground, OrderPath orders, Listings listings, TenantMembers members, List<TenantExport> exports) {
        this.ground = ground;
        CreationsTable table = new CreationsTable(ground.database(), ground.tenants());
        this.creation = new Creation(table, ground.tenants(), orders, listings, members);
        Export export = new Export(ground.database(), exports);
        this.all = new TenantRoutes(ground.tenants(), creation, listings.catalog(), members, orders, export);
        this.own = new OwnTenantRoutes(ground.tenants());
    }

    /** Brings the schema up to date, and finishes what an end came between. Trading's view must follow the log already. */
    public void start() {
        ground.database().migrate("tenants");
        ground.tenants().all().values().stream()
                .filter(tenant -> tenant.status() == Tenant.Status.SUSPENDED)
                .forEach(tenant -> all.kill(tenant.number(), true));
        creation.start();
    }

    public Routes routes() {
        return new Routes().addAll(all.routes()).addAll(own.routes());
    }

    @Override
    public void close() {
        creation.close();
    }
}
