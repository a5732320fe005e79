package com.flowex.tenants.app;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.Tenant.Status;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.tenants.app.listing.Catalog;
import com.flowex.tenants.store.SuspensionsTable;
import com.flowex.tenants.store.TenantChanges;
import java.util.Set;

/**
 * Suspension and removal of tenants: the tenant is first closed to requests, then stopped on the exchange by its kill
 * switch. The earlier state of that switch is stored, because a switch that was on stays on when the tenant is resumed
 * (ADR 0045).
 */
public final class TenantClosure {

    private final TenantChanges changes;
    private final TenantCreation creation;
    private final SuspensionsTable suspensions;
    private final OrderEntryService orderEntry;
    private final Catalog catalog;
    private final TenantMembers members;

    public TenantClosure(
            TenantChanges changes,
            TenantCreation creation,
            SuspensionsTable suspensions,
            OrderEntryService orderEntry,
            Catalog catalog,
            TenantMembers members) {
        this.changes = changes;
        this.creation = creation;
        this.suspensions = suspensions;
        this.orderEntry = orderEntry;
        this.catalog = catalog;
        this.members = members;
    }

    /**
     * Suspends a tenant: its requests are refused, its orders end and it takes no new ones. A repeated call finishes
     * one that was interrupted.
     */
    public Tenant suspend(int tenant) {
        Tenant suspended = changes.change(
                tenant,
                Set.of(Status.ACTIVE, Status.SUSPENDED),
                now -> now.in(Status.SUSPENDED),
                transaction -> SuspensionsTable.add(transaction, tenant));
        stop(tenant);
        return suspended;
    }

    /** Ends the orders of a suspended tenant; runs again at each start. */
    public void stop(int tenant) {
        if (changesSwitch(tenant, true)) {
            suspensions.switchWasOff(tenant);
        }
    }

    /** Reopens a tenant, with the kill switch as it was before. */
    public Tenant resume(Tenant tenant) {
        int number = tenant.number();
        boolean staysKilled = suspensions.staysKilled(number).orElseThrow(() -> TenantChanges.wrongState(tenant));
        if (!staysKilled) {
            changesSwitch(number, false);
        }
        return changes.change(
                number,
                Set.of(Status.SUSPENDED),
                now -> now.in(Status.ACTIVE),
                transaction -> SuspensionsTable.remove(transaction, number));
    }

    /** Sets the kill switch; returns true if this changed it. */
    private boolean changesSwitch(int tenant, boolean isOn) {
        KillScope all = new KillScope.OfTenant(tenant);
        return orderEntry
                .decree(AccountId.outsideOf(tenant), new SetKillSwitch(all, isOn))
                .orThrow()
                .events()
                .contains(new KillSwitchSet(all, isOn));
    }

    /**
     * Removes a tenant for good. Its accounts on the exchange stay in the ledger, and its slug stays taken; a tenant
     * that was never active had none.
     */
    public Tenant remove(Tenant tenant) {
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
                transaction -> SuspensionsTable.remove(transaction, number));
    }

    /**
     * Delists the tenant's markets, unless they belong to another tenant: a list restored from an older copy may give a
     * number out twice.
     */
    private void delistOwn(int tenant) {
        if (!catalog.markets(tenant).isEmpty() && !creation.isAnothers(tenant)) {
            delist(tenant);
        }
    }

    private void delist(int tenant) {
        AccountId outside = AccountId.outsideOf(tenant);
        catalog.markets(tenant).forEach(market -> orderEntry
                .decree(outside, new ChangeMarketState(tenant, market.id(), MarketState.DELISTED))
                .orThrow());
    }
}
