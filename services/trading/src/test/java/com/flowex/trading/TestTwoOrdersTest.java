package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two orders that belong together are tried over HTTP, and then placed: what was said is what happens. */
@Timeout(900)
class TestTwoOrdersTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private TestAnswer tried(String path, String order) {
        return world.server.post(ORDERS + path + "/test", json(order), world.ada);
    }

    private JsonNode placed(String path, String order) {
        TestAnswer answer = world.server.post(ORDERS + path, json(order), world.ada);
        assertEquals(201, answer.status(), answer.text());
        return answer.json();
    }

    private static String json(String order) {
        return ("{'symbol':'BTC-USDT'," + order + "}").replace('\'', '"');
    }

    /** As many orders as the account has open. */
    private int open() {
        world.shown();
        return world.server.get(ORDERS, world.ada).json().path("items").size();
    }

    /** A pair to buy: the stop, without a limit, needs more than the limit order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            sell | 700 | 'type':'stop_loss','stop_price':'600'                  | BTC  | 0.5
            buy  | 600 | 'type':'stop_loss_limit','stop_price':'700','price':'710' | USDT | 355
            """)
    void testOfAPairReportsTheirCommonHold(String side, String price, String stop, String asset, String held) {
        String pair = "'side':'%s','quantity':'0.5','limit':{'price':'%s'},'stop':{%s}".formatted(side, price, stop);

        TestAnswer answer = tried("/oco", pair);

        assertEquals(200, answer.status(), answer.text());
        assertEquals(asset, answer.json().path("held").path("asset").asText());
        assertEquals(held, answer.json().path("held").path("amount").asText());
        assertEquals(answer.json().path("held"), answer.json().path("required"));
        assertEquals("0.5", answer.json().path("open_quantity").asText());
        assertEquals(0, open());
        placed("/oco", pair);
        assertEquals(2, open());
    }

    @Test
    void testOfLinkedOrdersReportsTheWorkingOrder() {
        world.placed(world.bob, "sell", "600", "0.1");
        String linked = "'working':{'side':'buy','type':'limit','price':'600','quantity':'0.3'},"
                + "'pending':{'side':'sell','type':'stop_loss','stop_price':'550','quantity':'0.3'}";

        TestAnswer answer = tried("/oto", linked);

        assertEquals(200, answer.status(), answer.text());
        assertEquals("120", answer.json().path("held").path("amount").asText());
        JsonNode working = placed("/oto", linked).path("working");
        assertEquals("0.1", working.path("filled_quantity").asText());
        assertEquals(working.path("filled_quantity"), answer.json().path("filled_quantity"));
        assertEquals("0.2", answer.json().path("open_quantity").asText());
    }

    @Test
    void testOfRefusedOrdersReturnsTheirRefusal() {
        String crossed =
                "'side':'sell','quantity':'0.5','limit':{'price':'500'},'stop':{'type':'stop_loss','stop_price':'600'}";
        String tooMuch = "'working':{'side':'buy','type':'limit','price':'600','quantity':'99999'},"
                + "'pending':{'side':'sell','type':'stop_loss','stop_price':'550','quantity':'0.3'}";
        for (String[] each : new String[][] {{"/oco", crossed}, {"/oto", tooMuch}}) {
            TestAnswer answer = tried(each[0], each[1]);
            TestAnswer placed = world.server.post(ORDERS + each[0], json(each[1]), world.ada);
            assertEquals(422, answer.status(), answer.text());
            assertEquals(placed.code(), answer.code(), answer.text());
        }
        assertEquals(400, tried("/oco", "'side':'sell'").status());
    }

    @Test
    void anIdThatIsKnownAnswersWithItsOrderAndOneThatIsTakenIsRefused() {
        String pair = "'side':'sell','quantity':'0.5','limit':{'price':'700','client_order_id':'up'},"
                + "'stop':{'type':'stop_loss','stop_price':'600','client_order_id':'down'}";
        JsonNode limit = placed("/oco", pair).path("limit");

        assertEquals(limit.path("id"), tried("/oco", pair).json().path("placed_before"));
        assertEquals(409, tried("/oco", pair.replace("'up'", "'other'")).status());
    }
}
