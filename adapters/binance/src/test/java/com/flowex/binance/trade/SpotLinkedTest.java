package com.flowex.binance.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of two orders of which one triggers the other. */
class SpotLinkedTest {

    private static final String WORKING =
            "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=20000&workingQuantity=0.1&workingTimeInForce=GTC";

    private static final String PENDING =
            "&pendingType=STOP_LOSS&pendingSide=SELL&pendingQuantity=0.1&pendingStopPrice=18000";

    private static final String PAIR = "&pendingSide=SELL&pendingQuantity=0.1&pendingAboveType=LIMIT_MAKER"
            + "&pendingAbovePrice=21000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=18000";

    private final TradeWorld world = new TradeWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode placed(String more) {
        TestAnswer answer = world.post("orderList/oto", WORKING + PENDING + more, world.ada);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private JsonNode order(JsonNode list, int place) {
        world.shown();
        return world.get("order", "symbol=BTCUSDT&orderId=" + id(list, place), world.ada)
                .json();
    }

    private static String id(JsonNode list, int place) {
        return list.path("orders").get(place).path("orderId").asText();
    }

    private JsonNode list(JsonNode list) {
        return world.get("orderList", "orderListId=" + list.path("orderListId").asText(), world.ada)
                .json();
    }

    @Test
    void linkedOrdersArePlacedAndThePendingOneWaits() {
        JsonNode list = placed("&listClientOrderId=list-1&pendingClientOrderId=stop-1");

        assertEquals("OTO", list.path("contingencyType").asText());
        assertEquals("EXECUTING", list.path("listOrderStatus").asText());
        assertEquals("list-1", list.path("listClientOrderId").asText());
        JsonNode working = list.path("orderReports").get(0);
        JsonNode pending = list.path("orderReports").get(1);
        assertEquals("NEW", working.path("status").asText());
        assertEquals("LIMIT", working.path("type").asText());
        assertEquals("PENDING_NEW", pending.path("status").asText());
        assertEquals("STOP_LOSS", pending.path("type").asText());
        assertEquals("18000", pending.path("stopPrice").asText());
        assertEquals("stop-1", pending.path("clientOrderId").asText());
        assertEquals(-1, pending.path("workingTime").asLong());
        assertEquals(list.path("orderListId"), pending.path("orderListId"));
        assertEquals("PENDING_NEW", order(list, 1).path("status").asText());
        assertEquals(
                2, world.get("openOrders", "symbol=BTCUSDT", world.ada).json().size());
        assertEquals("OTO", list(list).path("contingencyType").asText());
        assertEquals(
                list.path("orderListId"),
                world.get("orderList", "origClientOrderId=list-1", world.ada)
                        .json()
                        .path("orderListId"));
        assertEquals(
                -2013,
                world.get("orderList", "orderListId=" + list.path("orderListId").asText(), world.bob)
                        .json()
                        .path("code")
                        .asInt());
    }

    @Test
    void thePendingOneBeginsWhenTheWorkingOneIsFilled() {
        JsonNode list = placed("");
        world.placed(world.bob, "SELL", "20000", "0.06");
        assertEquals("PENDING_NEW", order(list, 1).path("status").asText(), "filled in part is not filled");

        world.placed(world.bob, "SELL", "20000", "0.04");

        assertEquals("FILLED", order(list, 0).path("status").asText());
        assertEquals("NEW", order(list, 1).path("status").asText());
        assertEquals("EXECUTING", list(list).path("listOrderStatus").asText());
        assertEquals(1, world.get("openOrderList", "", world.ada).json().size());
        assertEquals(
                2,
                world.get("openOrderList", "", world.ada)
                        .json()
                        .get(0)
                        .path("orders")
                        .size());

        JsonNode ended = world.delete(
                        "orderList",
                        "symbol=BTCUSDT&orderListId=" + list.path("orderListId").asText(),
                        world.ada)
                .json();

        assertEquals("ALL_DONE", ended.path("listOrderStatus").asText());
        assertEquals(1, ended.path("orderReports").size(), "what was filled is not canceled");
        assertEquals(
                id(list, 1), ended.path("orderReports").get(0).path("orderId").asText());
        assertEquals("FILLED", order(list, 0).path("status").asText());
        assertEquals("CANCELED", order(list, 1).path("status").asText());
    }

    @Test
    void eachLinkedOrderIsAmendedAlone() {
        JsonNode list = placed("");
        world.placed(world.bob, "SELL", "20000", "0.06");

        JsonNode pending = amended(list, 1, "0.05");
        JsonNode working = amended(list, 0, "0.09");

        assertEquals("0.05", pending.path("amendedOrder").path("qty").asText());
        assertEquals("PENDING_NEW", pending.path("amendedOrder").path("status").asText());
        assertEquals("0.09", working.path("amendedOrder").path("qty").asText());
        assertEquals("0.06", working.path("amendedOrder").path("executedQty").asText());
        assertEquals("OTO", working.path("listStatus").path("contingencyType").asText());
        assertEquals("0.05", order(list, 1).path("origQty").asText());
        world.placed(world.bob, "SELL", "20000", "0.03");
        assertEquals("NEW", order(list, 1).path("status").asText(), "the smaller quantity is all of it");
        JsonNode begun = amended(list, 1, "0.04");
        assertEquals("0.04", begun.path("amendedOrder").path("qty").asText());
        assertTrue(begun.path("listStatus").isMissingNode(), "an order that has begun stands alone");
    }

    /** Amends one order of a pair, by which both change. */
    private void assertBothAmended(JsonNode list, int place, String quantity, String status) {
        JsonNode done = amended(list, place, quantity);
        assertEquals(quantity, done.path("amendedOrder").path("qty").asText(), done.toString());
        assertEquals(3, done.path("listStatus").path("orders").size(), done.toString());
        for (int leg = 1; leg <= 2; leg++) {
            assertEquals(quantity, order(list, leg).path("origQty").asText());
            assertEquals(status, order(list, leg).path("status").asText());
        }
    }

    private JsonNode amended(JsonNode list, int place, String quantity) {
        world.shown();
        TestAnswer answer = world.put(
                "order/amend/keepPriority",
                "symbol=BTCUSDT&orderId=" + id(list, place) + "&newQty=" + quantity,
                world.ada);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    @Test
    void aPendingLimitOrderWorksFromItsStart() {
        JsonNode list = world.post(
                        "orderList/oto",
                        WORKING + "&pendingType=LIMIT&pendingSide=SELL&pendingPrice=21000&pendingQuantity=0.05"
                                + "&pendingTimeInForce=GTC",
                        world.ada)
                .json();
        assertEquals(-1, order(list, 1).path("workingTime").asLong());

        world.placed(world.bob, "SELL", "20000", "0.1");

        JsonNode pending = order(list, 1);
        assertEquals("NEW", pending.path("status").asText());
        assertTrue(pending.path("isWorking").asBoolean());
        assertTrue(pending.path("workingTime").asLong() >= pending.path("time").asLong(), pending.toString());
    }

    @Test
    void aWorkingOrderThatIsFilledAtOnceStartsTheOtherInTheSameAnswer() {
        world.placed(world.bob, "SELL", "20000", "0.1");

        JsonNode list = placed("&newOrderRespType=FULL");

        JsonNode working = list.path("orderReports").get(0);
        assertEquals("FILLED", working.path("status").asText());
        assertEquals(1, working.path("fills").size());
        assertEquals("NEW", list.path("orderReports").get(1).path("status").asText());
    }

    @Test
    void theEndOfOneIsTheEndOfBoth() {
        JsonNode first = placed("");
        JsonNode second = placed("");

        JsonNode ended = world.delete(
                        "orderList",
                        "symbol=BTCUSDT&orderListId="
                                + first.path("orderListId").asText(),
                        world.ada)
                .json();
        world.delete("order", "symbol=BTCUSDT&orderId=" + id(second, 0), world.ada);

        assertEquals(2, ended.path("orderReports").size());
        assertEquals(
                "CANCELED", ended.path("orderReports").get(0).path("status").asText());
        assertEquals("CANCELED", order(second, 1).path("status").asText());
        JsonNode all = world.get("allOrderList", "", world.ada).json();
        assertEquals(2, all.size());
        assertEquals(first.path("orderListId"), all.get(0).path("orderListId"));
        assertEquals("ALL_DONE", all.get(1).path("listOrderStatus").asText());
        assertEquals(0, world.get("openOrderList", "", world.ada).json().size());
    }

    @Test
    void aWorkingOrderThatEndsAtOnceEndsItsList() {
        JsonNode list = world.post(
                        "orderList/oto",
                        (WORKING + PENDING).replace("workingTimeInForce=GTC", "workingTimeInForce=IOC"),
                        world.ada)
                .json();

        assertEquals("ALL_DONE", list.path("listOrderStatus").asText(), list.toString());
        assertEquals("EXPIRED", list.path("orderReports").get(0).path("status").asText());
        assertEquals("CANCELED", list.path("orderReports").get(1).path("status").asText());
    }

    @Test
    void aPairBeginsWhenTheWorkingOrderIsFilledAndTheListHasThreeOrders() {
        TestAnswer answer = world.post("orderList/otoco", WORKING + PAIR, world.ada);
        assertEquals(200, answer.status(), answer.text());
        JsonNode list = answer.json();

        assertEquals("OTO", list.path("contingencyType").asText());
        assertEquals(3, list.path("orders").size());
        assertEquals("PENDING_NEW", order(list, 1).path("status").asText());
        assertEquals(list.path("orderListId"), order(list, 2).path("orderListId"));
        assertBothAmended(list, 1, "0.09", "PENDING_NEW");
        world.placed(world.bob, "SELL", "20000", "0.1");
        assertBothAmended(list, 2, "0.08", "NEW");

        assertEquals("FILLED", order(list, 0).path("status").asText());
        assertEquals("NEW", order(list, 1).path("status").asText());
        assertEquals("NEW", order(list, 2).path("status").asText());
        assertEquals(3, list(list).path("orders").size());
        JsonNode ended = world.delete(
                        "orderList",
                        "symbol=BTCUSDT&orderListId=" + list.path("orderListId").asText(),
                        world.ada)
                .json();
        assertEquals(2, ended.path("orderReports").size(), ended.toString());
        assertEquals("ALL_DONE", list(list).path("listOrderStatus").asText());
        assertEquals(
                3,
                world.get("allOrderList", "", world.ada)
                        .json()
                        .get(0)
                        .path("orders")
                        .size());
    }

    @Test
    void aPendingOrderSellsWhatItsPurchaseBrings() {
        TestAnswer answer =
                world.post("orderList/opo", (WORKING + PENDING).replace("&pendingQuantity=0.1", ""), world.ada);
        assertEquals(200, answer.status(), answer.text());
        JsonNode list = answer.json();
        assertEquals("OTO", list.path("contingencyType").asText());
        assertEquals(
                "PENDING_NEW", list.path("orderReports").get(1).path("status").asText());

        world.placed(world.bob, "SELL", "20000", "0.06");
        world.placed(world.bob, "SELL", "20000", "0.04");

        assertEquals("NEW", order(list, 1).path("status").asText());
        assertEquals("0.0999", order(list, 1).path("origQty").asText());
    }

    @Test
    void aPairSellsWhatItsPurchaseBrings() {
        TestAnswer answer =
                world.post("orderList/opoco", (WORKING + PAIR).replace("&pendingQuantity=0.1", ""), world.ada);
        assertEquals(200, answer.status(), answer.text());
        JsonNode list = answer.json();

        world.placed(world.bob, "SELL", "20000", "0.1");

        assertEquals("0.0999", order(list, 1).path("origQty").asText());
        assertEquals("0.0999", order(list, 2).path("origQty").asText());
        assertEquals("NEW", order(list, 2).path("status").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workingSide=BUY|workingSide=SELL|workingSide",
                "pendingSide=SELL|pendingSide=BUY|pendingSide",
                "&pendingSide=SELL|''|pendingSide",
                "pendingSide=SELL|pendingSide=SELL&pendingQuantity=0.1|pendingQuantity",
                "&workingQuantity=0.1|''|workingQuantity",
                "workingQuantity=0.1|workingQuantity=0|workingQuantity"
            })
    void invalidPurchasesAreRefusedByName(String instead, String of, String named) {
        for (String path : new String[] {"opo", "opoco"}) {
            String pending = (path.equals("opo") ? PENDING : PAIR).replace("&pendingQuantity=0.1", "");
            TestAnswer answer = world.post("orderList/" + path, (WORKING + pending).replace(instead, of), world.ada);

            assertEquals(400, answer.status(), answer.text());
            assertTrue(answer.json().path("msg").asText().contains(named), answer.text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pendingAboveType=LIMIT_MAKER,pendingAboveType=LIMIT,pendingAboveType",
        "pendingAbovePrice=21000,pendingAbovePrice=0,pendingAbovePrice",
        "&pendingQuantity=0.1,'',pendingQuantity",
        "pendingSide=SELL,pendingSide=UP,pendingSide",
        "pendingBelowStopPrice=18000,pendingBelowStopPrice=18000.001,pendingBelowStopPrice",
        "pendingAboveType=LIMIT_MAKER,pendingAboveType=TAKE_PROFIT&pendingAboveStopPrice=21000,pendingAbovePrice"
    })
    void invalidPendingPairIsRefusedByName(String instead, String of, String named) {
        TestAnswer answer = world.post("orderList/otoco", (WORKING + PAIR).replace(instead, of), world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains(named), answer.text());
    }

    @Test
    void theSameTwiceIsADuplicate() {
        String ids = "&workingClientOrderId=in&pendingClientOrderId=out";
        placed(ids);

        TestAnswer again = world.post("orderList/oto", WORKING + PENDING + ids, world.ada);

        assertEquals(-2010, again.json().path("code").asInt(), again.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workingType=LIMIT|workingType=MARKET|workingType",
                "workingTimeInForce=GTC|workingTimeInForce=GTD|workingTimeInForce",
                "&workingTimeInForce=GTC|''|workingTimeInForce",
                "&workingQuantity=0.1|''|workingQuantity",
                "workingPrice=20000|workingPrice=0|workingPrice",
                "workingPrice=20000|workingPrice=20000.001|workingPrice",
                "workingSide=BUY|workingSide=UP|workingSide",
                "pendingType=STOP_LOSS|pendingType=LIMIT|pendingPrice",
                "pendingType=STOP_LOSS|pendingType=MARKET|pendingStopPrice",
                "&pendingStopPrice=18000|''|pendingStopPrice",
                "&pendingQuantity=0.1|''|pendingQuantity",
                "pendingSide=SELL|pendingSide=SELL&pendingClientOrderId=a&workingClientOrderId=a|pendingClientOrderId",
                "pendingSide=SELL|pendingSide=SELL&pendingClientOrderId=ä|pendingClientOrderId",
                "pendingSide=SELL|pendingSide=SELL&pendingPegOffsetValue=1|pendingPegOffsetValue"
            })
    void invalidLinkedOrdersAreRefusedByName(String instead, String of, String named) {
        TestAnswer answer = world.post("orderList/oto", (WORKING + PENDING).replace(instead, of), world.ada);

        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains(named), answer.text());
        assertEquals(
                0, world.get("openOrders", "symbol=BTCUSDT", world.ada).json().size());
    }
}
