package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two orders of which one cancels the other. */
@Timeout(900)
class PairOfOrdersTest {

    private static final String OCO = ORDERS + "/oco";

    private static final String PAIR = """
            {"symbol":"BTC-USDT","side":"sell","quantity":"0.5",\
            "limit":{"price":"700","client_order_id":"up"},\
            "stop":{"type":"stop_loss_limit","stop_price":"600","price":"590","client_order_id":"down"}}""";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pairIsPlacedAndItsOrdersNameEachOther() {
        TestAnswer placed = world.server.post(OCO, PAIR, world.ada);

        assertEquals(201, placed.status(), placed.text());
        JsonNode limit = placed.json().path("limit");
        JsonNode stop = placed.json().path("stop");
        assertEquals("limit", limit.path("type").asText());
        assertEquals("open", limit.path("status").asText());
        assertEquals("stop_loss_limit", stop.path("type").asText());
        assertEquals("waiting", stop.path("status").asText());
        assertEquals(stop.path("id"), limit.path("paired_order_id"));
        assertEquals(limit.path("id"), stop.path("paired_order_id"));
        assertEquals(limit, order(limit));
        assertEquals(stop, order(stop));
    }

    @Test
    void whenTheLimitTradesTheStopEnds() {
        JsonNode pair = world.server.post(OCO, PAIR, world.ada).json();

        world.limit(world.bob, "buy", "700", "0.5");
        world.shown();

        assertEquals("filled", order(pair.path("limit")).path("status").asText());
        JsonNode stop = order(pair.path("stop"));
        assertEquals("expired", stop.path("status").asText());
        assertEquals("other_leg", stop.path("expiry_reason").asText());
    }

    @Test
    void whenTheStopIsMetTheLimitEndsAndItActs() {
        JsonNode pair = world.server.post(OCO, PAIR, world.ada).json();
        world.placed(world.bob, "buy", "595", "1");

        world.limit(world.cyd, "sell", "595", "0.1");
        world.shown();

        assertEquals(
                "other_leg", order(pair.path("limit")).path("expiry_reason").asText());
        assertEquals("filled", order(pair.path("stop")).path("status").asText());
    }

    @Test
    void cancelingOneEndsTheOther() {
        JsonNode pair = world.server.post(OCO, PAIR, world.ada).json();

        TestAnswer canceled =
                world.server.delete(ORDERS + "/" + pair.path("stop").path("id").asText(), world.ada);

        assertEquals("canceled", canceled.json().path("status").asText());
        assertEquals("requested", canceled.json().path("cancel_reason").asText());
        assertEquals(
                "other_leg", order(pair.path("limit")).path("expiry_reason").asText());
    }

    /** Failure 16: a pair whose answer never came is asked for again with the same ids, and is one pair. */
    @Test
    void aRepeatedPairIsTheSamePair() {
        JsonNode first = world.server.post(OCO, PAIR, world.ada).json();

        TestAnswer again = world.server.post(OCO, PAIR, world.ada);
        TestAnswer other = world.server.post(OCO, PAIR.replace("590", "580"), world.ada);

        assertEquals(200, again.status());
        assertEquals(first.path("limit"), again.json().path("limit"));
        assertEquals(first.path("stop"), again.json().path("stop"));
        assertEquals("client_order_id_reused", other.code());
        world.exchange.answerInstead(_ -> new Outcome.Unknown());
        assertTrue(world.server
                .post(OCO, PAIR.replace("up", "later"), world.ada)
                .json()
                .path("detail")
                .asText()
                .contains("\"later\""));
    }

    @Test
    void aPairThatWasSentTwiceForOneCallIsNew() {
        world.exchange.loseFirstAnswers();

        TestAnswer placed = world.server.post(OCO, PAIR, world.ada);

        assertEquals(201, placed.status(), placed.text());
        assertEquals("open", placed.json().path("limit").path("status").asText());
    }

    @Test
    void pairChangesInOneStepAndKeepsItsIds() {
        JsonNode pair = world.server.post(OCO, PAIR, world.ada).json();

        TestAnswer changed = change(pair.path("stop"), """
                {"quantity":"0.4","limit":{"price":"710"},"stop":{"stop_price":"620","price":"610"}}""");

        assertEquals(200, changed.status(), changed.text());
        JsonNode limit = changed.json().path("limit");
        JsonNode stop = changed.json().path("stop");
        assertEquals(pair.path("limit").path("id"), limit.path("id"));
        assertEquals(pair.path("stop").path("id"), stop.path("id"));
        assertEquals("up", limit.path("client_order_id").asText());
        assertEquals("down", stop.path("client_order_id").asText());
        assertEquals("710", limit.path("price").asText());
        assertEquals("0.4", limit.path("quantity").asText());
        assertEquals("620", stop.path("stop_price").asText());
        assertEquals("610", stop.path("price").asText());
        assertEquals("0.4", stop.path("quantity").asText());
        assertEquals(stop.path("id"), limit.path("paired_order_id"));
        assertEquals(limit, order(limit));
        assertEquals(stop, order(stop));
        assertEquals(200, world.server.post(OCO, PAIR, world.ada).status(), "its ids still name the pair");
    }

    @Test
    void aRefusedChangeLeavesBothOrdersAndSaysWhy() {
        JsonNode pair = world.server.post(OCO, PAIR, world.ada).json();
        JsonNode single = world.server.post(ORDERS, """
                {"symbol":"BTC-USDT","side":"sell","type":"limit","price":"720","quantity":"0.1"}""", world.ada).json();

        TestAnswer crossed = change(pair.path("limit"), """
                {"limit":{"price":"610"},"stop":{"stop_price":"610"}}""");
        TestAnswer fields = change(pair.path("limit"), """
                {"quantity":"0","limit":{"price":"x"},"stop":{"trailing_bps":100,"stop_price":"-1"}}""");
        TestAnswer nothing = change(pair.path("limit"), "{}");
        TestAnswer alone = change(single, "{\"quantity\":\"0.2\"}");
        TestAnswer strange = world.server.patch(
                ORDERS + "/" + pair.path("limit").path("id").asText() + "/pair", "{\"quantity\":\"0.2\"}", world.bob);

        assertEquals("pair_prices_crossed", crossed.code());
        assertEquals("invalid_field", fields.code());
        for (String field : new String[] {"quantity", "limit.price", "stop.trailing_bps", "stop.stop_price"}) {
            assertTrue(fields.text().contains("\"" + field + "\""), fields.text());
        }
        assertEquals("invalid_field", nothing.code());
        assertEquals("not_amendable", alone.code());
        assertEquals("unknown_order", strange.code());
        assertEquals(pair.path("limit"), order(pair.path("limit")));
        assertEquals(pair.path("stop"), order(pair.path("stop")));

        world.limit(world.bob, "buy", "700", "0.2");
        world.shown();
        assertEquals(
                "not_amendable",
                change(pair.path("limit"), "{\"quantity\":\"0.2\"}").code());
        assertEquals(
                "unknown_order",
                change(pair.path("stop"), "{\"quantity\":\"0.2\"}").code());
    }

    private TestAnswer change(JsonNode either, String body) {
        return world.server.patch(ORDERS + "/" + either.path("id").asText() + "/pair", body, world.ada);
    }

    @Test
    void aTakeProfitWaitsBesideAStopAndBothChange() {
        TestAnswer placed = world.server.post(OCO, """
                {"symbol":"BTC-USDT","side":"buy","quantity":"0.1",
                "limit":{"type":"take_profit","stop_price":"500"},"stop":{"type":"stop_loss","stop_price":"900"}}""", world.ada);

        assertEquals(201, placed.status(), placed.text());
        JsonNode limit = placed.json().path("limit");
        assertEquals("take_profit", limit.path("type").asText());
        assertEquals("waiting", limit.path("status").asText());

        String change = "{\"limit\":{\"stop_price\":\"490\"},\"stop\":{\"stop_price\":\"910\"}}";
        assertEquals("not_amendable", change(limit, change).code());
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        JsonNode changed = change(limit, change).json();
        assertEquals("490", changed.path("limit").path("stop_price").asText(), changed.toString());
        assertEquals(changed.path("limit"), order(limit));
        TestAnswer refused = change(limit, "{\"limit\":{\"trailing_bps\":10,\"price\":\"490\"}}");
        for (String field : new String[] {"limit.trailing_bps", "limit.price"}) {
            assertTrue(refused.text().contains("\"" + field + "\""), refused.text());
        }
    }

    @Test
    void aTakeProfitBesideAStopMayTrail() {
        String body = """
                {"symbol":"BTC-USDT","side":"buy","quantity":"0.1",
                "limit":{"type":"trailing_stop","activation_price":"500","trailing_bps":100,"client_order_id":"gain"},
                "stop":{"type":"stop_loss","stop_price":"900","client_order_id":"loss"}}""";
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));

        JsonNode limit = world.server.post(OCO, body, world.ada).json().path("limit");

        assertEquals("trailing_stop", limit.path("type").asText(), limit.toString());
        assertEquals("500", limit.path("activation_price").asText());
        JsonNode changed = change(limit, "{\"limit\":{\"activation_price\":\"480\",\"trailing_bps\":50}}")
                .json()
                .path("limit");
        assertEquals("480", changed.path("activation_price").asText(), changed.toString());
        assertEquals(50, changed.path("trailing_bps").asInt());
        assertEquals(changed, order(limit));
    }

    @Test
    void aTrailingStopAndAnIcebergMakeAPairWithoutIds() {
        TestAnswer placed = world.server.post(OCO, """
                {"symbol":"BTC-USDT","side":"sell","quantity":"0.5","self_trade_prevention":"expire_maker",\
                "limit":{"price":"700","display_quantity":"0.1","post_only":true},\
                "stop":{"type":"trailing_stop","trailing_bps":200,"trigger_source":"best_price","price":"500",\
                "display_quantity":"0.2"}}""", world.ada);

        assertEquals(201, placed.status(), placed.text());
        assertEquals("0.1", placed.json().path("limit").path("display_quantity").asText());
        assertEquals(200, placed.json().path("stop").path("trailing_bps").asInt());
        assertEquals("0.2", placed.json().path("stop").path("display_quantity").asText());
        assertEquals(
                "expire_maker",
                placed.json().path("stop").path("self_trade_prevention").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "symbol":"BTC-USDT" | "symbol":null              | symbol
            "side":"sell"       | "side":"up"                | side
            "quantity":"0.5"    | "quantity":"-1"            | quantity
            "price":"700"       | "price":"0"                | limit.price
            "price":"700"       | "price":"700","time_in_force":"ioc" | limit.time_in_force
            "price":"700"       | "price":"700","time_in_force":"gtd" | limit.expires_at
            "price":"700"       | "price":"700","display_quantity":"x" | limit.display_quantity
            "type":"stop_loss_limit" | "type":"take_profit"  | stop.type
            "type":"stop_loss_limit" | "type":null           | stop.type
            "stop_price":"600"  | "stop_price":"0"           | stop.stop_price
            "stop_price":"600"  | "trailing_amount":"5","stop_price":"600" | stop.trailing_amount
            "price":"590"       | "trigger_source":"moon","price":"590" | stop.trigger_source
            "client_order_id":"down" | "client_order_id":null | stop.client_order_id
            "client_order_id":"up" | "client_order_id":null  | limit.client_order_id
            "client_order_id":"up" | "client_order_id":"down" | stop.client_order_id
            "client_order_id":"up" | "client_order_id":"ü"   | limit.client_order_id
            """)
    void aFieldThatBreaksItsRuleIsNamedWithItsOrder(String good, String bad, String field) {
        TestAnswer answer = world.server.post(OCO, PAIR.replace(good, bad), world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertEquals("invalid_field", answer.code());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText());
        assertEquals(1, answer.json().path("errors").size(), answer.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "symbol":"BTC-USDT" | "symbol":"BTC-EUR"  | 404 | unknown_instrument
            "price":"700"       | "price":"550"       | 422 | pair_prices_crossed
            "quantity":"0.5"    | "quantity":"11"     | 422 | insufficient_funds
            "quantity":"0.5"    | "quantity":"0.000001" | 422 | quantity_off_lot
            "limit"             | "first"             | 400 | unknown_field
            """)
    void aPairTheExchangeRefusesLeavesNoOrder(String good, String bad, int status, String code) {
        TestAnswer answer = world.server.post(OCO, PAIR.replace(good, bad), world.ada);

        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code());
        assertEquals(0, world.server.get(ORDERS, world.ada).json().path("items").size());
    }

    @Test
    void aMarketThatAllowsNoPairsRefusesThemByName() {
        world.server.patch(
                "/api/trading/pairs/BTC-USDT", "{\"order_types\":[\"limit\",\"stop_loss_limit\"]}", world.admin);

        assertEquals(
                "order_kind_not_allowed",
                world.server.post(OCO, PAIR, world.ada).code());
        assertEquals(401, world.server.post(OCO, PAIR, "").status());
    }

    private JsonNode order(JsonNode placed) {
        return world.server
                .get(ORDERS + "/" + placed.path("id").asText(), world.ada)
                .json();
    }
}
