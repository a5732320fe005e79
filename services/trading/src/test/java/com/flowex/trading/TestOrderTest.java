package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closes finding T12: an order is tried over HTTP, and then placed: what was said is what happens. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestOrderTest {

    private TradingWorld world;

    @BeforeAll
    void open() {
        world = new TradingWorld();
        world.placed(world.bob, "sell", "650", "0.1");
        world.placed(world.cyd, "buy", "650", "0.1");
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static String order(String fields) {
        return ("{'symbol':'BTC-USDT'," + fields + "}").replace('\'', '"');
    }

    private TestAnswer tried(String fields) {
        return world.server.post(ORDERS + "/test", order(fields), world.ada);
    }

    private TestAnswer placed(String fields) {
        return world.server.post(ORDERS, order(fields), world.ada);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'type':'limit','side':'buy','quantity':'0.3','price':'661'
            'type':'limit','side':'buy','quantity':'0.3','price':'660','time_in_force':'ioc'
            'type':'limit','side':'buy','quantity':'9','price':'661','time_in_force':'fok'
            'type':'market','side':'buy','quantity':'0.3'
            'type':'market','side':'buy','quote_quantity':'70.01'
            'type':'market','side':'sell','quantity':'0.01'
            'type':'limit','side':'sell','quantity':'0.1','price':'700'
            'type':'stop_loss','side':'sell','quantity':'0.1','stop_price':'600'
            'type':'trailing_stop','side':'buy','quantity':'0.1','trailing_amount':'10'
            'type':'twap','side':'buy','quantity':'0.4','price':'670','slices':4,'interval_seconds':60
            """)
    void testOrderPredictsTheRealOne(String fields) {
        world.placed(world.bob, "sell", "660", "0.1");
        world.placed(world.bob, "sell", "661", "0.1");
        world.placed(world.cyd, "buy", "640", "0.1");

        TestAnswer tried = tried(fields);
        assertEquals(200, tried.status(), tried.text());
        JsonNode answer = tried.json();
        TestAnswer placed = placed(fields);
        assertEquals(201, placed.status(), placed.text());
        JsonNode order = placed.json();

        for (String same : new String[] {
            "quantity", "filled_quantity", "filled_quote", "average_price", "expiry_reason", "prevented_quantity"
        }) {
            assertEquals(order.path(same), answer.path(same), same + " " + tried.text() + placed.text());
        }
        assertEquals(
                order.path("fees").path(0).path("amount").asText("0"),
                answer.path("fee").path("amount").asText(),
                tried.text());
        assertTrue(answer.path("placed_before").isNull(), tried.text());
        world.server.delete(ORDERS, world.ada);
        world.server.delete(ORDERS, world.bob);
        world.server.delete(ORDERS, world.cyd);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            invalid_field          | 'symbol':'BTC-USDT','type':'limit','side':'buy','quantity':'0.1','price':'650.001'
            invalid_field          | 'symbol':'BTC-USDT','type':'limit','side':'buy','quantity':'0.1','price':'650','time_in_force':'soon'
            invalid_field          | 'symbol':'BTC-USDT','type':'oco','side':'buy','quantity':'0.1','price':'650'
            unknown_field          | 'symbol':'BTC-USDT','type':'limit','side':'buy','quantity':'0.1','price':'650','stop':'1'
            unknown_instrument     | 'symbol':'BTC-DOGE','type':'limit','side':'buy','quantity':'0.1','price':'650'
            quantity_too_large     | 'symbol':'BTC-USDT','type':'limit','side':'buy','quantity':'900000','price':'650'
            would_trigger_at_once  | 'symbol':'BTC-USDT','type':'stop_loss','side':'sell','quantity':'0.1','stop_price':'99999'
            post_only_would_take   | 'symbol':'BTC-USDT','type':'limit','side':'buy','quantity':'0.1','price':'660','post_only':true
            insufficient_funds     | 'symbol':'BTC-USDT','type':'limit','side':'sell','quantity':'11','price':'900'
            no_liquidity           | 'symbol':'ETH-USDT','type':'market','side':'buy','quantity':'1'
            """)
    void testOrderIsRefusedLikeTheRealOne(String code, String fields) {
        world.placed(world.bob, "sell", "660", "0.1");
        world.shown();
        String order = "{" + fields.replace('\'', '"') + "}";
        TestAnswer tried = world.server.post(ORDERS + "/test", order, world.ada);
        TestAnswer placed = world.server.post(ORDERS, order, world.ada);

        assertEquals(code, tried.code(), tried.text());
        assertEquals(placed.status(), tried.status());
        assertEquals(placed.code(), tried.code());
        assertEquals(placed.json().path("detail"), tried.json().path("detail"));
        assertEquals(placed.json().path("errors"), tried.json().path("errors"));
        world.server.delete(ORDERS, world.bob);
    }

    @Test
    void tryingUsesNoIdUpAndNamesTheOrderThatUsedIt() {
        String fields = "'type':'limit','side':'sell','quantity':'0.1','price':'900','client_order_id':'tried-1'";
        long before = tried(fields).json().path("sequence").asLong();
        assertEquals(before, tried(fields).json().path("sequence").asLong());

        String id = placed(fields).json().path("id").asText();
        JsonNode again = tried(fields).json();
        assertEquals(id, again.path("placed_before").asText());
        assertEquals("0", again.path("quantity").asText());
        assertEquals("0", again.path("held").path("amount").asText());
        assertEquals(
                "client_order_id_reused", tried(fields.replace("900", "901")).code());
    }
}
