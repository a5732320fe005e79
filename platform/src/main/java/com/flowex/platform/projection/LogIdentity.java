package com.flowex.platform.projection;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.config.StartupException;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.Sql;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether database and log belong together: a database that was filled from another log would show money that is not
 * there. A log is told from others by the time of its first event, in nanoseconds.
 */
public final class LogIdentity {

    private static final Logger LOG = LoggerFactory.getLogger(LogIdentity.class);
    private static final int FIRST_EVENT_SECONDS_MAX = 30;

    private static final String REMEMBER = "INSERT INTO platform.log (first_nanos) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String REMEMBERED = "SELECT first_nanos FROM platform.log";
    private static final String AHEAD = "SELECT projection, sequence FROM platform.checkpoints WHERE sequence > ?";

    private LogIdentity() {}

    /** Takes the first event's time off a tail. */
    private static final class First implements BatchConsumer {
        private final CompletableFuture<Long> timeNanos = new CompletableFuture<>();

        @Override
        public void on(EventBatch batch, long endPosition) {
            timeNanos.complete(batch.timeNanos());
        }

        @Override
        public void idle() {
            // There is an event: it only has not come yet.
        }

        @Override
        public void stopped(Throwable why) {
            timeNanos.completeExceptionally(why);
        }
    }

    /**
     * Before the views start. Views that are ahead of the log, because it was restored from an older copy, are dropped:
     * they are built anew.
     *
     * @param lastSequence number of the last event of the log, which has at least one
     * @throws StartupException if the database was filled from another log
     */
    public static void require(Database database, TailFactory tails, long lastSequence) {
        long first = firstNanos(tails);
        long remembered = database.asOwner(owner -> remembered(owner, first));
        if (remembered != first) {
            throw new StartupException(
                    "the database was filled from another log than the one in FLOWEX_DATA_DIR: one of"
                            + " the two was deleted or replaced; bring back its counterpart, or begin with both empty");
        }
        for (String schema : database.asOwner(owner -> ahead(owner, lastSequence))) {
            ViewSchema.drop(database, schema);
        }
    }

    private static long firstNanos(TailFactory tails) {
        First first = new First();
        try (EventTail _ = tails.open(Checkpoint.START, first)) {
            return first.timeNanos.get(FIRST_EVENT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while the log was opened", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartupException("the first event of the log cannot be read: " + e, e);
        }
    }

    private static long remembered(Connection owner, long first) throws SQLException {
        Sql.execute(owner, REMEMBER, first);
        return Sql.one(owner, row -> row.getLong(1), REMEMBERED).orElseThrow();
    }

    private static List<String> ahead(Connection owner, long lastSequence) throws SQLException {
        return Sql.all(owner, row -> schemaAhead(row, lastSequence), AHEAD, lastSequence);
    }

    private static String schemaAhead(ResultSet row, long lastSequence) throws SQLException {
        String schema = row.getString(1);
        LOG.warn(
                "the view {} shows event {}, the log ends at {}: the view is built anew",
                schema,
                row.getLong(2),
                lastSequence);
        return schema;
    }
}
