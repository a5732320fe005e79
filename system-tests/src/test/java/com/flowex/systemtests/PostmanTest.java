package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/api/FlowEx.postman_collection.json with its environment, run by newman as a reader would run it by Postman. */
@Timeout(300)
class PostmanTest {

    private static final Path NEWMAN = Path.of("newman", "node_modules", ".bin", "newman");
    private static final Path DOCS = Path.of("..", "docs", "api");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(NEWMAN), "no newman here (./flowex verify installs it): the collection is not run");
        exchange = ExchangeProcess.start(folder.resolve("data"), Map.of("FLOWEX_DEMO_MARKET", "on"));
        Deadline.await(
                Duration.ofSeconds(60),
                () -> !exchange.api()
                        .get("/api/trading/orderbook/BTC-USDT")
                        .body()
                        .path("asks")
                        .isEmpty(),
                () -> "the demo does not quote");
    }

    @AfterAll
    static void stop() {
        if (exchange != null) {
            exchange.close();
        }
    }

    /** Every request answers as its tests want, and the walk that the collection begins with comes out well. */
    @Test
    void everyRequestAnswersAsItsTestsSay() throws IOException, InterruptedException {
        JsonNode run = run().path("run");

        assertEquals(List.of(), failures(run));
        long requests = Contract.operations().stream()
                .filter(operation -> !operation.contains(" /ws"))
                .count();
        assertTrue(
                run.path("executions").size() > requests,
                "the walk, and every operation of the contract: "
                        + run.path("executions").size());
        assertTrue(
                run.at("/stats/assertions/total").asInt() > 2 * requests,
                "tests of each request: " + run.at("/stats/assertions"));
    }

    private static JsonNode run() throws IOException, InterruptedException {
        Path report = folder.resolve("report.json");
        Path said = folder.resolve("newman.txt");
        Process newman = new ProcessBuilder(
                        NEWMAN.toString(),
                        "run",
                        DOCS.resolve("FlowEx.postman_collection.json").toString(),
                        "-e",
                        DOCS.resolve("FlowEx.postman_environment.json").toString(),
                        "--env-var",
                        "base_url=http://localhost:" + exchange.port(),
                        "--timeout-request",
                        "60000",
                        "-r",
                        "json",
                        "--reporter-json-export",
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(newman.waitFor(240, TimeUnit.SECONDS), "newman does not end");
        assertTrue(Files.exists(report), () -> "newman made no report: " + text(said));
        return JSON.readTree(report.toFile());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> failures(JsonNode run) {
        List<String> failures = new ArrayList<>();
        run.path("failures")
                .forEach(failure -> failures.add(failure.at("/parent/name").asText() + " / "
                        + failure.at("/source/name").asText() + ": "
                        + failure.at("/error/message").asText()));
        return failures;
    }
}
