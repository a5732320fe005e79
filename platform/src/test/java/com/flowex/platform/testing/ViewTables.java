package com.flowex.platform.testing;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.ViewSchema;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The tables of one view in a database of their own, written in the way of its runner. */
public final class ViewTables<P extends Projection> implements AutoCloseable {

    private static final int KEPT_MOST = 200;
    private static final int LOST_MOST = 40;
    private static final int AGAIN_MOST = 20;
    private static final int COMPARISONS = 4;

    private final Platform platform;
    private final Supplier<P> process;
    private final String schema;
    private final List<String> tables;

    /**
     * @param process a projection with nothing in its memory
     * @param tables those that {@link #dump} compares
     */
    public ViewTables(Supplier<P> process, List<String> tables) {
        this.process = process;
        this.schema = process.get().name();
        this.tables = List.copyOf(tables);
        this.platform = TestPlatform.freshFor(schema);
    }

    /** The database that they are in. */
    public Database database() {
        return platform.database();
    }

    /** As before the first event. */
    public void empty() {
        ViewSchema.drop(platform.database(), schema);
        platform.database().migrate(schema);
    }

    /** A new process: nothing in memory but what the tables say. */
    public P opened(long sequence) throws SQLException {
        P projection = process.get();
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            projection.load(connection, new Checkpoint(sequence, 0));
            connection.commit();
        }
        return projection;
    }

    /** Commits all of it, in flushes of random length; then memory and tables say the same. */
    public void apply(P projection, List<EventBatch> batches, Random random, int most) throws SQLException {
        for (int next = 0; next < batches.size(); ) {
            int end = Math.min(batches.size(), next + 1 + random.nextInt(most));
            flush(projection, batches.subList(next, end), true);
            projection.committed(batches.subList(next, end));
            next = end;
        }
        requireNoDifference(projection);
    }

    /** Each comparison is of another part. */
    private void requireNoDifference(P projection) throws SQLException {
        try (Connection connection = connection()) {
            for (int part = 0; part < COMPARISONS; part++) {
                Optional<String> difference = projection.difference(connection);
                if (difference.isPresent()) {
                    throw new AssertionError("memory and tables differ: " + difference.get());
                }
            }
        }
    }

    /** One transaction. */
    public void flush(P projection, List<EventBatch> batches, boolean commit) throws SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            projection.apply(connection, batches);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    /**
     * Processes that die one after the other, before or right after a commit; each reads the tables and gets batches
     * from before the checkpoint, too.
     */
    public void applyDying(List<EventBatch> log, Random random) throws SQLException {
        for (int next = 0; next < log.size(); ) {
            long checkpoint = next == 0 ? 0 : EngineLog.end(log.get(next - 1));
            int lost = Math.min(log.size(), next + random.nextInt(LOST_MOST));
            flush(opened(checkpoint), log.subList(next, lost), false);
            int kept = Math.min(log.size(), next + 1 + random.nextInt(KEPT_MOST));
            flush(opened(checkpoint), log.subList(Math.max(0, next - random.nextInt(AGAIN_MOST)), kept), true);
            next = kept;
        }
    }

    /** All rows of all tables, to compare. */
    public List<String> dump() throws SQLException {
        List<String> dump = new ArrayList<>();
        for (String table : tables) {
            dump.addAll(rows("SELECT '" + table + "' || t::text FROM " + schema + "." + table + " t ORDER BY 1"));
        }
        return dump;
    }

    /** The first column. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        Connection connection = platform.database().views().getConnection();
        connection.setSchema(schema);
        return connection;
    }

    @Override
    public void close() {
        platform.close();
    }
}
