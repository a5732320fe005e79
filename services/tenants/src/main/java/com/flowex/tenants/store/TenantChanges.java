package com.flowex.tenants.store;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.access.tenancy.TenantsTable;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes to existing tenants, each in one transaction and only from a state that permits it. */
public final class TenantChanges {

    private final TenantDirectory directory;

    public TenantChanges(TenantDirectory directory) {
        this.directory = directory;
    }

    /** Further change to the tenant's rows in the same transaction. */
    @FunctionalInterface
    public interface RowChange {
        void run(Transaction transaction);
    }

    /**
     * Changes a tenant; this process sees the change when this returns, every other within two seconds.
     *
     * @param from states in which the change is permitted
     * @throws Refusal {@code tenant_state} in another state, {@code tenant_exists} if a host belongs to another tenant
     */
    public Tenant change(int number, Set<Tenant.Status> from, UnaryOperator<Tenant> change, RowChange beside) {
        return directory.change(transaction -> {
            Tenant now = TenantsTable.locked(transaction, number).orElseThrow();
            if (!from.contains(now.status())) {
                throw wrongState(now);
            }
            return write(transaction, change.apply(now), beside);
        });
    }

    public Tenant change(int number, Set<Tenant.Status> from, UnaryOperator<Tenant> change) {
        return change(number, from, change, _ -> {});
    }

    /** Writes a change within a transaction that has locked the tenant. */
    static Tenant write(Transaction transaction, Tenant changed, RowChange beside) {
        if (!TenantsTable.update(transaction, changed)) {
            throw new Refusal(RefusalCode.TENANT_EXISTS, "another tenant has one of these hosts");
        }
        TenantRows.only(transaction, changed.number());
        beside.run(transaction);
        return changed;
    }

    /** Returns the refusal (409) of an action that the tenant's state does not permit. */
    public static Refusal wrongState(Tenant tenant) {
        return new Refusal(
                RefusalCode.TENANT_STATE,
                "the tenant " + tenant.slug() + " is " + tenant.status().label());
    }
}
