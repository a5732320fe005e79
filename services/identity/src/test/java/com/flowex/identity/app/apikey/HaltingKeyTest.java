package com.flowex.identity.app.apikey;

import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Permission;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.Cable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Closes finding F4's rest: an API key holds the right to halt, and is known without the database. One process makes the
 * keys; another one, which never saw them used, loses its database.
 */
@Timeout(900)
class HaltingKeyTest {

    private static final String KEYS = "/api/auth/api-keys";

    private final DatabaseChoice.Server server = IdentityWorld.freshDatabase();
    private final URI address = URI.create(server.url().substring("jdbc:".length()));
    private final Cable cable = Cable.to(address.getHost(), address.getPort());
    private final IdentityWorld world = new IdentityWorld(server, Map.of());

    @AfterEach
    void stop() {
        world.close();
        cable.mend();
        cable.close();
    }

    /** A process that waits for its database as long as users wait, because it loses it. */
    private IdentityWorld behindTheCable() {
        return new IdentityWorld(
                new DatabaseChoice.Server(
                        "jdbc:postgresql://localhost:" + cable.port() + address.getPath(),
                        server.user(),
                        server.password()),
                Map.of("FLOWEX_DATABASE_WAIT_MS", "3000"));
    }

    private TestAnswer newKey(TestAnswer owner, String... permissions) {
        return world.post(KEYS, Map.of("label", "guard", "permissions", List.of(permissions)), owner);
    }

    private static String id(TestAnswer key) {
        return key.json().path("api_key").asText();
    }

    @Test
    void aKeyThatWasNeverUsedHaltsWithoutTheDatabaseAndDoesNothingElse() {
        TestAnswer admin = world.admin();
        String guard = id(newKey(admin, "read", "trade", "halt"));
        String revoked = id(newKey(admin, "halt"));
        String bot = id(newKey(admin, "read", "trade"));
        assertEquals(
                204,
                world.server
                        .delete(KEYS + "/" + revoked, IdentityWorld.access(admin))
                        .status());
        try (IdentityWorld other = behindTheCable()) {
            cable.cut();
            Await.until(other.stand.database()::isAway);

            Optional<ApiKey> known = other.access.apiKeys().byId(guard);

            assertEquals(Set.of(Permission.HALT), known.orElseThrow().caller().permissions());
            assertThrows(
                    DatabaseUnavailableException.class,
                    () -> other.access.apiKeys().byId(bot));
            assertThrows(
                    DatabaseUnavailableException.class,
                    () -> other.access.apiKeys().byId(revoked));
            cable.mend();
            Await.until(() -> !other.stand.database().isAway());
            assertEquals(
                    Set.of(Permission.READ, Permission.TRADE, Permission.HALT),
                    other.access.apiKeys().byId(guard).orElseThrow().caller().permissions());
        }
    }

    @Test
    void userWithoutTheHaltPermissionCannotGrantItToAKey() {
        TestAnswer refused = newKey(world.newUser(freshEmail()), "halt");
        TestAnswer unknown = newKey(world.admin(), "markets_manage");

        assertEquals(403, refused.status(), refused.text());
        assertEquals(List.of("permissions"), fields(unknown));
        assertTrue(newKey(world.admin(), "halt").text().contains("[\"halt\"]"));
    }
}
