package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.SigningKeys;
import com.flowex.domain.value.AccountId;
import com.flowex.systemtests.HttpApi.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad input of a client: a problem document names the fault, and not a unit of money moves. */
@Timeout(900)
class BadInputTest {

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;
    private static HttpApi user;

    @BeforeAll
    static void start() {
        exchange = ExchangeProcess.start(folder.resolve("data"), ExchangeProcess.speaking("tr-TR"));
        user = exchange.api().newUser("bad-input@example.com");
        user.deposit("USDT", "1000");
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @AfterEach
    void nothingHasMoved() {
        JsonNode usdt = user.balance("USDT");
        assertEquals("1000", usdt.path("available").asText());
        assertEquals("0", usdt.path("locked").asText());
        assertTrue(
                exchange.api().get("/api/wallet/ledger").body().path("zero_sum").asBoolean());
    }

    private static Answer problem(Answer answer, int status, String code) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals("application/problem+json", answer.headers().get("content-type"));
        assertEquals(code, answer.text("code"), answer.text());
        assertEquals(status, answer.body().path("status").asInt());
        for (String field : List.of("type", "title", "detail", "request_id")) {
            assertFalse(answer.text(field).isEmpty(), field + " of " + answer.text());
        }
        return answer;
    }

    private static void invalid(Answer answer, String field) {
        problem(answer, 400, "invalid_field");
        assertEquals(field, answer.body().path("errors").path(0).path("field").asText(), answer.text());
    }

    @Test
    void malformedJsonIsRefused() {
        for (String text : List.of("{\"symbol\":", "[]", "null", "\"order\"", "{} {}", "\u0000", "{'a':1}")) {
            Answer answer = user.postText("/api/trading/orders", text);
            assertEquals(400, answer.status(), text + " gave " + answer.text());
            problem(answer, 400, answer.text("code"));
        }
    }

    @Test
    void anUnknownFieldIsNamed() {
        Answer answer = user.postText(
                "/api/trading/orders",
                "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"1\",\"quantity\":\"1\",\"colour\":1}");

        assertTrue(problem(answer, 400, "unknown_field").text().contains("colour"));
    }

    @Test
    void invalidNumberIsRefusedByField() {
        for (String quantity : List.of(
                "-1", "0", "1e400", "1e2", "NaN", "Infinity", "", " 1", "1,5", "0.000000001", "9".repeat(400))) {
            invalid(user.order("buy", "100", quantity, "bad-1"), "quantity");
        }
        for (String price : List.of("-1", "0", "1e400", "NaN", "0.001", "+1", "0x10")) {
            invalid(user.order("buy", price, "1", "bad-2"), "price");
        }
        Answer bareNumber = user.postText(
                "/api/trading/orders",
                "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":100,\"quantity\":\"1\"}");
        invalid(bareNumber, "price");
    }

    @Test
    void invalidDepositIsRefused() {
        for (String amount : List.of("-1", "0", "NaN", "1e400", "0.0000001")) {
            invalid(user.post("/api/wallet/deposit", Map.of("currency", "USDT", "amount", amount)), "amount");
        }
    }

    @Test
    void anUnknownMarketIsNotFound() {
        Answer answer = user.post(
                "/api/trading/orders",
                Map.of("symbol", "NO-SUCH", "side", "buy", "type", "limit", "price", "1", "quantity", "1"));

        problem(answer, 404, "unknown_instrument");
    }

    @Test
    void aHaltedMarketTakesNoOrder() {
        HttpApi admin = exchange.api().admin();
        problem(user.post("/api/trading/pairs/ETH-USDT/halt", Map.of()), 403, "forbidden");
        admin.post("/api/trading/pairs/ETH-USDT/halt", Map.of()).expect(200);

        Answer answer = user.post(
                "/api/trading/orders",
                Map.of("symbol", "ETH-USDT", "side", "buy", "type", "limit", "price", "100", "quantity", "1"));

        problem(answer, 422, "instrument_halted");
        admin.post("/api/trading/pairs/ETH-USDT/resume", Map.of()).expect(200);
    }

    @Test
    void moneyThatIsNotThereCannotBeSpent() {
        problem(user.order("buy", "1000.01", "1", "poor-1"), 422, "insufficient_funds");
        problem(user.order("sell", "1000", "0.001", "poor-2"), 422, "insufficient_funds");
    }

    @Test
    void anotherUsersOrderIsNotFound() {
        HttpApi other = exchange.api().newUser("someone-else@example.com");
        other.deposit("USDT", "100");
        String id = other.order("buy", "100", "0.1", "mine").expect(201).text("id");

        assertEquals(404, user.get("/api/trading/orders/" + id).status());
        assertEquals(404, user.delete("/api/trading/orders/" + id).status());
        assertEquals("open", other.get("/api/trading/orders/" + id).text("status"));
        other.delete("/api/trading/orders/" + id).expect(200);
    }

    @Test
    void aTokenThatIsExpiredOrForgedOpensNothing() throws IOException {
        byte[] secret =
                Files.readString(exchange.data().resolve("jwt.secret")).strip().getBytes(StandardCharsets.UTF_8);
        Instant longAgo = Instant.now().minus(Duration.ofDays(2));
        Caller caller = Caller.inSession(1, new AccountId(1, 1_001), Set.of(Role.ADMIN), true, "a-session");
        String expired =
                new AccessTokens(SigningKeys.ofSecret(secret), Duration.ofMinutes(5), () -> longAgo).issue(caller);
        SigningKeys others = SigningKeys.ofSecret("f".repeat(64).getBytes(StandardCharsets.UTF_8));
        String forged = new AccessTokens(others, Duration.ofDays(9), Instant::now).issue(caller);

        problem(user.withToken(expired).get("/api/wallet/balances"), 401, "token_expired");
        problem(user.withToken(forged).get("/api/wallet/balances"), 401, "unauthorized");
        problem(user.withToken("nonsense").get("/api/wallet/balances"), 401, "unauthorized");
        problem(exchange.api().get("/api/wallet/balances"), 401, "unauthorized");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        String huge = "{\"symbol\":\"" + "A".repeat(200_000) + "\"}";

        problem(user.postText("/api/trading/orders", huge), 413, "payload_too_large");
    }

    @Test
    void unknownRoutesAndMethodsAreRefusedByName() {
        problem(user.post("/api/wallet/withdraw", Map.of("currency", "USDT", "amount", "1")), 400, "invalid_field");
        problem(user.get("/api/nonsense"), 404, "not_found");
        problem(user.delete("/api/trading/pairs"), 405, "method_not_allowed");
    }

    /** Failure 10: price x quantity overflows a long at ordinary crypto scales. */
    @Test
    void aNotionalBeyondALongIsComputedExactlyOrRefused() {
        // 10^9 price units x 10^11 quantity units = 10^20: more than a long holds, before it is scaled down to 10^16.
        problem(user.order("buy", "10000000", "1000", "wide-1"), 422, "insufficient_funds");
        problem(user.order("buy", "10000000.01", "1000", "wide-2"), 422, "price_too_high");
        problem(user.order("buy", "92233720368547758.07", "1", "wide-3"), 422, "price_too_high");
        HttpApi buyer = exchange.api().newUser("wide-buyer@example.com");
        HttpApi seller = exchange.api().newUser("wide-seller@example.com");
        buyer.deposit("USDT", "10000000000");
        seller.deposit("BTC", "1000");

        buyer.order("buy", "10000000", "1000", "wide-4").expect(201);
        assertEquals("10000000000", buyer.balance("USDT").path("locked").asText());
        seller.order("sell", "10000000", "1000", "wide-5").expect(201);

        assertEquals("0", buyer.balance("USDT").path("total").asText());
        assertEquals("999", buyer.balance("BTC").path("total").asText());
        assertEquals("9990000000", seller.balance("USDT").path("total").asText());
        assertEquals("0", seller.balance("BTC").path("total").asText());
    }
}
