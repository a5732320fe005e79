package com.flowex.audit;

import com.flowex.ground.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What auditors read: the entries of one tenant. */
public final class AuditReader {

    private final Database database;

    public AuditReader(Database database) {
        this.database = database;
    }

    /**
     * Which entries; what is null does not matter.
     *
     * @param actor exactly
     * @param action exactly
     * @param start from then on
     * @param end before then
     * @param below only entries with a smaller number
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable Instant start,
            @Nullable Instant end,
            long below) {}

    /**
     * An entry in its chain.
     *
     * @param number from 1, without gaps
     * @param hash of this entry and so of all before it, hexadecimal
     */
    public record Recorded(long number, Instant at, AuditEntry entry, String hash) {}

    /** The newest entries first. */
    public List<Recorded> page(int tenant, Filter filter, int limit) {
        return database.query(tenant, connection -> page(connection, tenant, filter, limit));
    }

    private static List<Recorded> page(Connection connection, int tenant, Filter filter, int limit)
            throws SQLException {
        return AuditTable.page(connection, tenant, filter, limit).stream()
                .map(stored -> new Recorded(
                        stored.link().number(),
                        AuditTable.instant(stored.atMicros()),
                        stored.entry(),
                        stored.link().hex()))
                .toList();
    }
}
