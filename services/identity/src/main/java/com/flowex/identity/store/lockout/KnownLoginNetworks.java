package com.flowex.identity.store.lockout;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;

/** Places from which an account was logged in to within 90 days. Names are hashes. */
public final class KnownLoginNetworks {

    private static final String SOON = "SET LOCAL synchronous_commit = off";
    private static final String SEEN = """
            INSERT INTO identity.known_places (tenant_id, name) VALUES (?, ?)
            ON CONFLICT (tenant_id, name) DO UPDATE SET seen_at = now()""";
    private static final String IS_KNOWN = "SELECT 1 FROM identity.known_places WHERE tenant_id = ? AND name = ?";

    private final Database database;

    public KnownLoginNetworks(Database database) {
        this.database = database;
    }

    public void seen(int tenant, String name) {
        database.query(tenant, transaction -> {
            Sql.execute(transaction, SOON);
            return Sql.execute(transaction, SEEN, tenant, name);
        });
    }

    public boolean isKnown(int tenant, String name) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getInt(1), IS_KNOWN, tenant, name)
                .isPresent());
    }
}
