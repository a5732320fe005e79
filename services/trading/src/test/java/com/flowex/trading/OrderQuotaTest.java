package com.flowex.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers of open orders and client order ids that administrators set for an account. */
@Timeout(900)
class OrderQuotaTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** Finding W15: the numbers were constants, and an account learned of them by a refusal. */
    @Test
    void anAccountsQuotaOfOrdersIsSetAndShownBeforeItIsMet() {
        String quota = "/api/trading/accounts/1001/order-quota";
        assertEquals(
                400,
                world.server
                        .put(quota, "{\"max_open_orders\":10001}", world.admin)
                        .status());
        assertEquals(
                403,
                world.server.put(quota, "{\"max_open_orders\":2}", world.ada).status());
        JsonNode risk = world.server
                .put(quota, "{\"max_open_orders\":2,\"max_client_order_ids\":1000000}", world.admin)
                .json();
        assertEquals(
                "{\"max_open_orders\":2,\"max_client_order_ids\":1000000}",
                risk.path("order_quota").toString());

        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
        JsonNode used = world.server.get("/api/trading/order-quota", world.ada).json();
        assertEquals(
                "{\"limit\":2,\"used\":1,\"remaining\":1}",
                used.path("open_orders").toString());
        assertEquals(used, world.server.get(quota, world.admin).json());
        TestAnswer second = world.limit(world.ada, "buy", "650", "0.1");
        assertEquals("0", second.headers().firstValue("X-Open-Orders-Remaining").orElse(""));
        assertEquals("2", second.headers().firstValue("X-Open-Orders-Limit").orElse(""));
        assertEquals(
                "too_many_open_orders",
                world.limit(world.ada, "buy", "650", "0.1").code());

        world.server.put(quota, "{}", world.admin);
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
        world.reader.tables().rebuild();
        assertEquals(
                5_000,
                world.server
                        .get("/api/trading/accounts/1001/risk", world.admin)
                        .json()
                        .path("order_quota")
                        .path("max_open_orders")
                        .asInt());
    }

    /** Closes the rest of finding Z20: of administrators who read the same version, one changes it. */
    @Test
    void limitsAndQuotaThatWereChangedMeanwhileAreNotChangedUnseen() {
        String account = "/api/trading/accounts/1001";
        String limits = account + "/limits/BTC-USDT";
        String seen = version(world.server.get(account + "/risk", world.admin));
        List<TestAnswer> answers = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(() ->
                        world.server.change("PUT", limits, "{\"max_open_orders\":" + number + "}", world.admin, seen)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertEquals(
                List.of(200, 409, 409, 409),
                answers.stream().map(TestAnswer::status).sorted().toList());

        TestAnswer late = world.server.change("PUT", account + "/order-quota", "{}", world.admin, seen);
        assertEquals("version_changed", late.code(), late::text);
        String now = version(world.server.get(account + "/risk", world.admin));
        TestAnswer changed =
                world.server.change("PUT", account + "/order-quota", "{\"max_open_orders\":7}", world.admin, now);
        assertEquals(200, changed.status(), changed::text);
        assertNotEquals(now, version(changed));
        // A kill switch is another matter: the version stays.
        TestAnswer stopped = world.server.put(account + "/kill-switch", "{\"on\":true}", world.admin);
        assertEquals(version(changed), version(stopped));
        assertEquals(200, world.server.put(limits, "{}", world.admin).status());
    }

    private static String version(TestAnswer answer) {
        return answer.json().path("version").asText();
    }
}
