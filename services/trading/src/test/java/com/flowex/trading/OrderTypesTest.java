package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.order.SelfTradePrevention;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type of order over HTTP, from its fields to the real engine and back to what a client reads. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderTypesTest {

    private TradingWorld world;

    @BeforeAll
    void open() {
        world = new TradingWorld();
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        // A last trade at 650, and a book around it.
        world.placed(world.bob, "sell", "650", "0.1");
        world.placed(world.cyd, "buy", "650", "0.1");
        world.placed(world.bob, "sell", "660", "5");
        world.placed(world.cyd, "buy", "640", "5");
    }

    @AfterAll
    void close() {
        world.close();
    }

    private TestAnswer place(String type, String fields) {
        return world.server.post(
                ORDERS,
                ("{\"symbol\":\"BTC-USDT\",\"type\":\"" + type + "\"," + fields + "}").replace('\'', '"'),
                world.ada);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                                 | waiting | stop_price       | 600
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','trigger_source':'best_price'   | waiting | trigger_source   | best_price
            stop_loss_limit   | 'side':'sell','quantity':'0.1','stop_price':'600','price':'590'                   | waiting | price            | 590
            stop_loss_limit   | 'side':'sell','quantity':'0.1','stop_price':'600','price':'590','display_quantity':'0.02' | waiting | display_quantity | 0.02
            take_profit       | 'side':'sell','quantity':'0.1','stop_price':'700'                                 | waiting | stop_price       | 700
            take_profit_limit | 'side':'buy','quantity':'0.1','stop_price':'600','price':'590','time_in_force':'gtd','expires_at':'2200-01-01T00:00:00Z' | waiting | expires_at | 2200-01-01T00:00:00Z
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_amount':'25.5'                           | waiting | trailing_amount  | 25.5
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'price':'500'                   | waiting | trailing_bps     | 250
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'700'        | waiting | activation_price | 700
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'700'        | waiting | activation_type  | take_profit
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':250,'activation_price':'600','activation_type':'stop_loss' | waiting | activation_type | stop_loss
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600'                                 | waiting | trigger_price    | 600
            iceberg           | 'side':'buy','quantity':'1','price':'600','display_quantity':'0.1'                | open    | display_quantity | 0.1
            twap              | 'side':'buy','quantity':'0.4','price':'600','slices':4,'interval_seconds':60      | open    | interval_seconds | 60
            market            | 'side':'sell','quote_quantity':'64'                                               | filled  | quote_quantity   | 64
            limit             | 'side':'buy','quantity':'0.1','price':'500','self_trade_prevention':'decrement'   | open    | self_trade_prevention | decrement
            limit             | 'side':'buy','quantity':'0.1','price':'500','self_trade_prevention':'transfer'    | open    | self_trade_prevention | transfer
            limit             | 'side':'buy','quantity':'0.1','price':'500'                                       | open    | self_trade_prevention | none
            """)
    void placedOrderIsReadAsSent(String type, String fields, String status, String field, String shown) {
        TestAnswer answer = place(type, fields);
        assertEquals(201, answer.status(), answer.text());
        JsonNode placed = answer.json();
        assertEquals(type, placed.path("type").asText());
        assertEquals(status, placed.path("status").asText(), answer.text());
        assertEquals(shown, placed.path(field).asText(), answer.text());

        world.shown();
        assertEquals(
                placed,
                world.server
                        .get(ORDERS + "/" + placed.path("id").asText(), world.ada)
                        .json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            stop_loss         | 'side':'sell','quantity':'0.1'                                                    | stop_price
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','price':'590'                   | price
            stop_loss_limit   | 'side':'sell','quantity':'0.1','stop_price':'600'                                 | price
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','display_quantity':'0.02'       | display_quantity
            stop_loss_limit   | 'side':'sell','quantity':'0.1','stop_price':'600','price':'590','display_quantity':'0.02','time_in_force':'ioc' | time_in_force
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5,'display_quantity':'0.02'         | display_quantity
            limit             | 'side':'buy','quantity':'1','price':'600','display_quantity':'0.1'                | display_quantity
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','trigger_source':'mark'         | trigger_source
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','activation_price':'700'        | activation_price
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5,'activation_price':'0'            | activation_price
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5,'activation_type':'stop_loss'     | activation_type
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5,'activation_price':'600','activation_type':'loss' | activation_type
            stop_loss         | 'side':'sell','quantity':'0.1','stop_price':'600','activation_type':'stop_loss'   | activation_type
            trailing_stop     | 'side':'sell','quantity':'0.1'                                                    | trailing_amount
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_amount':'5','trailing_bps':5             | trailing_amount
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5001                                | trailing_bps
            trailing_stop     | 'side':'sell','quantity':'0.1','trailing_bps':5,'post_only':true                  | post_only
            iceberg           | 'side':'buy','quantity':'1','price':'600'                                         | display_quantity
            iceberg           | 'side':'buy','quantity':'1','price':'600','display_quantity':'0.1','time_in_force':'ioc' | time_in_force
            twap              | 'side':'buy','quantity':'1','price':'600','slices':1,'interval_seconds':60        | slices
            twap              | 'side':'buy','quantity':'1','price':'600','slices':2                              | interval_seconds
            market            | 'side':'buy','quantity':'1','quote_quantity':'64'                                 | quantity
            market            | 'side':'buy','quote_quantity':'-1'                                                | quote_quantity
            limit             | 'side':'buy','quantity':'1','price':'600','quote_quantity':'1'                    | quote_quantity
            limit             | 'side':'buy','quantity':'1','price':'600','expires_at':'2200-01-01T00:00:00Z'     | expires_at
            limit             | 'side':'buy','quantity':'1','price':'600','time_in_force':'gtd','expires_at':'9999-01-01T00:00:00Z' | expires_at
            limit             | 'side':'buy','quantity':'1','price':'600','self_trade_prevention':'mine'          | self_trade_prevention
            """)
    void aFieldThatIsMissingWrongOrOfAnotherTypeIsNamed(String type, String fields, String field) {
        TestAnswer answer = place(type, fields);

        assertEquals(400, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
    }

    /** Closes finding T4: a price finer than the market's was answered the range of a decimal, and a trigger no figure. */
    @Test
    void aRefusalNamesTheFiguresThatItIsAbout() {
        TestAnswer fine = place("limit", "'side':'buy','quantity':'1','price':'600.001'");
        assertEquals(
                "price must be a plain decimal such as \"1.25\", a multiple of 0.01 and at most 10000000",
                fine.json().path("detail").asText());

        world.placed(world.ada, "sell", "650", "0.1");
        world.placed(world.bob, "buy", "650", "0.1");
        world.shown();
        TestAnswer met = place("stop_loss", "'side':'sell','quantity':'0.1','stop_price':'700'");
        assertEquals(
                "the trigger is met already: the last trade was at 650",
                met.json().path("detail").asText());
    }

    @Test
    void engineRefusalsAreReturnedByName() {
        assertEquals(
                "would_trigger_at_once",
                place("stop_loss", "'side':'sell','quantity':'0.1','stop_price':'700'")
                        .code());
        assertEquals(
                "display_quantity_invalid",
                place("iceberg", "'side':'buy','quantity':'1','price':'600','display_quantity':'1'")
                        .code());
        assertEquals(
                "expiry_passed",
                place(
                                "limit",
                                "'side':'buy','quantity':'1','price':'600','time_in_force':'gtd','expires_at':'1999-01-01T00:00:00Z'")
                        .code());
    }

    @Test
    void anOrderTradesWithItsOwnSideUnlessItsOwnerSaysOtherwise() {
        TestAnswer sell = place("limit", "'side':'sell','quantity':'0.1','price':'655'");
        assertEquals("open", sell.json().path("status").asText(), sell.text());

        JsonNode prevented = place(
                        "limit", "'side':'buy','quantity':'0.1','price':'655','self_trade_prevention':'expire_taker'")
                .json();
        assertEquals("self_trade_prevented", prevented.path("expiry_reason").asText());
        assertEquals("0.1", prevented.path("prevented_quantity").asText());
        assertEquals("0", prevented.path("filled_quantity").asText());

        JsonNode traded =
                place("limit", "'side':'buy','quantity':'0.1','price':'655'").json();
        assertEquals("filled", traded.path("status").asText());
    }

    /** Closes the last of finding T10: an exchange says what an order does with its own side that says nothing itself. */
    @Test
    void orderWithoutAPreventionModeUsesTheExchangesDefault() {
        TenantConfiguration before =
                configure(new TenantConfiguration(null, null, null, null, null, SelfTradePrevention.EXPIRE_MAKER));
        try {
            String resting = place("limit", "'side':'sell','quantity':'0.1','price':'656'")
                    .json()
                    .path("id")
                    .asText();

            JsonNode silent = place("limit", "'side':'buy','quantity':'0.1','price':'656'")
                    .json();
            assertEquals("expire_maker", silent.path("self_trade_prevention").asText(), silent.toString());
            assertEquals("open", silent.path("status").asText(), silent.toString());
            world.shown();
            assertEquals(
                    "self_trade_prevented",
                    world.server
                            .get(ORDERS + "/" + resting, world.ada)
                            .json()
                            .path("expiry_reason")
                            .asText());

            JsonNode pair = world.server.post(ORDERS + "/oco", """
                            {"symbol":"BTC-USDT","side":"sell","quantity":"0.1","limit":{"price":"900"},
                             "stop":{"type":"stop_loss","stop_price":"500"}}""", world.ada).json();
            assertEquals("expire_maker", pair.at("/limit/self_trade_prevention").asText(), pair.toString());
            JsonNode outspoken = place(
                            "limit", "'side':'sell','quantity':'0.1','price':'656','self_trade_prevention':'none'")
                    .json();
            assertEquals("filled", outspoken.path("status").asText(), outspoken.toString());
        } finally {
            configure(before);
        }
    }

    private TenantConfiguration configure(TenantConfiguration configuration) {
        Tenant first = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TestTenants.change(world.stand, first, tenant -> tenant.like(configuration));
        return first.configuration();
    }

    @Test
    void aPriceInAChangeMovesTheOrderAndTheQuantityAloneMakesItSmaller() {
        String id = place("limit", "'side':'buy','quantity':'0.3','price':'610'")
                .json()
                .path("id")
                .asText();
        world.shown();

        TestAnswer moved = world.server.patch(ORDERS + "/" + id, "{\"price\":\"612\",\"quantity\":\"0.5\"}", world.ada);
        assertEquals("612", moved.json().path("price").asText(), moved.text());
        assertEquals("0.5", moved.json().path("quantity").asText());
        assertEquals(id, moved.json().path("id").asText());

        TestAnswer smaller = world.server.patch(ORDERS + "/" + id, "{\"quantity\":\"0.2\"}", world.ada);
        assertEquals("0.2", smaller.json().path("quantity").asText(), smaller.text());
        assertEquals("612", smaller.json().path("price").asText());

        String same = "{\"price\":\"612\",\"quantity\":\"0.2\"}";
        assertEquals(
                "nothing_to_amend",
                world.server.patch(ORDERS + "/" + id, same, world.ada).code());
        assertEquals(
                "invalid_field",
                world.server
                        .patch(ORDERS + "/" + id, "{\"price\":\"0\",\"quantity\":\"1\"}", world.ada)
                        .code());
    }

    /** Closes a part of finding T11: a price alone was 400. */
    @Test
    void aPriceAloneMovesTheOrderWithTheQuantityThatItHas() {
        String id = place("limit", "'side':'buy','quantity':'0.3','price':'610'")
                .json()
                .path("id")
                .asText();
        world.server.patch(ORDERS + "/" + id, "{\"quantity\":\"0.2\"}", world.ada);

        TestAnswer moved = world.server.patch(ORDERS + "/" + id, "{\"price\":\"612\"}", world.ada);

        assertEquals("612", moved.json().path("price").asText(), moved.text());
        assertEquals("0.2", moved.json().path("quantity").asText());
        String path = ORDERS + "/" + id;
        assertEquals(
                "nothing_to_amend",
                world.server.patch(path, "{\"price\":\"612\"}", world.ada).code());
        assertEquals(
                "invalid_field",
                world.server.patch(path, "{\"price\":\"612.001\"}", world.ada).code());
        assertEquals(
                "unknown_order",
                world.server.patch(path, "{\"price\":\"613\"}", world.bob).code());
    }

    @Test
    void ordersOfOneSideCanBeCanceledAlone() {
        String buy = placedByCyd("buy", "300");
        String sell = placedByCyd("sell", "900");

        TestAnswer answer = world.server.delete(ORDERS + "?symbol=BTC-USDT&side=sell", world.cyd);

        assertEquals(1, answer.json().path("canceled").asInt(), answer.text());
        assertEquals(sell, answer.json().path("items").path(0).path("id").asText());
        world.server.delete(ORDERS + "/" + buy, world.cyd);
        assertEquals(
                "side",
                world.server
                        .delete(ORDERS + "?side=up", world.cyd)
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asText());
    }

    private String placedByCyd(String side, String price) {
        return world.placed(world.cyd, side, price, "0.1");
    }

    @Test
    void aTimerSaysWhenItCancels() {
        TestAnswer set = world.server.put(ORDERS + "/timer", "{\"timeout_seconds\":60}", world.bob);
        assertEquals(60, set.json().path("timeout_seconds").asInt(), set.text());
        assertEquals(false, set.json().path("cancels_at").isNull());

        TestAnswer stopped = world.server.put(ORDERS + "/timer", "{\"timeout_seconds\":0}", world.bob);
        assertEquals(true, stopped.json().path("cancels_at").isNull(), stopped.text());
        assertEquals(
                "invalid_field",
                world.server
                        .put(ORDERS + "/timer", "{\"timeout_seconds\":86401}", world.bob)
                        .code());
    }

    @Test
    void anAdministratorNarrowsAMarketAndOpensItAgain() {
        String state = "/api/trading/pairs/ETH-USDT/state";
        TestAnswer narrowed = world.server.post(state, "{\"state\":\"post_only\"}", world.admin);
        assertEquals("post_only", narrowed.json().path("status").asText(), narrowed.text());

        String market = "{\"symbol\":\"ETH-USDT\",\"side\":\"buy\",\"type\":\"market\",\"quantity\":\"1\"}";
        assertEquals(
                "instrument_post_only",
                world.server.post(ORDERS, market, world.ada).code());
        assertEquals(
                "open",
                world.server
                        .post(state, "{\"state\":\"open\"}", world.admin)
                        .json()
                        .path("status")
                        .asText());
        assertEquals(
                "invalid_field",
                world.server.post(state, "{\"state\":\"shut\"}", world.admin).code());
        assertEquals(
                "forbidden",
                world.server.post(state, "{\"state\":\"open\"}", world.ada).code());
    }
}
