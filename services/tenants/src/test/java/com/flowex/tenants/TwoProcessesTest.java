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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two processes on one database: what is changed over HTTP in one is so over HTTP in the other in less than two seconds. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {

    private static final List<String> SLUGS = List.of("two", "three", "four");

    /** The state to look for in the other process. */
    @FunctionalInterface
    private interface Effect {
        boolean isSeen(String of) throws Exception;
    }

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

    /** The other process's answer to a tenant's user about the look of its pages. */
    private HttpResponse<String> page(String slug) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url.resolve("/api/tenant"))
                        .header("X-Tenant", slug)
                        .timeout(Duration.ofMinutes(5))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Makes each change in this process and waits until the other one shows its effect. */
    private static void everyOneIsSeen(List<String> changes, Consumer<String> change, Effect effect) {
        for (String each : changes) {
            change.accept(each);
            Await.until(() -> effect.isSeen(each));
        }
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
    void everyChangeOfATenantTakesEffectInTheOtherProcess() {
        Map<String, Integer> tenants = new HashMap<>();
        everyOneIsSeen(
                SLUGS,
                slug -> tenants.put(slug, here.make(slug)),
                slug -> page(slug).statusCode() == 200);
        int tenant = tenants.getOrDefault("two", 0);
        everyOneIsSeen(
                List.of("fa", "de", "zh-Hans"),
                locale -> patch(tenant, "{\"locales\":[\"" + locale + "\"]}"),
                locale -> page("two").body().contains("\"" + locale + "\""));
        everyOneIsSeen(
                List.of("false", "true", "false"),
                on -> patch(tenant, "{\"features\":{\"trading\":" + on + "}}"),
                on -> page("two").body().contains("\"trading\":" + on));
        everyOneIsSeen(
                SLUGS,
                slug -> post(tenants.getOrDefault(slug, 0), "/suspend"),
                slug -> page(slug).statusCode() == 403);
        everyOneIsSeen(
                SLUGS,
                slug -> post(tenants.getOrDefault(slug, 0), "/resume"),
                slug -> page(slug).statusCode() == 200);
        // The last: no request is served until the minute is over.
        everyOneIsSeen(
                SLUGS,
                slug -> patch(tenants.getOrDefault(slug, 0), "{\"rate_limits\":{\"tenant\":1}}"),
                slug -> page(slug).statusCode() == 429);
    }
}
