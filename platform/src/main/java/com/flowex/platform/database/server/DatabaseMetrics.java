package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.Sql;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Metrics of the database, read from the server at intervals, and the time that requests wait for it. */
public final class DatabaseMetrics {

    private static final String READ = """
            SELECT d.xact_commit AS commits, d.xact_rollback AS rollbacks, d.deadlocks, d.temp_bytes,
                d.blks_hit, d.blks_read, d.numbackends AS connections, pg_database_size(d.datname) AS bytes,
                coalesce(i.hit, 0) AS index_hit, coalesce(i.read, 0) AS index_read, coalesce(a.longest, 0) AS longest_seconds
            FROM pg_stat_database d,
                (SELECT sum(idx_blks_hit) AS hit, sum(idx_blks_read) AS read FROM pg_statio_user_indexes) i,
                (SELECT max(extract(epoch FROM now() - xact_start)) AS longest FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()) a
            WHERE d.datname = current_database()""";

    private static final double NOT_KNOWN = Double.NaN;

    private final Timer queries;
    private volatile Map<String, Double> read = Map.of();

    public DatabaseMetrics(MeterRegistry registry) {
        this.queries = Timer.builder("flowex.database.queries")
                .description(
                        "Duration of queries of requests and background work, from taking a connection to the answer")
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
        counter(registry, "flowex.database.commits", "Transactions of the database that were committed", "commits");
        counter(
                registry,
                "flowex.database.rollbacks",
                "Transactions of the database that were rolled back",
                "rollbacks");
        counter(registry, "flowex.database.deadlocks", "Deadlocks between transactions", "deadlocks");
        counter(
                registry,
                "flowex.database.temporary.bytes",
                "Bytes written to disk because the memory for a query was too small",
                "temp_bytes");
        gauge(
                registry,
                "flowex.database.size.bytes",
                "Size of the database on its server's disk",
                one -> one.value("bytes"));
        gauge(
                registry,
                "flowex.database.connections",
                "Open connections of all clients",
                one -> one.value("connections"));
        gauge(
                registry,
                "flowex.database.longest.transaction.seconds",
                "Age of the oldest open transaction",
                one -> one.value("longest_seconds"));
        gauge(
                registry,
                "flowex.database.index.hit.ratio",
                "Share of index pages that were in memory",
                one -> one.ratio("index_hit", "index_read"));
        gauge(
                registry,
                "flowex.database.cache.hit.ratio",
                "Share of all pages that were in memory",
                one -> one.ratio("blks_hit", "blks_read"));
    }

    private void counter(MeterRegistry registry, String name, String meaning, String column) {
        FunctionCounter.builder(name, this, one -> one.read.getOrDefault(column, 0.0))
                .description(meaning)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<DatabaseMetrics> value) {
        Gauge.builder(name, this, value)
                .description(meaning)
                .strongReference(true)
                .register(registry);
    }

    private double value(String column) {
        return read.getOrDefault(column, NOT_KNOWN);
    }

    private double ratio(String hit, String miss) {
        double all = value(hit) + value(miss);
        return all > 0 ? value(hit) / all : NOT_KNOWN;
    }

    /** Records the duration of one query. */
    void took(long nanos) {
        queries.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Reads the metrics from the server. */
    void check(Connection connection) throws SQLException {
        read = Sql.one(
                        connection,
                        row -> {
                            Map<String, Double> now = new TreeMap<>();
                            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                                now.put(row.getMetaData().getColumnLabel(column), row.getDouble(column));
                            }
                            return now;
                        },
                        READ)
                .orElse(new TreeMap<>());
    }
}
