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

/** One order canceled and another placed with nothing in between. */
@Timeout(900)
class ReplaceOrderTest {

    private static final String NEXT =
            "\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"651\",\"quantity\":\"0.2\"";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private TestAnswer replace(String id, String mode, String order, String token) {
        return world.server.post(
                ORDERS + "/" + id + "/replace", "{\"mode\":\"" + mode + "\",\"order\":{" + order + "}}", token);
    }

    private int open(String token) {
        return world.server
                .get(ORDERS + "?status=open", token)
                .json()
                .path("items")
                .size();
    }

    @Test
    void theOldOrderGoesAndTheNewOneComes() {
        String old = world.placed(world.ada, "buy", "650", "0.1");

        TestAnswer replaced = replace(old, "stop_on_failure", NEXT, world.ada);

        assertEquals(201, replaced.status(), replaced.text());
        JsonNode canceled = replaced.json().path("canceled").path("order");
        JsonNode placed = replaced.json().path("placed").path("order");
        assertEquals(old, canceled.path("id").asText());
        assertEquals("canceled", canceled.path("status").asText());
        assertEquals("requested", canceled.path("cancel_reason").asText());
        assertEquals("651", placed.path("price").asText());
        assertTrue(replaced.json().path("placed").path("problem").isMissingNode());
        assertEquals(1, open(world.ada));
    }

    @Test
    void modeDecidesTheReplacementOfAnEndedOrder() {
        String old = world.placed(world.ada, "buy", "650", "0.1");
        world.server.delete(ORDERS + "/" + old, world.ada);

        TestAnswer stopped = replace(old, "stop_on_failure", NEXT, world.ada);
        TestAnswer allowed = replace(old, "allow_failure", NEXT, world.ada);

        assertEquals(404, stopped.status());
        assertEquals("unknown_order", stopped.code());
        assertEquals(201, allowed.status(), allowed.text());
        assertEquals(
                "unknown_order",
                allowed.json().path("canceled").path("problem").path("code").asText());
        assertEquals(1, open(world.ada));
    }

    @Test
    void aNewOrderThatIsRefusedLeavesTheOldOneCanceled() {
        String old = world.placed(world.ada, "buy", "650", "0.1");

        TestAnswer half = replace(old, "stop_on_failure", NEXT.replace("0.2", "0.000001"), world.ada);

        assertEquals(200, half.status(), half.text());
        assertEquals(
                "canceled",
                half.json().path("canceled").path("order").path("status").asText());
        assertEquals(
                "{\"code\":\"quantity_off_lot\",\"detail\":\"quantity must be a multiple of 0.00001\"}",
                half.json().path("placed").path("problem").toString());
        assertEquals(0, open(world.ada));
    }

    /** Failure 16: a replacement whose answer never came is asked for again with the same id and cancels nothing more. */
    @Test
    void aRepeatedReplacementIsDoneOnce() {
        String old = world.placed(world.ada, "buy", "650", "0.1");
        String other = world.placed(world.ada, "buy", "640", "0.1");
        String named = NEXT + ",\"client_order_id\":\"next\"";
        JsonNode first = replace(old, "stop_on_failure", named, world.ada).json();

        TestAnswer again = replace(old, "stop_on_failure", named, world.ada);
        TestAnswer elsewhere = replace(other, "stop_on_failure", named, world.ada);
        TestAnswer reused = replace(other, "stop_on_failure", named.replace("651", "652"), world.ada);

        assertEquals(200, again.status(), again.text());
        assertEquals(first, again.json());
        assertEquals(
                "unknown_order",
                elsewhere.json().path("canceled").path("problem").path("code").asText());
        assertEquals("client_order_id_reused", reused.code());
        assertEquals(2, open(world.ada));
    }

    @Test
    void aRepeatedRefusalIsTheSameRefusal() {
        String old = world.placed(world.ada, "buy", "650", "0.1");
        String poor = NEXT.replace("0.2", "999").replace("651", "1100") + ",\"client_order_id\":\"poor\"";
        TestAnswer first = replace(old, "stop_on_failure", poor, world.ada);

        TestAnswer again = replace(old, "stop_on_failure", poor, world.ada);

        assertEquals(200, first.status(), first.text());
        assertEquals(
                "insufficient_funds",
                first.json().path("placed").path("problem").path("code").asText());
        assertEquals(first.json(), again.json());
    }

    @Test
    void aRestrictionKeepsAnOrderWhoseFillsAreOthers() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String old = world.placed(world.ada, "buy", "650", "0.1");
        String only = ORDERS + "/" + old + "?restriction=";

        TestAnswer kept = world.server.delete(only + "only_partially_filled", world.ada);
        assertEquals(422, kept.status(), kept.text());
        assertEquals("cancel_restricted", kept.code());
        assertEquals(400, world.server.delete(only + "filled", world.ada).status());
        TestAnswer allowed = world.server.post(
                ORDERS + "/" + old + "/replace",
                "{\"mode\":\"allow_failure\",\"restriction\":\"only_partially_filled\",\"order\":{" + NEXT + "}}",
                world.ada);
        assertEquals(201, allowed.status(), allowed.text());
        assertEquals(
                "cancel_restricted",
                allowed.json().path("canceled").path("problem").path("code").asText());
        assertEquals(2, open(world.ada));
        assertEquals(200, world.server.delete(only + "only_new", world.ada).status());
        assertEquals(1, open(world.ada));
    }

    @Test
    void anotherUsersOrderCannotBeReplaced() {
        String old = world.placed(world.ada, "buy", "650", "0.1");

        for (String id : new String[] {old, "999999", "x", "0"}) {
            TestAnswer answer = replace(id, "stop_on_failure", NEXT, world.bob);
            assertEquals(404, answer.status(), answer.text());
            assertEquals("unknown_order", answer.code());
        }
        assertEquals(404, replace(old, "stop_on_failure", NEXT, world.stranger).status());
        assertEquals(1, open(world.ada));
        assertEquals(0, open(world.bob));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"mode":"maybe","order":{%s}}                | mode
            {"mode":"allow_failure"}                     | order
            {"restriction":"new","order":{%s}}           | restriction
            {"order":{}}                                 | order.symbol
            {"order":{%s,"price":"-1"}}                  | order.price
            {"order":{%s,"stop_price":"1"}}              | order.stop_price
            """)
    void aFieldThatBreaksItsRuleIsNamed(String body, String field) {
        String old = world.placed(world.ada, "buy", "650", "0.1");
        String order = body.contains("\"price\"") ? NEXT.replace(",\"price\":\"651\"", "") : NEXT;

        TestAnswer answer = world.server.post(ORDERS + "/" + old + "/replace", body.formatted(order), world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText());
        assertEquals(1, open(world.ada));
    }
}
