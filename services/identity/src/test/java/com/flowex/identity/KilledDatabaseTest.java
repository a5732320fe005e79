package com.flowex.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeExchange;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Failure 1: acknowledged, then lost. Goal: a registration that was answered survives the kill of the embedded database
 * itself. Method: register, kill -9 the server at once, and log in when it is back; then stop everything, start again
 * on the same directory, and log in once more.
 */
@Timeout(900)
class KilledDatabaseTest {

    private static final int KILLS = 3;

    private final Path directory = directory();

    @AfterEach
    void removeDirectory() {
        TestPostgres.delete(directory);
    }

    @Test
    void aRegistrationSurvivesTheKillOfTheDatabaseAndTheNextStart() {
        Set<String> registered = new TreeSet<>();
        try (Site site = new Site(directory)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                String email = "survivor" + kill + "@example.com";
                assertEquals(201, site.register(email).status());
                registered.add(email);
                site.killDatabase();
                // Every answer until the database is back is an answer, not a broken connection.
                Await.until(() -> {
                    TestAnswer answer = site.login(email);
                    assertTrue(Set.of(200, 503).contains(answer.status()), answer.text());
                    return answer.status() == 200;
                });
            }
            registered.forEach(email -> assertEquals(200, site.login(email).status(), email));
            Await.until(() -> site.server.get("/ready", "").status() == 200);
        }
        try (Site again = new Site(directory)) {
            registered.forEach(email -> assertEquals(200, again.login(email).status(), email));
        }
    }

    private static Path directory() {
        try {
            Path made = Files.createTempDirectory("flowex-killed-database");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            PreparedPostgres.copyTo(made.resolve("postgres"));
            return made;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no folder for the test", e);
        }
    }

    /** Identity on an embedded database of its own, started as the launcher does. */
    private static final class Site implements AutoCloseable {

        private final TestStand stand;
        private final IdentityAccess access;
        private final IdentityService identity;
        private final TestServer server;

        Site(Path directory) {
            stand = TestStand.of(Map.of("FLOWEX_DATA_DIR", directory.toString()));
            CommandSubmitter orders =
                    new CommandSubmitter(new FakeExchange(), stand.telemetry().registry());
            access = new IdentityAccess(stand.edge(), IdentityWorld.settingsOf(stand), orders);
            identity = IdentityWorld.over(access);
            identity.start();
            server = TestServer.of(stand, identity.routes());
        }

        TestAnswer register(String email) {
            return server.post(
                    "/api/auth/register",
                    "{\"email\":\"" + email
                            + "\",\"password\":\"SecurePass123!\",\"first_name\":\"Test\",\"last_name\":\"User\"}",
                    "");
        }

        TestAnswer login(String email) {
            return server.post("/api/auth/login", "{\"email\":\"" + email + "\",\"password\":\"SecurePass123!\"}", "");
        }

        void killDatabase() {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info()
                            .commandLine()
                            .orElse("")
                            .contains(
                                    stand.platform().settings().dataDirectory().toString()))
                    .forEach(ProcessHandle::destroyForcibly);
        }

        @Override
        public void close() {
            server.close();
            access.close();
            stand.close();
        }
    }
}
