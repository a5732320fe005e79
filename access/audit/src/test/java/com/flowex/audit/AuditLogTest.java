package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.Platform;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Failure 28: a chain that is cut, rewritten or deleted is distinguished from one that is whole. */
@Timeout(900)
class AuditLogTest {

    @TempDir
    private Path folder;

    private final Platform platform = TestPlatform.fresh();

    @AfterEach
    void close() {
        platform.close();
    }

    private AuditSettings settings() {
        return new AuditSettings(true, folder, Duration.ofHours(1), new SecretSource.Stored(folder.resolve("key")), 7);
    }

    private static AuditEntry entry(int tenant, String subject) {
        AuditEntry.Change change = new AuditEntry.Change(subject, "{\"halted\":false}", "{\"halted\":true}");
        return new AuditEntry(tenant, "user 7", "halt", change, "200", "127.0.0.1", "request-1");
    }

    /** Tenants 1 and 2 with five entries each, all of them sealed. */
    private void write() {
        try (AuditLog log =
                AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers())) {
            for (int i = 0; i < 5; i++) {
                log.record(entry(1, "BTC-USDT " + i));
                log.record(entry(2, "ETH-USDT " + i));
            }
        }
    }

    private List<Finding> verified() throws SQLException, IOException {
        try (Connection views = platform.database().views().getConnection()) {
            return AuditVerification.verify(views, settings());
        }
    }

    /** Tampering by a person with all rights in the database. */
    private void tamper(String... statements) {
        platform.database().asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return true;
            }
        });
    }

    @Test
    void aWholeChainIsIntactAlsoWhenItGoesOnAfterARestart() throws Exception {
        write();
        write();

        assertEquals(List.of(new Finding.Intact(1, 10, 10, 0), new Finding.Intact(2, 10, 10, 0)), verified());
    }

    @Test
    void entriesOfManyAtOnceAreOneChain() throws Exception {
        try (AuditLog log =
                AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers())) {
            IntStream.range(0, 200).parallel().forEach(i -> log.record(entry(1, "market " + i)));
        }
        assertEquals(List.of(new Finding.Intact(1, 200, 200, 0)), verified());
    }

    @Test
    void anEntryThatIsWrittenWhileAChainIsReadIsNoFaultOfIt() throws Exception {
        write();
        CompletableFuture<List<Finding>> reading = platform.database().asOwner(1, owner -> {
            execute(owner, "LOCK TABLE platform.audit_entries IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<List<Finding>> verifying = CompletableFuture.supplyAsync(this::verifiedNow);
            Await.until(() -> waitsFor(owner, "platform.audit_entries"));
            TimestampedEntry meanwhile =
                    new TimestampedEntry(entry(1, "written meanwhile"), AuditTable.micros(Instant.now()));
            AuditTable.append(owner, 1, List.of(meanwhile));
            return verifying;
        });

        assertEquals(List.of(new Finding.Intact(1, 5, 5, 0), new Finding.Intact(2, 5, 5, 0)), reading.get());
        assertEquals(List.of(new Finding.Intact(1, 6, 5, 0), new Finding.Intact(2, 5, 5, 0)), verified());
    }

    private List<Finding> verifiedNow() {
        try {
            return verified();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean waitsFor(Connection connection, String table) throws SQLException {
        String waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(waiting)) {
            return row.next();
        }
    }

    @Test
    void aChainCutAtItsTailIsCutAlsoIfItsHeadWasMovedBack() throws Exception {
        write();
        tamper(
                "DELETE FROM platform.audit_entries WHERE tenant = 1 AND number > 3",
                "UPDATE platform.audit_heads h SET number = e.number, hash = e.hash FROM platform.audit_entries e"
                        + " WHERE h.tenant = 1 AND e.tenant = 1 AND e.number = 3");

        assertEquals(List.of(new Finding.Cut(1, 3, 5), new Finding.Intact(2, 5, 5, 0)), verified());
    }

    @Test
    void aChainThatWasDeletedIsDeletedAlsoIfItsHeadIsGone() throws Exception {
        write();
        tamper(
                "DELETE FROM platform.audit_entries WHERE tenant = 2",
                "DELETE FROM platform.audit_heads WHERE tenant = 2");

        assertEquals(List.of(new Finding.Intact(1, 5, 5, 0), new Finding.Deleted(2, 5)), verified());
    }

    @Test
    void aChangedEntryIsRewritten() throws Exception {
        write();
        tamper("UPDATE platform.audit_entries SET actor = 'user 8' WHERE tenant = 1 AND number = 2");

        assertEquals(List.of(new Finding.Rewritten(1, 2), new Finding.Intact(2, 5, 5, 0)), verified());
    }

    @Test
    void anEntryMissingFromTheMiddleIsRewritten() throws Exception {
        write();
        tamper("DELETE FROM platform.audit_entries WHERE tenant = 1 AND number = 2");

        assertEquals(new Finding.Rewritten(1, 2), verified().getFirst());
    }

    @Test
    void aChainWrittenAnewWithRightHashesIsRewrittenBecauseCheckpointsRememberTheOld() throws Exception {
        write();
        tamper(
                "DELETE FROM platform.audit_entries WHERE tenant = 1",
                "DELETE FROM platform.audit_heads WHERE tenant = 1");
        AuditSettings elsewhere = new AuditSettings(
                true,
                folder.resolve("elsewhere"),
                Duration.ofHours(1),
                new SecretSource.Stored(folder.resolve("key")),
                7);
        try (AuditLog forger =
                AuditLog.open(elsewhere, platform.database(), InstantSource.system(), platform.workers())) {
            for (int i = 0; i < 5; i++) {
                forger.record(entry(1, "nothing happened"));
            }
        }
        assertEquals(new Finding.Rewritten(1, 5), verified().getFirst());
    }

    @Test
    void checkpointsThatWereChangedOrTakenOutAreForged() throws Exception {
        write();
        write();
        write();
        Path file = folder.resolve(AuditCheckpoints.FILE);
        List<String> lines = Files.readAllLines(file);

        List<String> without = new ArrayList<>(lines);
        without.remove(1);
        Files.write(file, without);
        assertInstanceOf(Finding.Forged.class, verified().getFirst());

        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.getFirst().replaceFirst("1:5:", "1:4:"));
        Files.write(file, changed);
        assertTrue(verified().getFirst().line().contains("not signed"));
    }

    private static final Instant LONG_AGO = Instant.parse("2019-01-01T00:00:00Z");
    private static final Instant NOT_SO_LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
    private static final InstantSource TODAY = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private void write(Instant at, int entries) {
        try (AuditLog log =
                AuditLog.open(settings(), platform.database(), InstantSource.fixed(at), platform.workers())) {
            for (int i = 0; i < entries; i++) {
                log.record(entry(1, "BTC-USDT " + i));
            }
        }
    }

    private long stored() {
        return platform.database().query(1, connection -> {
            try (Statement statement = connection.jdbc().createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM platform.audit_entries")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void entriesBeyondTheirRetentionGoAndTheRestIsStillProved() throws Exception {
        write(LONG_AGO, 4);
        write(NOT_SO_LONG_AGO, 3);
        try (AuditLog log = AuditLog.open(settings(), platform.database(), TODAY, platform.workers())) {
            // Three are kept, and one says what was removed.
            Await.until(() -> stored() == 4);
            log.record(entry(1, "goes on"));
        }
        assertEquals(List.of(new Finding.Intact(1, 9, 9, 4)), verified());

        tamper("DELETE FROM platform.audit_entries WHERE tenant = 1 AND number = 5");
        assertEquals(List.of(new Finding.Rewritten(1, 1)), verified());
    }

    @Test
    void aRemovalThatWasCutOffHalfWayLeavesAWholeChain() throws Exception {
        write(LONG_AGO, 4);
        write(NOT_SO_LONG_AGO, 3);
        List<List<Object>> old = rowsUpTo(4);
        AuditLog.open(settings(), platform.database(), TODAY, platform.workers())
                .close();
        Await.until(() -> stored() == 4);

        putBack(old.subList(2, 4));

        assertEquals(List.of(new Finding.Intact(1, 8, 8, 4)), verified());
    }

    private List<List<Object>> rowsUpTo(long number) {
        return platform.database().asOwner(owner -> {
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT * FROM platform.audit_entries WHERE number <= " + number + " ORDER BY number")) {
                List<List<Object>> rows = new ArrayList<>();
                while (row.next()) {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        cells.add(row.getObject(i));
                    }
                    rows.add(cells);
                }
                return rows;
            }
        });
    }

    private void putBack(List<List<Object>> rows) {
        platform.database().asOwner(owner -> {
            String places = String.join(",", Collections.nCopies(rows.getFirst().size(), "?"));
            try (PreparedStatement insert =
                    owner.prepareStatement("INSERT INTO platform.audit_entries VALUES (" + places + ")")) {
                for (List<Object> cells : rows) {
                    for (int i = 0; i < cells.size(); i++) {
                        insert.setObject(i + 1, cells.get(i));
                    }
                    insert.executeUpdate();
                }
                return true;
            }
        });
    }

    @Test
    void aChainOfWhichEverythingWasRemovedIsNotADeletedOne() throws Exception {
        write(LONG_AGO, 4);
        AuditLog.open(settings(), platform.database(), TODAY, platform.workers())
                .close();
        Await.until(() -> stored() == 1);
        assertEquals(List.of(new Finding.Intact(1, 5, 5, 4)), verified());

        tamper("DELETE FROM platform.audit_entries");
        assertEquals(List.of(new Finding.Deleted(1, 5)), verified());
    }

    @Test
    void tamperedEntriesAreKeptByRetentionAndReportedByVerification() throws Exception {
        write(LONG_AGO, 4);
        tamper("UPDATE platform.audit_entries SET actor = 'user 8' WHERE tenant = 1 AND number = 2");
        AuditLog.open(settings(), platform.database(), TODAY, platform.workers())
                .close();

        assertEquals(4, stored());
        assertEquals(List.of(new Finding.Rewritten(1, 2)), verified());
    }

    @Test
    void aStartSaysInOneLineThatAChainIsBehindItsCheckpoints() {
        write();
        tamper(
                "DELETE FROM platform.audit_entries WHERE tenant = 1 AND number > 3",
                "UPDATE platform.audit_heads h SET number = e.number, hash = e.hash FROM platform.audit_entries e"
                        + " WHERE h.tenant = 1 AND e.tenant = 1 AND e.number = 3");
        Logger log = (Logger) LoggerFactory.getLogger(AuditRetention.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers())
                    .close();
        } finally {
            log.detachAppender(lines);
        }
        List<String> warnings =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(
                warnings.getFirst().startsWith("the audit log of tenant 1 ends at entry 3, but a checkpoint has seen"));
    }

    @Test
    void theLoginOfRequestsCanNeitherChangeNorRemoveAnEntry() {
        write();
        for (String sql : List.of(
                "UPDATE platform.audit_entries SET actor = 'x'",
                "DELETE FROM platform.audit_entries",
                "TRUNCATE platform.audit_entries")) {
            assertThrows(SqlException.class, () -> platform.database().transaction(1, connection -> {
                try (Statement statement = connection.jdbc().createStatement()) {
                    return statement.execute(sql);
                }
            }));
        }
    }

    @Test
    void withoutAKeyThatFitsThereIsNoStart() {
        SecretSource wrong = new SecretSource.Supplied("bm90IGEga2V5");
        AuditSettings settings = new AuditSettings(true, folder, Duration.ofSeconds(1), wrong, 7);

        assertThrows(
                StartupException.class,
                () -> AuditLog.open(settings, platform.database(), InstantSource.system(), platform.workers()));
    }

    @Test
    void switchedOffItWritesNothing() throws Exception {
        AuditSettings off = new AuditSettings(
                false, folder, Duration.ofSeconds(1), new SecretSource.Stored(folder.resolve("k")), 7);
        try (AuditLog log = AuditLog.open(off, platform.database(), InstantSource.system(), platform.workers())) {
            log.record(entry(1, "x"));
        }
        assertEquals(List.of(), verified());
    }
}
