package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL with TLS: every connection uses it, those of migrations among them, and only to the server whose
 * certificate is trusted.
 */
@Timeout(900)
class DatabaseTlsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final DatabaseLimits LIMITS = new DatabaseLimits(2, 2, TIMEOUT, TIMEOUT, TIMEOUT);
    private static final String OF_THIS = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final String PLAIN = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
            + " WHERE usename IN ('flowex_app', 'flowex_views') AND NOT ssl";

    @TempDir
    private Path folder;

    @Test
    void everyConnectionUsesTlsToATrustedServer() throws IOException, InterruptedException, SQLException {
        TestCertificate shown = TestCertificate.in(folder.resolve("shown"));
        TestCertificate another = TestCertificate.in(folder.resolve("another"));
        try (PostgresNode node = PostgresNode.primary(folder.resolve("server"))) {
            show(node, shown);
            Workers workers = new Workers(new Health(), new SimpleMeterRegistry());
            try (Database database = Database.open(trusting(node, shown), LIMITS, workers)) {
                assertTrue(database.query(app -> Sql.one(app, row -> row.getBoolean(1), OF_THIS))
                        .orElseThrow());
                try (Connection views = database.views().getConnection()) {
                    assertTrue(Sql.one(views, row -> row.getBoolean(1), OF_THIS).orElseThrow());
                }
                assertTrue(database.asOwner(owner -> Sql.one(owner, row -> row.getBoolean(1), OF_THIS))
                        .orElseThrow());
                assertEquals(0, node.one(PLAIN));
            }
            StartupException refused =
                    assertThrows(StartupException.class, () -> Database.open(trusting(node, another), LIMITS, workers));
            assertTrue(
                    refused.lines().getFirst().contains("see FLOWEX_DATABASE_URL"),
                    refused.lines().toString());
        }
    }

    private static DatabaseChoice.Server trusting(PostgresNode node, TestCertificate authority) {
        DatabaseChoice.Server plain = node.with();
        return new DatabaseChoice.Server(
                plain.url() + "?sslmode=verify-full&sslrootcert=" + authority.certificate(),
                plain.user(),
                plain.password());
    }

    private void show(PostgresNode node, TestCertificate shown) throws IOException, SQLException {
        Path cluster = folder.resolve("server/cluster");
        for (Path file : new Path[] {shown.certificate(), shown.key()}) {
            Path there = cluster.resolve(file.getFileName().toString());
            Files.copy(file, there, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-------"));
            Files.setOwner(there, Files.getOwner(cluster));
        }
        try (Connection owner = node.connection()) {
            Sql.execute(owner, "ALTER SYSTEM SET ssl_cert_file = 'certificate.pem'");
            Sql.execute(owner, "ALTER SYSTEM SET ssl_key_file = 'key.pem'");
            Sql.execute(owner, "ALTER SYSTEM SET ssl = on");
            Sql.all(owner, row -> row.getBoolean(1), "SELECT pg_reload_conf()");
        }
        Await.until(() -> node.one("SELECT (current_setting('ssl') = 'on')::int") == 1);
    }
}
