package com.flowex.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An exchange in name only: answers like one, keeps orders in a map, and lies where a test wants it to. */
final class FakeExchange implements AutoCloseable {

    private static final int PAGE = 7;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Map<String, Integer>> orders = new ConcurrentHashMap<>();
    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    volatile String forgets = "nothing";
    volatile String answers500 = "nothing";
    volatile String refuses = "nothing";
    volatile boolean zeroSum = true;

    FakeExchange() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How many requests for orders came. */
    int requests() {
        return requests.get();
    }

    /** How many different orders were placed. */
    int placed() {
        return placed.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "POST /api/auth/login" ->
                send(exchange, 200, "{\"access_token\":\"" + body.path("email").asText() + "\"}");
            case "POST /api/trading/orders" -> place(exchange, body);
            case "GET /api/trading/orders" -> list(exchange);
            case "GET /api/trading/orderbook/BTC-USDT" ->
                send(exchange, 200, "{\"bids\":[[\"203.07\",\"1\"]],\"asks\":[]}");
            case "GET /api/wallet/ledger" ->
                send(exchange, 200, "{\"items\":[{\"sum\":\"0\"}],\"zero_sum\":" + zeroSum + "}");
            default -> send(exchange, 201, "{}");
        }
    }

    private void place(HttpExchange exchange, JsonNode order) throws IOException {
        requests.incrementAndGet();
        String id = order.path("client_order_id").asText();
        if (id.endsWith(refuses)) {
            send(exchange, 422, "{\"code\":\"insufficient_funds\"}");
            return;
        }
        Map<String, Integer> own = orders.computeIfAbsent(caller(exchange), _ -> new ConcurrentHashMap<>());
        boolean first = !own.containsKey(id);
        int number = own.computeIfAbsent(id, _ -> placed.incrementAndGet());
        if (first && id.endsWith(answers500)) {
            send(exchange, 504, "{\"code\":\"unknown_outcome\"}");
        } else {
            send(exchange, first ? 201 : 200, item(id, number));
        }
    }

    private static String item(String id, int number) {
        return "{\"id\":\"" + number + "\",\"client_order_id\":\"" + id + "\"}";
    }

    private void list(HttpExchange exchange) throws IOException {
        List<String> items = new ArrayList<>();
        new TreeMap<>(orders.getOrDefault(caller(exchange), Map.of())).forEach((id, number) -> {
            if (!id.endsWith(forgets)) {
                items.add(item(id, number));
            }
        });
        String query = exchange.getRequestURI().getQuery();
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
        int to = Math.min(items.size(), from + PAGE);
        String next = to < items.size() ? "\"" + to + "\"" : "null";
        send(exchange, 200, "{\"items\":" + items.subList(from, to) + ",\"next_cursor\":" + next + "}");
    }

    private static String caller(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
