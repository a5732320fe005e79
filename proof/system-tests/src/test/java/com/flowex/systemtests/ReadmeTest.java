package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first trade by curl, as README.md has it: its own lines in a shell, with nothing changed but the port. */
@Timeout(900)
class ReadmeTest {

    private static final Path README = Repository.file("README.md");
    private static final String HEADING = "## A first trade by curl";
    private static final String BETWEEN = "\n#### next ####\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;

    @BeforeAll
    static void start() {
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
        exchange.close();
    }

    /** A first start has nothing to say but that it is ready: whoever operates it looks at every other line. */
    @Test
    void aFirstStartIsQuiet() {
        List<String> lines = ExchangeProcess.own(exchange.output())
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains(" flowex.mailbox ")) // the mail of another test's login
                .filter(line -> !line.contains(" catches up: ")) // the progress of a start on a slow machine
                .toList();

        assertEquals(List.of(), lines);
    }

    /** A newcomer finds a market with a past, and pages of coins, risk and solvency that are filled. */
    @Test
    void aFirstStartShowsALivingExchange() {
        HttpApi user = exchange.api().demoUser();
        for (String symbol : List.of("BTC-USDT", "ETH-USDT")) {
            for (String interval : List.of("1m", "15m", "1h", "4h", "1d", "1w")) {
                String klines = "/api/market-data/klines/" + symbol + "?limit=40&interval=" + interval;
                assertEquals(40, user.get(klines).body().path("items").size(), klines);
            }
            assertFalse(user.get("/api/market-data/volume-profile/" + symbol)
                    .body()
                    .path("items")
                    .isEmpty());
            assertFalse(user.get("/api/market-data/statistics/" + symbol)
                    .body()
                    .path("change_percent")
                    .isNull());
        }
        Map<String, String> filled = Map.of(
                "/api/v1/cryptocurrencies", "/items/49/current_price",
                "/api/v1/cryptocurrencies/global", "/total_market_cap",
                "/api/v1/cryptocurrencies/categories", "/items/0/market_cap",
                "/api/v1/risk/scores", "/items/0/score",
                "/api/v1/risk/portfolios", "/items/0/ended_at",
                "/api/v1/risk/alerts", "/items/0/id",
                "/api/wallet/solvency/BTC", "/liabilities",
                "/api/wallet/statements", "/lines/0/amount");
        filled.forEach((path, field) -> Deadline.await(
                Duration.ofMinutes(5),
                () -> user.get(path).body().at(field).isValueNode()
                        && !user.get(path).body().at(field).isNull(),
                () -> path + " has no " + field + ": " + user.get(path).body()));
    }

    @Test
    void everyCommandGivesTheOutputOfTheReadme() throws IOException, InterruptedException {
        List<String> commands = commands();

        List<String> answers = run(commands);

        assertEquals(11, commands.size(), "commands of the walk; a new one needs its check here");
        assertEquals("ok", json(answers, 0).path("status").asText());
        assertEquals("test@example.com", json(answers, 1).path("email").asText());
        assertEquals("", answers.get(2), "the token is kept, not shown");
        assertEquals("BTC-USDT", json(answers, 3).at("/items/0/symbol").asText());
        assertTrue(json(answers, 4).at("/items/0/last_price").isValueNode());
        assertTrue(json(answers, 5).at("/items/0/available").isTextual(), "decimals are strings");
        JsonNode bid = json(answers, 6);
        assertEquals("open", bid.path("status").asText());
        assertEquals("my-first", json(answers, 7).at("/items/0/client_order_id").asText());
        assertEquals(bid.path("id"), json(answers, 7).at("/items/0/id"));
        assertEquals("canceled", json(answers, 8).path("status").asText());
        assertEquals(bid.path("id"), json(answers, 8).path("id"));
        JsonNode bought = json(answers, 9);
        assertEquals("filled", bought.path("status").asText());
        assertEquals(bought.path("id"), json(answers, 10).at("/items/0/order_id"));
    }

    /** "Send it again with the same client_order_id: the answer is the first one, and nothing trades twice." */
    @Test
    void anOrderSentAgainIsTheSameOrder() throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>(commands().subList(2, 3));
        String order = commands().get(6).replace("my-first", "my-second");
        commands.addAll(List.of(order, order));

        List<String> answers = run(commands);

        assertEquals(json(answers, 1).path("id"), json(answers, 2).path("id"));
        assertEquals("open", json(answers, 2).path("status").asText());
    }

    private static JsonNode json(List<String> answers, int command) throws IOException {
        String text = answers.get(command);
        assertFalse(text.isEmpty(), "no answer to " + command);
        return JSON.readTree(text);
    }

    /** The commands of the code block under the heading, each with its continued lines. */
    private static List<String> commands() throws IOException {
        String after = Files.readString(README).split(HEADING, 2)[1];
        String block = after.split("```sh\n", 2)[1].split("\n```", 2)[0];
        List<String> commands = new ArrayList<>();
        for (String line : block.replace("\\\n", "").split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                commands.add(line.replace("localhost:8000", "localhost:" + exchange.port()));
            }
        }
        return commands;
    }

    private static List<String> run(List<String> commands) throws IOException, InterruptedException {
        assumeTrue(has("curl"), "no curl here: the lines of README.md are not tried");
        // Without a terminal curl would show how far it is, amid the answers.
        Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\n");
        ProcessBuilder shell = new ProcessBuilder(
                        "bash", "-c", String.join("\nprintf '" + BETWEEN.replace("\n", "\\n") + "'\n", commands))
                .redirectErrorStream(true);
        shell.environment().put("CURL_HOME", folder.toString());
        Process walk = shell.start();
        String shown = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(walk.waitFor(300, TimeUnit.SECONDS), "the walk does not end");
        return Stream.of(shown.split(BETWEEN, -1)).map(String::strip).toList();
    }

    private static boolean has(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + program).start();
        return process.waitFor() == 0;
    }
}
