package com.flowex.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.Platform;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class LostAuditKeyTest {

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

    /** Five entries, all of them sealed. */
    private void write() {
        try (AuditLog log =
                AuditLog.open(settings(), platform.database(), InstantSource.system(), platform.workers())) {
            for (int i = 0; i < 5; i++) {
                AuditEntry.Change change = new AuditEntry.Change("BTC-USDT " + i, "", "");
                log.record(new AuditEntry(1, "user 7", "halt", change, "200", "127.0.0.1", "request-1"));
            }
        }
    }

    private List<Finding> verified() throws SQLException, IOException {
        try (Connection views = platform.database().views().getConnection()) {
            return AuditVerification.verify(views, settings());
        }
    }

    /** Closes finding D13 for the key of the audit log. */
    @Test
    void lostSigningKeyStopsTheStartUnlessTheOperatorAcceptsTheLoss() throws Exception {
        write();
        Files.delete(folder.resolve("key"));

        for (Executable start : List.<Executable>of(this::write, this::verified)) {
            String why =
                    String.valueOf(assertThrows(StartupException.class, start).getMessage());
            assertTrue(why.contains(folder.resolve("key").toString()) && why.contains("FLOWEX_LOST_KEYS=forget"), why);
        }
        assertFalse(Files.exists(folder.resolve("key")), "none is made in its place");

        AuditLog.forgetLostKey(settings());
        write();
        assertEquals(List.of(new Finding.Intact(1, 10, 10, 0)), verified());
        try (Stream<Path> files = Files.walk(folder)) {
            assertTrue(
                    files.anyMatch(file -> file.toString().matches(".*/of-a-lost-key-.*/checkpoints")), "it is kept");
        }
    }
}
