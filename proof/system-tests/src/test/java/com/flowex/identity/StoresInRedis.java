package com.flowex.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.app.apikey.RedisDuplicateDetector;
import com.flowex.identity.store.lockout.AttemptCounter;
import com.flowex.identity.store.lockout.RedisAttemptCounter;
import com.flowex.identity.store.session.RedisSessions;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.redis.Redis;
import com.flowex.platform.redis.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of identity in Redis, requested by another tenant with every id right but its own: the same user's number,
 * the same session, the same token behind another number, the same name of attempts.
 */
public final class StoresInRedis {

    private static final int LEFT = 880_001;
    private static final int RIGHT = 880_002;

    private StoresInRedis() {}

    public static void attack(String url) {
        try (Redis redis = Redis.open(new RedisSettings(Optional.of(url), Duration.ofSeconds(2)), true)
                .orElseThrow()) {
            sessions(redis);
            attempts(redis);
            onceOnly(redis);
        }
    }

    private static void sessions(Redis redis) {
        RedisSessions sessions = new RedisSessions(redis, Duration.ofMinutes(1));
        Device device = new Device("127.0.0.1", "test");
        long user = UUID.randomUUID().getMostSignificantBits() >>> 1;
        SessionStore.IssuedSession issued = sessions.begin(LEFT, user, device);
        UUID id = issued.session();
        assertEquals(List.of(), sessions.of(RIGHT, user));
        assertFalse(sessions.end(RIGHT, user, id));
        assertEquals(List.of(), sessions.endAll(RIGHT, user, Optional.empty()));
        for (OpaqueToken theirs : List.of(
                new OpaqueToken(RIGHT, issued.token().text()),
                OpaqueToken.parse(issued.token().text().replace(LEFT + ".", RIGHT + "."))
                        .orElseThrow())) {
            assertInstanceOf(SessionStore.Use.Unknown.class, sessions.use(theirs, device));
            assertEquals(Optional.empty(), sessions.end(theirs));
        }
        assertEquals(1, sessions.of(LEFT, user).size());
        assertTrue(sessions.end(LEFT, user, id));
    }

    private static void attempts(Redis redis) {
        RedisAttemptCounter attempts = new RedisAttemptCounter(redis, new NoAttempts());
        AttemptCounter.LockoutPolicy one = new AttemptCounter.LockoutPolicy(1, Duration.ofMinutes(1));
        String name = UUID.randomUUID().toString();
        assertEquals(new AttemptCounter.Reservation.Counted(1), attempts.reserve(LEFT, name, one));
        AttemptCounter.Reservation.Counted theirs =
                assertInstanceOf(AttemptCounter.Reservation.Counted.class, attempts.reserve(RIGHT, name, one));
        assertEquals(1, theirs.number());
        attempts.giveBack(RIGHT, name, one, theirs);
        attempts.forget(RIGHT, name);
        assertInstanceOf(AttemptCounter.Reservation.Refused.class, attempts.reserve(LEFT, name, one));
        attempts.forget(LEFT, name);
    }

    /** A nonce counts once for each key, and a key's id says its tenant. */
    private static void onceOnly(Redis redis) {
        RedisDuplicateDetector marks = new RedisDuplicateDetector(redis);
        String nonce = UUID.randomUUID().toString();
        assertTrue(marks.isFirst("fx" + LEFT + "_key " + nonce, Duration.ofMinutes(1)));
        assertTrue(marks.isFirst("fx" + RIGHT + "_key " + nonce, Duration.ofMinutes(1)));
        assertFalse(marks.isFirst("fx" + LEFT + "_key " + nonce, Duration.ofMinutes(1)));
    }

    /** Redis is there: no other store is asked. */
    private static final class NoAttempts implements AttemptCounter {

        @Override
        public Reservation reserve(int tenant, String name, LockoutPolicy lockout) {
            throw new AssertionError("Redis is away");
        }

        @Override
        public void giveBack(int tenant, String name, LockoutPolicy lockout, Reservation.Counted attempt) {
            throw new AssertionError("Redis is away");
        }

        @Override
        public void forget(int tenant, String name) {
            throw new AssertionError("Redis is away");
        }
    }
}
