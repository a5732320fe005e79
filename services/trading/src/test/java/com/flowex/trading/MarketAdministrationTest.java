package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assets and markets that come, change and go while the exchange runs. */
@Timeout(900)
class MarketAdministrationTest {

    private static final String ASSETS = "/api/trading/assets";
    private static final String PAIRS = "/api/trading/pairs";
    private static final String BTC_USDT = PAIRS + "/BTC-USDT";

    private static final String ETH_BTC = """
            {"base":"ETH","quote":"BTC","price_scale":5,"price_tick":"0.00001","max_price":"10","quantity_lot":"0.001",\
            "min_quantity":"0.001","max_quantity":"1000","maker_fee":"0.001","taker_fee":"0.002"}""";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void assetIsListedOnceAndIsPublic() {
        String doge = "{\"code\":\"DOGE\",\"scale\":8,\"supply\":\"1000000000\"}";

        assertEquals(201, world.server.post(ASSETS, doge, world.admin).status());
        assertEquals(200, world.server.post(ASSETS, doge, world.admin).status());
        assertEquals(
                "asset_exists",
                world.server.post(ASSETS, doge.replace("8", "7"), world.admin).code());
        assertEquals("""
                [{"code":"BTC","scale":8,"supply":"21000000"},{"code":"ETH","scale":8,"supply":"1000000000"},\
                {"code":"USDT","scale":6,"supply":"900000000000"},{"code":"DOGE","scale":8,"supply":"1000000000"}]""", world.server.get(ASSETS, "").json().path("items").toString());
    }

    @Test
    void aMarketThatIsListedTradesAtOnce() {
        TestAnswer listed = world.server.post(PAIRS, ETH_BTC, world.admin);

        assertEquals(201, listed.status(), listed.text());
        assertEquals("""
                {"symbol":"ETH-BTC","base":"ETH","quote":"BTC","status":"open","price_tick":"0.00001","max_price":"10",\
                "quantity_lot":"0.001","min_quantity":"0.001","max_quantity":"1000","min_notional":"0",\
                "max_notional":"0","max_position":"0","max_open_orders":0,"price_band":"0","circuit_breaker":null,\
                "order_types":["limit","market","stop_loss","stop_loss_limit","take_profit","take_profit_limit",\
                "trailing_stop","iceberg","twap","oco"],"price_scale":5,"quantity_scale":8,"quote_scale":8,\
                "maker_fee":"0.001","taker_fee":"0.002",\
                "fee_tiers":[{"volume_from":"0","maker_fee":"0.001","taker_fee":"0.002"}],"version":"%s"}""".formatted(listed.json().path("version").asText()), listed.text());
        assertEquals(200, world.server.post(PAIRS, ETH_BTC, world.admin).status());
        assertEquals(
                "instrument_exists",
                world.server
                        .post(PAIRS, ETH_BTC.replace("\"10\"", "\"11\""), world.admin)
                        .code());
        TestAnswer order = world.server.post(ORDERS, """
                {"symbol":"ETH-BTC","side":"buy","type":"limit","price":"0.05","quantity":"2"}""", world.ada);
        assertEquals(201, order.status(), order.text());
    }

    /** Without a version the second of two administrators replaced the first one's change, and neither noticed. */
    @Test
    void aMarketThatWasChangedMeanwhileIsNotChangedUnseen() {
        String seen = world.server
                .patch(BTC_USDT, "{\"max_open_orders\":50}", world.admin)
                .json()
                .path("version")
                .asText();
        TestAnswer first = world.server.change("PATCH", BTC_USDT, "{\"max_open_orders\":60}", world.admin, seen);
        assertEquals(200, first.status(), first.text());

        TestAnswer second = world.server.change("PATCH", BTC_USDT, "{\"price_band\":\"0.05\"}", world.admin, seen);

        assertEquals(409, second.status(), second.text());
        assertEquals("version_changed", second.code());
        String now = first.json().path("version").asText();
        assertTrue(second.text().contains(now), second.text());
        world.server.post(BTC_USDT + "/halt", "", world.admin);
        assertEquals(
                200,
                world.server
                        .change("PATCH", BTC_USDT, "{\"price_band\":\"0.05\"}", world.admin, now)
                        .status(),
                "a halt is no change of the rules");
    }

    @Test
    void aChangedRuleHoldsForTheNextOrderAndTheOthersStay() {
        world.placed(world.ada, "buy", "650.01", "0.1");

        JsonNode pair = world.server
                .patch(BTC_USDT, "{\"price_tick\":\"0.5\",\"max_open_orders\":1}", world.admin)
                .json();

        assertEquals("0.5", pair.path("price_tick").asText());
        assertEquals("0.00001", pair.path("quantity_lot").asText());
        assertEquals(
                "price_off_tick", world.limit(world.bob, "buy", "650.01", "0.1").code());
        assertEquals(
                "too_many_open_orders",
                world.limit(world.ada, "buy", "650.5", "0.1").code());
        assertEquals(201, world.limit(world.bob, "buy", "650.5", "0.1").status());
        assertEquals(
                1,
                world.server
                        .get(ORDERS + "?status=open", world.ada)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void changesOfOneMarketAtTheSameTimeAllStay() throws Exception {
        List<String> changes = List.of(
                "{\"max_open_orders\":7}",
                "{\"price_band\":\"0.3\"}",
                "{\"max_price\":\"9999\"}",
                "{\"max_position\":\"4\"}");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TestAnswer>> answers = new ArrayList<>();
            changes.forEach(
                    change -> answers.add(threads.submit(() -> world.server.patch(BTC_USDT, change, world.admin))));
            for (Future<TestAnswer> answer : answers) {
                assertEquals(200, answer.get().status());
            }
        }

        JsonNode pair = world.server.get(PAIRS, "").json().path("items").path(0);
        assertEquals(7, pair.path("max_open_orders").asInt());
        assertEquals("0.3", pair.path("price_band").asText());
        assertEquals("9999", pair.path("max_price").asText());
        assertEquals("4", pair.path("max_position").asText());
    }

    @Test
    void nextTradePaysTheFeeOfItsVolumeTier() {
        world.server.patch(BTC_USDT, """
                {"fee_tiers":[{"volume_from":"0","maker_fee":"0","taker_fee":"0.01"},\
                {"volume_from":"100","maker_fee":"0","taker_fee":"0.005"}]}""", world.admin);
        world.placed(world.ada, "sell", "1000", "1");

        JsonNode first = world.limit(world.bob, "buy", "1000", "0.1").json();
        JsonNode second = world.limit(world.bob, "buy", "1000", "0.1").json();

        assertEquals("0.001", first.path("fees").path(0).path("amount").asText());
        assertEquals("0.0005", second.path("fees").path(0).path("amount").asText());
    }

    @Test
    void aBandAndABreakerHoldFromTheMomentTheyAreSet() {
        world.placed(world.ada, "sell", "1000", "0.1");
        world.limit(world.bob, "buy", "1000", "0.1");
        world.server.patch(BTC_USDT, "{\"price_band\":\"0.05\"}", world.admin);
        world.placed(world.ada, "sell", "1100", "0.1");

        TestAnswer outside = world.limit(world.bob, "buy", "1100", "0.1");
        assertEquals("price_outside_band", outside.code());
        world.shown();
        assertEquals(
                "the price is too far from the last trade's; around the last trade at 1000 a buy may trade up to 1050,"
                        + " a sell down to 950",
                world.limit(world.bob, "buy", "1100", "0.1")
                        .json()
                        .path("detail")
                        .asText());

        world.server.patch(BTC_USDT, """
                {"price_band":"0","circuit_breaker":{"move":"0.05","window_seconds":86400,"halt_seconds":60}}""", world.admin);
        world.placed(world.ada, "sell", "1001", "0.1");
        world.limit(world.bob, "buy", "1001", "0.1");
        world.limit(world.bob, "buy", "1100", "0.1");
        world.shown();

        JsonNode pair = world.server.get(PAIRS, "").json().path("items").path(0);
        assertEquals("halted", pair.path("status").asText());
        assertEquals(
                "{\"move\":\"0.05\",\"window_seconds\":86400,\"halt_seconds\":60}",
                pair.path("circuit_breaker").toString());
    }

    @Test
    void aKindOfOrderThatAMarketDoesNotAllowIsRefusedByName() {
        world.server.patch(BTC_USDT, "{\"order_types\":[\"limit\"]}", world.admin);

        TestAnswer market = world.server.post(
                ORDERS, "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"1\"}", world.ada);

        assertEquals("order_kind_not_allowed", market.code());
        assertEquals(201, world.limit(world.ada, "buy", "650", "0.1").status());
    }

    @Test
    void listedMarketsSurviveARebuildOfTheView() {
        world.server.post(PAIRS, ETH_BTC, world.admin);
        world.server.patch(PAIRS + "/ETH-BTC", "{\"max_price\":\"20\"}", world.admin);
        String before = world.server.get(PAIRS, "").text();

        world.reader.tables().rebuild();

        assertEquals(before, world.server.get(PAIRS, "").text());
        assertEquals(
                200,
                world.server
                        .patch(PAIRS + "/ETH-BTC", "{\"max_price\":\"20\"}", world.admin)
                        .status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"max_price":"0"}                      | 400 | invalid_field
            {"price_scale":3}                      | 400 | invalid_field
            {"base":"ETH"}                         | 400 | invalid_field
            {"quote":"BTC"}                        | 400 | invalid_field
            {"min_quantity":"2000"}                | 400 | invalid_field
            {"taker_fee":"0.001"}                  | 400 | invalid_field
            {"maker_fee":0.001}                    | 400 | invalid_field
            {"order_types":"limit"}                | 400 | invalid_field
            {"circuit_breaker":{"speed":"1"}}      | 400 | unknown_field
            {"status":"open"}                      | 400 | unknown_field
            {"max_price":"90000000000000000"}      | 422 | notional_overflows
            """)
    void aChangeThatBreaksARuleIsRefusedByNameAndChangesNothing(String body, int status, String code) {
        String before = world.server.get(PAIRS, "").text();

        TestAnswer answer = world.server.patch(BTC_USDT, body, world.admin);

        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code());
        assertEquals(before, world.server.get(PAIRS, "").text());
    }

    @Test
    void onlyAdministratorsOfTheTenantReachItsMarkets() {
        String asset = "{\"code\":\"DOGE\",\"scale\":8,\"supply\":\"1\"}";

        assertEquals(403, world.server.post(ASSETS, asset, world.ada).status());
        assertEquals(401, world.server.post(ASSETS, asset, "").status());
        assertEquals(403, world.server.post(PAIRS, ETH_BTC, world.ada).status());
        assertEquals(403, world.server.patch(BTC_USDT, "{}", world.ada).status());
        assertEquals(
                "unknown_instrument",
                world.server.patch(PAIRS + "/X-Y", "{}", world.admin).code());

        TestAnswer others = world.server.patch(BTC_USDT, "{\"max_price\":\"20\"}", world.stranger);
        assertEquals(404, others.status());
        assertEquals("unknown_instrument", others.code());
        assertEquals(
                "invalid_field",
                world.server.post(PAIRS, ETH_BTC, world.stranger).code());
        assertEquals(
                201,
                world.server
                        .post(ASSETS, "{\"code\":\"BTC\",\"scale\":2,\"supply\":\"1\"}", world.stranger)
                        .status());
        assertFalse(world.server.get(ASSETS, "").text().contains("\"scale\":2"));
    }
}
