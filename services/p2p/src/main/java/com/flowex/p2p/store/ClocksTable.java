package com.flowex.p2p.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.Optional;

/** The moments at which the clocks of trades were read last, by tenant. */
public final class ClocksTable {

    private static final String HELD = "SELECT read_at FROM p2p.clocks WHERE tenant_id = ? FOR UPDATE";
    private static final String SET = """
            INSERT INTO p2p.clocks (tenant_id, read_at) VALUES (?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET read_at = greatest(clocks.read_at, excluded.read_at)""";

    private ClocksTable() {}

    /** Reads the moment and locks it until the transaction ends; empty before the first. */
    public static Optional<Instant> held(Transaction connection, int tenant) {
        return Sql.one(connection, row -> row.getTimestamp(1).toInstant(), HELD, tenant);
    }

    /** Sets the moment; it never goes back. */
    public static void set(Transaction connection, int tenant, Instant now) {
        Sql.execute(connection, SET, tenant, now);
    }
}
