package com.flowex.tenants;

import com.flowex.desk.Desk;
import com.flowex.domain.AccountId;
import com.flowex.domain.KillScope;
import com.flowex.domain.MarketState;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.Tenant.Status;
import com.flowex.edge.tenancy.TenantMembers;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.tenants.listing.Catalog;
import java.util.Optional;
import java.util.Set;

/**
 * Closes tenants, for a while or for good: to requests first, then on the exchange by the tenant's kill switch. Whether that
 * was on already is remembered, because then it stays on when the tenant is resumed (ADR 0045).
 */
final class Closing {

    /** The switch stays on unless the exchange says that it was off: what was not answered is not undone. */
    private static final String REMEMBER =
            "INSERT INTO tenants.suspensions (tenant_id, stays_killed) VALUES (?, true) ON CONFLICT DO NOTHING";

    private static final String WAS_OFF = "UPDATE tenants.suspensions SET stays_killed = false WHERE tenant_id = ?";
    private static final String STAYS = "SELECT stays_killed FROM tenants.suspensions WHERE tenant_id = ?";
    private static final String FORGET = "DELETE FROM tenants.suspensions WHERE tenant_id = ?";

    private final TenantChanges changes;
    private final Creation creation;
    private final Database database;
    private final Desk desk;
    private final Catalog catalog;
    private final TenantMembers members;

    Closing(
            TenantChanges changes,
            Creation creation,
            Database database,
            Desk desk,
            Catalog catalog,
            TenantMembers members) {
        this.changes = changes;
        this.creation = creation;
        this.database = database;
        this.desk = desk;
        this.catalog = catalog;
        this.members = members;
    }

    /** Nobody of it is served, its orders end and it takes no more. Doing it again finishes what was cut off. */
    Tenant suspend(int tenant) {
        Tenant suspended = changes.change(
                tenant,
                Set.of(Status.ACTIVE, Status.SUSPENDED),
                now -> now.in(Status.SUSPENDED),
                connection -> Sql.execute(connection, REMEMBER, tenant));
        stop(tenant);
        return suspended;
    }

    /** Ends the orders of a suspended tenant; done again at each start. */
    void stop(int tenant) {
        if (changesSwitch(tenant, true)) {
            database.transaction(tenant, connection -> Sql.execute(connection, WAS_OFF, tenant));
        }
    }

    /** Open again, with the kill switch as it was. */
    Tenant resume(Tenant tenant) {
        int number = tenant.number();
        boolean staysKilled = staysKilled(number).orElseThrow(() -> TenantChanges.wrongState(tenant));
        if (!staysKilled) {
            changesSwitch(number, false);
        }
        return changes.change(
                number,
                Set.of(Status.SUSPENDED),
                now -> now.in(Status.ACTIVE),
                connection -> Sql.execute(connection, FORGET, number));
    }

    /** Empty if the tenant is not suspended. */
    private Optional<Boolean> staysKilled(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getBoolean(1), STAYS, tenant));
    }

    /** Whether the switch was the other way before. */
    private boolean changesSwitch(int tenant, boolean isOn) {
        KillScope all = new KillScope.OfTenant(tenant);
        return desk.decree(AccountId.outsideOf(tenant), new SetKillSwitch(all, isOn))
                .orThrow()
                .events()
                .contains(new KillSwitchSet(all, isOn));
    }

    /**
     * Ends a tenant for good. What it had on the exchange stays in the ledger, and its slug with it; one that never was
     * active had nothing.
     */
    Tenant remove(Tenant tenant) {
        int number = tenant.number();
        if (tenant.status() != Status.SUSPENDED) {
            return creation.discard(number, () -> delistOwn(number));
        }
        members.closeAll(number);
        delist(number);
        return changes.change(
                number,
                Set.of(Status.SUSPENDED),
                now -> now.in(Status.REMOVED),
                connection -> Sql.execute(connection, FORGET, number));
    }

    /** A number that a list restored from an older copy gave out again has markets in the log that are another tenant's. */
    private void delistOwn(int tenant) {
        if (!catalog.markets(tenant).isEmpty() && !creation.isAnothers(tenant)) {
            delist(tenant);
        }
    }

    private void delist(int tenant) {
        AccountId outside = AccountId.outsideOf(tenant);
        catalog.markets(tenant).forEach(market -> desk.decree(
                        outside, new ChangeMarketState(tenant, market.id(), MarketState.DELISTED))
                .orThrow());
    }
}
