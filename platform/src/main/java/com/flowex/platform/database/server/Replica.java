package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streaming replica of the database, for reads that may be a moment old. While it is away, too far behind, or no
 * replica of this database, reads go to the primary, unnoticed by their callers. A background worker checks it twice a
 * second.
 */
public final class Replica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    /** Longest wait for a connection; beyond it the primary is the better choice. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private static final Health.State NOT_LOOKED_AT =
            new Health.State.Degraded("history is read from the primary until the replica was checked");

    private static final String PLACE = """
            SELECT (SELECT system_identifier FROM pg_control_system()) AS system, pg_is_in_recovery() AS is_copy,
                pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                    '0/0')::bigint AS position""";

    private record Place(long system, boolean isCopy, long position) {}

    private final DataSource primary;
    private final HikariDataSource pool;
    private final Duration lagMax;
    private final ReplicaLag lag = new ReplicaLag();
    private final Counter read;
    private final Counter behind;
    private final Counter unused;
    private final Counter failed;
    private final Worker probe;

    /** System identifier of the primary's cluster, as of its last answer; 0 before the first. */
    private long system;

    private volatile long lagMillis;
    private volatile Health.State state = NOT_LOOKED_AT;

    /** @param pool connections to the replica; closed with this */
    public Replica(HikariDataSource pool, DataSource primary, Duration lagMax, Workers workers) {
        this.pool = pool;
        this.primary = primary;
        this.lagMax = lagMax;
        MeterRegistry registry = workers.registry();
        this.read = counter(registry, "replica", "well");
        this.behind = counter(registry, "primary", "view_behind");
        this.unused = counter(registry, "primary", "replica_unused");
        this.failed = counter(registry, "primary", "replica_failed");
        Gauge.builder("flowex.database.replica.lag.seconds", () -> lagMillis / 1_000.0)
                .description("Lag of the replica at the last check")
                .register(registry);
        workers.health().register("database replica", this::state);
        this.probe =
                workers.every("database-replica", CHECK_INTERVAL, this::check).start();
    }

    private static Counter counter(MeterRegistry registry, String from, String why) {
        return Counter.builder("flowex.database.history.reads")
                .description("Reads of history, by the server that answered and the reason")
                .tag("source", from)
                .tag("reason", why)
                .register(registry);
    }

    Health.State state() {
        return state;
    }

    /**
     * Reads from the replica if it is healthy and recent enough, otherwise from the primary.
     *
     * @param isEnough checks on a connection that the replica is recent enough
     */
    public <T> T read(SqlWork<Boolean> isEnough, SqlWork<T> reading, Supplier<T> otherwise) {
        if (!state.equals(Health.UP)) {
            unused.increment();
            return otherwise.get();
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            if (isEnough.run(connection)) {
                T result = reading.run(connection);
                connection.commit();
                read.increment();
                return result;
            }
            behind.increment();
        } catch (SQLException e) {
            if (SqlFaults.isTooLong(e)) {
                throw SqlFaults.translated(e); // the primary would not be quicker
            }
            failed.increment();
            if (SqlFaults.isConnection(e)) {
                become(new Health.State.Degraded(fault(e)));
            }
            LOG.debug("a read of history falls back to the primary", e);
        }
        return otherwise.get();
    }

    private void check() {
        seePrimary();
        become(looked());
    }

    /** Notes the primary's position. A primary that does not answer writes nothing that the replica could lack. */
    private void seePrimary() {
        try {
            Place place = place(primary);
            system = place.system();
            if (!place.isCopy()) {
                lag.original(System.nanoTime(), place.position());
            }
        } catch (SQLException e) {
            LOG.debug("the primary does not report its position", e);
        }
    }

    private Health.State looked() {
        try {
            Place place = place(pool);
            if (system == 0) {
                return NOT_LOOKED_AT;
            }
            if (place.system() != system) {
                return new Health.State.Degraded(
                        "FLOWEX_DATABASE_READ_URL names a server that is no replica of FLOWEX_DATABASE_URL:"
                                + " history is read from the primary");
            }
            if (!place.isCopy()) {
                pool.getHikariPoolMXBean().softEvictConnections();
                return new Health.State.Degraded(
                        "the server of FLOWEX_DATABASE_READ_URL is a primary, not a replica: history is read from"
                                + " FLOWEX_DATABASE_URL");
            }
            return behind(lag.copy(System.nanoTime(), place.position()));
        } catch (SQLException e) {
            return new Health.State.Degraded(fault(e));
        }
    }

    private Health.State behind(Duration now) {
        lagMillis = now.toMillis();
        return now.compareTo(lagMax) <= 0
                ? Health.UP
                : new Health.State.Degraded(String.format(
                        Locale.ROOT,
                        "the replica is more than %d ms behind (FLOWEX_DATABASE_READ_LAG_MS): history is read from the primary",
                        lagMax.toMillis()));
    }

    private static String fault(SQLException e) {
        String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return "the replica does not answer: history is read from the primary (" + why + ")";
    }

    private void become(Health.State now) {
        boolean wasWell = state.equals(Health.UP);
        boolean isLogged = !state.equals(NOT_LOOKED_AT);
        state = now;
        if (now instanceof Health.State.Degraded(String why) && (wasWell || !isLogged) && !now.equals(NOT_LOOKED_AT)) {
            LOG.warn(why);
        } else if (now.equals(Health.UP) && !wasWell) {
            LOG.info("history is read from the replica");
        }
    }

    private static Place place(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Sql.one(connection, Replica::place, PLACE).orElseThrow();
        }
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong("system"), row.getBoolean("is_copy"), row.getLong("position"));
    }

    public static Duration waitMax(DatabaseLimits limits) {
        return limits.connectionWait().compareTo(WAIT_MAX) < 0 ? limits.connectionWait() : WAIT_MAX;
    }

    @Override
    public void close() {
        probe.close(CHECK_INTERVAL);
        pool.close();
    }
}
