package com.flowex.platform.projection;

import com.flowex.cluster.tail.ArchiveUnreadableException;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import com.flowex.protocol.event.EventBatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check that database and log belong together: a database filled from another log would show money that does not exist.
 * A log is identified by the time of its first event, in nanoseconds.
 */
public final class LogIdentity {

    private static final Logger LOG = LoggerFactory.getLogger(LogIdentity.class);
    private static final int FIRST_EVENT_SECONDS_MAX = 30;

    private static final String REMEMBER = "INSERT INTO platform.log (first_nanos) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String REMEMBERED = "SELECT first_nanos FROM platform.log";
    private static final String FORGET = "DELETE FROM platform.log";
    private static final String SHOWN = "SELECT projection, sequence FROM platform.checkpoints ORDER BY sequence DESC";

    private LogIdentity() {}

    /**
     * Progress of one view.
     *
     * @param view name of its schema
     * @param sequence number of the last event that it shows
     */
    public record Shown(String view, long sequence) {}

    /** Consumer that takes the first event's time off a tail. */
    private static final class FirstEventReader implements BatchConsumer {
        private final CompletableFuture<Long> timeNanos = new CompletableFuture<>();

        @Override
        public void on(EventBatch batch, long endPosition) {
            timeNanos.complete(batch.timeNanos());
        }

        @Override
        public void idle() {
            // There is an event, but it has not arrived yet.
        }

        @Override
        public void stopped(Throwable why) {
            timeNanos.completeExceptionally(why);
        }
    }

    /**
     * Requires, before the views start, that database and log fit. If they do not, nothing is changed: each may be the
     * last that has some data.
     *
     * @param data the exchange's folder, for the operator's message
     * @param last returns the number of the last event in the log when it is called, 0 if it has none
     * @throws StartupException if the database was filled from another log, or from a longer one
     */
    public static void require(Database database, TailFactory tails, Path data, LongSupplier last) {
        List<Shown> views = shown(database);
        long lastSequence =
                last.getAsLong(); // after the views were read, because other processes may write them meanwhile
        if (lastSequence == 0) {
            boolean isFilled = database.asOwner(
                    owner -> Sql.one(owner, row -> row.getLong(1), REMEMBERED).isPresent());
            if (isFilled) {
                throw refused("the log is empty, " + furthest(views), data);
            }
            return;
        }
        OptionalLong first = firstNanos(tails);
        if (first.isPresent() && database.asOwner(owner -> remembered(owner, first.getAsLong())) != first.getAsLong()) {
            throw refused("the log ends at event " + lastSequence + ", " + furthest(views), data);
        }
        views.stream()
                .filter(view -> view.sequence() > lastSequence)
                .findFirst()
                .ifPresent(view -> {
                    throw new StartupException(
                            "the log has lost its end: it ends at event " + lastSequence + ", the view "
                                    + view.view() + " shows event " + view.sequence()
                                    + ": bring back the newest copy of " + data
                                    + "/node, or accept the shorter log: ./flowex doctor " + data
                                    + " --accept-older-log");
                });
    }

    private static StartupException refused(String numbers, Path data) {
        return new StartupException(
                "the database was filled from another log than the one in FLOWEX_DATA_DIR (" + numbers
                        + "): one of the two was deleted or replaced; bring back its counterpart, begin with both empty, or let"
                        + " this log count: ./flowex doctor " + data + " --accept-older-log");
    }

    private static String furthest(List<Shown> views) {
        return views.stream()
                .max(Comparator.comparingLong(Shown::sequence))
                .map(view -> "the view " + view.view() + " shows event " + view.sequence())
                .orElse("no view shows anything");
    }

    /** Returns each view's progress in the database. */
    public static List<Shown> shown(Database database) {
        return database.asOwner(owner -> shown(owner));
    }

    /** Returns each view's progress, on any connection that may read checkpoints. */
    public static List<Shown> shown(Connection connection) throws SQLException {
        return Sql.all(connection, row -> new Shown(row.getString(1), row.getLong(2)), SHOWN);
    }

    /**
     * Accepts the log as the truth by an operator's decision, even if views have more events. Those views are renamed
     * and kept with all their rows, and rebuilt from the log at the next start.
     *
     * @param lastSequence number of the last event of the log, 0 if it is to begin anew
     * @param first log time of the first event of the log, nanoseconds since 1970; 0 if it is to begin anew
     * @return the schemas in which they are kept
     */
    public static List<String> accept(Database database, long lastSequence, long first) {
        return database.asOwner(owner -> {
            boolean isThisLog = first > 0
                    && Sql.one(owner, row -> row.getLong(1), REMEMBERED).orElse(first) == first;
            List<String> accepted = new ArrayList<>();
            for (Shown view : shown(owner)) {
                if (view.sequence() > lastSequence || !isThisLog) {
                    accepted.add(ViewSchema.renameAway(owner, view.view(), view.sequence()));
                }
            }
            if (!isThisLog) {
                Sql.execute(owner, FORGET);
            }
            return accepted;
        });
    }

    /**
     * Returns the log time of the first event of the log that the database was filled from, in nanoseconds since 1970;
     * 0 if none.
     */
    public static long filledFrom(Database database) {
        return database.asOwner(
                owner -> Sql.one(owner, row -> row.getLong(1), REMEMBERED).orElse(0L));
    }

    /**
     * Returns the time of the first event. It is empty if that event was cut off the log and the archive cannot be
     * read: an unreachable archive must not prevent a start. The reader of each view still proves that the view
     * continues behind its own checkpoint.
     */
    private static OptionalLong firstNanos(TailFactory tails) {
        FirstEventReader first = new FirstEventReader();
        try (EventTail _ = tails.open(Checkpoint.START, first)) {
            return OptionalLong.of(first.timeNanos.get(FIRST_EVENT_SECONDS_MAX, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while the log was opened", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArchiveUnreadableException away) {
                LOG.warn("the database is not compared with the log: {}", away.getMessage());
                return OptionalLong.empty();
            }
            throw new StartupException("the first event of the log cannot be read: " + e, e);
        } catch (TimeoutException e) {
            throw new StartupException("the first event of the log cannot be read: " + e, e);
        }
    }

    private static long remembered(Connection owner, long first) throws SQLException {
        Sql.execute(owner, REMEMBER, first);
        return Sql.one(owner, row -> row.getLong(1), REMEMBERED).orElseThrow();
    }
}
