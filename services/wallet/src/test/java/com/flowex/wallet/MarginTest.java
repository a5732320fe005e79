package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: the routes of cross margin move exactly the money that the rules of lending allow, and refuse everything else by
 * name. Method: one exchange with the real engine and the views; the tests follow its life: terms, quotes of three
 * sources, a funded pool, a loan that is sold short, a margin call, a liquidation and the repayment.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MarginTest {

    private static final String MARGIN = "/api/v1/margin";
    private static final InstrumentId MARKET = new InstrumentId(1);

    private static WalletWorld world;
    private static TestServer server;
    private static String second;
    private static volatile Instant logTime = Instant.EPOCH;
    private static int orders;

    @BeforeAll
    static void begin() {
        world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        world.exchange.accepted(new OpenAccount(WalletWorld.account(3)));
        world.exchange.accepted(new OpenAccount(WalletWorld.account(9)));
        world.exchange.accepted(new ListInstrument(new Instrument(
                1,
                MARKET,
                "BTC-USDT",
                world.reader.asset(1, "BTC").id(),
                world.reader.asset(1, "USDT").id(),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0),
                new FeeRates(0, 0))));
        second = world.stand.token(10, "admin");
        MarginService margin =
                new MarginService(world.stand.platform(), world.orderEntry, world.reader, () -> logTime);
        server = TestServer.of(world.stand, margin.routes(world.stand.database()));
        world.conjure(9, "BTC", 10);
        world.conjure(9, "USDT", 100_000);
        world.conjure(1, "USDT", 2_000);
        world.conjure(2, "USDT", 50_000);
        world.conjure(2, "BTC", 10);
    }

    @AfterAll
    static void end() {
        server.close();
        world.close();
    }

    private static TestAnswer get(String path, String token) {
        world.shown();
        return server.get(MARGIN + path, token);
    }

    private static TestAnswer post(String path, String body, String token) {
        world.shown();
        return server.post(MARGIN + path, body, token);
    }

    private static JsonNode done(int status, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        return answer.text().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    private static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }

    private static void names(String field, TestAnswer answer) {
        refused(400, "invalid_field", answer);
        assertTrue(
                answer.json().path("errors").findValuesAsText("field").contains(field),
                () -> field + ": " + answer.text());
    }

    private static String terms(long version, String cap) {
        return """
                {"version":%d,"price_scale":2,"haircut":"0","cap":"%s","hourly_rate":"0.00001",
                 "tiers":[{"from":"0","initial":"0.05","maintenance":"0.04"}]}""".formatted(version, cap);
    }

    private static TestAnswer setTerms(String currency, String body) {
        world.shown();
        return server.put(MARGIN + "/pools/" + currency, body, world.admin);
    }

    /** A quote's time in the future is that of the log, so each is later than the one before. */
    private static TestAnswer quote(String currency, int source, String price) {
        return post(
                "/quotes",
                "{\"currency\":\"%s\",\"source\":%d,\"price\":\"%s\",\"volume\":\"1\",\"time\":\"2200-01-01T00:00:00Z\"}"
                        .formatted(currency, source, price),
                world.admin);
    }

    /** Three sources give both prices. */
    private static void costs(String btc) {
        for (int source = 1; source <= 3; source++) {
            done(200, quote("USDT", source, "1"));
            JsonNode taken = done(200, quote("BTC", source, btc));
            logTime = Instant.parse(taken.path("time").asText());
        }
        world.exchange.pass(Duration.ZERO);
        world.shown();
    }

    private static TestAnswer borrow(String token, String currency, String amount, String id) {
        return post(
                "/loans",
                "{\"currency\":\"%s\",\"amount\":\"%s\",\"id\":\"%s\"}".formatted(currency, amount, id),
                token);
    }

    private static TestAnswer repay(String token, String currency, String amount, String id) {
        String part = amount.equals("all") ? "\"all\":true" : "\"amount\":\"" + amount + "\"";
        return post("/repayments", "{\"currency\":\"%s\",%s,\"id\":\"%s\"}".formatted(currency, part, id), token);
    }

    private static JsonNode account(String token) {
        return done(200, get("/account", token));
    }

    private static JsonNode asset(JsonNode account, String currency) {
        for (JsonNode item : account.path("items")) {
            if (item.path("currency").asText().equals(currency)) {
                return item;
            }
        }
        throw new AssertionError(currency + " is not in " + account);
    }

    private static void order(long user, Side side, String btc, long cents) {
        world.exchange.accepted(new PlaceOrder(new OrderRequest(
                WalletWorld.account(user),
                ClientOrderId.of("margin-" + ++orders),
                MARKET,
                side,
                new Quantity(new BigDecimal(btc).movePointRight(8).longValueExact()),
                new OrderTerms.Limit(new Price(cents), TimeInForce.GTC, false))));
        world.shown();
    }

    private static void feature(boolean isOn) {
        var tenant = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TenantConfiguration as = tenant.configuration();
        Map<String, Boolean> features = new TreeMap<>(as.features());
        features.put("margin", isOn);
        TestTenants.change(
                world.stand,
                tenant,
                each -> each.like(new TenantConfiguration(
                        as.branding(), as.locales(), features, as.rates(), as.markets(), as.selfTradePrevention())));
    }

    private static String fund(String from, String to, String currency, String amount) {
        JsonNode proposed = done(
                201,
                post(
                        "/transfers",
                        "{\"from\":\"%s\",\"to\":\"%s\",\"currency\":\"%s\",\"amount\":\"%s\",\"reason\":\"lend it\"}"
                                .formatted(from, to, currency, amount),
                        world.admin));
        return proposed.path("id").asText();
    }

    @Test
    @Order(1)
    void tenantLendsOnlyAfterItSwitchesTheFeatureOn() {
        refused(403, "feature_off", borrow(world.ada, "BTC", "1", "too-early"));
        feature(true);
        refused(422, "lending_pool_missing", borrow(world.ada, "BTC", "1", "without-terms"));
        refused(422, "repays_more_than_owed", repay(world.ada, "BTC", "1", "nothing"));
        assertEquals(0, account(world.ada).path("items").size());
    }

    @Test
    @Order(2)
    void termsAreSetByTheVersionAtWhichTheyWereRead() {
        refused(403, "forbidden", server.put(MARGIN + "/pools/BTC", terms(0, "1.5"), world.ada));
        names("tiers", setTerms("BTC", terms(0, "1").replaceAll("\\[.*]", "[]")));
        names("haircut", setTerms("BTC", terms(0, "1").replace("\"haircut\":\"0\"", "\"haircut\":\"1.1\"")));
        names("hourly_rate", setTerms("BTC", terms(0, "1").replace("0.00001", "0.01")));
        names("tiers.0.maintenance", setTerms("BTC", terms(0, "1").replace("0.04", "0.06")));
        names("version", setTerms("BTC", terms(0, "1").replace("\"version\":0,", "")));
        JsonNode pool = done(200, setTerms("BTC", terms(0, "1")));
        long version = pool.path("terms").path("version").asLong();
        refused(409, "version_changed", setTerms("BTC", terms(0, "1.5")));
        refused(422, "margin_scale_fixed", setTerms("BTC", terms(version, "1.5").replace("\"price_scale\":2", "\"price_scale\":3")));
        assertEquals("1.5", done(200, setTerms("BTC", terms(version, "1.5"))).path("terms").path("cap").asText());
        done(200, setTerms("USDT", terms(0, "20000")));
        refused(404, "unknown_asset", setTerms("DOGE", terms(0, "1")));

        String levels = "{\"version\":0,\"call\":\"1.3\",\"liquidation\":\"1.1\",\"fee\":\"0.02\"}";
        assertEquals("1.3", done(200, get("/levels", world.admin)).path("call").asText());
        names("call", server.put(MARGIN + "/levels", levels.replace("1.3", "1.05"), world.admin));
        done(200, server.put(MARGIN + "/levels", levels.replace("0.02", "0.01"), world.admin));
        refused(409, "version_changed", server.put(MARGIN + "/levels", levels, world.admin));
    }

    @Test
    @Order(3)
    void poolIsFundedByTwoPeople() {
        names("to", post("/transfers", "{\"from\":\"pool\",\"to\":\"pool\",\"currency\":\"BTC\",\"amount\":\"1\",\"reason\":\"x\"}", world.admin));
        String id = fund("own", "pool", "BTC", "5");
        refused(403, "forbidden", post("/transfers/" + id + "/approve", "", world.admin));
        assertEquals("posted", done(200, post("/transfers/" + id + "/approve", "", second)).path("state").asText());
        assertEquals("posted", done(200, post("/transfers/" + id + "/approve", "", second)).path("state").asText());
        done(200, post("/transfers/" + fund("own", "pool", "USDT", "20000") + "/approve", "", second));
        refused(422, "insufficient_funds", post("/transfers/" + fund("fees", "pool", "USDT", "1") + "/approve", "", second));
        String rejected = fund("pool", "fees", "USDT", "1");
        assertEquals("rejected", done(200, post("/transfers/" + rejected + "/reject", "", second)).path("state").asText());
        refused(409, "already_decided", post("/transfers/" + rejected + "/approve", "", second));
        JsonNode pools = done(200, get("/pools", world.admin)).path("items");
        assertEquals("5", pools.path(0).path("free").asText(), pools.toString());
        assertEquals("0", pools.path(0).path("lent").asText(), pools.toString());
    }

    @Test
    @Order(4)
    void quotesOfThreeSourcesMakeAnIndexPrice() {
        refused(422, "index_price_uncertain", borrow(world.ada, "BTC", "1", "no-price"));
        refused(403, "forbidden", post("/quotes", "{}", world.ada));
        names("source", quote("BTC", 17, "1000"));
        names("price", quote("BTC", 1, "-1"));
        refused(404, "unknown_asset", quote("DOGE", 1, "1"));
        costs("1000");
        String old = "{\"currency\":\"BTC\",\"source\":1,\"price\":\"1\",\"volume\":\"1\",\"time\":\"2020-01-01T00:00:00Z\"}";
        refused(409, "index_quote_outdated", post("/quotes", old, world.admin));
        JsonNode index = done(200, get("/pools", world.admin)).path("items").path(0).path("index");
        assertEquals("1000", index.path("price").asText(), index.toString());
        assertTrue(index.path("certain").asBoolean(), index.toString());
        assertEquals(3, index.path("fresh_sources").asInt(), index.toString());
        logTime = logTime.plusSeconds(60);
        assertFalse(done(200, get("/pools", world.admin))
                .path("items")
                .path(0)
                .path("index")
                .path("certain")
                .asBoolean());
        costs("1000");
    }

    @Test
    @Order(5)
    void loanIsMadeOnceAndIsNeverAboveTheCapOrTheCollateral() throws Exception {
        JsonNode before = account(world.ada);
        assertEquals("", before.path("level").asText(""), before.toString());
        assertEquals("1.5", asset(before, "BTC").path("borrowable").asText(), before.toString());
        assertEquals("2000", asset(before, "USDT").path("withdrawable").asText(), before.toString());
        names("id", post("/loans", "{\"currency\":\"BTC\",\"amount\":\"1\"}", world.ada));
        names("amount", borrow(world.ada, "BTC", "0", "zero"));
        refused(422, "lending_cap_reached", borrow(world.ada, "BTC", "1.50000001", "above-cap"));
        refused(422, "margin_level_too_low", borrow(world.cyd, "USDT", "1", "no-collateral"));

        List<TestAnswer> answers = atOnce(
                () -> borrow(world.ada, "BTC", "1", "first"), () -> borrow(world.bob, "BTC", "1", "first"));
        assertEquals(
                List.of(201, 422), answers.stream().map(TestAnswer::status).sorted().toList(), answers.toString());
        boolean isAdas = answers.getFirst().status() == 201;
        if (!isAdas) {
            done(201, repay(world.bob, "BTC", "all", "give-way"));
            done(201, borrow(world.ada, "BTC", "1", "second"));
        }
        String id = isAdas ? "first" : "second";
        JsonNode again = done(200, borrow(world.ada, "BTC", "1", id));
        assertEquals("1", again.path("principal").asText(), again.toString());
        assertEquals("0.00001", again.path("interest").asText(), again.toString());
        refused(409, "transfer_id_reused", borrow(world.ada, "BTC", "0.5", id));
        JsonNode owing = account(world.ada);
        assertEquals("1", asset(owing, "BTC").path("principal").asText(), owing.toString());
        assertEquals("2.99997", owing.path("level").asText().substring(0, 7), owing.toString());
        JsonNode pool = done(200, get("/pools", world.admin)).path("items").path(0);
        assertEquals("1", pool.path("lent").asText(), pool.toString());
        assertEquals("4", pool.path("free").asText().substring(0, 1), pool.toString());
        assertEquals(
                "1001",
                done(200, get("/pools/BTC/debts", world.admin))
                        .path("items")
                        .path(0)
                        .path("account")
                        .asText());
    }

    private static List<TestAnswer> atOnce(Callable<TestAnswer> one, Callable<TestAnswer> other) throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<TestAnswer> answers = new ArrayList<>();
            for (Future<TestAnswer> each : both.invokeAll(List.of(one, other))) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    @Test
    @Order(6)
    void stoppedAccountBorrowsNothingAndRepays() {
        AccountId ada = WalletWorld.account(1);
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(ada), true));
        refused(422, "account_killed", borrow(world.ada, "BTC", "0.1", "killed"));
        assertEquals("0", asset(account(world.ada), "BTC").path("borrowable").asText());
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(ada), false));
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfTenant(1), true));
        refused(422, "tenant_killed", borrow(world.ada, "BTC", "0.1", "all-killed"));
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfTenant(1), false));
        world.exchange.accepted(new RestrictAccount(ada, AccountRestriction.REDUCE_ONLY));
        refused(403, "account_restricted", borrow(world.ada, "BTC", "0.1", "reduces"));
        feature(false);
        JsonNode repaid = done(201, repay(world.ada, "BTC", "0.1", "a-part"));
        assertEquals("0.90001", repaid.path("principal").asText(), repaid.toString());
        assertEquals("0", repaid.path("interest").asText(), repaid.toString());
        assertEquals(200, repay(world.ada, "BTC", "0.1", "a-part").status());
        feature(true);
        world.exchange.accepted(new RestrictAccount(ada, AccountRestriction.NONE));
        done(201, borrow(world.ada, "BTC", "0.1", "again"));
        refused(422, "repays_more_than_owed", repay(world.ada, "BTC", "2", "too-much"));
        names("amount", post("/repayments", "{\"currency\":\"BTC\",\"id\":\"neither\"}", world.ada));
        names("amount", post("/repayments", "{\"currency\":\"BTC\",\"all\":true,\"amount\":\"1\",\"id\":\"both\"}", world.ada));
    }

    @Test
    @Order(7)
    void owedMoneyLeavesOnlyAboveTheLevelOfTransfers() {
        JsonNode before = account(world.ada);
        String free = asset(before, "USDT").path("withdrawable").asText();
        TestAnswer sent = world.server.post(
                "/api/wallet/transfers",
                "{\"to\":\"bob@example.com\",\"currency\":\"USDT\",\"amount\":\"1900\",\"id\":\"too-much\"}",
                world.ada);
        refused(422, "margin_level_too_low", sent);
        assertTrue(new BigDecimal(free).compareTo(new BigDecimal("1000")) <= 0, free);
    }

    @Test
    @Order(8)
    void interestIsChargedEachHourAndListed() {
        world.exchange.pass(Duration.ofHours(2));
        world.shown();
        JsonNode charges = done(200, get("/interest?currency=BTC&limit=2", world.ada));
        assertEquals(2, charges.path("items").size(), charges.toString());
        assertFalse(charges.path("next_cursor").isNull(), charges.toString());
        assertFalse(asset(account(world.ada), "BTC").path("interest").asText().equals("0"));
        costs("1000");
    }

    @Test
    @Order(9)
    void shortSaleIsCalledLiquidatedAndRepaid() {
        order(2, Side.BUY, "1", 100_000);
        order(1, Side.SELL, "1", 100_000);
        JsonNode sold = account(world.ada);
        assertEquals("at_or_above", asset(sold, "BTC").path("liquidation_when").asText(), sold.toString());
        String preview = asset(sold, "BTC").path("liquidation_price").asText();
        costs("2400");
        assertEquals(1, done(200, get("/calls", world.ada)).path("items").size());
        assertFalse(account(world.ada).path("liquidating").asBoolean());

        order(2, Side.SELL, "5", 280_000);
        costs("2750");
        assertTrue(new BigDecimal(preview).compareTo(new BigDecimal("2750")) <= 0, preview);
        JsonNode ended = done(200, get("/liquidations", world.ada)).path("items");
        assertEquals(1, ended.size(), ended.toString());
        assertFalse(ended.path(0).path("ended_at").isNull(), ended.toString());
        JsonNode all = done(200, get("/all-liquidations?state=all", world.admin)).path("items");
        assertEquals("1001", all.path(0).path("account").asText(), all.toString());
        assertEquals(0, done(200, get("/all-liquidations?state=running", world.admin)).path("items").size());
        JsonNode left = account(world.ada);
        assertTrue(left.path("level").asText().compareTo("1.28") > 0, left.toString());

        order(1, Side.BUY, "0.29", 280_000);
        JsonNode repaid = done(201, repay(world.ada, "BTC", "all", "the-rest"));
        assertEquals("0", repaid.path("principal").asText(), repaid.toString());
        assertEquals("0", repaid.path("interest").asText(), repaid.toString());
        JsonNode free = account(world.ada);
        assertTrue(free.path("level").isNull(), free.toString());
        assertEquals("0", done(200, get("/pools", world.admin)).path("items").path(0).path("lent").asText());
        assertEquals(200, repay(world.ada, "BTC", "all", "the-rest").status());
        refused(422, "repays_more_than_owed", repay(world.ada, "BTC", "all", "nothing-left"));
    }

    @Test
    @Order(10)
    void shortfallIsRecordedAndBookedByTheInsurance() {
        world.conjure(1, "USDT", 2_000);
        costs("1000");
        done(201, borrow(world.ada, "BTC", "1", "to-lose"));
        order(2, Side.BUY, "1", 100_000);
        order(1, Side.SELL, "1", 100_000);
        world.exchange.accepted(new SetKillSwitch(new KillScope.OfAccount(WalletWorld.account(2)), true));
        costs("20000");
        AccountId ada = WalletWorld.account(1);
        assertTrue(account(world.ada).path("liquidating").asBoolean(), "no market sells at a tenth of the index");
        done(200, post("/accounts/" + ada.number() + "/liquidation/close", "", world.admin));
        JsonNode recorded = done(200, get("/shortfalls", world.admin)).path("items");
        assertEquals(1, recorded.size(), recorded.toString());
        assertFalse(recorded.path(0).path("booked").asBoolean(), recorded.toString());
        String lost = recorded.path(0).path("amount").asText();
        done(200, post("/transfers/" + fund("own", "insurance", "BTC", lost) + "/approve", "", second));
        done(200, post("/transfers/" + fund("insurance", "pool", "BTC", lost) + "/approve", "", second));
        JsonNode booked = done(200, get("/shortfalls", world.admin)).path("items");
        assertTrue(booked.path(0).path("booked").asBoolean(), booked.toString());
        assertEquals("0", booked.path(0).path("total").asText(), booked.toString());
    }

    @Test
    @Order(11)
    void anotherTenantReachesNothing() {
        String stranger = world.neighbour();
        assertEquals(0, done(200, get("/pools", stranger)).path("items").size());
        refused(404, "unknown_account", get("/accounts/1001", stranger));
        refused(404, "unknown_account", post("/accounts/1001/liquidation/close", "", stranger));
        assertEquals(0, done(200, get("/all-liquidations", stranger)).path("items").size());
        assertEquals(0, done(200, get("/shortfalls", stranger)).path("items").size());
        assertEquals(0, done(200, get("/transfers", stranger)).path("items").size());
        refused(404, "unknown_asset", get("/pools/BTC/debts", stranger));
        refused(403, "forbidden", get("/pools", world.ada));
    }
}
