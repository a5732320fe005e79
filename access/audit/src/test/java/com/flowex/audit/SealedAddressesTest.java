package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Goal: auditors can read a person's addresses as long as that person's key lives; afterwards they are unreadable, and
 * the chain holds throughout.
 */
@Timeout(900)
class SealedAddressesTest {

    private static final String HERE = "203.0.113.77";

    @TempDir
    private Path folder;

    private final DatabaseChoice.Server server = TestPostgres.freshDatabase();
    private final Platform platform = TestPlatform.on(server, Map.of());
    private final Platform other = TestPlatform.on(server, Map.of());

    @BeforeEach
    void keysOfPeople() {
        asOwner(
                "CREATE SCHEMA identity",
                "GRANT USAGE ON SCHEMA identity TO flowex_app",
                """
                CREATE TABLE identity.person_keys (tenant_id integer NOT NULL, user_id bigint NOT NULL, key bytea,
                    made_at timestamptz NOT NULL DEFAULT now(), destroyed_at timestamptz, PRIMARY KEY (tenant_id, user_id))""",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON identity.person_keys TO flowex_app");
    }

    @AfterEach
    void close() {
        other.close();
        platform.close();
    }

    private void asOwner(String... statements) {
        platform.database().asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return true;
            }
        });
    }

    private AuditSettings settings() {
        return new AuditSettings(true, folder, Duration.ofHours(1), new SecretSource.Stored(folder.resolve("key")), 7);
    }

    private SecretSource keys() {
        return new SecretSource.Stored(folder.resolve("data.keys"));
    }

    private static AuditEntry entry(String actor, String subject, String from) {
        return new AuditEntry(1, actor, "act", new AuditEntry.Change(subject, "", ""), "200", from, "request-1");
    }

    private void write(Platform process, SecretSource keys, AuditEntry... entries) {
        SealedAddresses addresses = new SealedAddresses(process.database(), keys);
        try (AuditLog log =
                AuditLog.open(settings(), process.database(), addresses, InstantSource.system(), process.workers())) {
            Stream.of(entries).forEach(log::record);
        }
    }

    /** Returns the addresses that auditors read, newest first. */
    private static List<String> shown(Platform process, SecretSource keys) {
        AuditReader.Filter all = new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE);
        return new AuditReader(process.database(), new SealedAddresses(process.database(), keys))
                .page(1, all, 100).stream()
                        .map(recorded -> recorded.entry().from())
                        .toList();
    }

    private List<String> kept() {
        return platform.database()
                .query(
                        1,
                        connection -> Sql.all(
                                connection,
                                row -> row.getString(1),
                                "SELECT sent_from FROM platform.audit_entries WHERE tenant = ? ORDER BY number DESC",
                                1));
    }

    private void destroy(long user) {
        platform.database().transaction(1, connection -> {
            PersonKeys.destroy(connection, 1, user);
            return true;
        });
    }

    private List<Finding> verified() throws SQLException, IOException {
        try (Connection views = platform.database().views().getConnection()) {
            return AuditVerification.verify(views, settings());
        }
    }

    @Test
    void erasedUsersAddressIsUnreadableAndTheChainStillVerifies() throws Exception {
        write(platform, keys(), entry("user 7", "order 1", HERE), entry("user 8", "order 2", HERE));
        assertTrue(kept().stream().allMatch(text -> text.startsWith("sealed:")), kept()::toString);
        assertEquals(List.of(HERE, HERE), shown(platform, keys()));

        destroy(7);

        assertEquals(List.of(HERE, ""), shown(platform, keys()));
        write(platform, keys(), entry("user 7", "order 3", HERE));
        assertEquals("sealed:7:", kept().getFirst(), "nothing more is kept of them");
        assertEquals(List.of(new Finding.Intact(1, 3, 3, 0)), verified());
    }

    @Test
    void addressIsSealedForItsSenderOrElseForTheSubject() {
        write(
                platform,
                keys(),
                entry("user 7", "user 8", HERE),
                entry("anonymous", "user 8", HERE),
                entry("system", "user 9", HERE),
                entry("anonymous", "/api/auth/login", HERE),
                entry("operator", "user 8", "this machine"),
                entry("user 7", "nothing", ""));

        assertEquals(
                List.of("", "this machine", HERE, "sealed:9", "sealed:8", "sealed:7"),
                kept().stream()
                        .map(text -> text.startsWith("sealed:") ? text.substring(0, text.lastIndexOf(':')) : text)
                        .toList());
        assertEquals(List.of("", "this machine", HERE, HERE, HERE, HERE), shown(platform, keys()));
    }

    @Test
    void entriesOfBeforeStayAsTheyAreAndTheChainGoesOn() throws Exception {
        try (AuditLog before =
                AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers())) {
            before.record(entry("user 7", "order 1", HERE));
        }
        write(platform, keys(), entry("user 7", "order 2", HERE));

        assertEquals(HERE, kept().getLast());
        assertEquals(List.of(HERE, HERE), shown(platform, keys()));
        assertEquals(List.of(new Finding.Intact(1, 2, 2, 0)), verified());
    }

    @Test
    void twoProcessesSealForTheSamePersonAndReadEachOther() throws Exception {
        write(platform, keys(), entry("user 7", "order 1", HERE));
        write(other, keys(), entry("user 7", "order 2", "198.51.100.4"));

        assertEquals(List.of("198.51.100.4", HERE), shown(platform, keys()));
        assertEquals(List.of("198.51.100.4", HERE), shown(other, keys()));
        assertEquals(List.of(new Finding.Intact(1, 2, 2, 0)), verified());
    }

    @Test
    void anotherProcessReadsOnAfterARotation() {
        write(platform, keys(), entry("user 7", "order 1", HERE));
        SealedAddresses there = new SealedAddresses(other.database(), keys());
        AuditReader reader = new AuditReader(other.database(), there);
        AuditReader.Filter all = new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE);
        assertEquals(HERE, reader.page(1, all, 1).getFirst().entry().from());

        KeyRing.rotate(keys());
        KeyRing rotated = KeyRing.of(keys());
        assertEquals(1, new PersonKeys(platform.database(), new Sealing(rotated)).sealAgain(1));

        assertEquals(HERE, reader.page(1, all, 1).getFirst().entry().from());
    }

    @Test
    void lostKeysAreReportedOnceAndBlockNoEntry() throws Exception {
        write(platform, keys(), entry("user 7", "order 1", HERE));
        SecretSource lost = new SecretSource.Stored(folder.resolve("other.keys"));
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger log = (Logger) LoggerFactory.getLogger(SealedAddresses.class);
        log.addAppender(logged);
        try {
            write(platform, lost, entry("user 7", "order 2", HERE), entry("user 7", "order 3", HERE));
        } finally {
            log.detachAppender(logged);
        }

        assertEquals(1, logged.list.size());
        assertTrue(logged.list.getFirst().getFormattedMessage().contains("put data.keys back"));
        assertFalse(logged.list.getFirst().getFormattedMessage().contains("\n"));
        assertEquals(List.of("sealed:7:", "sealed:7:"), kept().subList(0, 2));
        assertEquals(List.of("", "", HERE), shown(platform, keys()));
        assertEquals(List.of(new Finding.Intact(1, 3, 3, 0)), verified());
    }

    @Test
    void entryReadTwiceFromTheBufferIsInTheChainOnce() {
        List<TimestampedEntry> entries = List.of(new TimestampedEntry(entry("user 7", "order 1", HERE), 1_000_000));
        SealedAddresses addresses = new SealedAddresses(platform.database(), keys());
        List<TimestampedEntry> sealed = addresses.sealed(1, entries);
        platform.database().transaction(1, connection -> AuditTable.append(connection.jdbc(), 1, sealed));

        assertEquals(
                List.of(),
                platform.database().transaction(1, connection -> AuditTable.missing(connection.jdbc(), 1, entries)));
        List<TimestampedEntry> another = List.of(new TimestampedEntry(entry("user 7", "order 2", HERE), 1_000_000));
        assertEquals(
                another,
                platform.database().transaction(1, connection -> AuditTable.missing(connection.jdbc(), 1, another)));
    }
}
