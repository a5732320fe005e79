package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.LoadGenerator;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./flowex bench capacity}: disk use of orders and users. A thousand users register and place one order each;
 * then {@link LoadGenerator} places orders, half of which trade. It prints the bytes of log and event log per order, and the
 * bytes of each table per row, including indexes. Other load on the machine does not change the bytes.
 */
public final class DiskUseBenchmark {

    /** Number of users, the most that one run of orders can have. */
    private static final int USERS = 1_000;

    private static final int ROWS_MIN = 1_000;
    private static final Duration VIEWS_MAX = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = 200_000_000;

    private static final String TABLES = """
            SELECT schemaname || '.' || relname, n_live_tup, pg_total_relation_size(relid)
            FROM pg_stat_user_tables WHERE n_live_tup >= ? ORDER BY 3 DESC""";
    private static final String SCHEMAS = """
            SELECT schemaname, sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables GROUP BY 1 ORDER BY 1""";
    private static final String FOLLOWED =
            "SELECT min(sequence), max(sequence), max(position) FROM platform.checkpoints";

    private final URI url;
    private final long orders;
    private final DatabaseChoice database;

    private record Followed(long least, long most, long bytes) {}

    private DiskUseBenchmark(URI url, long orders, Path data) {
        this.url = url;
        this.orders = orders;
        database = new DatabaseChoice.Embedded(data.resolve("postgres"));
    }

    /** Runs the benchmark. Arguments: URL, orders, data directory of the exchange. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        DiskUseBenchmark capacity =
                new DiskUseBenchmark(URI.create(args[0]), Long.parseLong(args[1]), Path.of(args[2]));
        capacity.users();
        capacity.trade(capacity.orders, 64);
        capacity.report();
    }

    /** Registers and funds every user, and places one order of each. */
    private void users() throws IOException, SQLException, InterruptedException {
        try (DatabaseAccess access = DatabaseAccess.open(database);
                Connection views = access.views()) {
            followed(views);
            Map<String, Long> before = schemas(views);
            double log = CommitPosition.of(url);
            trade(USERS, USERS);
            followed(views);
            schemas(views)
                    .forEach((schema, bytes) -> System.out.printf(
                            Locale.ROOT,
                            "users=%d schema=%s bytes_per_user=%d%n",
                            USERS,
                            schema,
                            (bytes - before.getOrDefault(schema, 0L)) / USERS));
            System.out.printf(
                    Locale.ROOT, "users=%d log bytes_per_user=%.0f%n", USERS, (CommitPosition.of(url) - log) / USERS);
        }
    }

    private static Map<String, Long> schemas(Connection views) throws SQLException {
        Map<String, Long> bytes = new TreeMap<>();
        Sql.all(views, row -> Map.entry(row.getString(1), row.getLong(2)), SCHEMAS)
                .forEach(schema -> bytes.put(schema.getKey(), schema.getValue()));
        return bytes;
    }

    private void trade(long count, int accounts) throws IOException {
        String many = Integer.toString(accounts);
        int ended = LoadGenerator.run(
                List.of("--url", "" + url, "--orders", "" + count, "--connections", many, "--accounts", many));
        if (ended != 0) {
            System.exit(ended);
        }
    }

    private void report() throws IOException, SQLException, InterruptedException {
        try (DatabaseAccess access = DatabaseAccess.open(database);
                Connection views = access.views()) {
            Followed followed = followed(views);
            System.out.printf(
                    Locale.ROOT,
                    "log bytes_per_order=%.1f%nevent_log events=%d events_per_order=%.2f bytes_per_order=%.1f%n",
                    CommitPosition.of(url) / orders,
                    followed.most(),
                    (double) followed.most() / orders,
                    (double) followed.bytes() / orders);
            for (String line : Sql.all(
                    views,
                    row -> String.format(
                            Locale.ROOT,
                            "table %s rows=%d bytes_per_row=%.1f bytes_per_order=%.1f",
                            row.getString(1),
                            row.getLong(2),
                            (double) row.getLong(3) / row.getLong(2),
                            (double) row.getLong(3) / orders),
                    TABLES,
                    ROWS_MIN)) {
                System.out.println(line);
            }
        }
    }

    /** Returns the progress of the views, once all of them are at the last event. */
    private static Followed followed(Connection views) throws SQLException {
        long until = System.nanoTime() + VIEWS_MAX.toNanos();
        Followed before = new Followed(-1, -1, -1);
        while (System.nanoTime() < until) {
            Followed now = Sql.one(views, row -> new Followed(row.getLong(1), row.getLong(2), row.getLong(3)), FOLLOWED)
                    .orElseThrow();
            if (now.least() == now.most() && now.equals(before)) {
                return now;
            }
            before = now;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new LoadTestException(
                "the views have not caught up in " + TimeUnit.SECONDS.toMinutes(VIEWS_MAX.toSeconds()) + " minutes");
    }
}
