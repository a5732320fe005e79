package com.flowex.identity.app;

import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.factor.SecondFactorTest;
import com.flowex.identity.app.factor.Totp;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class IdentityChangeFollowerTest {

    @TempDir
    private Path data = Path.of("target");

    @Test
    void aRunningExchangeSealsItsColumnsAgainWithTheKeyOfARotation() {
        try (IdentityWorld world =
                new IdentityWorld(Map.of("FLOWEX_DATA_DIR", data.toString(), "FLOWEX_DATA_KEYS", ""))) {
            TestAnswer tokens = world.newUser(freshEmail());
            world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), tokens);
            world.post("/api/auth/2fa/totp/enroll", Map.of("password", IdentityWorld.PASSWORD), tokens);
            String before = sealedBy(world);

            String fresh =
                    KeyRing.rotate(world.stand.platform().settings().sealing().keys());

            assertFalse(before.contains(fresh));
            Await.until(() -> sealedBy(world).equals(fresh + " " + fresh));
            assertEquals(200, world.me(tokens).status());
        }
    }

    /**
     * Closes finding D13's part: without its data keys an exchange did not start and said which value does not open, or, where
     * nothing was sealed yet, started without a word.
     */
    @Test
    void startWithLostDataKeysNamesTheLossOrForgetsIt() throws IOException {
        DatabaseChoice.Server database = IdentityWorld.freshDatabase();
        Map<String, String> kept = Map.of("FLOWEX_DATA_DIR", data.toString(), "FLOWEX_DATA_KEYS", "");
        String email = freshEmail();
        String recovery;
        try (IdentityWorld world = new IdentityWorld(database, kept)) {
            TestAnswer tokens = world.newUser(email);
            world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), tokens);
            TestAnswer enrolment =
                    world.post("/api/auth/2fa/totp/enroll", Map.of("password", IdentityWorld.PASSWORD), tokens);
            byte[] secret =
                    SecondFactorTest.decoded(enrolment.json().path("secret").asText());
            String code = Totp.code(secret, Totp.stepAt(Instant.now()));
            recovery = world.post("/api/auth/2fa/totp/confirm", Map.of("code", code), tokens)
                    .json()
                    .path("recovery_codes")
                    .path(0)
                    .asText();
        }
        Files.delete(data.resolve("data.keys"));

        StartupException refused =
                assertThrows(StartupException.class, () -> new IdentityWorld(database, kept).close());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("1 authenticators and 1 API keys"), refused.getMessage());
        Map<String, String> forgetting = new HashMap<>(kept);
        forgetting.put("FLOWEX_LOST_KEYS", "forget");
        new IdentityWorld(database, forgetting).close();
        try (IdentityWorld world = new IdentityWorld(database, kept)) {
            TestAnswer answer = world.login(email, IdentityWorld.PASSWORD);
            assertEquals(202, answer.status(), "whoever had an authenticator is still asked");
            String token = answer.json().path("mfa_token").asText();
            assertEquals(
                    401,
                    world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", "123456"))
                            .status());
            assertEquals(
                    200,
                    world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", recovery))
                            .status());
        }
    }

    /** The names of the keys that sealed the secret of the API key and of the authenticator. */
    private static String sealedBy(IdentityWorld world) {
        List<String> names = world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.all(
                                transaction,
                                row -> {
                                    byte[] ciphertext = row.getBytes(1);
                                    return new String(ciphertext, 2, ciphertext[1], StandardCharsets.US_ASCII);
                                },
                                """
                SELECT secret FROM identity.api_keys UNION ALL
                SELECT totp_secret FROM identity.users WHERE totp_secret IS NOT NULL"""));
        return String.join(" ", names);
    }
}
