package com.flowex.tenants.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Optional;

/** Table of suspended tenants, with the state that their kill switch returns to. */
public record SuspensionsTable(Database database) {

    /**
     * Assumes that the switch was on until the exchange answers that it was off; without an answer it stays on when the
     * tenant is resumed.
     */
    private static final String ADD =
            "INSERT INTO tenants.suspensions (tenant_id, stays_killed) VALUES (?, true) ON CONFLICT DO NOTHING";

    private static final String WAS_OFF = "UPDATE tenants.suspensions SET stays_killed = false WHERE tenant_id = ?";
    private static final String STAYS = "SELECT stays_killed FROM tenants.suspensions WHERE tenant_id = ?";
    private static final String REMOVE = "DELETE FROM tenants.suspensions WHERE tenant_id = ?";

    /** Adds a tenant as one whose switch stays on; a repetition changes nothing. */
    public static void add(Transaction transaction, int tenant) {
        Sql.execute(transaction, ADD, tenant);
    }

    public static void remove(Transaction transaction, int tenant) {
        Sql.execute(transaction, REMOVE, tenant);
    }

    /** Records that the switch was off before the suspension. */
    public void switchWasOff(int tenant) {
        database.transaction(tenant, transaction -> Sql.execute(transaction, WAS_OFF, tenant));
    }

    /** Returns true if the kill switch stays on after the suspension; empty if the tenant is not suspended. */
    public Optional<Boolean> staysKilled(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getBoolean(1), STAYS, tenant));
    }
}
