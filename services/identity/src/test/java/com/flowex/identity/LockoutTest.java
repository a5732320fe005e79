package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestAnswer;
import com.flowex.platform.testing.TestRedis;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LockoutTest {

    private static final Map<String, String> STRICT =
            Map.of("FLOWEX_LOCKOUT_PER_ACCOUNT", "3", "FLOWEX_LOCKOUT_PER_ADDRESS", "8");

    @Test
    void guessingCostsMoreAndMoreTimeWithCountersInTheDatabase() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            guessingCostsTime(world);
        }
    }

    @Test
    void guessingCostsMoreAndMoreTimeWithCountersInRedis() {
        try (TestRedis redis = TestRedis.start();
                IdentityWorld world = new IdentityWorld(Map.of(
                        "FLOWEX_REDIS_URL", redis.url(),
                        "FLOWEX_LOCKOUT_PER_ACCOUNT", "3",
                        "FLOWEX_LOCKOUT_PER_ADDRESS", "8"))) {
            guessingCostsTime(world);
        }
    }

    private static void guessingCostsTime(IdentityWorld world) {
        String email = freshEmail();
        world.register(email, PASSWORD);
        for (int i = 0; i < 3; i++) {
            assertEquals(401, world.login(email, "Wrong-" + i).status());
        }

        TestAnswer locked = world.login(email, PASSWORD);

        assertEquals(429, locked.status(), "a right password is not looked at");
        assertEquals("too_many_attempts", locked.code());
        assertTrue(Integer.parseInt(locked.header("Retry-After")) >= 1);
        Await.until(() -> world.login(email, PASSWORD).status() == 200);
        assertEquals(401, world.login(email, "Wrong-again").status(), "a success forgives");
        assertEquals(200, world.login(email, PASSWORD).status());
    }

    @Test
    void anAddressThatNobodyHasIsLockedLikeOneThatSomebodyHas() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            String nobody = freshEmail();
            for (int i = 0; i < 3; i++) {
                assertEquals(401, world.login(nobody, "Wrong-" + i).status());
            }

            assertEquals(429, world.login(nobody, "Wrong").status());
            assertEquals(
                    429,
                    world.login(nobody.toUpperCase(java.util.Locale.ROOT), "Wrong")
                            .status());
        }
    }

    @Test
    void onePlaceThatGuessesAtManyAccountsIsLockedToo() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            for (int i = 0; i < 8; i++) {
                assertEquals(401, world.login(freshEmail(), "Wrong-" + i).status());
            }

            assertEquals(429, world.login("demo@flowex.com", "demo123").status());
        }
    }
}
