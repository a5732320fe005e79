package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.metrics.MetricDescriptor;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.testing.Await;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figures are those of the list, and each moves when its thing happens. */
@Timeout(900)
class MetricsTest {

    private static final Set<String> COMMON = Set.of("application", "environment", "service");
    private static final int SCRAPE_MAX = 300_000;
    private static final Set<String> OF_TIMERS = Set.of("le", "quantile");

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static HttpApi api;
    private static FlowEx flowEx;

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        api = new HttpApi(ExchangeHere.url(flowEx));
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static Scrape scrape() {
        return Scrape.of(api.sendUnchecked("GET", "/metrics", "").text());
    }

    /** Reads again until a figure has grown, which is a second or, for what is looked at now and then, some. */
    private static void moves(Scrape before, String name, String tag, String value) {
        Await.until(() -> {
            double now = scrape().sum(name, tag, value);
            if (now > before.sum(name, tag, value)) {
                return true;
            }
            throw new IllegalStateException(name + " stays at " + now);
        });
    }

    private static void moves(Scrape before, String... names) {
        for (String name : names) {
            moves(before, name, "", "");
        }
    }

    @Test
    void exportedMetricsEqualTheListedOnes() {
        ExchangeWalk.trading(api.newUser("listed@example.com"));
        Await.until(() -> scrape().has("flowex_database_index_hit_ratio") && scrape().has("flowex_market_open"));
        Scrape now = scrape();
        List<String> wrong = new ArrayList<>();
        Map<String, MetricDescriptor> listed =
                MetricDescriptor.all().stream().collect(Collectors.toMap(MetricDescriptor::name, figure -> figure));
        now.types.forEach((name, type) -> {
            MetricDescriptor figure = listed.get(name);
            if (isOurs(name) && figure == null) {
                wrong.add(name + " is not listed");
            }
            if (figure != null) {
                Set<String> tags = new TreeSet<>(now.tags.getOrDefault(name, Set.of()));
                tags.removeAll(COMMON);
                tags.removeAll(OF_TIMERS);
                same(
                        name,
                        "type",
                        figure.type(),
                        Set.of("summary", "histogram").contains(type) ? "timer" : type,
                        wrong);
                same(name, "tags", new TreeSet<>(figure.tags()), tags, wrong);
            }
        });
        listed.values().stream()
                .filter(figure -> figure.where().isEmpty() && !now.types.containsKey(figure.name()))
                .forEach(figure -> wrong.add(figure.name() + " is listed and not shown"));
        assertEquals(List.of(), wrong);
    }

    private static void same(String name, String subject, Object listed, Object shown, List<String> wrong) {
        if (!listed.equals(shown)) {
            wrong.add(name + ": " + subject + " " + shown + ", listed " + listed);
        }
    }

    private static boolean isOurs(String name) {
        return !name.endsWith("_max")
                && Set.of("jvm_", "process_", "system_", "hikaricp_").stream().noneMatch(name::startsWith);
    }

    /** A scrape held every bucket of every route: 2.6 MB, most of it zeros. */
    @Test
    void aRouteThatWasNotCalledHasNoSeries() {
        String text = api.sendUnchecked("GET", "/metrics", "").text();
        assertTrue(text.length() <= SCRAPE_MAX, () -> "a scrape has " + text.length() + " bytes");
        assertEquals(
                List.of(),
                text.lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_count{") && line.endsWith(" 0"))
                        .toList());
    }

    @Test
    void everyFigureSaysWhoseItIs() {
        Scrape now = scrape();
        now.types.keySet().stream()
                .flatMap(name -> now.labels(name).stream())
                .forEach(labels -> assertTrue(
                        labels.keySet().containsAll(COMMON) && "flowex".equals(labels.get("application")),
                        labels::toString));
    }

    @Test
    void tradingMovesItsFigures() {
        Scrape before = scrape();
        HttpApi user = api.newUser("figures@example.com");
        ExchangeWalk.trading(user);
        user.order("buy", "1000000", "1000", "too-much").expect(422);

        moves(before, "flowex_orders_accepted_total", "kind", "limit");
        moves(before, "flowex_orders_rejected_total", "reason", "insufficient_funds");
        moves(before, "flowex_orders_canceled_total", "reason", "requested");
        moves(
                before,
                "flowex_orders_rested_total",
                "flowex_orders_amended_total",
                "flowex_transfers_total",
                "flowex_accounts_opened_total",
                "flowex_cluster_sequence",
                "flowex_cluster_commit_position_bytes",
                "flowex_cluster_written_bytes_total",
                "flowex_cluster_write_seconds_total",
                "flowex_projection_sequence",
                "flowex_projection_flush_seconds_count",
                "flowex_accounts_active",
                "flowex_tenant_requests_seconds_count",
                "http_server_requests_seconds_count",
                "flowex_database_queries_seconds_count",
                "flowex_cache_requests_total");
    }

    @Test
    void aTradeMovesVolumeRevenueAndDepth() {
        HttpApi maker = api.newUser("maker-of-figures@example.com");
        HttpApi taker = api.newUser("taker-of-figures@example.com");
        maker.deposit("BTC", "3");
        taker.deposit("USDT", "100000");
        Scrape before = scrape();
        maker.order("sell", "30000", "2", "offer").expect(201);
        taker.order("buy", "30000", "1", "take").expect(201);
        maker.order("buy", "20000", "0.01", "bid").expect(201);

        moves(before, "flowex_trades_total", "tenant", "1");
        moves(before, "flowex_trading_volume_total", "asset", "USDT");
        moves(before, "flowex_revenue_total");
        moves(before, "flowex_market_depth", "side", "ask");
        moves(before, "flowex_market_levels");
        moves(before, "flowex_market_last_trade_timestamp_seconds");
        Await.until(() -> scrape().has("flowex_market_spread_bps"));
    }

    @Test
    void usersMoveTheirFigures() {
        Scrape before = scrape();
        api.newUser("login@example.com");
        api.post("/api/auth/login", Map.of("email", "login@example.com", "password", "wrong"))
                .expect(401);

        moves(before, "flowex_session_requests_total", "step", "register");
        moves(before, "flowex_session_requests_total", "outcome", "invalid_credentials");
    }

    @Test
    void aStreamMovesItsFigures() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Scrape before = scrape();
            WebSocket socket = client.newWebSocketBuilder()
                    .connectTimeout(Duration.ofMinutes(2))
                    .buildAsync(
                            java.net.URI.create("ws://localhost:" + flowEx.port() + "/ws/market-data"),
                            new WebSocket.Listener() {})
                    .get();
            socket.sendText("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USDT\"}", true)
                    .get();
            moves(before, "flowex_market_data_stream_connections");
            moves(before, "flowex_market_data_stream_messages_total");
            socket.abort();
        }
    }

    @Test
    void aMarketThatHaltsIsCounted() {
        HttpApi admin = api.admin();
        Scrape before = scrape();
        admin.post("/api/trading/pairs/ETH-USDT/halt", Map.of()).expect(200);
        moves(before, "flowex_market_state_changes_total");
        Await.until(() -> scrape().sum("flowex_market_open", "market", "ETH-USDT") == 0);
        admin.post("/api/trading/pairs/ETH-USDT/resume", Map.of()).expect(200);
    }
}
