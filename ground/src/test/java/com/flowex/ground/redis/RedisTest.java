package com.flowex.ground.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.ground.settings.StartupException;
import com.flowex.ground.testing.Await;
import com.flowex.ground.testing.TestRedis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisTest {

    @Test
    void anAnswerIsThereAgainAfterRedisWasKilledAndCameBack() {
        try (TestRedis server = TestRedis.start();
                Redis redis = Redis.open(server.settings(), true).orElseThrow()) {
            assertEquals(Optional.of("OK"), redis.ask(commands -> commands.set("a", "1")));
            assertEquals(Optional.of("1"), redis.ask(commands -> commands.get("a")));

            server.kill();
            Await.until(() -> redis.ask(commands -> commands.get("a")).isEmpty() && redis.isAway());

            server.startAgain();
            Await.until(() -> redis.ask(commands -> commands.set("b", "2")).isPresent());
            assertFalse(redis.isAway());
        }
    }

    @Test
    void aRedisThatIsNotThereStopsTheStart() {
        RedisSettings nobody = new RedisSettings(Optional.of("redis://127.0.0.1:1"), Duration.ofMillis(250));

        StartupException refused = assertThrows(StartupException.class, () -> Redis.open(nobody, true));
        assertTrue(refused.lines().getFirst().startsWith("cannot reach Redis at 127.0.0.1:1"));
    }

    @Test
    void withoutAnAddressThereIsNone() {
        assertTrue(Redis.open(new RedisSettings(Optional.empty(), Duration.ofMillis(1)), true)
                .isEmpty());
    }

    @Test
    void anOpenBreakerLetsOneCallThroughInARest() {
        AtomicLong now = new AtomicLong(-5);
        Breaker breaker = new Breaker(true, Duration.ofNanos(100), now::get);

        assertTrue(breaker.permits());
        assertFalse(breaker.failed());
        assertFalse(breaker.failed());
        assertTrue(breaker.permits());
        assertTrue(breaker.failed());
        assertFalse(breaker.permits());
        now.addAndGet(100);
        assertTrue(breaker.permits());
        assertFalse(breaker.permits());
        breaker.succeeded();
        assertTrue(breaker.permits());
        assertTrue(breaker.permits());
    }

    @Test
    void aBreakerThatIsSwitchedOffLetsEveryCallThrough() {
        Breaker breaker = new Breaker(false, Duration.ofHours(1), System::nanoTime);
        for (int i = 0; i < 10; i++) {
            assertFalse(breaker.failed());
        }
        assertTrue(breaker.permits());
        assertTrue(breaker.permits());
        assertFalse(breaker.isOpen());
    }
}
