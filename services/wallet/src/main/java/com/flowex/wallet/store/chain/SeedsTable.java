package com.flowex.wallet.store.chain;

import com.flowex.custody.SeedRegistry;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.Optional;

/** Fingerprint of the seed from which the addresses of this database were made. */
public record SeedsTable(Database database) implements SeedRegistry {

    private static final String FIND = "SELECT fingerprint FROM custody.seed";
    private static final String INSERT =
            "INSERT INTO custody.seed (fingerprint) VALUES (?) ON CONFLICT (one) DO NOTHING";

    @Override
    public Optional<String> known() {
        return database.query(connection -> Sql.one(connection, row -> row.getString(1), FIND));
    }

    @Override
    public void remember(String fingerprint) {
        database.query(connection -> Sql.execute(connection, INSERT, fingerprint));
    }
}
