package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Stopping, killing and starting again change nothing that a user or an auditor can see. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class RestartTest {

    private static final Pattern STATE = Pattern.compile("sequence=(\\d+) digest=([0-9a-f]+)");

    @TempDir
    private Path folder;

    private static String lastState(String output) {
        return STATE.matcher(output).results().map(MatchResult::group).reduce("none", (_, state) -> state);
    }

    private static String firstState(String output) {
        return STATE.matcher(output)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("no state");
    }

    /** Failure 2: the second restart fails, or re-matches open orders. */
    @Test
    void theStateIsTheSameAfterASnapshotAndASecondRestart() {
        Map<String, String> talkative = Map.of("FLOWEX_LOG", "info");
        try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), talkative)) {
            HttpApi user = Views.trade(exchange.api(), "restart@example.com");
            Map<String, JsonNode> views = Views.of(user);
            for (int restart = 1; restart <= 2; restart++) {
                exchange.stop();
                String printed = exchange.output();
                String stopped = lastState(printed);
                exchange.startAgain();

                assertNotEquals("none", stopped, "a clean stop prints its state, printed: " + printed);
                assertEquals(stopped, firstState(exchange.output()), "restart " + restart);
                assertEquals(views, Views.of(user), "restart " + restart);
            }
            user.order("sell", "95", "1", "after").expect(422);
            user.order("sell", "95", "0.1", "after-2").expect(201);
        }
    }

    @Test
    void aKilledExchangeComesBackAsItWas() {
        try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"))) {
            HttpApi user = Views.trade(exchange.api(), "killed@example.com");
            Map<String, JsonNode> views = Views.of(user);
            for (int kill = 1; kill <= 2; kill++) {
                exchange.kill();
                exchange.startAgain();

                assertEquals(views, Views.of(user), "kill " + kill);
            }
        }
    }

    /** Failure 5: the checkpoint belongs in the same transaction as what it covers. */
    @Test
    void aRegistrationSurvivesTheDeathOfTheDatabaseServer() {
        try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"))) {
            HttpApi user = Views.trade(exchange.api(), "survivor@example.com");
            ProcessHandle database = exchange.database();
            database.destroyForcibly();
            exchange.kill();
            Deadline.await(Duration.ofSeconds(300), () -> !database.isAlive(), () -> "still alive: " + database);
            exchange.startAgain();

            HttpApi again = exchange.api().login("survivor@example.com", "SecurePass123!");
            assertEquals("survivor@example.com", again.get("/api/auth/me").text("email"));
            assertEquals(
                    Views.of(user).get("/api/wallet/balances"), Views.of(again).get("/api/wallet/balances"));
            assertEquals("0.2", filled(again, "taker"));
        }
    }

    private static String filled(HttpApi user, String clientOrderId) {
        return user.get("/api/trading/orders?client_order_id=" + clientOrderId)
                .body()
                .path("items")
                .path(0)
                .path("filled_quantity")
                .asText();
    }
}
