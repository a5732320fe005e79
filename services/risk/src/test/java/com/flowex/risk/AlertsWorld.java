package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.database.sql.Sql;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import com.flowex.risk.app.daily.MarketCaps;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.daily.ScoreListener;
import com.flowex.risk.app.measure.BookStatistics;
import com.flowex.risk.app.run.HoldingsSource;
import com.flowex.risk.app.watch.AlertChannels;
import com.flowex.risk.app.watch.BrowserPushSender;
import com.flowex.risk.app.watch.PriceAlertFollower;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Alerts on a price that tests move, with mails, browsers and webhooks that take their messages, or do not. */
abstract class AlertsWorld {

    static final String ROOT = "/api/v1/risk/alerts";
    static final String PRICE =
            "{\"subject\":\"price\",\"asset\":\"CALM\",\"side\":\"above\",\"threshold\":\"100\",\"cool_down_seconds\":0}";

    final TestStand stand = TestStand.freshFor("risk");
    final String admin = stand.token(1, "admin");
    final String user = stand.token(2, "user");
    final List<String> letters = new ArrayList<>();
    final long today = Instant.now().getEpochSecond() / 86_400;
    double price = 90;
    boolean takesMail = true;
    Runnable meanwhile = () -> {};

    /** CALM moved until yesterday, and costs today what it costs. */
    private final class Days implements MarketHistory {

        @Override
        public List<DailyBar> bars(ListedMarket market, long fromDay) {
            if (!market.base().code().equals("CALM")) {
                return List.of();
            }
            Runnable before = meanwhile;
            meanwhile = () -> {};
            before.run();
            List<DailyBar> bars = new ArrayList<>();
            for (DailyBar bar : TestDays.moving(400, 0.4, 2)) {
                long day = bar.day() - TestDays.TODAY + today;
                if (day < today) {
                    bars.add(new DailyBar(day, bar.open(), bar.high(), bar.low(), bar.close(), bar.turnover()));
                }
            }
            bars.add(new DailyBar(today, price, price, price, price, 1));
            return bars.stream().filter(bar -> bar.day() >= fromDay).toList();
        }

        @Override
        public Optional<BookStatistics> book(ListedMarket market) {
            return Optional.empty();
        }
    }

    private record Owned(Map<String, BigDecimal> assets) implements HoldingsSource {

        @Override
        public Map<String, BigDecimal> of(int tenant, List<Long> accounts) {
            return assets;
        }

        @Override
        public Map<String, BigDecimal> ofAll(int tenant) {
            return assets;
        }
    }

    private static final class NoOrders implements RiskTaskQueue {

        @Override
        public Ordered scores(int tenant, String by) {
            return new Ordered("1", "queued");
        }

        @Override
        public Ordered portfolios(int tenant, String by) {
            return scores(tenant, by);
        }
    }

    private boolean write(int tenant, long account, String subject, String text) throws IOException {
        if (!takesMail) {
            throw new IOException("no such mailbox");
        }
        assertTrue(text.contains(subject.substring("Alert: ".length())));
        if (wantsAlerts) {
            letters.add(tenant + " " + account + " " + subject);
        }
        return wantsAlerts;
    }

    /** Mails and webhooks of alerts are switched on. */
    boolean wantsAlerts = true;

    final List<String> pushed = new CopyOnWriteArrayList<>();
    Set<String> browsers = Set.of("phone", "desk");
    Set<String> deaf = Set.of();

    private BrowserPushSender.PushResult push(int tenant, long account, Map<String, Object> note, Set<String> known) {
        Set<String> taken = new TreeSet<>(browsers);
        taken.removeAll(known);
        int all = taken.size();
        List<String> failures = taken.stream()
                .filter(deaf::contains)
                .map(each -> each + ": status 503")
                .toList();
        taken.removeAll(deaf);
        taken.forEach(each -> pushed.add(tenant + " " + account + " " + each + " " + note));
        return new BrowserPushSender.PushResult(all, taken, failures);
    }

    /** As if the pause after a failure were over. */
    void pauseIsOver() {
        stand.platform()
                .database()
                .asOwner(
                        1,
                        transaction -> Sql.execute(
                                transaction, "UPDATE risk.alert_firings SET push_due = now() - interval '1 second'"));
    }

    final List<Call> called = new ArrayList<>();
    int status = 204;

    record Call(URI to, Map<String, String> headers, String body) {}

    private int post(URI to, Map<String, String> headers, byte[] body) throws IOException {
        called.add(new Call(to, headers, new String(body, StandardCharsets.UTF_8)));
        if (status == 0) {
            throw new IOException("nobody answers");
        }
        return status;
    }

    private final RiskTables tables = new RiskTables(stand.edge());
    final TestPrices prices = new TestPrices();
    final RiskComputations computations = computations();
    final PriceAlertFollower follower = computations.prices(prices);
    private final RiskService service = new RiskService(tables, TestListing.of("CALM", "LOST"), new NoOrders());
    final TestServer server;

    AlertsWorld() {
        tables.start();
        server = TestServer.of(stand, service.routes());
    }

    @AfterEach
    void close() {
        server.close();
        stand.close();
    }

    /** Computations as a process makes them at its start. */
    final RiskComputations computations() {
        return new RiskComputations(
                tables,
                RiskSettings.DEFAULTS,
                new PricedMarkets(TestListing.of("CALM", "LOST"), new Days(), MarketCaps.UNKNOWN),
                ScoreListener.NO_LISTENER,
                new Owned(Map.of("CALM", BigDecimal.TEN)),
                new AlertChannels(this::write, this::push, this::post, (_, _) -> wantsAlerts));
    }

    String made(String path, String body, String token) {
        var answer = server.post(path, body, token);
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }

    JsonNode items(String path, String token) {
        return server.get(path, token).json().path("items");
    }

    String look() throws InterruptedException {
        String checked = computations.alerts().run(1, (_, _) -> {});
        computations.mails().run(1, (_, _) -> {});
        computations.pushes().run(1, (_, _) -> {});
        computations.hooks().run(1, (_, _) -> {});
        return checked;
    }
}
