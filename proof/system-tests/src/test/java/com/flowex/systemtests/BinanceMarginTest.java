package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: clients of Binance borrow, repay and read their margin account with the numbers of our own routes, and are
 * refused by Binance's codes. Method: the life of one exchange: terms, a pool, a loan that buys bitcoin, a fall of the
 * price and a liquidation.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BinanceMarginTest {

    private static final String MARGIN = "/sapi/v1/margin/";
    private static final String BORROW = "type=BORROW&asset=USDT&amount=";
    private static final String REPAY = "type=REPAY&asset=USDT&amount=";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static int port;
    private static HttpApi api;
    private static HttpApi lends;
    private static HttpApi admin;
    private static HttpApi user;
    private static MarginClient trader;
    private static MarginClient reader;

    @BeforeAll
    static void start() {
        FlowEx flowEx = ExchangeHere.start(
                folder.resolve("data"),
                PARTS,
                Map.of(
                        "FLOWEX_RATE_PUBLIC", "100000",
                        "FLOWEX_RATE_ANONYMOUS", "100000",
                        "FLOWEX_RATE_USER", "100000"));
        port = flowEx.port();
        api = new HttpApi(ExchangeHere.url(flowEx));
        Map<String, Object> form = new HashMap<>(TenantWalk.form("lends"));
        form.put("users", List.of(MarginWalk.administrator("admin"), MarginWalk.administrator("second")));
        api.admin().post("/api/v1/tenants", form).expect(201);
        lends = api.withTenant("lends");
        admin = TenantWalk.admin(api, "lends");
        TenantWalk.awaitViews(admin);
        user = lends.newUser("owes@lends.example");
        trader = MarginClient.of(lends, user, "read", "trade");
        reader = MarginClient.of(lends, user, "read");
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static HttpApi.Answer lend(MarginClient by, String query) {
        return by.send("POST", MARGIN + "borrow-repay", query);
    }

    private static void refused(int code, HttpApi.Answer answer) {
        assertEquals(code, answer.body().path("code").asInt(), answer::text);
    }

    /** Quotes are good for a minute, which a busy machine may take for a few requests. */
    private static HttpApi.Answer atAPrice(MarginClient by, String query) {
        return atAPrice(() -> lend(by, query));
    }

    static HttpApi.Answer atAPrice(Supplier<HttpApi.Answer> request) {
        AtomicReference<HttpApi.Answer> last = new AtomicReference<>();
        Await.until(() -> {
            MarginWalk.feed(admin);
            HttpApi.Answer answer = request.get();
            last.set(answer);
            return answer.body().path("code").asInt() != -3042;
        });
        return last.get();
    }

    private static void feature(boolean isOn) {
        admin.send("PATCH", "/api/v1/tenant", "{\"features\":{\"margin\":" + isOn + "}}")
                .expect(200);
    }

    private static JsonNode asset(JsonNode account, String code) {
        for (JsonNode each : account.path("userAssets")) {
            if (each.path("asset").asText().equals(code)) {
                return each;
            }
        }
        throw new AssertionError(code + " is not in " + account);
    }

    @Test
    @Order(1)
    void nothingIsLentWithoutTermsAndTheFeature() {
        refused(-3027, lend(trader, BORROW + "1"));
        MarginWalk.terms(admin, "USDT", "5000");
        MarginWalk.terms(admin, "BTC", "3");
        Await.until(() -> trader.get("allAssets", "").size() == 2);

        refused(-3008, lend(trader, BORROW + "1"));
        HttpApi.Answer off = trader.send("POST", MARGIN + "loan", "asset=USDT&amount=1");
        assertEquals(403, off.status(), off::text);
        refused(-2015, off);
        assertEquals(0, trader.get("allPairs", "").size());
        assertFalse(trader.get("allAssets", "asset=USDT")
                .path(0)
                .path("isBorrowable")
                .asBoolean(true));
        assertFalse(restrictions().path("enableMargin").asBoolean(true));
        feature(true);
        assertTrue(restrictions().path("enableMargin").asBoolean());
        JsonNode pairs = trader.get("allPairs", "");
        assertEquals(1, pairs.size(), "ETH has no terms: " + pairs);
        assertEquals("BTCUSDT", pairs.path(0).path("symbol").asText());
        Await.until(() -> lends.get("/api/v3/exchangeInfo").text().split("TradingAllowed\":true,\"f", -1).length == 2);
        refused(-3028, trader.send("GET", MARGIN + "priceIndex", "symbol=ETHUSDT"));
        refused(-3042, trader.send("GET", MARGIN + "priceIndex", "symbol=BTCUSDT"));
    }

    private static JsonNode restrictions() {
        return trader.send("GET", "/sapi/v1/account/apiRestrictions", "")
                .expect(200)
                .body();
    }

    @Test
    @Order(2)
    void absentPartsAreRefusedByName() {
        refused(-1102, lend(trader, BORROW + "1&isIsolated=TRUE"));
        refused(-1106, lend(trader, BORROW + "1&symbol=BTCUSDT"));
        refused(-1104, lend(trader, BORROW + "1&clientTag=x"));
        refused(-1106, trader.keyAlone("POST", "/sapi/v1/userListenToken?symbol=BTCUSDT"));
        refused(-1102, trader.keyAlone("POST", "/sapi/v1/userListenToken?isIsolated=TRUE"));
        refused(-1121, trader.keyAlone("POST", "/sapi/v1/userListenToken?isIsolated=TRUE&symbol=NONE"));
        refused(-1130, lend(trader, "type=LEND&asset=USDT&amount=1"));
        refused(-1102, lend(trader, "asset=USDT&amount=1"));
        refused(-1111, lend(trader, BORROW + "0"));
        refused(-3011, trader.send("GET", MARGIN + "interestHistory", "startTime=2&endTime=1"));
        refused(-1121, trader.send("GET", MARGIN + "maxBorrowable", "asset=USDT&isolatedSymbol=NONE"));
        HttpApi.Answer forbidden = lend(reader, BORROW + "1");
        assertEquals(403, forbidden.status(), forbidden::text);
        refused(-2015, forbidden);
        HttpApi.Answer absent = trader.send("POST", MARGIN + "transfer", "symbol=BTCUSDT");
        refused(-1020, absent);
        assertTrue(absent.text().contains("borrow-repay"), absent::text);
        refused(-1020, trader.send("POST", MARGIN + "isolated/account", "symbol=BTCUSDT"));
        refused(-1020, trader.send("GET", "/sapi/v1/accountSnapshot", "type=MARGIN"));
    }

    @Test
    @Order(3)
    void loanHasTheNumbersOfOurOwnRoutes() {
        user.deposit("BTC", "1");
        refused(-3045, atAPrice(trader, BORROW + "60"));
        HttpApi second = lends.login("second@lends.example", "SecurePass123!");
        admin.deposit("USDT", "1000");
        MarginWalk.decide(admin, second, Map.of("from", "own", "to", "pool"), "approve");
        refused(-3045, atAPrice(trader, BORROW + "5001"));
        HttpApi poor = lends.newUser("poor@lends.example");
        refused(-3006, atAPrice(MarginClient.of(lends, poor, "read", "trade"), BORROW + "10"));

        long id = atAPrice(trader, BORROW + "60.00000000")
                .expect(200)
                .body()
                .path("tranId")
                .asLong();
        JsonNode records = trader.get("borrow-repay", "type=BORROW&txId=" + id);
        assertEquals(1, records.path("total").asInt(), records::toString);
        JsonNode loan = records.path("rows").path(0);
        assertEquals("60", loan.path("amount").asText(), loan::toString);
        assertEquals("60", loan.path("principal").asText(), loan::toString);
        assertEquals("0", loan.path("interest").asText(), loan::toString);
        assertEquals("MANUAL", loan.path("type").asText(), loan::toString);
        assertEquals(
                id,
                trader.get("loan", "asset=USDT")
                        .path("rows")
                        .path(0)
                        .path("txId")
                        .asLong());
        JsonNode charged = trader.get("interestHistory", "asset=USDT").path("rows");
        JsonNode hour = charged.path(charged.size() - 1);
        assertEquals("ON_BORROW", hour.path("type").asText(), charged::toString);
        assertEquals("0.0006", hour.path("interest").asText(), charged::toString);
        assertEquals("60", hour.path("principal").asText(), charged::toString);
        assertEquals("0.00024", hour.path("interestRate").asText(), charged::toString);

        MarginWalk.feed(admin);
        String before = level();
        JsonNode account = trader.get("account", "");
        // An hour of interest may be charged in between.
        assertTrue(List.of(before, level()).contains(account.path("marginLevel").asText()), account::toString);
        assertEquals("60", asset(account, "USDT").path("borrowed").asText(), account::toString);
        assertEquals("60", asset(account, "USDT").path("free").asText(), account::toString);
        assertEquals("1", asset(account, "BTC").path("netAsset").asText(), account::toString);
        assertEquals("1.6", account.path("totalAssetOfBtc").asText(), account::toString);
        assertEquals("152", account.path("TotalCollateralValueInUSDT").asText(), account::toString);
        assertEquals("MARGIN_1", account.path("accountType").asText());
        JsonNode most = trader.get("maxBorrowable", "asset=USDT");
        assertEquals("5000", most.path("borrowLimit").asText(), most::toString);
        assertEquals(
                "100", trader.get("priceIndex", "symbol=BTCUSDT").path("price").asText());
    }

    private static String level() {
        return user.get("/api/v1/margin/account").expect(200).text("level");
    }

    @Test
    @Order(4)
    void signedMessageIsOneLoan() {
        String message = BORROW + "1&timestamp=" + MarginClient.timestamp();
        HttpApi.Answer first = trader.repeated("POST", MARGIN + "borrow-repay", message);
        HttpApi.Answer again = trader.repeated("POST", MARGIN + "borrow-repay", message);

        refused(-2015, again);
        int borrowed = first.status() == 200 ? 2 : 1;
        assertEquals(
                borrowed,
                trader.get("borrow-repay", "type=BORROW").path("total").asInt(),
                first::text);
        if (borrowed == 2) {
            lend(trader, REPAY + "1").expect(200);
        }
    }

    @Test
    @Order(5)
    void repaymentPaysInterestFirst() {
        refused(-3015, lend(trader, REPAY + "70"));
        long id = lend(trader, REPAY + "9").expect(200).body().path("tranId").asLong();
        JsonNode records = trader.get("borrow-repay", "type=REPAY&txId=" + id);
        JsonNode repaid = records.path("rows").path(0);
        assertEquals("9", repaid.path("amount").asText(), records::toString);
        assertEquals(
                0,
                new BigDecimal("9")
                        .compareTo(new BigDecimal(repaid.path("interest").asText())
                                .add(new BigDecimal(repaid.path("principal").asText()))),
                records::toString);
        assertEquals(1, trader.get("repay", "size=1").path("rows").size());
    }

    @Test
    @Order(6)
    void termsAreThoseOfThePool() {
        JsonNode bars = trader.get("tradeCoeff", "");
        assertEquals("2", bars.path("normalBar").asText());
        assertEquals("1.3", bars.path("marginCallBar").asText());
        assertEquals("1.1", bars.path("forceLiquidationBar").asText());
        trader.send("POST", MARGIN + "max-leverage", "maxLeverage=3").expect(200);
        refused(-2010, trader.send("POST", MARGIN + "max-leverage", "maxLeverage=100"));
        JsonNode terms = trader.get("crossMarginData", "coin=BTC").path(0);
        assertEquals("0.00024", terms.path("dailyInterest").asText(), terms::toString);
        assertEquals("0.0876", terms.path("yearlyInterest").asText(), terms::toString);
        assertEquals("3", terms.path("borrowLimit").asText(), terms::toString);
        assertEquals("BTCUSDT", terms.path("marginablePairs").path(0).asText(), terms::toString);
        JsonNode ratios = trader.get("crossMarginCollateralRatio", "");
        assertEquals(
                "0.95",
                ratios.path(0).path("collaterals").path(0).path("discountRate").asText());
        assertEquals(2, ratios.path(0).path("assetNames").size(), ratios::toString);
        JsonNode rates = trader.get("interestRateHistory", "asset=USDT");
        assertEquals("0.00024", rates.path(0).path("dailyInterestRate").asText(), rates::toString);
        JsonNode next = trader.get("next-hourly-interest-rate", "assets=USDT,BTC&isIsolated=FALSE");
        assertEquals("0.00001", next.path(1).path("nextHourlyInterestRate").asText(), next::toString);
    }

    @Test
    @Order(7)
    void orderBorrowsWhatTheAccountLacks() {
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=100&quantity=0.6";
        String borrows = order + "&sideEffectType=MARGIN_BUY&newOrderRespType=FULL";
        refused(-2010, place("order", order));
        refused(-1130, place("order", order + "&sideEffectType=LEND"));
        borrowsBeforeItsTrigger(
                borrows.replace("LIMIT&timeInForce=GTC", "STOP_LOSS_LIMIT&timeInForce=GTC&stopPrice=200"));

        JsonNode placed = atAPrice(() -> place("order", borrows)).expect(200).body();

        assertEquals("9", placed.path("marginBuyBorrowAmount").asText(), placed::toString);
        assertEquals("USDT", placed.path("marginBuyBorrowAsset").asText(), placed::toString);
        assertFalse(placed.path("isIsolated").asBoolean(true), placed::toString);
        String named = "symbol=BTCUSDT&isIsolated=FALSE&orderId="
                + placed.path("orderId").asText();
        assertEquals("NEW", trader.get("order", named).path("status").asText());
        assertEquals(1, trader.get("openOrders", "").size());
        JsonNode loan = trader.get("loan", "asset=USDT").path("rows").path(0);
        assertEquals("9", loan.path("principal").asText(), loan::toString);
        JsonNode canceled =
                trader.send("DELETE", MARGIN + "order", named).expect(200).body();
        assertEquals("CANCELED", canceled.path("status").asText(), canceled::toString);
        lend(trader, REPAY + "9").expect(200);
        RepayWalk.walk(lends, admin);
        try (TestSocket socket = new TestSocket(port, "/ws-api/v3?tenant=lends", Map.of(), Duration.ofMinutes(2))) {
            IsolatedWalk.walkByBinance(trader, socket);
        }
    }

    /** A stop and a pair borrow when they come, and return it when they are canceled. A list repays by no fill. */
    private static void borrowsBeforeItsTrigger(String stop) {
        String returning = stop + "&autoRepayAtCancel=true";
        JsonNode waits = atAPrice(() -> place("order", returning)).expect(200).body();
        assertEquals("9", waits.path("marginBuyBorrowAmount").asText(), waits::toString);
        trader.send("DELETE", MARGIN + "openOrders", "symbol=BTCUSDT").expect(200);
        String pair = "symbol=BTCUSDT&side=BUY&quantity=0.6&price=90&stopPrice=200&stopLimitPrice=100"
                + "&stopLimitTimeInForce=GTC&sideEffectType=AUTO_BORROW_REPAY&autoRepayAtCancel=true";
        JsonNode both = atAPrice(() -> place("order/oco", pair)).expect(200).body();
        assertEquals("9", both.path("marginBuyBorrowAmount").asText(), both::toString);
        trader.send("DELETE", MARGIN + "openOrders", "symbol=BTCUSDT").expect(200);
        refused(
                -1020,
                place(
                        "order/oto",
                        "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=10&workingQuantity=0.1"
                                + "&workingTimeInForce=GTC&pendingType=MARKET&pendingSide=SELL&pendingQuantity=0.1"
                                + "&sideEffectType=AUTO_REPAY"));
    }

    private static HttpApi.Answer place(String path, String query) {
        return trader.send("POST", MARGIN + path, query);
    }

    @Test
    @Order(8)
    void anotherTenantSeesNothing() {
        MarginClient stranger = MarginClient.of(api, api.newUser("stranger@margin.example"), "read", "trade");
        JsonNode account = stranger.get("account", "");
        assertEquals(0, account.path("userAssets").size(), account::toString);
        assertEquals("999", account.path("marginLevel").asText(), "it owes nothing");
        assertTrue(account.path("totalAssetOfBtc").isMissingNode(), "no price of a bitcoin: " + account);
        assertEquals(
                0, stranger.get("borrow-repay", "type=BORROW").path("total").asInt());
        assertEquals(0, stranger.get("allAssets", "").size());
        refused(-3027, lend(stranger, BORROW + "1"));
    }

    @Test
    @Order(9)
    void liquidationIsListedByItsOrders() {
        HttpApi maker = lends.newUser("maker@lends.example");
        maker.deposit("BTC", "1");
        maker.deposit("USDT", "1000");
        MarginClient makes = MarginClient.of(lends, maker, "read", "trade");
        String limit = "symbol=BTCUSDT&type=LIMIT&timeInForce=GTC&side=";
        makes.send("POST", "/api/v3/order", limit + "SELL&price=100&quantity=0.5")
                .expect(200);
        place("order", limit + "BUY&price=100&quantity=0.5").expect(200);
        assertEquals(1, trader.get("myTrades", "symbol=BTCUSDT").size());
        makes.send("POST", "/api/v3/order", limit + "BUY&price=36&quantity=3").expect(200);
        assertEquals(0, trader.get("forceLiquidationRec", "").path("total").asInt());
        refused(-3041, lend(trader, REPAY + "40"));

        Await.until(() -> {
            MarginWalk.feed(admin, "36");
            return trader.get("forceLiquidationRec", "").path("total").asInt() > 0;
        });

        JsonNode sold = trader.get("forceLiquidationRec", "").path("rows").path(0);
        assertEquals("BTCUSDT", sold.path("symbol").asText(), sold::toString);
        assertEquals("SELL", sold.path("side").asText(), sold::toString);
        assertEquals("36", sold.path("avgPrice").asText(), sold::toString);
        assertEquals("IOC", sold.path("timeInForce").asText(), sold::toString);
        assertFalse(sold.path("isIsolated").asBoolean(true), sold::toString);
        JsonNode repaid = trader.get("borrow-repay", "type=REPAY").path("rows").path(0);
        assertEquals("AUTO", repaid.path("type").asText(), repaid::toString);
        user.deposit("USDT", "1");
        feature(false);
        refused(-3008, lend(trader, BORROW + "1"));
        refused(-3008, place("order", limit + "BUY&price=30&quantity=9&sideEffectType=MARGIN_BUY"));
        lend(trader, REPAY + "0.001").expect(200);
    }
}
