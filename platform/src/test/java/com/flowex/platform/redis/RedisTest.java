package com.flowex.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Settings;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(900)
class RedisTest {

    @Test
    void anAnswerIsThereAgainAfterRedisWasKilledAndCameBack() {
        try (TestRedis server = TestRedis.start();
                Redis redis = Redis.open(server.settings(), true).orElseThrow()) {
            assertEquals(Optional.of("OK"), redis.execute(commands -> commands.set("a", "1")));
            assertEquals(Optional.of("1"), redis.execute(commands -> commands.get("a")));

            server.kill();
            Await.until(() -> redis.execute(commands -> commands.get("a")).isEmpty() && redis.isAway());

            server.startAgain();
            Await.until(() -> redis.execute(commands -> commands.set("b", "2")).isPresent());
            assertFalse(redis.isAway());
        }
    }

    /** Method: a real Redis that is full, and one that is a replica of an address without a server; reads go on in both. */
    @Test
    void redisThatRefusesWritesIsReportedWithItsCause() {
        try (TestRedis server = TestRedis.start();
                Redis redis = Redis.open(server.settings(), true).orElseThrow()) {
            redis.execute(commands -> commands.set("a", "1"));
            assertEquals(Optional.empty(), redis.trouble());

            redis.execute(commands -> commands.configSet("maxmemory", "1"));
            assertEquals(Optional.empty(), redis.execute(commands -> commands.set("b", "2")));
            String full = redis.trouble().orElseThrow();
            assertTrue(full.startsWith("Redis is full (maxmemory) and takes no writes (OOM "), full);
            assertEquals(Optional.of("1"), redis.execute(commands -> commands.get("a")));

            redis.execute(commands -> commands.configSet("maxmemory", "0"));
            redis.execute(commands -> commands.replicaof("127.0.0.1", 1));
            assertEquals(Optional.empty(), redis.execute(commands -> commands.set("b", "2")));
            String copy = redis.trouble().orElseThrow();
            assertTrue(copy.startsWith("Redis takes no writes: it is a replica"), copy);
        }
    }

    @Test
    void aRedisThatIsNotThereStopsTheStart() {
        RedisSettings unreachable = new RedisSettings(Optional.of("redis://127.0.0.1:1"), Duration.ofMillis(250));

        StartupException refused = assertThrows(StartupException.class, () -> Redis.open(unreachable, true));
        assertTrue(refused.lines().getFirst().startsWith("cannot reach Redis at 127.0.0.1:1"));
    }

    /** Each cause has its own remedy: one sentence for all of them sent operators to a server that ran. */
    @Test
    void aStartThatRedisRefusesNamesTheCauseAndTheRemedy() throws IOException {
        Duration patient = Duration.ofSeconds(1);
        try (TestRedis redis = TestRedis.start("hunter2")) {
            int port = redis.port();
            refusedFor("redis://:wrong-one@127.0.0.1:" + port, patient, "WRONGPASS", "correct the user and password");
            refusedFor("redis://127.0.0.1:" + port, patient, "NOAUTH", "this server asks for a password");
            refusedFor("redis://127.0.0.1:1", patient, "refused", "start it");
            refusedFor("redis://no-such-host.invalid", patient, "no-such-host.invalid", "correct the host");
        }
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            refusedFor(
                    "redis://127.0.0.1:" + mute.getLocalPort(),
                    Duration.ofMillis(10),
                    "time",
                    "FLOWEX_REDIS_TIMEOUT_MS");
        }
    }

    private static void refusedFor(String url, Duration timeout, String cause, String remedy) {
        RedisSettings settings = new RedisSettings(Optional.of(url), timeout);
        String line = assertThrows(StartupException.class, () -> Redis.open(settings, true))
                .lines()
                .getFirst();

        assertTrue(line.contains(cause) && line.contains(remedy), line);
        assertFalse(line.contains("wrong-one"), line);
    }

    @Test
    void sentinelsThatAreNotThereStopTheStart() {
        RedisSettings unreachable = new RedisSettings(
                Optional.of("redis-sentinel://:secret@127.0.0.1:1,127.0.0.1:2/0#main"), Duration.ofMillis(250));

        StartupException refused = assertThrows(StartupException.class, () -> Redis.open(unreachable, true));
        assertTrue(
                refused.lines()
                        .getFirst()
                        .startsWith(
                                "cannot reach Redis at the primary main of the sentinels 127.0.0.1:1, 127.0.0.1:2:"),
                refused.lines().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h",
                "rediss://user:secret@h:6380/1",
                "redis-sentinel://h:26379/0#main",
                "redis-sentinel://secret@h:26379,i:26379,j/0#main",
                "rediss-sentinel://user:secret@h:26379,i:26379/1#main"
            })
    void anAddressIsOneServersOrThatOfSentinels(String url) {
        RedisSettings settings = Settings.of(Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_REDIS_URL", url))
                .redis();
        assertEquals(Optional.of(url), settings.url());
        assertFalse(settings.toString().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://secret@h",
                "redis://",
                "redis-sentinel://secret@h:26379/0",
                "redis-sentinel://secret@h:26379,i:26379",
                "redis-sentinel:///0#main",
                "redis-sentinel://secret@h:port/0#main",
                "redis-socket:///secret"
            })
    void invalidUrlIsRefusedByNameWithoutTheSecret(String url) {
        StartupException refused = assertThrows(
                StartupException.class,
                () -> Settings.of(Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_REDIS_URL", url)),
                url);
        assertEquals(1, refused.lines().size(), refused.lines().toString());
        assertTrue(refused.lines().getFirst().startsWith("FLOWEX_REDIS_URL must look like redis://"));
        assertFalse(
                refused.lines().toString().contains("secret"), refused.lines().toString());
    }

    /**
     * Goal: a primary that dies is replaced without an operator. Method: what was written and copied is there again,
     * and is written again, on whichever the sentinels have chosen, by every connection there is.
     */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void deadPrimaryIsReplacedByItsReplica() {
        try (TestRedis primary = TestRedis.start("secret");
                TestRedis replica = primary.replica();
                TestRedis one = primary.sentinel();
                TestRedis two = primary.sentinel();
                TestRedis three = primary.sentinel()) {
            String url = "redis-sentinel://:secret@127.0.0.1:" + one.port() + ",127.0.0.1:" + two.port() + ",127.0.0.1:"
                    + three.port() + "/0#" + TestRedis.PRIMARY;
            try (Redis redis = Redis.open(new RedisSettings(Optional.of(url), Duration.ofSeconds(5), 4), true)
                            .orElseThrow();
                    Redis there = Redis.open(replica.settings(), true).orElseThrow();
                    Redis watcher = Redis.open(one.settings(), true).orElseThrow()) {
                Await.until(
                        () -> redis.execute(commands -> commands.set("a", "1")).isPresent());
                Await.until(() -> there.execute(commands -> commands.get("a")).equals(Optional.of("1")));
                Await.until(() -> watcher.execute(commands -> commands.info().contains("slaves=1,sentinels=3"))
                        .orElse(false));

                primary.kill();
                Await.until(
                        () -> redis.execute(commands -> commands.set("b", "2")).isPresent());

                for (int connection = 0; connection < 8; connection++) {
                    Await.until(
                            () -> redis.execute(commands -> commands.get("b")).equals(Optional.of("2")));
                }
                assertEquals(Optional.of("1"), redis.execute(commands -> commands.get("a")));
                assertEquals(Optional.of("2"), there.execute(commands -> commands.get("b")));
                assertFalse(redis.isAway());
            }
        }
    }

    @Test
    void redisIsAbsentWithoutAnAddress() {
        assertTrue(Redis.open(new RedisSettings(Optional.empty(), Duration.ofMillis(1)), true)
                .isEmpty());
    }

    @Test
    void anOpenBreakerLetsOneCallThroughInARest() {
        AtomicLong now = new AtomicLong(-5);
        ServiceCircuitBreaker breaker = new ServiceCircuitBreaker(true, Duration.ofNanos(100), now::get);

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
        ServiceCircuitBreaker breaker = new ServiceCircuitBreaker(false, Duration.ofHours(1), System::nanoTime);
        for (int i = 0; i < 10; i++) {
            assertFalse(breaker.failed());
        }
        assertTrue(breaker.permits());
        assertTrue(breaker.permits());
        assertFalse(breaker.isOpen());
    }
}
