package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.Cable;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closes finding F5: what is done while the database is away is in the audit log all the same. */
@Timeout(900)
class AuditWithoutDatabaseTest {

    @TempDir
    private Path folder;

    private final DatabaseChoice.Server server = TestPostgres.freshDatabase();
    private final URI address = URI.create(server.url().substring("jdbc:".length()));
    private final Cable cable = Cable.to(address.getHost(), address.getPort());
    private final Platform platform = TestPlatform.on(
            new DatabaseChoice.Server(
                    "jdbc:postgresql://localhost:" + cable.port() + address.getPath(),
                    server.user(),
                    server.password()),
            Map.of("FLOWEX_AUDIT", "off", "FLOWEX_DATABASE_WAIT_MS", "1000"));

    @AfterEach
    void close() {
        platform.close();
        cable.close();
    }

    private AuditSettings settings() {
        return new AuditSettings(true, folder, Duration.ofHours(1), new SecretSource.Stored(folder.resolve("key")), 7);
    }

    private AuditLog open() {
        return AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers());
    }

    private static AuditEntry entry(int number) {
        AuditEntry.Change change = new AuditEntry.Change("market", "", "{\"entry\":" + number + "}");
        return new AuditEntry(1 + number % 2, "user 7", "halt", change, "begun", "127.0.0.1", "request-" + number);
    }

    /** Returns the chain of a tenant, oldest first. */
    private List<String> requests(int tenant) {
        AuditReader.Filter all = new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE);
        List<String> requests = new ArrayList<>(new AuditReader(platform.database())
                .page(tenant, all, 1_000).stream()
                        .map(recorded -> recorded.entry().requestId())
                        .toList());
        Collections.reverse(requests);
        return requests;
    }

    private List<Finding> verified() throws SQLException, IOException {
        try (Connection views = platform.database().views().getConnection()) {
            return AuditVerification.verify(views, settings());
        }
    }

    private static List<String> expected(int tenant, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(number -> 1 + number % 2 == tenant)
                .mapToObj(number -> "request-" + number)
                .toList();
    }

    private void record(AuditLog log, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> log.record(entry(number)));
    }

    @Test
    void entriesRecordedDuringADatabaseOutageAreInTheChainsOnceAndInOrderAfterwards() throws Exception {
        try (AuditLog log = open()) {
            record(log, 1, 10);
            cable.cut();
            record(log, 11, 30);
            Await.until(() -> platform.health().states().get("audit") instanceof Health.State.Degraded);
            cable.mend();
            Await.until(() -> Files.size(folder.resolve(AuditWriteAheadBuffer.FILE)) == 0);
            record(log, 31, 40);
        }
        assertEquals(expected(1, 1, 40), requests(1));
        assertEquals(expected(2, 1, 40), requests(2));
        assertEquals(List.of(new Finding.Intact(1, 20, 20, 0), new Finding.Intact(2, 20, 20, 0)), verified());
    }

    @Test
    void bufferedEntriesSurviveARestartAndAreInTheChainOnceEvenIfAlreadyCommitted() throws Exception {
        byte[] buffered;
        try (AuditLog log = open()) {
            cable.cut();
            record(log, 1, 6);
            buffered = Files.readAllBytes(folder.resolve(AuditWriteAheadBuffer.FILE));
            cable.mend();
            Await.until(() -> requests(1).size() == 3 && requests(2).size() == 3);
        }
        // As if the process had ended between the database's commit and the emptying of the file, in the midst of a
        // line.
        Files.write(folder.resolve(AuditWriteAheadBuffer.FILE), buffered);
        Files.writeString(folder.resolve(AuditWriteAheadBuffer.FILE), "1234 1 .torn", StandardOpenOption.APPEND);
        try (AuditLog again = open()) {
            record(again, 7, 8);
        }
        assertEquals(expected(1, 1, 8), requests(1));
        assertEquals(expected(2, 1, 8), requests(2));
        assertEquals(2, verified().size());
    }

    @Test
    void changeOfABufferedLineIsRecordedInTheChain() throws Exception {
        try (AuditLog log = open()) {
            cable.cut();
            record(log, 2, 2);
            record(log, 4, 4);
            record(log, 6, 6);
        }
        Path file = folder.resolve(AuditWriteAheadBuffer.FILE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, lines.get(1).replaceFirst(" 1 ", " 2 "));
        Files.write(file, lines);
        cable.mend();
        Await.until(() -> !platform.database().isAway());

        open().close();

        assertEquals(List.of("request-2", "request-6", ""), requests(1));
        assertEquals(List.of(), requests(2));
        assertTrue(Files.exists(folder.resolve("spool.tampered")));
    }

    @Test
    void entryThatCanBeStoredNowhereIsRefused() {
        AuditLog log = open();
        cable.cut();
        record(log, 1, 1);
        log.close(); // its file accepts no further entries

        assertThrows(DatabaseUnavailableException.class, () -> log.record(entry(2)));
    }
}
