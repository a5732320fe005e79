package com.flowex.identity.app.lockout;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.ExpiredRowCleanup;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestRedis;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class LockoutTest {

    private static final int UNAVAILABLE_MAX = 1_000;
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
    void concurrentGuessesAreCheckedAsOftenAsSequentialOnes() throws Exception {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            manyAtTheSameMoment(world);
        }
    }

    @Test
    void concurrentGuessesAreBoundedWithCountersInRedis() throws Exception {
        try (TestRedis redis = TestRedis.start();
                IdentityWorld world = new IdentityWorld(strict(redis))) {
            manyAtTheSameMoment(world);
        }
    }

    private static void manyAtTheSameMoment(IdentityWorld world) throws Exception {
        String email = freshEmail();
        world.register(email, PASSWORD);
        long hashedBefore = world.access.passwordsHashed();
        long startNanos = System.nanoTime();

        AtomicInteger unavailable = new AtomicInteger();
        List<Integer> statuses = IdentityWorld.atOnce(40, () -> login(world, email, "Wrong-password-1", unavailable));

        int permitted = 3 + waitsOver(System.nanoTime() - startNanos);
        long lookedAt = world.access.passwordsHashed() - hashedBefore;
        assertEquals(Set.of(401, 429), Set.copyOf(statuses));
        long wrong = statuses.stream().filter(status -> status == 401).count();
        assertTrue(wrong <= lookedAt && lookedAt <= wrong + unavailable.get(), wrong + " wrong, looked at " + lookedAt);
        assertTrue(lookedAt >= 3 && lookedAt <= permitted, lookedAt + " looked at, permitted " + permitted);
    }

    /** Logs in, and again while a busy machine has no connection to the database in time. */
    private static int login(IdentityWorld world, String email, String password, AtomicInteger unavailable) {
        int status = world.login(email, password).status();
        while (status == 503 && unavailable.incrementAndGet() < UNAVAILABLE_MAX) {
            status = world.login(email, password).status();
        }
        return status;
    }

    /** How many waits of one second, two, four and so on may have ended, one after the other, in this time. */
    private static int waitsOver(long nanos) {
        return (int) (Math.log(nanos / 1e9 + 1) / Math.log(2));
    }

    /** Programs that log in at once, and an office behind one address, were taken for people who guess. */
    @Test
    void rightLoginsAtTheSameMomentAreNoGuesses() throws Exception {
        AtomicInteger unavailable = new AtomicInteger();
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            List<Integer> ofOne =
                    IdentityWorld.atOnce(32, () -> login(world, "demo@flowex.com", "demo123", unavailable));
            assertEquals(Set.of(200), Set.copyOf(ofOne));

            List<String> office =
                    IntStream.range(0, 16).mapToObj(_ -> freshEmail()).toList();
            office.forEach(email -> world.register(email, PASSWORD));
            AtomicInteger next = new AtomicInteger();
            List<Integer> ofMany = IdentityWorld.atOnce(
                    16, () -> login(world, office.get(next.getAndIncrement()), PASSWORD, unavailable));
            assertEquals(Set.of(200), Set.copyOf(ofMany));
        }
    }

    @Test
    void guessesAtManyAccountsAtTheSameMomentAreCountedForTheirPlaceBeforeTheyAreLookedAt() throws Exception {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            long hashedBefore = world.access.passwordsHashed();
            long startNanos = System.nanoTime();

            AtomicInteger unavailable = new AtomicInteger();
            List<Integer> statuses =
                    IdentityWorld.atOnce(40, () -> login(world, freshEmail(), "Wrong-password-1", unavailable));

            int permitted = 8 + waitsOver(System.nanoTime() - startNanos) + unavailable.get();
            long lookedAt = world.access.passwordsHashed() - hashedBefore;
            assertEquals(Set.of(401, 429), Set.copyOf(statuses));
            assertTrue(lookedAt >= 8 && lookedAt <= permitted, lookedAt + " looked at, permitted " + permitted);
        }
    }

    @Test
    void correctPasswordsDoNotCountAgainstTheAddress() {
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
    void unregisteredAddressIsLockedLikeARegisteredOne() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            String unknown = freshEmail();
            for (int i = 0; i < 3; i++) {
                assertEquals(401, world.login(unknown, "Wrong-" + i).status());
            }

            assertEquals(429, world.login(unknown, "Wrong").status());
            assertEquals(
                    429,
                    world.login(unknown.toUpperCase(java.util.Locale.ROOT), "Wrong")
                            .status());
        }
    }

    /** Behind a proxy that is trusted, the address that it names is where a login comes from. */
    private static IdentityWorld proxied(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "FLOWEX_TRUSTED_PROXIES", "127.0.0.1",
                "FLOWEX_LOCKOUT_PER_ACCOUNT", "3",
                "FLOWEX_LOCKOUT_PER_ADDRESS", "1000"));
        all.putAll(more);
        return new IdentityWorld(all);
    }

    private static TestAnswer login(IdentityWorld world, String email, String password, String from) {
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
        return world.server.send(world.server
                .request("/api/auth/login", "")
                .header("X-Forwarded-For", from)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Waits now take minutes: the machine may be slow. */
    private static void waitLong(IdentityWorld world) {
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "UPDATE identity.attempts SET failed_at = clock_timestamp(), wait_millis = 600000"
                                        + " WHERE wait_millis > 0"));
    }

    /** Closes finding F18: nine wrong guesses from anywhere locked an owner out from everywhere. */
    @Test
    void guessesFromElsewhereDoNotLockTheOwnerOut() {
        try (IdentityWorld world = proxied(Map.of())) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            for (int i = 0; i < 9; i++) {
                login(world, email, "Wrong-" + i, "203.0.113.7");
            }
            waitLong(world);

            assertEquals(429, login(world, email, PASSWORD, "203.0.113.7").status(), "there it waits");
            assertEquals(200, login(world, email, PASSWORD, "198.51.100.1").status(), "here it does not");
        }
    }

    /** F18, the other half: guesses from many places meet a brake, which holds where the owner never was. */
    @Test
    void guessesFromManyPlacesMeetABrakeThatDoesNotHoldWhereTheOwnerWasBefore() {
        try (IdentityWorld world = proxied(Map.of("FLOWEX_LOCKOUT_PER_ACCOUNT", "1"))) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            assertEquals(200, login(world, email, PASSWORD, "198.51.100.1").status());
            int refused = 0;
            for (int i = 1; i <= 60 && refused == 0; i++) {
                refused = login(world, email, "Wrong-" + i, "203.0.113." + i).status() == 429 ? i : 0;
            }

            assertTrue(refused > 20, "the first 20 are free, the brake held at " + refused);
            waitLong(world);
            assertEquals(429, login(world, email, PASSWORD, "192.0.2.251").status(), "somewhere new");
            assertEquals(200, login(world, email, PASSWORD, "198.51.100.1").status(), "where the owner was before");
        }
    }

    /** Closes finding F17's part: whoever has a /64 of IPv6 has as many addresses as they like. */
    @Test
    void theAddressesOfOneNetworkOfIpv6AreOnePlace() {
        try (IdentityWorld world = proxied(Map.of("FLOWEX_LOCKOUT_PER_ADDRESS", "4"))) {
            int refused = 0;
            for (int i = 1; i <= 12 && refused == 0; i++) {
                refused = login(world, freshEmail(), "Wrong", "2001:db8:1:2::" + i)
                                        .status()
                                == 429
                        ? i
                        : 0;
            }

            assertTrue(refused >= 5, "four are free, it waited at " + refused);
            assertEquals(
                    401, login(world, freshEmail(), "Wrong", "2001:db8:1:3::1").status());
        }
    }

    /**
     * Closes finding D10: the clock went back an hour, and a right password heard 429 for an hour. A row that is an
     * hour ahead in the table is the effect of a clock that went back an hour.
     */
    @Test
    void aClockThatWentBackMakesNoWaitLonger() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            String good = freshEmail();
            String guessed = freshEmail();
            world.register(good, PASSWORD);
            world.register(guessed, PASSWORD);
            assertEquals(401, world.login(good, "Wrong").status());
            assertEquals(200, world.login(good, PASSWORD).status());
            lockedOut(world, guessed);
            world.stand
                    .database()
                    .query(
                            1,
                            transaction -> Sql.execute(
                                    transaction,
                                    "UPDATE identity.attempts SET failed_at = failed_at + INTERVAL '1 hour'"));

            assertEquals(200, world.login(good, PASSWORD).status(), "who does not wait does not begin to");
            Await.until(() -> world.login(guessed, PASSWORD).status() == 200);
        }
    }

    /** Closes finding F17's part: counters were never removed. */
    @Test
    void expiredCountersAreRemoved() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            assertEquals(200, world.login(email, PASSWORD).status());
            world.login(freshEmail(), "Wrong");
            ExpiredRowCleanup outdated = new ExpiredRowCleanup(world.stand.database());
            assertEquals(0, outdated.forget(1));
            for (String older : List.of(
                    "UPDATE identity.attempts SET failed_at = now() - INTERVAL '25 hours'",
                    "UPDATE identity.known_places SET seen_at = now() - INTERVAL '91 days'",
                    "UPDATE identity.sessions SET expires_at = now() - INTERVAL '25 hours'",
                    "UPDATE identity.one_time_tokens SET expires_at = now() - INTERVAL '25 hours'")) {
                world.stand.database().query(1, transaction -> Sql.execute(transaction, older));
            }

            assertTrue(outdated.forget(1) >= 4);
            assertEquals(0, outdated.forget(1));
        }
    }

    @Test
    void addressThatGuessesAtManyAccountsIsLocked() {
        try (IdentityWorld world = new IdentityWorld(STRICT)) {
            for (int i = 0; i < 8; i++) {
                assertEquals(401, world.login(freshEmail(), "Wrong-" + i).status());
            }

            assertEquals(429, world.login("demo@flowex.com", "demo123").status());
        }
    }
}
