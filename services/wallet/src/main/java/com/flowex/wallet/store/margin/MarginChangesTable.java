package com.flowex.wallet.store.margin;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;

/** Last changes of terms and levels: two changes of the same one are made one after the other. */
public final class MarginChangesTable {

    /** Number in place of an asset's that means the tenant's levels. */
    public static final int LEVELS = 0;

    private static final String LOCK = """
            INSERT INTO margin.changes AS c (tenant_id, asset_id, sequence) VALUES (?, ?, 0)
            ON CONFLICT (tenant_id, asset_id) DO UPDATE SET sequence = c.sequence RETURNING sequence""";

    private static final String SET = "UPDATE margin.changes SET sequence = ? WHERE tenant_id = ? AND asset_id = ?";

    private MarginChangesTable() {}

    /**
     * Locks until the transaction ends.
     *
     * @param asset id of an asset, or {@link #LEVELS}
     * @return number of the last event of the last change; 0 if there was none
     */
    public static long lock(Transaction transaction, int tenant, int asset) {
        return Sql.one(transaction, row -> row.getLong(1), LOCK, tenant, asset).orElse(0L);
    }

    public static void set(Transaction transaction, int tenant, int asset, long sequence) {
        Sql.execute(transaction, SET, sequence, tenant, asset);
    }
}
