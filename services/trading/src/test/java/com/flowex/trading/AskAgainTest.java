package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps of a client whose answer never came. */
@Timeout(900)
class AskAgainTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** Failure 16: an answer that never came is asked for again with the same id, and is the first answer. */
    @Test
    void aRepeatedClientOrderIdIsTheSameOrder() {
        String id = ",\"client_order_id\":\"again\"";
        TestAnswer first = world.limit(world.ada, "buy", "650", "0.2", id);
        world.placed(world.bob, "sell", "650", "0.1");

        TestAnswer second = world.limit(world.ada, "buy", "650", "0.2", id);
        TestAnswer other = world.limit(world.ada, "buy", "651", "0.2", id);

        assertEquals(201, first.status());
        assertEquals(200, second.status());
        assertEquals(first.json().path("id"), second.json().path("id"));
        assertEquals("partially_filled", second.json().path("status").asText());
        assertEquals(409, other.status());
        assertEquals("client_order_id_reused", other.code());
    }

    /** Failure 16: an order whose leader ended before it answered was asked for once: it is as new to whoever asked. */
    @Test
    void orderResentWithinOneCallIsAnsweredAsNewWithItsState() {
        world.placed(world.bob, "sell", "650", "0.1");
        world.exchange.loseFirstAnswers();

        TestAnswer placed = world.limit(world.ada, "buy", "650", "0.2", "");

        assertEquals(201, placed.status(), placed.text());
        assertEquals("partially_filled", placed.json().path("status").asText());
        assertEquals(1, items(ORDERS, world.ada).size());
        assertEquals(
                "insufficient_funds",
                world.limit(world.ada, "buy", "1200", "900", "").code());
    }

    /** Failure 16: an unknown outcome names the id to ask with, and asking is definitive; an id never seen is burnt. */
    @Test
    void anUnknownOutcomeIsResolvedByItsClientOrderId() {
        world.exchange.answerInstead(_ -> new Outcome.Unknown());
        TestAnswer lost = world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"lost\"");
        world.exchange.answerItself();
        assertEquals(504, lost.status());
        assertEquals("unknown_outcome", lost.code());
        assertTrue(lost.json().path("detail").asText().contains("\"lost\""));

        assertEquals(404, resolve("lost", false).status());
        TestAnswer burnt = resolve("lost", true);
        TestAnswer late = world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"lost\"");

        assertEquals("{\"client_order_id\":\"lost\",\"known\":false,\"burnt\":true}", burnt.text());
        assertEquals(burnt.text(), resolve("lost", false).text());
        assertEquals("client_order_id_burnt", late.code());
    }

    /** Failure 16: what became of a known id, accepted or refused. */
    @Test
    void aKnownIdResolvesToItsFirstAnswer() {
        world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"known\"");
        world.limit(world.ada, "buy", "1200", "900", ",\"client_order_id\":\"poor\"");

        JsonNode known = resolve("known", true).json();
        TestAnswer refused = resolve("poor", true);

        assertTrue(known.path("known").asBoolean());
        assertEquals("open", known.path("order").path("status").asText());
        assertEquals(
                "{\"client_order_id\":\"poor\",\"known\":true,\"refused\":\"insufficient_funds\"}", refused.text());
    }

    @Test
    void anOrderIsFoundByItsClientOrderId() {
        world.limit(world.ada, "buy", "650", "0.2", ",\"client_order_id\":\"mine\"");

        assertEquals(1, items(ORDERS + "?client_order_id=mine", world.ada).size());
        assertEquals(
                0,
                items(ORDERS + "?client_order_id=mine&status=filled", world.ada).size());
        assertEquals(0, items(ORDERS + "?client_order_id=nobodys", world.ada).size());
        assertEquals(0, items(ORDERS + "?client_order_id=mine", world.bob).size());
    }

    private TestAnswer resolve(String id, boolean burn) {
        return world.server.post(
                ORDERS + "/resolve", "{\"client_order_id\":\"%s\",\"burn\":%s}".formatted(id, burn), world.ada);
    }

    private JsonNode items(String path, String token) {
        return world.server.get(path, token).json().path("items");
    }
}
