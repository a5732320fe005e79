package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.audit.AuditSettings;
import com.flowex.audit.AuditVerification;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.database.Database;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.SecretSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The audit log's own jobs, sealing, verifying and removing old entries, in a database of its own: each tenant's chain
 * is judged by itself, and damage to one does not affect the other.
 */
final class AuditAttacks {

    private static final int LEFT = 2;
    private static final int RIGHT = 3;
    private static final Instant LONG_AGO = Instant.parse("2015-01-01T00:00:00Z");
    private static final Instant LATELY = Instant.parse("2026-11-01T00:00:00Z");

    private final AuditSettings settings;
    private final Database database;

    private AuditAttacks(Path folder, Database database) {
        this.settings =
                new AuditSettings(true, folder, Duration.ofHours(1), new SecretSource.Stored(folder.resolve("key")), 7);
        this.database = database;
    }

    static void run(IsolationExchange isolation) throws SQLException {
        try (Database database = isolation.another()) {
            new AuditAttacks(Files.createTempDirectory("flowex-audit"), database).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() throws SQLException, IOException {
        write(LONG_AGO, LEFT, 4);
        write(LONG_AGO, RIGHT, 2);
        assertEquals(List.of(new Finding.Intact(LEFT, 4, 4, 0), new Finding.Intact(RIGHT, 2, 2, 0)), verified());
        assertEquals(List.of(), warnings(), "no chain is behind its checkpoints");
        database.asOwner(owner -> {
            IsolationExchange.execute(owner, "UPDATE platform.audit_entries SET actor = 'me' WHERE tenant = " + RIGHT);
            return true;
        });
        write(LATELY, LEFT, 0);
        assertEquals(List.of(new Finding.Intact(LEFT, 5, 5, 4), new Finding.Rewritten(RIGHT, 1)), verified());
    }

    /** Writes entries of a tenant on a day, on which what is too old by then goes. */
    private void write(Instant at, int tenant, int entries) {
        AuditEntry.Change change = new AuditEntry.Change("subject", "", "");
        Workers workers = new Workers(new Health(), new SimpleMeterRegistry());
        try (AuditLog log = AuditLog.open(settings, database, InstantSource.fixed(at), workers)) {
            for (int i = 0; i < entries; i++) {
                log.record(new AuditEntry(tenant, "user 7", "halt", change, "200", "127.0.0.1", "request"));
            }
        }
    }

    private List<Finding> verified() throws SQLException, IOException {
        try (Connection views = database.views().getConnection()) {
            return AuditVerification.verify(views, settings);
        }
    }

    /** The output of a start. */
    private List<String> warnings() {
        Logger log = (Logger) LoggerFactory.getLogger("com.flowex.audit.AuditRetention");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            write(LONG_AGO, LEFT, 0);
        } finally {
            log.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
