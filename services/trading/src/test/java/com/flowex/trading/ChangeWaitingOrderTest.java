package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that wait for a trigger or hide a part, over HTTP: changed where they are, and where they would be met. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeWaitingOrderTest {

    private TradingWorld world;

    @BeforeAll
    void open() {
        world = new TradingWorld();
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        world.placed(world.bob, "sell", "650", "0.1");
        world.placed(world.cyd, "buy", "650", "0.1");
    }

    @AfterAll
    void close() {
        world.close();
    }

    private TestAnswer place(String type, String fields) {
        return world.server.post(ORDERS, json("'symbol':'BTC-USDT','type':'" + type + "'," + fields), world.ada);
    }

    /** Closes finding T11: what waits for a trigger, and what an iceberg shows, could only be replaced. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                             | 'stop_price':'605'              | stop_price       | 605
            take_profit       | 'side':'sell','quantity':'0.1','stop_price':'700'                             | 'stop_price':'705','quantity':'0.2' | quantity     | 0.2
            stop_loss_limit   | 'side':'sell','quantity':'0.1','stop_price':'600','price':'590'               | 'price':'595'                   | price            | 595
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_amount':'25.5'                       | 'trailing_amount':'30'          | trailing_amount  | 30
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250                             | 'trailing_bps':300              | trailing_bps     | 300
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'700'    | 'activation_price':'710'        | activation_price | 710
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'700'    | 'trailing_bps':300              | activation_price | 700
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'600','activation_type':'stop_loss' | 'activation_price':'590' | activation_type | stop_loss
            iceberg           | 'side':'buy','quantity':'1','price':'600','display_quantity':'0.1'            | 'display_quantity':'0.2'        | display_quantity | 0.2
            iceberg           | 'side':'buy','quantity':'1','price':'600','display_quantity':'0.1'            | 'display_quantity':'0.05'       | display_quantity | 0.05
            """)
    void waitingAndHiddenOrdersAreChangedInPlace(
            String type, String fields, String change, String field, String shown) {
        String path = ORDERS + "/" + place(type, fields).json().path("id").asText();

        TestAnswer changed = world.server.patch(path, json(change), world.ada);

        assertEquals(200, changed.status(), changed.text());
        assertEquals(shown, changed.json().path(field).asText(), changed.text());
        assertEquals(type, changed.json().path("type").asText());
        assertEquals(
                changed.json().path("status"),
                world.server.get(path, world.ada).json().path("status"));
        assertEquals(
                "nothing_to_amend",
                world.server.patch(path, json(change), world.ada).code());
    }

    /** Each of several changes at once is answered by its own effect. */
    @Test
    void aChangeIsAnsweredByItsOwnEffectAndNotByALaterOne() {
        String id = world.placed(world.ada, "buy", "5", "1");
        String path = ORDERS + "/" + id;
        OrderId order = new OrderId(Long.parseLong(id));

        world.exchange.followBy(new RepriceOrder(TradingWorld.account(1), order, new Price(501)));
        TestAnswer amended = world.server.patch(path, json("'price':'5.03','quantity':'1'"), world.ada);
        world.exchange.followBy(new CancelOrder(TradingWorld.account(1), order));
        TestAnswer reduced = world.server.patch(path, json("'quantity':'0.5'"), world.ada);

        assertEquals("5.03", amended.json().path("price").asText(), amended.text());
        assertEquals("0.5", reduced.json().path("quantity").asText(), reduced.text());
        assertEquals("open", reduced.json().path("status").asText(), reduced.text());
        assertTrue(reduced.json().path("sequence").asLong()
                > amended.json().path("sequence").asLong());
        world.shown();
        assertEquals(
                "canceled",
                world.server.get(path, world.ada).json().path("status").asText());
    }

    private static String json(String fields) {
        return ("{" + fields + "}").replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                  | 'price':'590'                          | price
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                  | 'display_quantity':'0.01'              | display_quantity
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                  | 'trailing_amount':'5'                  | trailing_amount
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                  | 'stop_price':'600.001'                 | stop_price
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250                  | 'trailing_amount':'5'                  | trailing_amount
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250                  | 'trailing_bps':5001                    | trailing_bps
            limit             | 'side':'buy','quantity':'0.1','price':'500'                        | 'stop_price':'600'                     | stop_price
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250                  | 'activation_price':'700'               | activation_price
            limit             | 'side':'buy','quantity':'0.1','price':'500'                        | 'display_quantity':'0.01'              | display_quantity
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                  | 'stop_price':null                      | quantity
            """)
    void aChangeThatTheOrderHasNoUseForIsNamed(String type, String fields, String change, String field) {
        String path = ORDERS + "/" + place(type, fields).json().path("id").asText();

        TestAnswer answer = world.server.patch(path, json(change), world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
    }

    /** Closes finding T12: an order that trails showed its distance, and not where it would be met. */
    @Test
    void triggerPriceOfATrailingOrderIsShown() {
        String id = place("trailing_stop", "'side':'sell','quantity':'0.1','trailing_amount':'25.5'")
                .json()
                .path("id")
                .asText();
        world.shown();
        JsonNode shown = world.server.get(ORDERS + "/" + id, world.ada).json();
        assertEquals("624.5", shown.path("trigger_price").asText(), shown.toString());
    }

    @Test
    void aTriggerThatIsMetAlreadyIsRefusedInAChangeToo() {
        TestAnswer placed = place("stop_loss", "'side':'sell','quantity':'0.1','stop_price':'600'");
        String path = ORDERS + "/" + placed.json().path("id").asText();

        TestAnswer met = world.server.patch(path, "{\"stop_price\":\"700\"}", world.ada);

        assertEquals("would_trigger_at_once", met.code(), met.text());
        assertTrue(met.json().path("detail").asText().startsWith("the trigger is met already: the last trade was at "));
        assertEquals(
                "unknown_order",
                world.server.patch(path, "{\"stop_price\":\"590\"}", world.bob).code());
    }
}
