package com.flowex.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two processes on one database: what is changed over HTTP in one is so over HTTP in the other in less than two seconds. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {

    /** What the product promises. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private final World here = new World();
    private final HttpClient client = HttpClient.newHttpClient();
    private Process there;
    private URI url;

    @BeforeAll
    void start() throws IOException {
        there = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        here.database.url(),
                        here.database.user(),
                        here.database.password()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = there.inputReader(StandardCharsets.UTF_8);
        String line = "";
        while (!line.startsWith("port ")) {
            line = out.readLine();
            assertTrue(line != null, "the other process has ended");
        }
        url = URI.create("http://127.0.0.1:" + line.substring(5));
    }

    @AfterAll
    void stop() throws InterruptedException {
        there.destroy();
        there.waitFor();
        here.close();
    }

    /** What the other process says to somebody of a tenant who asks what its pages look like. */
    private HttpResponse<String> page(String slug) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url.resolve("/api/tenant"))
                        .header("X-Tenant", slug)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** From the answer to the change in one process to its first effect in the other. */
    private static void assertInTime(String what, Runnable change, Await.Condition effect) {
        change.run();
        long changed = System.nanoTime();
        Await.until(effect);
        Duration took = Duration.ofNanos(System.nanoTime() - changed);
        assertTrue(took.compareTo(PROMISED) < 0, what + " took " + took);
    }

    private void patch(int tenant, String configuration) {
        assertEquals(
                200,
                here.patch(World.one(tenant), "{\"configuration\":" + configuration + "}")
                        .status());
    }

    private void post(int tenant, String verb) {
        assertEquals(200, here.post(World.one(tenant) + verb, "").status());
    }

    @Test
    void everyChangeOfATenantTakesEffectInTheOtherProcessInTime() {
        int[] tenant = new int[1];
        assertInTime(
                "a new tenant",
                () -> tenant[0] = here.make("two"),
                () -> page("two").statusCode() == 200);
        for (String locale : List.of("fa", "de", "zh-Hans")) {
            assertInTime("languages", () -> patch(tenant[0], "{\"locales\":[\"" + locale + "\"]}"), () -> page("two")
                    .body()
                    .contains("\"" + locale + "\""));
        }
        assertInTime("a feature", () -> patch(tenant[0], "{\"features\":{\"trading\":false}}"), () -> page("two")
                .body()
                .contains("\"trading\":false"));
        assertInTime(
                "suspension",
                () -> post(tenant[0], "/suspend"),
                () -> page("two").statusCode() == 403);
        assertInTime(
                "resumption",
                () -> post(tenant[0], "/resume"),
                () -> page("two").statusCode() == 200);
        // The last: nobody is served any more until the minute is over.
        assertInTime(
                "a rate limit",
                () -> patch(tenant[0], "{\"rate_limits\":{\"tenant\":1}}"),
                () -> page("two").statusCode() == 429);
    }
}
