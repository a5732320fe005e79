package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.StatementWatch;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.logging.LogContext;
import com.flowex.platform.logging.PerMinuteLimiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Report of slow statements of requests in the performance log, at most {@link #LINES_PER_MINUTE} a minute, with
 * PostgreSQL's plan. Each statement's plan is requested at most once an hour, one at a time and {@link #PAUSE} after
 * the last one. The statement is not run for it, and has no values. A slow database is therefore not slowed further,
 * and no line holds searched values.
 */
public final class SlowStatements implements AutoCloseable {

    static final int LINES_PER_MINUTE = 60;
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int WAITING_MAX = 16;
    private static final int REMEMBERED_MAX = 256;
    private static final long AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Source of connections for plans; the caller closes each. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    private record RunningStatement(String sql, Runnable work) {}

    private final long slowNanos;
    private final Connections connections;
    private final PerMinuteLimiter ration = new PerMinuteLimiter(LINES_PER_MINUTE);
    private final BlockingQueue<RunningStatement> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Worker worker;

    /** Time of the last request of each statement's plan; used only by the worker. */
    private final Map<String, Long> explained = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    /** @param connections connections without prepared statements */
    public SlowStatements(Duration slow, Connections connections, Workers workers) {
        this.slowNanos = slow.toNanos();
        this.connections = connections;
        this.worker = workers.always("slow-query-plans", this::turn);
    }

    /** Returns a watch over one piece of work. */
    public StatementWatch watch() {
        return new StatementWatch(slowNanos, this::saw);
    }

    private void saw(String sql, long nanos) {
        if (!DedicatedLoggers.PERFORMANCE.isInfoEnabled()) {
            return;
        }
        worker.start();
        if (ration.tryAcquire()) {
            DedicatedLoggers.PERFORMANCE
                    .atInfo()
                    .addKeyValue("event.action", "slow-statement")
                    .addKeyValue("event.duration", nanos)
                    .addKeyValue("db.query.text", sql)
                    .addKeyValue("flowex.left_out", ration.takeLeftOut())
                    .log("a statement took {} ms", TimeUnit.NANOSECONDS.toMillis(nanos));
        }
        waiting.offer(new RunningStatement(sql, LogContext.carried(() -> explain(sql))));
    }

    private void turn() throws InterruptedException {
        RunningStatement next = waiting.poll(CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            return;
        }
        long now = System.nanoTime();
        Long last = explained.get(next.sql());
        if (last == null || now - last >= AGAIN_NANOS) {
            explained.remove(next.sql());
            explained.put(next.sql(), now);
            next.work().run();
            worker.awaitClosing(PAUSE);
        }
    }

    private void explain(String sql) {
        String plan;
        try {
            plan = plan(sql);
        } catch (SQLException e) {
            plan = "no plan: " + e.getMessage();
        }
        DedicatedLoggers.PERFORMANCE
                .atInfo()
                .addKeyValue("event.action", "plan")
                .addKeyValue("db.query.text", sql)
                .addKeyValue("flowex.plan", plan)
                .log("the plan of a statement that was slow");
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            statement.setQueryTimeout((int) PAUSE.toSeconds());
            // Only version 16 and later know EXPLAIN (GENERIC_PLAN); a prepared statement has the same plan on all
            // versions.
            statement.execute("SET plan_cache_mode = force_generic_plan");
            Numbered prepared = numbered(sql);
            statement.execute("PREPARE explained AS " + prepared.text());
            StringBuilder lines = new StringBuilder();
            try (var row = statement.executeQuery("EXPLAIN EXECUTE explained" + prepared.nulls())) {
                while (row.next()) {
                    lines.append(row.getString(1)).append('\n');
                }
            }
            return lines.toString();
        }
    }

    /**
     * Statement with numbered parameters.
     *
     * @param values number of parameters
     */
    record Numbered(String text, int values) {

        /** Returns a list of NULLs for the parameters; a generic plan ignores them. */
        String nulls() {
            return values == 0 ? "" : "(" + String.join(", ", Collections.nCopies(values, "NULL")) + ")";
        }
    }

    /**
     * Replaces the first question mark by {@code $1}, and so on. Question marks in quotes are text; two together are an
     * operator.
     */
    static Numbered numbered(String sql) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        boolean isQuoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            isQuoted ^= c == '\'';
            if (c != '?' || isQuoted) {
                text.append(c);
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '?') {
                text.append(c);
                i++;
            } else {
                number++;
                text.append('$').append(number);
            }
        }
        return new Numbered(text.toString(), number);
    }

    @Override
    public void close() {
        worker.close();
    }
}
