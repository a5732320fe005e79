package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding D3. Goal: a view heals by itself when the database alone is killed, whatever commits it lost. Method: kill
 * -9 an embedded server while events come in, round after round; then every event is one row, once.
 */
@Timeout(900)
class KilledViewTest {

    private static final int ROUNDS = 4;
    private static final int EVENTS_BEFORE_A_KILL = 200;

    private final FakeTails tails = new FakeTails();

    @Test
    void aViewHealsWhenTheDatabaseAloneIsKilled() throws IOException {
        Path directory = Files.createTempDirectory("flowex-killed-view");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        PreparedPostgres.copyTo(directory.resolve("postgres"));
        try (Platform platform = Platform.open(Settings.of(Map.of("FLOWEX_DATA_DIR", directory.toString())));
                View<Numbers> view = new View<>(platform, tails, Numbers::new, _ -> {})) {
            view.start();
            for (int round = 1; round <= ROUNDS; round++) {
                Instant start = begun(platform);
                kill(platform, emitUntilShown(view));
                long last = tails.emit(opened());
                // Until the last connection of the killed server has ended it may commit, and what it commits is lost
                // with it.
                Await.until(() -> begun(platform).isAfter(start));
                Await.until(() -> figures(platform).equals(List.of(last, last, last)));
                Await.until(() ->
                        view.progress().applied() == last && platform.health().ready());
                assertEquals(List.of(last, last, last), figures(platform), "in round " + round);
            }
        } finally {
            TestPostgres.delete(directory);
        }
    }

    /** Emits, so that commits are on their way at any moment. */
    private long emitUntilShown(View<Numbers> view) {
        long from = view.progress().applied();
        Await.until(() -> {
            tails.emit(opened());
            return view.progress().applied() > from + EVENTS_BEFORE_A_KILL;
        });
        return tails.emit(opened());
    }

    private static AccountOpened opened() {
        return new AccountOpened(new AccountId(1, 1), false);
    }

    private void kill(Platform platform, long after) {
        tails.emit(new AccountOpened(new AccountId(1, after), false));
        ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .commandLine()
                        .orElse("")
                        .contains(platform.settings().dataDirectory().toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** When the server began that answers now. */
    private static Instant begun(Platform platform) {
        return platform.database().query(connection -> Sql.one(
                        connection,
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        "SELECT pg_postmaster_start_time()")
                .orElseThrow());
    }

    /** Rows, rows that differ, and the checkpoint: all the same if each event is there once. */
    private static List<Long> figures(Platform platform) {
        return platform.database().query(connection -> Sql.one(
                        connection, row -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)), """
                                SELECT count(*), count(DISTINCT number), max(c.sequence)
                                FROM numbers.applied, platform.checkpoints c WHERE c.projection = 'numbers'""")
                .orElseThrow());
    }

    /** Writes one row with the number of each event. */
    private static final class Numbers implements Projection {

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void load(Connection views, Checkpoint at) {
            // nothing is kept in memory
        }

        @Override
        public void apply(Connection views, List<EventBatch> batches) throws SQLException {
            for (EventBatch batch : batches) {
                Sql.execute(views, "INSERT INTO applied (number) VALUES (?)", batch.firstSequence());
            }
        }
    }
}
