package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.store.margin.LoanHistory.HistoryPage;
import com.flowex.wallet.store.margin.NoticeMarksTable;
import com.flowex.wallet.store.margin.NoticeMarksTable.CallEvent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The wallet service with its routes of cross margin, a market of BTC in USDT, and a clock that follows the log. */
final class MarginWorld implements AutoCloseable {

    static final String MARGIN = "/api/v1/margin";
    private static final InstrumentId MARKET = new InstrumentId(1);

    final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));
    final TestServer server;
    final MarginService margin;

    /** Token of a second administrator. */
    final String second;

    private volatile Instant logTime = Instant.EPOCH;
    private int orders;

    MarginWorld() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        world.exchange.accepted(new OpenAccount(WalletWorld.account(3)));
        world.exchange.accepted(new OpenAccount(WalletWorld.account(9)));
        Instrument market = new Instrument(
                1,
                MARKET,
                "BTC-USDT",
                world.reader.asset(1, "BTC").id(),
                world.reader.asset(1, "USDT").id(),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0),
                new FeeRates(0, 0));
        world.exchange.accepted(new ListInstrument(market));
        world.listedMarkets.listed(world.reader.asset(1, "BTC"));
        world.listedMarkets.listed(world.reader.asset(1, "USDT"));
        world.listedMarkets.listed(market, MarketState.OPEN);
        second = world.stand.token(10, "admin");
        margin = new MarginService(world.stand.platform(), world.orderEntry, world.reader, () -> logTime);
        server = TestServer.of(world.stand, margin.routes());
        world.conjure(9, "BTC", 10);
        world.conjure(9, "USDT", 100_000);
        world.conjure(1, "USDT", 2_000);
        world.conjure(2, "USDT", 50_000);
        world.conjure(2, "BTC", 10);
    }

    TestAnswer get(String path, String token) {
        world.shown();
        return server.get(MARGIN + path, token);
    }

    TestAnswer post(String path, String body, String token) {
        world.shown();
        return server.post(MARGIN + path, body, token);
    }

    TestAnswer leverage(String token, String leverage) {
        world.shown();
        return server.put(MARGIN + "/leverage", "{\"leverage\":" + leverage + "}", token);
    }

    static JsonNode done(int status, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        return answer.text().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }

    static void names(String field, TestAnswer answer) {
        refused(400, "invalid_field", answer);
        assertTrue(
                answer.json().path("errors").findValuesAsText("field").contains(field),
                () -> field + ": " + answer.text());
    }

    static String terms(long version, String cap) {
        return """
                {"version":%d,"price_scale":2,"haircut":"0","cap":"%s","hourly_rate":"0.00001",
                 "tiers":[{"from":"0","initial":"0.05","maintenance":"0.04"}]}""".formatted(version, cap);
    }

    TestAnswer setTerms(String currency, String body) {
        world.shown();
        return server.put(MARGIN + "/pools/" + currency, body, world.admin);
    }

    /** Sends a quote a second after everything else. A quote's time in the future is that of the log. */
    TestAnswer quote(String currency, int source, String price) {
        world.exchange.pass(Duration.ofSeconds(1));
        return post(
                "/quotes",
                "{\"currency\":\"%s\",\"source\":%d,\"price\":\"%s\",\"volume\":\"1\",\"time\":\"2200-01-01T00:00:00Z\"}"
                        .formatted(currency, source, price),
                world.admin);
    }

    /** Three sources give both prices. */
    void costs(String btc) {
        for (int source = 1; source <= 3; source++) {
            done(200, quote("USDT", source, "1"));
            JsonNode taken = done(200, quote("BTC", source, btc));
            logTime = Instant.parse(taken.path("time").asText());
        }
        world.exchange.pass(Duration.ZERO);
        world.shown();
    }

    /** Returns the log time as far as quotes have shown it. */
    Instant logTime() {
        return logTime;
    }

    TestAnswer borrow(String token, String currency, String amount, String id) {
        return post(
                "/loans",
                "{\"currency\":\"%s\",\"amount\":\"%s\",\"id\":\"%s\"}".formatted(currency, amount, id),
                token);
    }

    TestAnswer repay(String token, String currency, String amount, String id) {
        String part = amount.equals("all") ? "\"all\":true" : "\"amount\":\"" + amount + "\"";
        return post("/repayments", "{\"currency\":\"%s\",%s,\"id\":\"%s\"}".formatted(currency, part, id), token);
    }

    JsonNode account(String token) {
        return done(200, get("/account", token));
    }

    static JsonNode asset(JsonNode account, String currency) {
        for (JsonNode item : account.path("items")) {
            if (item.path("currency").asText().equals(currency)) {
                return item;
            }
        }
        throw new AssertionError(currency + " is not in " + account);
    }

    void order(long user, Side side, String btc, long cents) {
        world.exchange.accepted(new PlaceOrder(new OrderRequest(
                WalletWorld.account(user),
                ClientOrderId.of("margin-" + ++orders),
                MARKET,
                side,
                new Quantity(new BigDecimal(btc).movePointRight(8).longValueExact()),
                new OrderTerms.Limit(new Price(cents), TimeInForce.GTC, false))));
        world.shown();
    }

    void feature(boolean isOn) {
        var tenant = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TestTenants.change(
                world.stand, tenant, each -> each.like(tenant.configuration().with(Feature.MARGIN, isOn)));
    }

    String fund(String from, String to, String currency, String amount) {
        JsonNode proposed = done(
                201,
                post(
                        "/transfers",
                        "{\"from\":\"%s\",\"to\":\"%s\",\"currency\":\"%s\",\"amount\":\"%s\",\"reason\":\"lend it\"}"
                                .formatted(from, to, currency, amount),
                        world.admin));
        return proposed.path("id").asText();
    }

    /** Lets the second administrator approve a transfer. */
    TestAnswer approve(String id) {
        return post("/transfers/" + id + "/approve", "", second);
    }

    /** Returns the whole history of a user's account. */
    HistoryPage history(long user) {
        world.shown();
        return new HistoryPage(WalletWorld.account(user), null, LogTime.Span.ALL, 0, 100);
    }

    /** Returns the lending pools of BTC and USDT. */
    JsonNode pools() {
        return done(200, get("/pools", world.admin)).path("items");
    }

    /** Returns what prevents the account of a user from being closed, besides money. */
    List<String> holdings(long user) {
        long account = WalletWorld.account(user).number();
        return world.stand.database().query(1, connection -> WalletPrivacyQueries.holdings().stream()
                .flatMap(each -> Sql.all(connection, row -> row.getString(1), each.sql(), 1, account).stream())
                .toList());
    }

    /** Returns the margin calls and liquidations of the log, once the worker of notices has read them. */
    List<String> readForNotices() {
        List<CallEvent> events =
                world.stand.database().query(1, transaction -> NoticeMarksTable.after(transaction, 1, 0, 100));
        long last = events.getLast().sequence();
        Await.until(
                () -> last == world.stand.database().query(1, transaction -> NoticeMarksTable.mark(transaction, 1)));
        return events.stream()
                .map(event -> event.kind() + " " + event.account().number())
                .toList();
    }

    /** Sets the mark that the migration leaves in the view of an older exchange, or takes it away as a rebuild does. */
    void rebuilt(String restriction) throws SQLException {
        try (Connection views = world.stand.database().views().getConnection();
                Statement statement = views.createStatement()) {
            statement.execute("""
                    INSERT INTO wallet.account_stops (tenant, account, restriction) VALUES (1, 0, '%s')
                    ON CONFLICT (tenant, account) DO UPDATE SET restriction = excluded.restriction""".formatted(restriction));
            if (!views.getAutoCommit()) {
                views.commit();
            }
        }
    }

    static List<TestAnswer> atOnce(Callable<TestAnswer> one, Callable<TestAnswer> other) throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<TestAnswer> answers = new ArrayList<>();
            for (Future<TestAnswer> each : both.invokeAll(List.of(one, other))) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    /** Sends a request twice at once. */
    static List<Integer> statuses(Callable<TestAnswer> request) throws Exception {
        return atOnce(request, request).stream()
                .map(TestAnswer::status)
                .sorted()
                .toList();
    }

    /** Makes each quote older. */
    void pass(Duration time) {
        logTime = logTime.plus(time);
    }

    @Override
    public void close() {
        server.close();
        world.close();
    }
}
