package com.flowex.platform.database;

import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrite of tables after rows were erased. PostgreSQL leaves the bytes of deleted and changed rows in its files, its
 * statistics and its write-ahead log until their place is used again. The rewrite writes the tables, their indexes and
 * the statistics anew, and has the log overwrite its old segments. It can be repeated.
 */
public final class TableRewrite {

    private static final Logger LOG = LoggerFactory.getLogger(TableRewrite.class);

    /** Maximum number of looks for transactions from before, each a tenth of a second after the one before. */
    private static final int CHECKS_MAX = 300;

    /** Maximum number of log segments to overwrite, 16 MB each. */
    private static final int SEGMENTS_MAX = 1_024;

    private static final long XID_MASK = 0xFFFF_FFFFL;
    private static final String NOT_PERMITTED = "42501";

    private static final String SIZE =
            "SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0) FROM unnest(?::text[]) name";
    private static final String EXISTS = "SELECT 1 WHERE to_regclass(?) IS NOT NULL";
    private static final String NOW = "SELECT pg_current_xact_id()::text";

    /** A transaction that began before, in this database or on a replica that reports it, for which old rows are kept. */
    private static final String EARLIER = """
            SELECT pg_sleep(0.1) FROM (
                SELECT unnest(ARRAY[backend_xmin, backend_xid]), pid FROM pg_stat_activity
                WHERE coalesce(datname, current_database()) = current_database()
                UNION ALL SELECT xmin, 0 FROM pg_replication_slots) held (xid, pid)
            WHERE xid IS NOT NULL AND pid <> pg_backend_pid() AND age(xid) >= age(?::xid) LIMIT 1""";

    private static final String SEGMENT = "SELECT pg_walfile_name(pg_current_wal_lsn())";
    /** The present segment also has entries from before. */
    private static final String NEXT_SEGMENT = "SELECT pg_walfile_name(pg_current_wal_lsn()"
            + " + pg_size_bytes(current_setting('wal_segment_size'))::numeric)";

    private static final String LAST_SEGMENT = "SELECT max(name) FROM pg_ls_waldir() WHERE length(name) = 24";
    private static final String OLDER = "SELECT 1 FROM pg_ls_waldir() WHERE length(name) = 24 AND name < ? LIMIT 1";
    private static final String NEXT = "SELECT pg_logical_emit_message(false, 'flowex', '')";
    private static final String SWITCH = "SELECT pg_switch_wal()";

    /** State of the write-ahead log after a rewrite. */
    public enum OldLog {
        /** No file of the server has an entry from before the rewrite. */
        GONE,
        /** A backup or a replica still needs entries from before; a later rewrite finds them gone. */
        KEPT,
        /** Our login may not see or end old entries; the server overwrites them in its own time. */
        UNKNOWN
    }

    private final Database database;

    public TableRewrite(Database database) {
        this.database = database;
    }

    /** Returns the size of the tables with their indexes, in bytes; a table that does not exist counts as empty. */
    public long bytes(List<String> tables) {
        return database.asOwner(
                connection -> Sql.one(connection, row -> row.getLong(1), SIZE, (Object) tables.toArray(String[]::new))
                        .orElse(0L));
    }

    /**
     * Rewrites tables. Each is locked while it is written anew; a lock that is not free within seconds ends the work. A
     * transaction that began before could still read the erased rows, so it is waited for.
     *
     * @param tables names with their schemas; those that do not exist are left out
     * @return first segment of the log after the rewrite, for {@link #endLogBefore}; empty if nothing was rewritten
     *     because such a transaction goes on
     */
    public Optional<String> run(List<String> tables) {
        return database.asOwnerSingly(connection -> {
            if (!areEarlierOver(connection)) {
                return Optional.empty();
            }
            execute(connection, "SET lock_timeout = '5s'");
            for (String table : tables) {
                if (Sql.one(connection, row -> row.getInt(1), EXISTS, table).isPresent()) {
                    execute(connection, "VACUUM (FULL, ANALYZE) " + table);
                }
            }
            execute(connection, "VACUUM (FULL) pg_catalog.pg_statistic");
            return Optional.of(text(connection, NEXT_SEGMENT));
        });
    }

    private static boolean areEarlierOver(Connection connection) throws SQLException {
        String now = text(connection, NOW);
        for (int check = 0; check < CHECKS_MAX; check++) {
            if (Sql.one(connection, _ -> true, EARLIER, xid(now)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of a transaction without its epoch, as rows have it. */
    private static String xid(String whole) {
        return Long.toString(Long.parseLong(whole) & XID_MASK);
    }

    /**
     * Ends the segments of the log before one, and overwrites those that the server keeps for later use, which have old
     * bytes.
     */
    public OldLog endLogBefore(String first) {
        return database.asOwnerSingly(connection -> {
            try {
                return overwritten(connection, first) ? OldLog.GONE : OldLog.KEPT;
            } catch (SQLException e) {
                if (NOT_PERMITTED.equals(e.getSQLState())) {
                    LOG.info("the login of the database may not end old segments of its log: {}", e.getMessage());
                    return OldLog.UNKNOWN;
                }
                throw e;
            }
        });
    }

    /** @return false if the server keeps segments before {@code first} */
    private static boolean overwritten(Connection connection, String first) throws SQLException {
        next(connection);
        execute(connection, "CHECKPOINT");
        String last = text(connection, LAST_SEGMENT);
        for (int i = 0; i < SEGMENTS_MAX && text(connection, SEGMENT).compareTo(last) <= 0; i++) {
            next(connection);
        }
        execute(connection, "CHECKPOINT");
        return Sql.one(connection, row -> row.getInt(1), OLDER, first).isEmpty();
    }

    /** Begins the next segment; the rest of the present one is written with zeros. */
    private static void next(Connection connection) throws SQLException {
        execute(connection, NEXT);
        execute(connection, SWITCH);
        execute(connection, NEXT);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        return Sql.one(connection, row -> String.valueOf(row.getString(1)), sql).orElseThrow();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
