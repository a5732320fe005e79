package com.flowex.identity.store.credential;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Table of the last use of each API key. */
public final class ApiKeyUsesTable {

    private static final String PUT = """
            INSERT INTO identity.api_key_uses (tenant_id, key_id, user_id, used_at, address)
            SELECT k.tenant_id, k.id, k.user_id, n.used_at::timestamptz, n.address
            FROM unnest(?::text[], ?::text[], ?::text[]) AS n (key_id, used_at, address)
            JOIN identity.api_keys k ON k.id = n.key_id
            WHERE k.tenant_id = ? AND k.status = 'active'
            ORDER BY k.id
            ON CONFLICT (tenant_id, key_id) DO UPDATE SET used_at = excluded.used_at, address = excluded.address
            WHERE api_key_uses.used_at < excluded.used_at""";
    private static final String OF =
            "SELECT key_id, used_at, address FROM identity.api_key_uses WHERE tenant_id = ? AND user_id = ?";

    private final Database database;

    public ApiKeyUsesTable(Database database) {
        this.database = database;
    }

    /**
     * Use of an API key.
     *
     * @param address address from which it was used
     */
    public record KeyUse(String key, Instant at, String address) {}

    /** Stores uses of keys of one tenant; a later use that another process stored stays. */
    public void put(int tenant, List<KeyUse> uses) {
        database.query(
                tenant,
                transaction -> Sql.execute(
                        transaction,
                        PUT,
                        uses.stream().map(KeyUse::key).toArray(String[]::new),
                        uses.stream().map(use -> use.at().toString()).toArray(String[]::new),
                        uses.stream().map(KeyUse::address).toArray(String[]::new),
                        tenant));
    }

    /** Returns the last uses of a user's keys, by key. */
    public Map<String, KeyUse> of(int tenant, long userId) {
        return database
                .query(
                        tenant,
                        transaction -> Sql.all(
                                transaction,
                                row -> new KeyUse(
                                        row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3)),
                                OF,
                                tenant,
                                userId))
                .stream()
                .collect(Collectors.toMap(KeyUse::key, use -> use));
    }
}
