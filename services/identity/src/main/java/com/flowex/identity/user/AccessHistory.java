package com.flowex.identity.user;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;

/** What happened within a day to how a user gets in. What lies in the future, after a clock was set back, is within it. */
public final class AccessHistory {

    private static final String LATELY = """
            SELECT coalesce(u.password_changed_at > now() - interval '1 day', false),
                coalesce(u.factors_changed_at > now() - interval '1 day', false),
                EXISTS (SELECT FROM identity.known_devices d WHERE d.tenant_id = u.tenant_id AND d.user_id = u.id
                    AND d.first_seen_at > now() - interval '1 day' AND d.first_seen_at > (SELECT min(f.first_seen_at)
                        FROM identity.known_devices f WHERE f.tenant_id = u.tenant_id AND f.user_id = u.id))
            FROM identity.users u WHERE u.tenant_id = ? AND u.id = ?""";

    /**
     * What changed.
     *
     * @param password whether it was replaced
     * @param secondFactor whether one was added or removed
     * @param device whether there is a device that was new, and not the very first
     */
    public record Lately(boolean password, boolean secondFactor, boolean device) {}

    private final Database database;

    public AccessHistory(Database database) {
        this.database = database;
    }

    public Lately of(int tenant, long userId) {
        return database.query(
                        tenant,
                        connection -> Sql.one(
                                connection,
                                row -> new Lately(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)),
                                LATELY,
                                tenant,
                                userId))
                .orElseThrow(() -> new IllegalStateException("there is no user " + userId));
    }
}
