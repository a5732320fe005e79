package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.PostgresNode;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.database.server.ReplicaSettings;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader that has seen an event never sees less, though the replica has not got it yet. */
@Timeout(900)
class ViewHistoryTest {

    private static final DatabaseLimits LIMITS =
            new DatabaseLimits(2, 2, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(1));

    @TempDir
    private static Path folder;

    private final ViewProgress progress = new ViewProgress();

    private record Reading(boolean isCopy, long sequence) {}

    private static Reading seen(RowSource source) {
        return source.query(1, connection -> Sql.one(
                        connection,
                        row -> new Reading(row.getBoolean(1), row.getLong(2)),
                        "SELECT pg_is_in_recovery(), sequence FROM platform.checkpoints WHERE projection = 'v'")
                .orElseThrow());
    }

    private static void write(PostgresNode primary, long sequence) throws Exception {
        try (var owner = primary.connection()) {
            Sql.execute(owner, """
                    INSERT INTO platform.checkpoints (projection, sequence, position) VALUES ('v', ?, 0)
                    ON CONFLICT (projection) DO UPDATE SET sequence = excluded.sequence""", sequence);
        }
    }

    @Test
    void readsAreNeverOlderThanShownEvents() throws Exception {
        try (PostgresNode primary = PostgresNode.primary(folder.resolve("primary"));
                PostgresNode replica = primary.replica(folder.resolve("replica"));
                Database database = Database.open(
                        primary.with(),
                        LIMITS,
                        new ReplicaSettings(
                                Optional.of("jdbc:postgresql://" + replica.host() + "/flowex"),
                                2,
                                Duration.ofMinutes(1)),
                        new Workers(new Health(), new SimpleMeterRegistry()))) {
            RowSource history = new ViewHistory(database, "v", progress);
            write(primary, 10);
            progress.reached(10);
            Await.until(() -> seen(history).equals(new Reading(true, 10)));

            replica.one("SELECT 1 FROM (SELECT pg_wal_replay_pause()) p");
            write(primary, 20);
            assertEquals(new Reading(true, 10), seen(history), "nobody was shown more");
            assertEquals(new Reading(false, 20), seen(history.reaching(15)), "whoever knows of 15 is shown it");
            assertEquals(new Reading(false, 20), seen(history), "20 was shown to somebody");
            progress.reached(20);
            assertEquals(new Reading(false, 20), seen(history));

            replica.one("SELECT 1 FROM (SELECT pg_wal_replay_resume()) p");
            Await.until(() -> seen(history).equals(new Reading(true, 20)));
            assertEquals(
                    new Reading(false, 20),
                    seen(history.reaching(30)),
                    "nobody has it; the primary is as far as can be");
        }
    }
}
