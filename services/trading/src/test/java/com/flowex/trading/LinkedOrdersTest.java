package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two orders of which one triggers the other. */
@Timeout(900)
class LinkedOrdersTest {

    private static final String OTO = ORDERS + "/oto";

    private static final String THREE = """
            {"symbol":"BTC-USDT",\
            "working":{"side":"buy","type":"limit","price":"600","quantity":"0.5","client_order_id":"in-3"},\
            "pending":{"side":"sell","quantity":"0.5","limit":{"price":"700","client_order_id":"profit-3"},\
            "stop":{"type":"stop_loss","stop_price":"550","client_order_id":"stop-3"}}}""";

    private static final String TWO = """
            {"symbol":"BTC-USDT",\
            "working":{"side":"buy","type":"limit","price":"600","quantity":"0.5","client_order_id":"in"},\
            "pending":{"side":"sell","type":"stop_loss","stop_price":"550","quantity":"0.5","client_order_id":"out"}}""";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void linkedOrdersArePlacedAndNameEachOther() {
        TestAnswer placed = world.server.post(OTO, TWO, world.ada);

        assertEquals(201, placed.status(), placed.text());
        world.shown();
        JsonNode working = placed.json().path("working");
        JsonNode pending = placed.json().path("pending");
        assertEquals("open", working.path("status").asText());
        assertEquals("pending", pending.path("status").asText());
        assertEquals(pending.path("id"), working.path("linked_order_id"));
        assertEquals(working.path("id"), pending.path("linked_order_id"));
        assertEquals("working", working.path("linked_as").asText());
        assertEquals("pending", pending.path("linked_as").asText());
        assertEquals(working, order(working));
        assertEquals(pending, order(pending));
    }

    @Test
    void linkedOrdersResentWithinOneCallAreAnsweredAsNew() {
        world.exchange.loseFirstAnswers();

        TestAnswer placed = world.server.post(OTO, TWO, world.ada);

        assertEquals(201, placed.status(), placed.text());
        assertEquals("open", placed.json().path("working").path("status").asText());
    }

    @Test
    void thePendingOneBeginsWhenTheWorkingOneIsFilled() {
        JsonNode two = world.server.post(OTO, TWO, world.ada).json();

        world.limit(world.bob, "sell", "600", "0.5");
        world.shown();

        assertEquals("filled", order(two.path("working")).path("status").asText());
        assertEquals("waiting", order(two.path("pending")).path("status").asText());
    }

    @Test
    void linkedOrdersChangeInOneStepAndKeepTheirIds() {
        JsonNode two = world.server.post(OTO, TWO, world.ada).json();
        world.limit(world.bob, "sell", "600", "0.1");

        TestAnswer changed = change(two.path("pending"), """
                {"working":{"price":"610","quantity":"0.4"},"pending":{"stop_price":"560","quantity":"0.4"}}""");

        assertEquals(200, changed.status(), changed.text());
        JsonNode working = changed.json().path("working");
        JsonNode pending = changed.json().path("pending");
        assertEquals(two.path("working").path("id"), working.path("id"));
        assertEquals("in", working.path("client_order_id").asText());
        assertEquals("610", working.path("price").asText());
        assertEquals("0.4", working.path("quantity").asText());
        assertEquals("0.1", working.path("filled_quantity").asText());
        assertEquals("out", pending.path("client_order_id").asText());
        assertEquals("560", pending.path("stop_price").asText());
        assertEquals("0.4", pending.path("quantity").asText());
        assertEquals("pending", pending.path("status").asText());
        assertEquals(working, order(working));
        assertEquals(pending, order(pending));
        world.limit(world.bob, "sell", "610", "0.3");
        world.shown();
        assertEquals("filled", order(working).path("status").asText());
        assertEquals("waiting", order(pending).path("status").asText());
        assertEquals(
                "not_amendable",
                change(pending, "{\"pending\":{\"stop_price\":\"550\"}}").code());
    }

    @Test
    void aRefusedChangeLeavesBothAndNamesItsFields() {
        JsonNode two = world.server.post(OTO, TWO, world.ada).json();
        world.limit(world.bob, "sell", "600", "0.1");
        world.shown();
        JsonNode before = order(two.path("working"));

        TestAnswer fields = change(two.path("working"), """
                {"working":{"price":"x","quantity":"0"},"pending":{"trailing_bps":10,"stop_price":"-1"}}""");

        for (String field :
                new String[] {"working.price", "working.quantity", "pending.trailing_bps", "pending.stop_price"}) {
            assertTrue(fields.text().contains("\"" + field + "\""), fields.text());
        }
        assertEquals(
                "invalid_field", change(two.path("working"), "{\"pending\":{}}").code());
        assertEquals(
                "quantity_too_small",
                change(two.path("working"), "{\"working\":{\"quantity\":\"0.1\"}}")
                        .code());
        assertEquals(before, order(two.path("working")));
    }

    private TestAnswer change(JsonNode either, String body) {
        return world.server.patch(ORDERS + "/" + either.path("id").asText() + "/linked", body, world.ada);
    }

    @Test
    void aCancelOfOneCancelsTheOther() {
        JsonNode two = world.server.post(OTO, TWO, world.ada).json();

        world.server.delete(ORDERS + "/" + two.path("pending").path("id").asText(), world.ada);
        world.shown();

        JsonNode working = order(two.path("working"));
        assertEquals("canceled", working.path("status").asText());
        assertEquals("other_leg", working.path("cancel_reason").asText());
    }

    @Test
    void theSameTwoAgainAreAnsweredAsTheyAre() {
        JsonNode first = world.server.post(OTO, TWO, world.ada).json();
        world.shown();

        TestAnswer again = world.server.post(OTO, TWO, world.ada);

        assertEquals(200, again.status(), again.text());
        assertEquals(
                first.path("working").path("id"), again.json().path("working").path("id"));
        assertEquals(
                first.path("pending").path("id"), again.json().path("pending").path("id"));
    }

    @Test
    void aPairBeginsWhenTheWorkingOrderIsFilledAndIsThenChangedAsOne() {
        TestAnswer placed = world.server.post(ORDERS + "/otoco", THREE, world.ada);
        assertEquals(201, placed.status(), placed.text());
        JsonNode three = placed.json();
        world.shown();
        assertEquals("pending", order(three.path("stop")).path("status").asText());
        assertEquals(three.path("working"), order(three.path("working")));

        world.limit(world.bob, "sell", "600", "0.5");
        world.shown();
        assertEquals("open", order(three.path("limit")).path("status").asText());
        assertEquals("waiting", order(three.path("stop")).path("status").asText());
        TestAnswer changed = world.server.patch(
                ORDERS + "/" + three.path("stop").path("id").asText() + "/pair",
                "{\"limit\":{\"price\":\"710\"},\"stop\":{\"stop_price\":\"560\"}}",
                world.ada);
        assertEquals(200, changed.status(), changed.text());
        assertEquals("710", changed.json().path("limit").path("price").asText());
        TestAnswer again = world.server.post(ORDERS + "/otoco", THREE, world.ada);
        assertEquals(200, again.status(), again.text());
        assertEquals("710", again.json().path("limit").path("price").asText());
    }

    @Test
    void aPendingOrderWithoutAQuantitySellsWhatTheWorkingOneBrings() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String body = TWO.replace("\"stop_price\":\"550\",\"quantity\":\"0.5\"", "\"stop_price\":\"550\"");
        assertEquals(200, world.server.post(OTO + "/test", body, world.ada).status());
        JsonNode two = world.server.post(OTO, body, world.ada).json();
        assertEquals("0.5", two.path("pending").path("quantity").asText(), two.toString());

        world.limit(world.bob, "sell", "600", "0.2");
        assertEquals(
                "not_amendable",
                change(two.path("pending"), "{\"pending\":{\"quantity\":\"0.1\"}}")
                        .code());
        JsonNode smaller = change(two.path("working"), "{\"working\":{\"quantity\":\"0.4\"}}")
                .json();
        assertEquals("0.4", smaller.path("pending").path("quantity").asText(), smaller.toString());
        world.limit(world.bob, "sell", "600", "0.2");
        world.shown();

        JsonNode begun = order(two.path("pending"));
        assertEquals("waiting", begun.path("status").asText());
        assertEquals("0.3996", begun.path("quantity").asText());
        assertEquals(200, world.server.post(OTO, body, world.ada).status());
    }

    @Test
    void aPairWithoutAQuantitySellsWhatTheWorkingOrderBrings() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String body = THREE.replace("\"side\":\"sell\",\"quantity\":\"0.5\"", "\"side\":\"sell\"");
        assertEquals(
                200, world.server.post(ORDERS + "/otoco/test", body, world.ada).status());
        JsonNode three = world.server.post(ORDERS + "/otoco", body, world.ada).json();

        world.limit(world.bob, "sell", "600", "0.5");
        world.shown();

        assertEquals("0.4995", order(three.path("limit")).path("quantity").asText());
        assertEquals("0.4995", order(three.path("stop")).path("quantity").asText());
        assertEquals("open", order(three.path("limit")).path("status").asText());
    }

    @Test
    void aStopThatEntersAPositionStartsAPairOnceItIsFilled() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String body =
                THREE.replace("\"type\":\"limit\",\"price\":\"600\"", "\"type\":\"stop_loss\",\"stop_price\":\"610\"");
        TestAnswer placed = world.server.post(ORDERS + "/otoco", body, world.ada);
        assertEquals(201, placed.status(), placed.text());
        JsonNode three = placed.json();
        world.shown();
        assertEquals("waiting", three.path("working").path("status").asText());
        assertEquals("working", three.path("working").path("linked_as").asText());
        assertEquals("610", three.path("working").path("trigger_price").asText());
        assertEquals(three.path("working"), order(three.path("working")));
        assertEquals("pending", order(three.path("limit")).path("status").asText());
        assertEquals(
                "not_amendable",
                change(three.path("working"), "{\"working\":{\"price\":\"620\"}}")
                        .code());
        assertEquals(200, world.server.post(ORDERS + "/otoco", body, world.ada).status());

        world.limit(world.bob, "sell", "610", "0.6");
        world.limit(world.cyd, "buy", "610", "0.1");
        world.shown();

        assertEquals("filled", order(three.path("working")).path("status").asText());
        assertEquals("open", order(three.path("limit")).path("status").asText());
        assertEquals("waiting", order(three.path("stop")).path("status").asText());
    }

    @Test
    void aPartThatATriggeredWorkingOrderDoesNotFindCancelsThePendingOne() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String body =
                TWO.replace("\"type\":\"limit\",\"price\":\"600\"", "\"type\":\"stop_loss\",\"stop_price\":\"610\"");
        JsonNode two = world.server.post(OTO, body, world.ada).json();

        world.limit(world.bob, "sell", "610", "0.3");
        world.limit(world.cyd, "buy", "610", "0.1");
        world.shown();

        JsonNode working = order(two.path("working"));
        assertEquals("expired", working.path("status").asText());
        assertEquals("0.2", working.path("filled_quantity").asText());
        assertEquals("no_liquidity", working.path("expiry_reason").asText());
        assertEquals(
                "other_leg", order(two.path("pending")).path("cancel_reason").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'stop','stop_price':'610'",
                "'type':'stop_loss_limit','stop_price':'610','price':'620','time_in_force':'ioc'",
                "'type':'take_profit','stop_price':'590','trigger_source':'best_price'",
                "'type':'take_profit_limit','stop_price':'590','price':'595','display_quantity':'0.1'",
                "'type':'trailing_stop','trailing_bps':250,'activation_price':'580'"
            })
    void aWorkingOrderMayWaitForEachKindOfTrigger(String working) {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String body = TWO.replace("\"type\":\"limit\",\"price\":\"600\"", working.replace('\'', '"'));

        TestAnswer tried = world.server.post(OTO + "/test", body, world.ada);
        TestAnswer placed = world.server.post(OTO, body, world.ada);

        assertEquals(200, tried.status(), tried.text());
        assertEquals("0.5", tried.json().path("open_quantity").asText());
        assertEquals(201, placed.status(), placed.text());
        assertEquals("waiting", placed.json().path("working").path("status").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"side\":\"sell\",\"type\":\"limit\"", "\"type\":\"limit\""})
    void onlyAPurchaseMayLeaveThePendingQuantityOut(String working) {
        String body = TWO.replace("\"stop_price\":\"550\",\"quantity\":\"0.5\"", "\"stop_price\":\"550\"")
                .replace("\"side\":\"buy\",\"type\":\"limit\"", working);

        TestAnswer refused = world.server.post(OTO, body, world.ada);

        assertEquals(400, refused.status(), refused.text());
        assertTrue(refused.text().contains("\"pending.quantity\""), refused.text());
    }

    @Test
    void aPairChangesBeforeItBegins() {
        JsonNode three = world.server.post(ORDERS + "/otoco", THREE, world.ada).json();
        String change = "{\"quantity\":\"0.4\",\"limit\":{\"price\":\"710\"},\"stop\":{\"stop_price\":\"560\"}}";
        assertEquals("not_amendable", changedPair(three.path("stop"), change).code());
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));

        TestAnswer changed = changedPair(three.path("stop"), change);

        assertEquals(200, changed.status(), changed.text());
        assertEquals("0.4", changed.json().path("stop").path("quantity").asText());
        world.limit(world.bob, "sell", "600", "0.5");
        world.shown();
        JsonNode begun = order(three.path("limit"));
        assertEquals("open", begun.path("status").asText());
        assertEquals("710", begun.path("price").asText());
        assertEquals("0.4", begun.path("quantity").asText());
        assertEquals("560", order(three.path("stop")).path("stop_price").asText());
    }

    private TestAnswer changedPair(JsonNode either, String body) {
        return world.server.patch(ORDERS + "/" + either.path("id").asText() + "/pair", body, world.ada);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"symbol\":\"BTC-USDT\"}",
                "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"1\"},\"pending\":{\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"1\"}}",
                "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"twap\",\"price\":\"1\",\"quantity\":\"1\"},\"pending\":{\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"1\"}}",
                "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"stop_loss\",\"price\":\"1\",\"quantity\":\"1\"},\"pending\":{\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"1\"}}",
                "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"limit\",\"price\":\"1\",\"time_in_force\":\"day\",\"quantity\":\"1\"},\"pending\":{\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"1\"}}",
                "{\"symbol\":\"BTC-USDT\",\"working\":{\"side\":\"buy\",\"type\":\"limit\",\"price\":\"1\",\"quantity\":\"1\",\"client_order_id\":\"a\"},\"pending\":{\"side\":\"sell\",\"type\":\"market\",\"quantity\":\"1\"}}"
            })
    void invalidLinkedOrdersAreRefusedByField(String body) {
        TestAnswer refused = world.server.post(OTO, body, world.ada);

        assertEquals(400, refused.status(), refused.text());
        assertEquals("invalid_field", refused.json().path("code").asText());
    }

    private JsonNode order(JsonNode placed) {
        return world.server
                .get(ORDERS + "/" + placed.path("id").asText(), world.ada)
                .json();
    }
}
