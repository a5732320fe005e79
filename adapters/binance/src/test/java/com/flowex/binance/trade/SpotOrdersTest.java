package com.flowex.binance.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of clients of Binance: placed, found, made smaller, canceled, and refused by the names of their parameters. */
class SpotOrdersTest {

    private static TradeWorld world;

    @BeforeAll
    static void start() {
        world = new TradeWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aFullAnswerHasTheTradesOfTheCommandItself() {
        world.placed(world.bob, "SELL", "20000", "0.5");
        world.placed(world.bob, "SELL", "20010.00", "0.50000000");

        JsonNode answer = world.post(
                        "order",
                        "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.75&newClientOrderId=taker-1",
                        world.ada)
                .json();

        assertEquals("FILLED", answer.path("status").asText());
        assertEquals("taker-1", answer.path("clientOrderId").asText());
        assertEquals("0.75", answer.path("executedQty").asText());
        assertEquals("15002.5", answer.path("cummulativeQuoteQty").asText());
        assertEquals("GTC", answer.path("timeInForce").asText());
        assertEquals(2, answer.path("fills").size());
        JsonNode second = answer.path("fills").get(1);
        assertEquals("20010", second.path("price").asText());
        assertEquals("0.25", second.path("qty").asText());
        assertEquals("0.0005", second.path("commission").asText());
        assertEquals("BTC", second.path("commissionAsset").asText());

        JsonNode trades = world.get(
                        "myTrades",
                        "symbol=BTCUSDT&orderId=" + answer.path("orderId").asLong(),
                        world.ada)
                .json();
        assertEquals(second.path("tradeId"), trades.get(1).path("id"));
        assertFalse(trades.get(1).path("isMaker").asBoolean());
        assertEquals("5002.5", trades.get(1).path("quoteQty").asText());
        world.delete("openOrders", "symbol=BTCUSDT", world.bob);
    }

    @Test
    void anAnswerSaysAsMuchAsIsWanted() {
        Set<String> ack = Set.of("symbol", "orderId", "orderListId", "clientOrderId", "transactTime");
        JsonNode shortest = world.limit(world.ada, "BUY", "9000", "0.1", "&newOrderRespType=ACK")
                .json();
        JsonNode result = world.limit(world.ada, "BUY", "9000", "0.1", "&newOrderRespType=RESULT")
                .json();
        JsonNode waiting = world.post(
                        "order",
                        "symbol=BTCUSDT&side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.1&price=900000&stopPrice=900000&icebergQty=0.01",
                        world.ada)
                .json();

        assertEquals(ack, TradeWorld.names(shortest));
        assertEquals(
                ack, TradeWorld.names(waiting), "what waits for a price is acknowledged, if nothing else is wanted");
        assertEquals(
                "0.01",
                found("orderId=" + waiting.path("orderId").asText())
                        .path("icebergQty")
                        .asText());
        assertEquals(-1, result.path("orderListId").asLong());
        assertEquals("NEW", result.path("status").asText());
        assertTrue(result.path("fills").isMissingNode());
        assertEquals("0", result.path("executedQty").asText());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    /** Both kinds of an order that trails from a price on, which differ by how that price is reached. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STOP_LOSS         | &stopPrice=900000&trailingDelta=100                                 | STOP_LOSS         | 900000
            STOP_LOSS_LIMIT   | &stopPrice=900000&trailingDelta=100&price=910000&timeInForce=GTC    | STOP_LOSS_LIMIT   | 900000
            TAKE_PROFIT       | &stopPrice=9000&trailingDelta=100                                   | TAKE_PROFIT       | 9000
            TAKE_PROFIT_LIMIT | &stopPrice=9000&trailingDelta=100&price=9100&timeInForce=GTC        | TAKE_PROFIT_LIMIT | 9000
            """)
    void orderThatTrailsIsShownAsSent(String type, String fields, String shown, String stopPrice) {
        String id = world.post("order", "symbol=BTCUSDT&side=BUY&quantity=0.1&type=" + type + fields, world.ada)
                .json()
                .path("orderId")
                .asText();

        JsonNode order = found("orderId=" + id);

        assertEquals(shown, order.path("type").asText(), order.toString());
        assertEquals(stopPrice, order.path("stopPrice").asText(), order.toString());
        assertEquals(100, order.path("trailingDelta").asInt(), order.toString());
        assertEquals("NEW", order.path("status").asText(), order.toString());
        world.delete("order", "symbol=BTCUSDT&orderId=" + id, world.ada);
    }

    /** Two orders of one account make each other smaller; the match names what took effect. */
    @ParameterizedTest
    @CsvSource({"TRANSFER,TRANSFER", "NONE,DECREMENT"})
    void transferActsAsDecrement(String ofMaker, String effect) {
        String maker = world.limit(world.ada, "BUY", "9000", "0.3", "&selfTradePreventionMode=" + ofMaker)
                .json()
                .path("orderId")
                .asText();
        JsonNode taker = world.limit(world.ada, "SELL", "9000", "0.1", "&selfTradePreventionMode=TRANSFER")
                .json();

        assertEquals("TRANSFER", taker.path("selfTradePreventionMode").asText(), taker.toString());
        assertEquals("EXPIRED_IN_MATCH", taker.path("status").asText(), taker.toString());
        JsonNode rest = found("orderId=" + maker);
        assertEquals(ofMaker, rest.path("selfTradePreventionMode").asText(), rest.toString());
        assertEquals("0.1", rest.path("preventedQuantity").asText(), rest.toString());
        JsonNode match = world.get("myPreventedMatches", "symbol=BTCUSDT&orderId=" + maker, world.ada)
                .json()
                .path(0);
        assertEquals(effect, match.path("selfTradePreventionMode").asText(), match.toString());
        world.delete("order", "symbol=BTCUSDT&orderId=" + maker, world.ada);
    }

    @Test
    void timesOfAnOrderAreInTheUnitOfItsRequest() {
        String working =
                world.placed(world.ada, "BUY", "9000", "0.1").path("orderId").asText();
        String waiting = world.post(
                        "order", "symbol=BTCUSDT&side=BUY&type=STOP_LOSS&quantity=0.1&stopPrice=900000", world.ada)
                .json()
                .path("orderId")
                .asText();

        for (String name : List.of("time", "updateTime", "workingTime")) {
            assertEquals(
                    found("orderId=" + working).path(name).asLong(),
                    inMicros("orderId=" + working).path(name).asLong() / 1_000,
                    name);
        }
        assertEquals(-1, found("orderId=" + waiting).path("workingTime").asLong());
        assertEquals(-1, inMicros("orderId=" + waiting).path("workingTime").asLong());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    private JsonNode inMicros(String order) {
        return world.server
                .send(world.server
                        .request("/api/v3/order?symbol=BTCUSDT&" + order, world.ada)
                        .header("X-MBX-TIME-UNIT", "MICROSECOND")
                        .GET())
                .json();
    }

    @Test
    void anOrderIsFoundByEitherIdAndUnderItsMarketAlone() {
        JsonNode placed = world.placed(world.ada, "BUY", "9000", "0.1");
        String id = placed.path("orderId").asText();
        String client = placed.path("clientOrderId").asText();

        assertEquals(id, found("orderId=" + id).path("orderId").asText());
        assertEquals(id, found("origClientOrderId=" + client).path("orderId").asText());
        assertTrue(found("orderId=" + id).path("isWorking").asBoolean());
        refused(-2013, "Order does not exist.", world.get("order", "symbol=ETHUSDT&orderId=" + id, world.ada));
        refused(-2013, "Order does not exist.", world.get("order", "symbol=BTCUSDT&orderId=" + id, world.bob));
        refused(
                -2013,
                "Order does not exist.",
                world.get("order", "symbol=BTCUSDT&origClientOrderId=never", world.ada));
        refused(-2011, "Unknown order sent.", world.delete("order", "symbol=ETHUSDT&orderId=" + id, world.ada));
        assertEquals("NEW", found("orderId=" + id).path("status").asText(), "it was not canceled under another name");
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    private static JsonNode found(String by) {
        return world.get("order", "symbol=BTCUSDT&" + by, world.ada).json();
    }

    @Test
    void cancelReturnsTheOrderAndSucceedsOnce() {
        JsonNode placed = world.placed(world.ada, "BUY", "9000", "0.1");
        String query = "symbol=BTCUSDT&orderId=" + placed.path("orderId").asText();

        JsonNode canceled = world.delete("order", query + "&newClientOrderId=cancel-1", world.ada)
                .json();

        assertEquals("CANCELED", canceled.path("status").asText());
        assertEquals("cancel-1", canceled.path("clientOrderId").asText());
        assertEquals(placed.path("clientOrderId"), canceled.path("origClientOrderId"));
        refused(-2011, "Unknown order sent.", world.delete("order", query, world.ada));
        refused(-2011, "Unknown order sent.", world.delete("openOrders", "symbol=BTCUSDT", world.ada));
    }

    /** Its trades are no longer in any answer: -1007 makes clients query it. */
    @Test
    void anOrderWhoseFirstAnswerGotLostIsAskedFor() {
        world.exchange.loseFirstAnswers();
        TestAnswer lost = world.limit(world.ada, "BUY", "9000", "0.1", "&newClientOrderId=lost-1");
        world.exchange.answerItself();

        assertEquals(-1007, lost.json().path("code").asInt(), lost.text());
        assertEquals("NEW", found("origClientOrderId=lost-1").path("status").asText());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    @Test
    void anIdIsUsedForOneOrder() {
        world.limit(world.ada, "BUY", "9000", "0.1", "&newClientOrderId=once-1");

        refused(
                -2010,
                "Duplicate order sent.",
                world.limit(world.ada, "BUY", "9000", "0.1", "&newClientOrderId=once-1"));
        refused(
                -2010,
                "Duplicate order sent.",
                world.limit(world.ada, "BUY", "9001", "0.1", "&newClientOrderId=once-1"));
        assertEquals(
                1, world.get("openOrders", "symbol=BTCUSDT", world.ada).json().size());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    @Test
    void anOrderBecomesSmallerInItsPlaceAndItsChangesAreListed() {
        String id =
                world.placed(world.ada, "BUY", "9000", "0.5").path("orderId").asText();
        String one = "symbol=BTCUSDT&orderId=" + id;

        world.exchange.followBy(
                new ReduceOrder(TradeWorld.account(1), new OrderId(Long.parseLong(id)), new Quantity(30_000_000)));
        JsonNode first = world.put("order/amend/keepPriority", one + "&newQty=0.40000000", world.ada)
                .json();

        assertEquals("0.4", first.path("amendedOrder").path("qty").asText());
        refused(-2038, "", world.put("order/amend/keepPriority", one + "&newQty=0.6", world.ada));
        refused(
                -1130,
                "newClientOrderId",
                world.put("order/amend/keepPriority", one + "&newQty=0.1&newClientOrderId=other", world.ada));
        world.shown();
        JsonNode all = world.get("order/amendments", one, world.ada).json();
        assertEquals(2, all.size());
        assertEquals("0.5", all.get(0).path("origQty").asText());
        assertEquals("0.4", all.get(0).path("newQty").asText());
        assertEquals(first.path("executionId"), all.get(0).path("executionId"));
        long second = all.get(1).path("executionId").asLong();
        assertEquals(
                1,
                world.get("order/amendments", one + "&fromExecutionId=" + second, world.ada)
                        .json()
                        .size());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    @Test
    void selfTradePreventionIsReportedWithBothOrders() {
        String maker =
                world.placed(world.ada, "SELL", "30000", "0.2").path("orderId").asText();
        JsonNode taker = world.limit(world.ada, "BUY", "30000", "0.1", "&selfTradePreventionMode=EXPIRE_TAKER")
                .json();

        assertEquals("EXPIRED_IN_MATCH", taker.path("status").asText());
        assertEquals("0.1", taker.path("preventedQuantity").asText());
        JsonNode matches = world.get(
                        "myPreventedMatches",
                        "symbol=BTCUSDT&orderId=" + taker.path("orderId").asText(),
                        world.ada)
                .json();
        assertEquals(1, matches.size());
        assertEquals(maker, matches.get(0).path("makerOrderId").asText());
        assertEquals(taker.path("orderId"), matches.get(0).path("takerOrderId"));
        assertEquals(
                "EXPIRE_TAKER", matches.get(0).path("selfTradePreventionMode").asText());
        String match = matches.get(0).path("preventedMatchId").asText();
        JsonNode whole = world.get("myPreventedMatches", "symbol=BTCUSDT&preventedMatchId=" + match, world.ada)
                .json();
        assertEquals("0.1", whole.get(0).path("takerPreventedQuantity").asText());
        assertEquals("0", whole.get(0).path("makerPreventedQuantity").asText());
        world.delete("openOrders", "symbol=BTCUSDT", world.ada);
    }

    @Test
    void testOrderChangesNothingAndReportsTheCommissionRates() {
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=9000&quantity=0.1";

        assertEquals("{}", world.post("order/test", order, world.ada).text());
        JsonNode rates = world.post("order/test", order + "&computeCommissionRates=true", world.ada)
                .json();
        assertEquals(
                "0.002", rates.path("standardCommissionForOrder").path("taker").asText());
        assertEquals(
                0, world.get("openOrders", "symbol=BTCUSDT", world.ada).json().size());
        refused(
                -2010,
                "Account has insufficient balance for requested action.",
                world.post("order/test", order.replace("0.1", "900"), world.ada));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type=LIMIT&price=1&quantity=1 | -1102 | timeInForce
            type=LIMIT&timeInForce=GTC&quantity=1 | -1102 | price
            type=MARKET | -1102 | quoteOrderQty
            type=MARKET&quantity=1&quoteOrderQty=1 | -1128 | quoteOrderQty
            type=MARKET&quantity=1&timeInForce=GTC | -1106 | timeInForce
            type=MARKET&quantity=1&price=5 | -1106 | price
            type=STOP_LOSS&quantity=1 | -1102 | stopPrice
            type=TAKE_PROFIT&quantity=1&trailingDelta=9999999 | -1130 | trailingDelta
            type=STOP_LOSS&quantity=1&stopPrice=900000&icebergQty=0.1 | -1106 | icebergQty
            type=STOP_LOSS_LIMIT&timeInForce=IOC&price=900000&quantity=1&stopPrice=900000&icebergQty=0.1 | -1130 | timeInForce
            type=OCO&quantity=1 | -1116 | type
            type=LIMIT&timeInForce=GTX&price=1&quantity=1 | -1115 | timeInForce
            type=LIMIT&timeInForce=GTC&price=1e3&quantity=1 | -1100 | price
            type=LIMIT&timeInForce=GTC&price=1&quantity=-1 | -1100 | quantity
            type=LIMIT&timeInForce=GTC&price=1.001&quantity=1 | -1013 | Filter failure: PRICE_FILTER
            type=LIMIT&timeInForce=GTC&price=1.123456789&quantity=1 | -1111 | price
            type=LIMIT&timeInForce=GTC&price=1&quantity=0.000000001 | -1111 | quantity
            type=LIMIT&timeInForce=GTC&price=0.00&quantity=1 | -1013 | price
            type=LIMIT&timeInForce=GTC&price=9000&quantity=0.000001 | -1013 | LOT_SIZE
            type=LIMIT&timeInForce=GTC&price=9000&quantity=0.00001 | -1013 | NOTIONAL
            type=LIMIT&timeInForce=GTC&price=1&quantity=1&newClientOrderId=a%20b | -1100 | newClientOrderId
            type=STOP_LOSS&quantity=1&stopPrice=5.001&trailingDelta=10 | -1013 | Filter failure: PRICE_FILTER
            type=LIMIT&timeInForce=GTC&price=1&quantity=1&selfTradePreventionMode=MOVE | -1130 | selfTradePreventionMode
            type=LIMIT&timeInForce=GTC&price=1&quantity=1&strategyId=7 | -1104 | strategyId
            type=LIMIT&timeInForce=GTC&price=1&quantity=1&newOrderRespType=ALL | -1130 | newOrderRespType
            """)
    void invalidOrderFieldsAreRefusedByName(String order, int code, String name) {
        refused(code, name, world.post("order", "symbol=BTCUSDT&side=BUY&" + order, world.ada));
    }

    /** @param part part of its message */
    private static void refused(int code, String part, TestAnswer answer) {
        assertEquals(code, answer.json().path("code").asInt(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains(part), answer.text());
        assertEquals(400, answer.status());
    }
}
