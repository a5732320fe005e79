package com.flowex.tenants.store;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.Tenant.Status;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.access.tenancy.TenantsTable;
import com.flowex.domain.value.OwnerId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Table of unfinished tenants and their plans; both change in one transaction. */
public final class CreationsTable {

    private static final String INSERT = "INSERT INTO tenants.creations (plan, tenant_id) VALUES (?::jsonb, ?)";
    private static final String PLAN = "SELECT plan::text FROM tenants.creations WHERE tenant_id = ?";
    private static final String FAILURE = "SELECT failure::text FROM tenants.creations WHERE tenant_id = ?";
    private static final String FAILED = "UPDATE tenants.creations SET failure = ?::jsonb WHERE tenant_id = ?";
    private static final String AGAIN =
            "UPDATE tenants.creations SET plan = ?::jsonb, failure = NULL WHERE tenant_id = ?";
    private static final String DELETE = "DELETE FROM tenants.creations WHERE tenant_id = ?";

    private static final Set<Status> IF_FAILED = Set.of(Status.FAILED);

    private final Database database;
    private final TenantDirectory directory;
    private final TenantChanges changes;

    /**
     * Allows one nested operation at a time: it takes a second connection, and several at once could wait for each
     * other's connections.
     */
    private final ReentrantLock nesting = new ReentrantLock();

    public CreationsTable(Database database, TenantDirectory directory, TenantChanges changes) {
        this.database = database;
        this.directory = directory;
        this.changes = changes;
    }

    /** Returns the new tenant; empty if its slug or one of its hosts is taken. */
    public Optional<Tenant> begin(Tenant tenant, CreationPlan plan) {
        return directory.change(transaction -> {
            Optional<Tenant> begun = TenantsTable.insert(transaction, tenant);
            if (begun.isEmpty()) {
                transaction.jdbc().rollback();
                return begun;
            }
            int number = begun.get().number();
            TenantRows.only(transaction, number);
            Sql.execute(transaction, INSERT, plan.json(), number);
            return begun;
        });
    }

    /** Returns the owner of the tenant's own accounts on the exchange. */
    public OwnerId owner(int tenant) {
        return database.query(transaction -> TenantsTable.owner(transaction, tenant));
    }

    /** Returns the plan of a tenant that is not active yet. */
    public Optional<CreationPlan> plan(int tenant) {
        return text(PLAN, tenant).map(CreationPlan::parse);
    }

    /** Returns the reason for a failed creation. */
    public Optional<CreationFailure> failure(int tenant) {
        return text(FAILURE, tenant).map(CreationFailure::parse);
    }

    /** Marks a finished tenant as active, unless it is no longer in creation. Returns its current state. */
    public Tenant done(int tenant) {
        return end(tenant, Status.ACTIVE, transaction -> forget(transaction, tenant));
    }

    /** Marks a refused tenant as failed, unless it is no longer in creation. Returns its current state. */
    public Tenant failed(int tenant, CreationFailure why) {
        return end(tenant, Status.FAILED, transaction -> Sql.execute(transaction, FAILED, why.json(), tenant));
    }

    private Tenant end(int tenant, Status end, TenantChanges.RowChange beside) {
        return directory.change(transaction -> {
            Tenant now = TenantsTable.locked(transaction, tenant).orElseThrow();
            return now.status() == Status.CREATING ? TenantChanges.write(transaction, now.in(end), beside) : now;
        });
    }

    /**
     * Restarts a failed creation with this plan.
     *
     * @param beside runs while no other process can restart or discard the tenant
     */
    public Tenant again(int tenant, CreationPlan plan, Runnable beside) {
        return oneAtATime(() -> changes.change(tenant, IF_FAILED, failed -> failed.in(Status.CREATING), transaction -> {
            Sql.execute(transaction, AGAIN, plan.json(), tenant);
            beside.run();
        }));
    }

    /**
     * Discards a failed tenant.
     *
     * @param beside runs while no other process can restart or discard the tenant
     */
    public Tenant discarded(int tenant, Runnable beside) {
        return oneAtATime(
                () -> changes.change(tenant, IF_FAILED, failed -> failed.in(Status.DISCARDED), transaction -> {
                    forget(transaction, tenant);
                    beside.run();
                }));
    }

    private Tenant oneAtATime(Supplier<Tenant> change) {
        nesting.lock();
        try {
            return change.get();
        } finally {
            nesting.unlock();
        }
    }

    private static void forget(Transaction transaction, int tenant) {
        Sql.execute(transaction, DELETE, tenant);
    }

    private Optional<String> text(String sql, int tenant) {
        return database.query(
                        tenant,
                        transaction -> Sql.one(transaction, row -> Optional.ofNullable(row.getString(1)), sql, tenant))
                .flatMap(text -> text);
    }
}
