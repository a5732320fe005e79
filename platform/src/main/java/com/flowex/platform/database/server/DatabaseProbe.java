package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.failure.SqlFaults;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Probe of the database, every two seconds: it must answer and take writes. The health page therefore need not wait for
 * it, and idle connections to a server that has become a replica are given up.
 */
public final class DatabaseProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final String IS_READ_ONLY = "SELECT current_setting('transaction_read_only')::boolean";
    private static final int ANSWER_MAX_SECONDS = 1;

    /**
     * Number of probes between two reads of the metrics: summing the counters of all tables takes the server some
     * milliseconds.
     */
    private static final int FIGURES_EVERY = 5;

    private final HikariDataSource source;
    private final ServerIdentityGuard server;
    private final DatabaseMetrics figures;
    private final Runnable giveUp;
    private final Worker worker;
    private int checks;
    private volatile Health.State state = Health.UP;

    /** @param giveUp called while the server takes no writes */
    public DatabaseProbe(
            HikariDataSource source,
            ServerIdentityGuard server,
            DatabaseMetrics figures,
            Runnable giveUp,
            Workers workers) {
        this.source = source;
        this.server = server;
        this.figures = figures;
        this.giveUp = giveUp;
        this.worker =
                workers.every("database-probe", PAUSE, () -> state = check()).start();
    }

    public Health.State state() {
        return state;
    }

    private Health.State check() {
        try {
            return probe();
        } catch (SQLException e) {
            return SqlFaults.isLostConnection(e) ? probeAgain() : away(e);
        }
    }

    /** Probes on another connection, because one that ended while it was idle proves nothing about the database. */
    private Health.State probeAgain() {
        try {
            return probe();
        } catch (SQLException e) {
            return away(e);
        }
    }

    private Health.State away(SQLException e) {
        return new Health.State.Away(server.refused()
                .map(why -> "the database is not used: " + why)
                .orElse("the database does not answer: " + e.getMessage()));
    }

    private Health.State probe() throws SQLException {
        try (Connection connection = source.getConnection()) {
            if (!connection.isValid(ANSWER_MAX_SECONDS)) {
                return new Health.State.Away("the database does not answer");
            }
            if (Sql.one(connection, row -> row.getBoolean(1), IS_READ_ONLY).orElse(false)) {
                giveUp.run();
                return new Health.State.Away(
                        "the database takes no writes: its primary is another server (FLOWEX_DATABASE_URL)");
            }
            server.require(connection);
            if (checks++ % FIGURES_EVERY == 0) {
                figures.check(connection);
            }
            return Health.UP;
        }
    }

    @Override
    public void close() {
        worker.close(PAUSE);
    }
}
