package com.flowex.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Settings;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.TestCertificate;
import com.flowex.platform.testing.TestRedis;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that speaks TLS is used over TLS, and one with an untrusted certificate is not used at all. */
@Timeout(900)
class RedisTlsTest {

    @TempDir
    private Path folder;

    @Test
    void onlyTrustedServersAreConnectedTo() {
        TestCertificate shown = TestCertificate.in(folder.resolve("shown"));
        TestCertificate another = TestCertificate.in(folder.resolve("another"));
        try (TestRedis server = TestRedis.startTls(shown)) {
            try (Redis redis = Redis.open(settings(server.url(), shown), true).orElseThrow()) {
                assertEquals(Optional.of("OK"), redis.execute(commands -> commands.set("a", "1")));
                assertEquals(Optional.of("1"), redis.execute(commands -> commands.get("a")));
            }
            refused(settings(server.url(), another));
            refused(settings(server.url().replace("rediss:", "redis:"), shown));
        }
    }

    private static RedisSettings settings(String url, TestCertificate authority) {
        return Settings.of(Map.of(
                        "FLOWEX_ENV_FILE",
                        "/dev/null",
                        "FLOWEX_REDIS_URL",
                        url,
                        "FLOWEX_REDIS_TIMEOUT_MS",
                        "5000",
                        "FLOWEX_REDIS_CA_FILE",
                        authority.certificate().toString()))
                .redis();
    }

    private static void refused(RedisSettings settings) {
        StartupException refused = assertThrows(StartupException.class, () -> Redis.open(settings, true));
        assertTrue(
                refused.lines().getFirst().startsWith("cannot reach Redis at 127.0.0.1:"),
                refused.lines().toString());
    }

    @Test
    void anAuthorityThatCannotBeReadIsRefusedByName() {
        StartupException refused = assertThrows(
                StartupException.class,
                () -> Settings.of(Map.of("FLOWEX_ENV_FILE", "/dev/null", "FLOWEX_REDIS_CA_FILE", "/nowhere/ca.pem")));
        assertEquals(
                "FLOWEX_REDIS_CA_FILE must be the name of a file that can be read, was \"/nowhere/ca.pem\"",
                refused.lines().getFirst());
    }
}
