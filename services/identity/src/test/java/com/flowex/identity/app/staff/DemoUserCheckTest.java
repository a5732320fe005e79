package com.flowex.identity.app.staff;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.IdentityService;
import com.flowex.identity.IdentityWorld;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.FakeExchange;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding F6: a directory that once ran in the dev profile kept admin@flowex.com with its published password in
 * production, and FLOWEX_ADMIN_EMAIL was ignored without a word.
 */
@Timeout(900)
class DemoUserCheckTest {

    private static final Map<String, String> DEV = Map.of();
    private static final Map<String, String> PRODUCTION = Map.of(
            "FLOWEX_PROFILE", "production",
            "FLOWEX_PASSWORD_HASH", "argon2id",
            "FLOWEX_PUBLIC_URL", "https://exchange.example.com",
            "FLOWEX_JWT_SECRET", "JWT8f3kQzr0yT5uVnB1xC7aLpWsE9dGhM2i",
            "FLOWEX_SMTP_HOST", "127.0.0.1",
            "FLOWEX_SMTP_FROM", "no-reply@example.com",
            "FLOWEX_AUDIT_KEY", sealingKey(),
            "FLOWEX_ADMIN_EMAIL", "root@example.com",
            "FLOWEX_ADMIN_PASSWORD", IdentityWorld.PASSWORD);

    private static String sealingKey() {
        try {
            return Base64.getEncoder()
                    .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private final DatabaseChoice.Server database = IdentityWorld.freshDatabase();

    /** Starts on the same database, does something, and stops. */
    private void started(Map<String, String> environment, Map<String, String> more, Work work) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        try (TestStand stand = TestStand.on(database, all);
                IdentityAccess access = new IdentityAccess(
                        stand.edge(),
                        IdentityWorld.settingsOf(stand),
                        new CommandSubmitter(
                                new FakeExchange(), stand.telemetry().registry()))) {
            IdentityService identity = IdentityWorld.over(access);
            identity.start();
            try (TestServer server = TestServer.with(stand, builder -> builder.routes(identity.routes()))) {
                work.with(server);
            }
        }
    }

    private interface Work {
        void with(TestServer server);
    }

    private static int login(TestServer server, String email, String password) {
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
        return server.post("/api/auth/login", body, "").status();
    }

    @Test
    void productionRefusesUsersWithPublishedPasswords() {
        started(DEV, Map.of(), server -> assertEquals(200, login(server, "admin@flowex.com", "admin123")));

        StartupException refused = assertThrows(StartupException.class, () -> started(PRODUCTION, Map.of(), _ -> {}));

        String line = String.valueOf(refused.getMessage());
        assertTrue(line.contains("admin@flowex.com") && line.contains("demo@flowex.com"), line);
        assertTrue(line.contains("FLOWEX_PUBLISHED_USERS=close"), line);
    }

    @Test
    void productionClosesPublishedUsersIfConfiguredAndCreatesTheAdmin() {
        started(DEV, Map.of(), _ -> {});

        started(PRODUCTION, Map.of("FLOWEX_PUBLISHED_USERS", "close"), server -> {
            assertEquals(401, login(server, "admin@flowex.com", "admin123"));
            assertEquals(401, login(server, "demo@flowex.com", "demo123"));
            assertEquals(200, login(server, "root@example.com", IdentityWorld.PASSWORD), "FLOWEX_ADMIN_EMAIL");
        });
        assertDoesNotThrow(() -> started(PRODUCTION, Map.of(), _ -> {}), "from now on it starts as it is");
    }

    @Test
    void productionDoesNotStartWithoutAnAdministrator() {
        StartupException refused = assertThrows(
                StartupException.class, () -> started(PRODUCTION, Map.of("FLOWEX_ADMIN_EMAIL", ""), _ -> {}));

        String line = String.valueOf(refused.getMessage());
        assertTrue(line.contains("no super admin is active") && line.contains("FLOWEX_ADMIN_EMAIL"), line);
        started(PRODUCTION, Map.of(), _ -> {});
        assertDoesNotThrow(
                () -> started(PRODUCTION, Map.of("FLOWEX_ADMIN_EMAIL", ""), _ -> {}), "one who is active is enough");
    }

    @Test
    void anEmptyProductionAndOneWithOtherPasswordsStart() {
        assertDoesNotThrow(() -> started(PRODUCTION, Map.of(), _ -> {}));
    }
}
