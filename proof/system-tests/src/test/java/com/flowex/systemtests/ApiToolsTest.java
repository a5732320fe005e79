package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of readers of the API documents: the Postman collection with its environment, by newman; the load test for
 * k6.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiToolsTest {

    private static final Path TOOLS = Repository.file("proof/system-tests/api-tools/node_modules/.bin");
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path DOCS = Repository.file("docs/api");
    /** newman ends with 1 when a test fails; its report says which. */
    private static final int EITHER = -1;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(TOOLS), "no newman here (./flowex verify installs it): API tools are not tried");
        // The tools take the first answer: on a busy machine a read waits for its caller's own writes.
        exchange = ExchangeProcess.start(
                folder.resolve("data"), Map.of("FLOWEX_DEMO_MARKET", "on", "FLOWEX_READ_WAIT_MS", "30000"));
        Deadline.await(
                Duration.ofMinutes(5),
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
    @Order(Integer.MAX_VALUE) // it stops and narrows markets, which the others want to see trading
    void everyRequestAnswersAsItsTestsSay() throws IOException, InterruptedException {
        JsonNode run = run().path("run");

        assertEquals(List.of(), failures(run));
        long requests = Contract.operations().stream()
                .filter(operation -> !operation.contains(" /ws"))
                .count();
        int ofBinance = StreamContract.document("binance.yaml")
                .path("paths")
                .findParents("operationId")
                .size();
        assertTrue(
                run.path("executions").size() > requests + ofBinance,
                "the walks, and every operation of the contract and of clients of Binance: "
                        + run.path("executions").size());
        assertTrue(
                run.at("/stats/assertions/total").asInt() > 2 * requests,
                "tests of each request: " + run.at("/stats/assertions"));
    }

    /** performance/load-test.js has k6's types, and walks through an exchange without a failed check. */
    @Test
    void theLoadTestIsAScriptThatHolds() throws IOException, InterruptedException {
        assertEquals(
                "",
                ended(
                        0,
                        Map.of(),
                        TOOLS.resolve("tsc").toString(),
                        "-p",
                        Repository.file("proof/system-tests/api-tools").toString()));

        String walk = ended(
                0,
                Map.of("BASE_URL", url(), "FOLLOWED", "3000"),
                "node",
                Repository.file("proof/system-tests/api-tools/k6-stand-in/walk.mjs")
                        .toString(),
                Repository.file("performance/load-test.js").toString());

        JsonNode checks = JSON.readTree(walk).path("checks");
        assertEquals(4, checks.size(), "reads, orders, their ends, streams: " + walk);
        checks.forEach(check -> assertTrue(check.path("passes").asInt() > 0, walk));
    }

    /** The tests of the client in Python, with its walk through this exchange. */
    @Test
    void theClientInPythonHolds() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON + " here: the client in Python is not tried");
        Path client = Repository.file("clients/python");
        ended(
                0,
                Map.of("FLOWEX_URL", url(), "PYTHONPATH", client.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                PYTHON.toString(),
                "-m",
                "unittest",
                "discover",
                "-s",
                client.resolve("tests").toString());
    }

    /** docs/api/asyncapi.yaml: every message that it lists comes, and none that it does not. */
    @Test
    void streamMessagesFollowTheirDocument() {
        StreamContract.checkExamples();

        StreamWalk.walk(
                Integer.parseInt(exchange.port()),
                "/ws/market-data",
                messages(
                        "'op':'subscribe','channel':'depth','symbol':'BTC-USDT','id':'1'",
                        "'op':'subscribe','channel':'trades','symbol':'BTC-USDT'",
                        "'op':'subscribe','channel':'ticker','symbol':'BTC-USDT'",
                        "'op':'subscribe','channel':'klines','symbol':'BTC-USDT','interval':'1s'",
                        "'op':'subscribe','channel':'best_price','symbol':'BTC-USDT'",
                        "'op':'subscribe','channel':'partial_depth','symbol':'BTC-USDT','levels':5",
                        "'op':'subscribe','channel':'mini_ticker','symbol':'BTC-USDT'",
                        "'op':'subscribe','channel':'mini_tickers'",
                        "'op':'subscribe','channel':'heartbeat'",
                        "'op':'unsubscribe','channel':'mini_tickers'",
                        "'op':'sing'",
                        "'op':'statistics'",
                        "'op':'ping'"),
                () -> {},
                Set.of());
    }

    @Test
    void accountStreamFollowsTheDocument() {
        HttpApi trader = exchange.api().demoUser();

        StreamWalk.walk(
                Integer.parseInt(exchange.port()),
                "/ws/account",
                messages(
                        "'op':'login','token':'" + trader.token() + "','from':1",
                        "'op':'cancel_on_disconnect','timeout_seconds':60",
                        "'op':'cancel_on_disconnect','timeout_seconds':60,'symbols':['BTC-USDT']",
                        "'op':'follow_margin'",
                        "'op':'sing'",
                        "'op':'ping'"),
                () -> {
                    order(trader, "sell", "limit", "'price':'2000.00','quantity':'0.1'");
                    order(trader, "buy", "market", "'quantity':'0.01'");
                    order(trader, "buy", "limit", "'price':'10.00','quantity':'900000'");
                    order(
                            trader,
                            "sell",
                            "limit",
                            "'price':'12.00','quantity':'0.5','time_in_force':'gtc','post_only':true");
                    trader.post("/api/wallet/deposit", Map.of("currency", "USDT", "amount", "10"));
                },
                // renewed, back-tests and runs: AccountSocketTest; prevented, too_old: AccountEntriesTest; p2p:
                // ChatTest
                Set.of("renewed", "following_strategies", "backtest", "run", "prevented", "too_old", "p2p"));
    }

    private static void order(HttpApi trader, String side, String type, String more) {
        trader.send(
                "POST",
                "/api/trading/orders",
                messages("'symbol':'BTC-USDT','side':'" + side + "','type':'" + type + "'," + more)
                        .getFirst());
    }

    private static List<String> messages(String... fields) {
        return Stream.of(fields)
                .map(each -> "{" + each.replace('\'', '"') + "}")
                .toList();
    }

    private static JsonNode run() throws IOException, InterruptedException {
        Path report = folder.resolve("report.json");
        ended(
                EITHER,
                Map.of(),
                TOOLS.resolve("newman").toString(),
                "run",
                DOCS.resolve("FlowEx.postman_collection.json").toString(),
                "-e",
                DOCS.resolve("FlowEx.postman_environment.json").toString(),
                "--env-var",
                "base_url=" + url(),
                "--timeout-request",
                "60000",
                "-r",
                "json",
                "--reporter-json-export",
                report.toString());
        return JSON.readTree(report.toFile());
    }

    private static String url() {
        return "http://localhost:" + exchange.port();
    }

    /** Output of a command, once it has ended as it should; its warnings are shown only where it did not. */
    private static String ended(int code, Map<String, String> more, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "said", ".txt");
        Path warned = Files.createTempFile(folder, "warned", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(warned.toFile());
        builder.environment().putAll(more);
        Process process = builder.start();
        try {
            assertTrue(
                    process.waitFor(300, TimeUnit.SECONDS),
                    () -> command[0] + " does not end: " + text(output) + text(warned));
        } finally {
            process.destroyForcibly();
        }
        if (code != EITHER) {
            assertEquals(
                    code, process.exitValue(), () -> String.join(" ", command) + ": " + text(output) + text(warned));
        }
        return text(output);
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
