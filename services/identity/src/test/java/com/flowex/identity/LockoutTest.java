package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestAnswer;
import com.flowex.platform.testing.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                IdentityWorld world = new IdentityWorld(strict(redis))) {
            guessingCostsTime(world);
        }
    }

    private static Map<String, String> strict(TestRedis redis) {
        Map<String, String> all = new HashMap<>(STRICT);
        all.putAll(redis.environment());
        return all;
    }

    private static TestAnswer lockedOut(IdentityWorld world, String email) {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, world.login(email, "Wrong-" + i).status());
        }
        return world.login(email, PASSWORD);
    }

    private static void guessingCostsTime(IdentityWorld world) {
        String email = freshEmail();
        world.register(email, PASSWORD);
        TestAnswer locked = lockedOut(world, email);
        if (locked.status() == 200) {
            // The machine took longer than the second there is to wait, and the right password forgave.
            locked = lockedOut(world, email);
        }

        assertEquals(429, locked.status(), "a right password is not looked at");
        assertEquals("too_many_attempts", locked.code());
        assertTrue(Integer.parseInt(locked.header("Retry-After")) >= 1);
        Await.until(() -> world.login(email, PASSWORD).status() == 200);
        assertEquals(401, world.login(email, "Wrong-again").status(), "a success forgives");
        assertEquals(200, world.login(email, PASSWORD).status());
    }

    @Test
    void ofManyGuessesAtTheSameMomentNoMoreAreLookedAtThanOfTheSameOneAfterTheOther() throws Exception {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            manyAtTheSameMoment(world);
        }
    }

    @Test
    void ofManyGuessesAtTheSameMomentNoMoreAreLookedAtWithCountersInRedis() throws Exception {
        try (TestRedis redis = TestRedis.start();
                IdentityWorld world = new IdentityWorld(strict(redis))) {
            manyAtTheSameMoment(world);
        }
    }

    private static void manyAtTheSameMoment(IdentityWorld world) throws Exception {
        String email = freshEmail();
        world.register(email, PASSWORD);
        long hashedBefore = world.identity.passwordsHashed();
        long startNanos = System.nanoTime();

        List<Integer> statuses = IdentityWorld.atOnce(
                40, () -> world.login(email, "Wrong-password-1").status());

        int permitted = 3 + waitsOver(System.nanoTime() - startNanos);
        long lookedAt = world.identity.passwordsHashed() - hashedBefore;
        assertEquals(Set.of(401, 429), Set.copyOf(statuses));
        assertEquals(lookedAt, statuses.stream().filter(status -> status == 401).count());
        assertTrue(lookedAt >= 3 && lookedAt <= permitted, lookedAt + " looked at, permitted " + permitted);
    }

    /** How many waits of one second, two, four and so on may have ended, one after the other, in this time. */
    private static int waitsOver(long nanos) {
        return (int) (Math.log(nanos / 1e9 + 1) / Math.log(2));
    }

    @Test
    void guessesAtManyAccountsAtTheSameMomentAreCountedForTheirPlaceBeforeTheyAreLookedAt() throws Exception {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            long hashedBefore = world.identity.passwordsHashed();
            long startNanos = System.nanoTime();

            List<Integer> statuses = IdentityWorld.atOnce(
                    40, () -> world.login(freshEmail(), "Wrong-password-1").status());

            int permitted = 8 + waitsOver(System.nanoTime() - startNanos);
            long lookedAt = world.identity.passwordsHashed() - hashedBefore;
            assertEquals(Set.of(401, 429), Set.copyOf(statuses));
            assertTrue(lookedAt >= 8 && lookedAt <= permitted, lookedAt + " looked at, permitted " + permitted);
        }
    }

    @Test
    void whoKnowsTheirPasswordTakesNothingFromTheirPlace() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            for (int i = 0; i < 7; i++) {
                assertEquals(401, world.login(freshEmail(), "Wrong-" + i).status());
            }

            for (int i = 0; i < 20; i++) {
                assertEquals(200, world.login("demo@flowex.com", "demo123").status());
            }

            assertEquals(401, world.login(freshEmail(), "Wrong").status(), "the eighth");
            assertEquals(429, world.login("demo@flowex.com", "demo123").status());
        }
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
