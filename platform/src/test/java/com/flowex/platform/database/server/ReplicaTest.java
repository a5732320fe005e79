package com.flowex.platform.database.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.PostgresNode;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.SqlWork;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary and its streaming replica, in the order of a life: well, behind, away, back, promoted. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaTest {

    private static final String IS_COPY = "SELECT pg_is_in_recovery()";
    private static final Duration LAG_MAX = Duration.ofMillis(800);
    private static final DatabaseLimits LIMITS =
            new DatabaseLimits(2, 2, Duration.ofSeconds(5), Duration.ofMillis(1_500), Duration.ofMinutes(1));

    @TempDir
    private static Path folder;

    private static PostgresNode primary;
    private static PostgresNode replica;

    private final Health health = new Health();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Database database;

    @BeforeAll
    static void startServers() throws Exception {
        primary = PostgresNode.primary(folder.resolve("primary"));
        replica = primary.replica(folder.resolve("replica"));
    }

    @AfterAll
    static void stopServers() throws Exception {
        replica.close();
        primary.close();
    }

    @BeforeEach
    void open() {
        DatabaseChoice.Server server = primary.with(replica);
        DatabaseChoice.Server first = new DatabaseChoice.Server(
                server.url() + "?targetServerType=primary&hostRecheckSeconds=1", server.user(), server.password());
        String copy = "jdbc:postgresql://" + replica.host() + "/" + Database.EMBEDDED_NAME;
        database = Database.open(
                first, LIMITS, new ReplicaSettings(Optional.of(copy), 2, LAG_MAX), new Workers(health, registry));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private boolean isFromCopy(boolean isEnough) {
        TransactionWork<Boolean> work = connection ->
                Sql.one(connection, row -> row.getBoolean(1), IS_COPY).orElseThrow();
        return database.history(_ -> isEnough, work.onConnection(), () -> database.query(work));
    }

    private Health.State replicaState() {
        return Objects.requireNonNull(health.states().get("database replica"));
    }

    private static boolean says(Health.State state, String part) {
        return state instanceof Health.State.Degraded(String why) && why.contains(part);
    }

    private double reads(String why) {
        return registry.get("flowex.database.history.reads")
                .tag("reason", why)
                .counter()
                .count();
    }

    @Test
    @Order(1)
    void historyIsReadThereWhileItIsWellAndShowsEnough() {
        assertTrue(health.ready(), "a replica that was not looked at yet keeps nobody waiting");
        Await.until(() -> isFromCopy(true));
        assertEquals(Health.UP, replicaState());
        assertFalse(isFromCopy(false));
        assertEquals(1, reads("view_behind"));
        assertTrue(reads("well") >= 1);
    }

    @Test
    @Order(2)
    void laggingReplicaIsNotReadUntilItHasCaughtUp() throws Exception {
        Await.until(() -> isFromCopy(true));
        replica.one("SELECT 1 FROM (SELECT pg_wal_replay_pause()) p");
        Await.until(() -> {
            database.asOwner(owner -> Sql.execute(owner, "CREATE TABLE IF NOT EXISTS written (n bigint)"));
            database.asOwner(owner -> Sql.execute(owner, "INSERT INTO written VALUES (1)"));
            return says(replicaState(), "behind (FLOWEX_DATABASE_READ_LAG_MS)");
        });
        assertFalse(isFromCopy(true));
        assertTrue(health.ready());
        replica.one("SELECT 1 FROM (SELECT pg_wal_replay_resume()) p");
        Await.until(() -> isFromCopy(true));
    }

    @Test
    @Order(3)
    void unavailableReplicaFailsNoRead() throws Exception {
        Await.until(() -> isFromCopy(true));
        replica.stop();
        assertFalse(isFromCopy(true), "the first to notice is answered too");
        assertTrue(reads("replica_failed") + reads("replica_unused") >= 1);
        Await.until(() -> says(replicaState(), "does not answer"));
        assertFalse(isFromCopy(true));
        assertTrue(health.ready());
        replica.startAgain();
        Await.until(() -> isFromCopy(true));
    }

    @Test
    @Order(4)
    void aStatementThatIsTooLongIsNotAskedTwice() {
        Await.until(() -> isFromCopy(true));
        SqlWork<List<String>> slow = connection -> Sql.all(connection, row -> row.getString(1), "SELECT pg_sleep(20)");
        assertThrows(
                DatabaseUnavailableException.class,
                () -> database.history(_ -> true, slow, () -> {
                    throw new IllegalStateException("asked again");
                }));
    }

    @Test
    @Order(5)
    void commitWithoutTheReplicaIsNotReportedAsDone() throws Exception {
        primary.commitOnReplica();
        database.asOwner(owner -> Sql.execute(owner, "CREATE TABLE IF NOT EXISTS kept (n bigint)"));
        database.asOwner(owner -> Sql.execute(owner, "GRANT ALL ON kept TO flowex_app"));
        database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (1)"));
        replica.stop();
        assertThrows(
                DatabaseUnavailableException.class,
                () -> database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (2)")));
        replica.startAgain();
        Await.until(
                () -> database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (3)")) == 1);
    }

    @Test
    @Order(6)
    void afterAPromotionItWritesThereAndReadsHistoryThere() throws Exception {
        Await.until(() -> isFromCopy(true));
        database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (4)"));
        primary.kill();
        replica.promote();
        Await.until(
                () -> database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (5)")) == 1);
        assertEquals(1, replica.one("SELECT count(*) FROM kept WHERE n = 4"), "what was done before the kill is there");
        Await.until(() -> says(replicaState(), "is a primary, not a replica"));
        assertFalse(isFromCopy(true));
        Await.until(() -> health.ready());
    }

    @Test
    @Order(7)
    void connectionsToAServerThatTakesNoWritesAreGivenUp() throws Exception {
        try (Connection owner = replica.connection()) {
            Sql.execute(owner, "ALTER SYSTEM SET default_transaction_read_only = on");
            Sql.all(owner, row -> row.getBoolean(1), "SELECT pg_reload_conf()");
            Await.until(() -> health.states().get("database") instanceof Health.State.Away(String why)
                    && why.contains("takes no writes"));
            assertThrows(
                    DatabaseUnavailableException.class,
                    () -> database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (6)")));
            Sql.execute(owner, "SET default_transaction_read_only = off");
            Sql.execute(owner, "ALTER SYSTEM RESET default_transaction_read_only");
            Sql.all(owner, row -> row.getBoolean(1), "SELECT pg_reload_conf()");
        }
        Await.until(
                () -> database.transaction(connection -> Sql.execute(connection, "INSERT INTO kept VALUES (7)")) == 1);
        Await.until(health::ready);
    }

    /** Method: the primary that was killed before the promotion is started again, and FlowEx loses its connections. */
    @Test
    @Order(8)
    void anOldPrimaryThatComesBackIsRefusedAndReported() throws Exception {
        TransactionWork<Integer> insert = connection -> Sql.execute(connection, "INSERT INTO kept VALUES (8)");
        Await.until(() -> database.transaction(insert) == 1);
        primary.startAgain();
        replica.stop();
        Await.until(() -> health.states().get("database") instanceof Health.State.Away(String why)
                && why.contains("an old primary has come back: its timeline is 1"));
        assertThrows(DatabaseUnavailableException.class, () -> database.transaction(insert));
        assertEquals(0, primary.one("SELECT count(*) FROM kept WHERE n = 8"));

        primary.kill();
        replica.startAgain();
        Await.until(() -> {
            try {
                return database.transaction(insert) == 1;
            } catch (DatabaseUnavailableException e) {
                return false;
            }
        });
        Await.until(health::ready);
    }
}
