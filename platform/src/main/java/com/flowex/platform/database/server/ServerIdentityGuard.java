package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.logging.PerMinuteLimiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server that this process has worked with. An old primary that comes back after a fail-over answers as before, but
 * lacks all changes since; a connection to it is refused. A restarted process accepts any server. Thread-safe.
 */
public final class ServerIdentityGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ServerIdentityGuard.class);

    /**
     * Selects the cluster, the time line it writes, and its position on disk; no time line for a replica, which takes
     * no writes.
     */
    private static final String WHICH = """
            SELECT (SELECT system_identifier FROM pg_control_system()),
                CASE WHEN pg_is_in_recovery() THEN 0
                    ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END,
                CASE WHEN pg_is_in_recovery() THEN 0
                    ELSE pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0') END""";

    /** "The server rejected the connection". */
    private static final String REJECTED = "08004";

    /** @param flushed bytes of the write-ahead log that are on its disk */
    private record Position(long system, int timeLine, long flushed) {

        boolean isCopy() {
            return timeLine == 0;
        }

        /** Returns why this cannot be a later state of the other; empty if it can. */
        Optional<String> contradicts(Position position) {
            if (system != position.system) {
                return Optional.of("it is another cluster, " + system + " and not " + position.system);
            }
            if (timeLine < position.timeLine) {
                return Optional.of("an old primary has come back: its timeline is " + timeLine
                        + ", that of the last one was " + position.timeLine);
            }
            return timeLine == position.timeLine && flushed < position.flushed
                    ? Optional.of("it is an older copy of itself: its newest data is lost")
                    : Optional.empty();
        }

        Position orLater(Position other) {
            boolean isLater = timeLine > other.timeLine || timeLine == other.timeLine && flushed > other.flushed;
            return isLater ? this : other;
        }
    }

    /** A lost update is harmless: the next connection sets it again. */
    private volatile Optional<Position> seen = Optional.empty();

    private final PerMinuteLimiter lines = new PerMinuteLimiter(1);
    private volatile Optional<String> refused = Optional.empty();

    /**
     * Compares a connection's server with the known one and remembers its position.
     *
     * @throws SQLException if it is neither the known server nor one that has taken its place
     */
    void require(Connection connection) throws SQLException {
        Optional<Position> requested = position(connection);
        if (requested.isEmpty()) {
            return;
        }
        Position now = requested.get();
        Optional<String> why = seen.flatMap(now::contradicts);
        refused = why;
        if (why.isPresent()) {
            if (lines.tryAcquire()) {
                LOG.error("the database is not used: {} (docs/operations/database.md)", why.get());
            }
            throw new SQLException("the server is refused: " + why.get(), REJECTED);
        }
        seen = Optional.of(seen.map(now::orLater).orElse(now));
    }

    /**
     * Returns the server's position; empty if a PostgreSQL-compatible service lacks these functions, and then nothing
     * is compared.
     */
    private static Optional<Position> position(Connection connection) throws SQLException {
        try {
            return Sql.one(connection, row -> new Position(row.getLong(1), row.getInt(2), row.getLong(3)), WHICH)
                    .filter(position -> !position.isCopy());
        } catch (SQLException e) {
            if (SqlFaults.isTransient(e)) {
                throw e;
            }
            LOG.debug("the server does not report its identity", e);
            return Optional.empty();
        }
    }

    /** Returns why the server that answers now is refused; empty if it is not. */
    Optional<String> refused() {
        return refused;
    }
}
