package com.flowex.listings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A provider on the real wire: CoinGecko's paths, parameters, shapes, numbers and ETags, of coins that a test gives it. */
public final class FakeCoinGecko implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int OK = 200;

    private final HttpServer server;
    private final List<ObjectNode> coins = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Integer> faults = new ConcurrentLinkedDeque<>();

    public FakeCoinGecko() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v3", this::answer);
        server.start();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v3");
    }

    /** Adds a coin behind those that are there, or takes the place of the one with this id. */
    public FakeCoinGecko coin(String id, String symbol, String price, String marketCap) {
        coins.removeIf(each -> each.path("id").asText().equals(id));
        ObjectNode coin = MAPPER.createObjectNode();
        coin.put("id", id)
                .put("symbol", symbol)
                .put("name", id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1));
        coin.put("image", "https://coins.example/" + id + ".png");
        coin.put("current_price", new BigDecimal(price)).put("market_cap", new BigDecimal(marketCap));
        coin.put("market_cap_rank", coins.size() + 1).put("total_volume", new BigDecimal("1234.5"));
        coin.putNull("max_supply").put("ath", new BigDecimal("1e5")).put("ath_date", "2024-12-05T00:00:00.000Z");
        coin.put("price_change_percentage_7d_in_currency", -1.25)
                .put("last_updated", Instant.now().toString());
        ArrayNode prices = coin.putObject("sparkline_in_7d").putArray("price");
        for (int i = 0; i < 168; i++) {
            prices.add(new BigDecimal(price).add(BigDecimal.valueOf(i)));
        }
        coins.add(coin);
        return this;
    }

    /** Adds a coin of a high price, one of a middle price and one of a price far below one. */
    public void threeCoins() {
        coin("bitcoin", "btc", "67123.45", "1320000000000");
        coin("ethereum", "eth", "3456.7", "415000000000");
        coin("bonk", "bonk", "1.234e-05", "900000000");
    }

    /** A coin exactly as it says. */
    public FakeCoinGecko raw(String json) {
        try {
            coins.add((ObjectNode) MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The next answers have these statuses and nothing else. */
    public void failing(Integer... statuses) {
        faults.addAll(Arrays.asList(statuses));
    }

    /** The requests: path, and "again" behind a known and still valid answer. */
    public List<String> requested() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/v3".length());
        Integer fault = faults.poll();
        if (fault != null) {
            requests.add(path + " " + fault);
            exchange.sendResponseHeaders(fault, -1);
            exchange.close();
            return;
        }
        Map<String, String> query = query(exchange.getRequestURI());
        byte[] body = body(path, query).toString().getBytes(StandardCharsets.UTF_8);
        String tag = "W/\"" + Arrays.hashCode(body) + "\"";
        exchange.getResponseHeaders().add("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            requests.add(path + " again");
            exchange.sendResponseHeaders(304, -1);
        } else {
            requests.add(path);
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private JsonNode body(String path, Map<String, String> query) {
        return switch (path) {
            case "/coins/markets" -> markets(query);
            case "/coins/categories" -> categories();
            case "/global" -> global();
            case "/search/trending" -> trending();
            default -> chart();
        };
    }

    private JsonNode markets(Map<String, String> query) {
        int size = Integer.parseInt(query.get("per_page"));
        int page = Integer.parseInt(query.get("page"));
        boolean isPart = query.containsKey("category");
        ArrayNode all = MAPPER.createArrayNode();
        coins.stream()
                .filter(coin -> !isPart || coin.path("symbol").asText().startsWith("b"))
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(all::add);
        return all;
    }

    private static JsonNode categories() {
        ArrayNode all = MAPPER.createArrayNode();
        all.addObject()
                .put("id", "letter-b")
                .put("name", "Letter B")
                .put("market_cap", 12345.678)
                .put("market_cap_change_24h", -0.5)
                .put("volume_24h", 99.5)
                .putArray("top_3_coins_id")
                .add("bitcoin");
        return all;
    }

    private JsonNode global() {
        ObjectNode data = MAPPER.createObjectNode();
        ObjectNode inner = data.putObject("data");
        inner.put("active_cryptocurrencies", coins.size()).put("markets", 7);
        inner.putObject("total_market_cap").put("usd", new BigDecimal("2.5e12"));
        inner.putObject("total_volume").put("usd", new BigDecimal("1e11"));
        inner.putObject("market_cap_percentage").put("btc", 56.7);
        inner.put("market_cap_change_percentage_24h_usd", 1.5);
        return data;
    }

    private JsonNode trending() {
        ObjectNode all = MAPPER.createObjectNode();
        ArrayNode items = all.putArray("coins");
        coins.stream().limit(2).forEach(coin -> items.addObject()
                .putObject("item")
                .put("id", coin.path("id").asText()));
        return all;
    }

    private static JsonNode chart() {
        ObjectNode all = MAPPER.createObjectNode();
        ArrayNode prices = all.putArray("prices");
        ArrayNode caps = all.putArray("market_caps");
        ArrayNode volumes = all.putArray("total_volumes");
        for (int day = 0; day < 5; day++) {
            long at = 1_700_006_400_000L + day * 86_400_000L;
            prices.addArray().add(at).add(new BigDecimal("100.5").add(BigDecimal.valueOf(day)));
            caps.addArray().add(at).add(1_000_000 + day);
            volumes.addArray().add(at).add(10 + day);
        }
        return all;
    }

    private static Map<String, String> query(URI uri) {
        return Arrays.stream(String.valueOf(uri.getRawQuery()).split("&"))
                .map(each -> each.split("=", 2))
                .filter(each -> each.length == 2)
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
