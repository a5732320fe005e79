package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.platform.database.Sql;
import com.flowex.platform.sealing.KeyRing;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KeyRotationTest {

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

            String fresh = KeyRing.rotate(world.ground.settings().identity().dataKeys());

            assertFalse(before.contains(fresh));
            Await.until(() -> sealedBy(world).equals(fresh + " " + fresh));
            assertEquals(200, world.me(tokens).status());
        }
    }

    /** The names of the keys that sealed the secret of the API key and of the authenticator. */
    private static String sealedBy(IdentityWorld world) {
        List<String> names = world.ground
                .database()
                .query(
                        1,
                        connection -> Sql.all(
                                connection,
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
