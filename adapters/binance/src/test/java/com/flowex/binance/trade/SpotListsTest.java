package com.flowex.binance.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two orders of which one cancels the other, and what the caller's orders and trades were. */
class SpotListsTest {

    private final TradeWorld world = new TradeWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonNode pair(String more) {
        TestAnswer answer = world.post(
                "orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=0.1&aboveType=LIMIT_MAKER&abovePrice=30000&belowType=STOP_LOSS_LIMIT"
                        + "&belowStopPrice=9000&belowPrice=8900&belowTimeInForce=GTC&belowIcebergQty=0.02" + more,
                world.ada);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    @Test
    void aListIsPlacedFoundAndCanceled() {
        JsonNode list = pair("&listClientOrderId=list-1");

        assertEquals("EXECUTING", list.path("listOrderStatus").asText());
        assertEquals("list-1", list.path("listClientOrderId").asText());
        assertEquals(
                "LIMIT_MAKER", list.path("orderReports").get(0).path("type").asText());
        assertEquals(
                "STOP_LOSS_LIMIT", list.path("orderReports").get(1).path("type").asText());
        assertEquals("0.02", list.path("orderReports").get(1).path("icebergQty").asText());
        String id = list.path("orderListId").asText();
        assertEquals(id, list.path("orderReports").get(1).path("orderListId").asText());
        assertEquals(
                id,
                world.get("orderList", "orderListId=" + id, world.ada)
                        .json()
                        .path("orderListId")
                        .asText());
        assertEquals(
                id,
                world.get("orderList", "origClientOrderId=list-1", world.ada)
                        .json()
                        .path("orderListId")
                        .asText());
        assertEquals(
                -2013,
                world.get("orderList", "orderListId=" + id, world.bob)
                        .json()
                        .path("code")
                        .asInt());
        assertEquals(1, world.get("openOrderList", "", world.ada).json().size());
        amendingOneAmendsBoth(list);

        JsonNode ended = world.delete("orderList", "symbol=BTCUSDT&orderListId=" + id, world.ada)
                .json();

        assertEquals("ALL_DONE", ended.path("listOrderStatus").asText());
        assertEquals(
                "CANCELED", ended.path("orderReports").get(0).path("status").asText());
        assertEquals(
                "CANCELED", ended.path("orderReports").get(1).path("status").asText());
        assertEquals(0, world.get("openOrderList", "", world.ada).json().size());
        assertEquals(
                -2011,
                world.delete("orderList", "symbol=BTCUSDT&orderListId=" + id, world.ada)
                        .json()
                        .path("code")
                        .asInt());
    }

    /** Only one of the two is ever executed, so they have one quantity. */
    private void amendingOneAmendsBoth(JsonNode list) {
        String stop = list.path("orders").get(1).path("orderId").asText();

        JsonNode done = world.put(
                        "order/amend/keepPriority", "symbol=BTCUSDT&orderId=" + stop + "&newQty=0.08", world.ada)
                .json();

        assertEquals("0.08", done.path("amendedOrder").path("qty").asText(), done.toString());
        assertEquals(stop, done.path("amendedOrder").path("orderId").asText());
        assertEquals("OCO", done.path("listStatus").path("contingencyType").asText());
        assertEquals(
                "EXECUTING", done.path("listStatus").path("listOrderStatus").asText());
        assertEquals(list.path("orders"), done.path("listStatus").path("orders"));
        world.shown();
        list.path("orders").forEach(leg -> {
            String one = "symbol=BTCUSDT&orderId=" + leg.path("orderId").asText();
            assertEquals(
                    "0.08",
                    world.get("order", one, world.ada).json().path("origQty").asText());
            assertEquals(
                    "0.08",
                    world.get("order/amendments", one, world.ada)
                            .json()
                            .path(0)
                            .path("newQty")
                            .asText());
        });
    }

    @Test
    void theOlderWayMeansTheSame() {
        JsonNode list = world.post(
                        "order/oco",
                        "symbol=BTCUSDT&side=BUY&quantity=0.1&price=9000&stopPrice=30000&newOrderRespType=FULL",
                        world.ada)
                .json();

        assertEquals("STOP_LOSS", list.path("orderReports").get(1).path("type").asText());
        assertEquals("30000", list.path("orderReports").get(1).path("stopPrice").asText());
        assertEquals(0, list.path("orderReports").get(0).path("fills").size());
    }

    @Test
    void listsAreListedFromWhereIsAsked() {
        String first = pair("").path("orderListId").asText();
        String second = pair("").path("orderListId").asText();
        world.delete("orderList", "symbol=BTCUSDT&orderListId=" + first, world.ada);

        JsonNode all = world.get("allOrderList", "", world.ada).json();
        assertEquals(first, all.get(0).path("orderListId").asText());
        assertEquals("ALL_DONE", all.get(0).path("listStatusType").asText());
        assertEquals(second, all.get(1).path("orderListId").asText());
        assertEquals(second, only("allOrderList", "limit=1").path("orderListId").asText(), "the youngest");
        assertEquals(
                first,
                only("allOrderList", "limit=1&fromId=1").path("orderListId").asText(),
                "from there");
    }

    /** By side and by role: the stop begins to trail once the market has fallen to its stop price. */
    @Test
    void stopOfAPairMayTrailFromAStopPrice() {
        world.placed(world.bob, "SELL", "20000", "0.2");
        world.placed(world.ada, "BUY", "20000", "0.2");
        JsonNode bySide = world.post(
                        "orderList/oco",
                        "symbol=BTCUSDT&side=SELL&quantity=0.1&aboveType=LIMIT_MAKER&abovePrice=30000"
                                + "&belowType=STOP_LOSS_LIMIT&belowStopPrice=19000&belowTrailingDelta=250"
                                + "&belowPrice=18000&belowTimeInForce=GTC",
                        world.ada)
                .json();
        JsonNode byRole = world.post(
                        "order/oco",
                        "symbol=BTCUSDT&side=SELL&quantity=0.1&price=30000&stopPrice=19000&trailingDelta=250",
                        world.ada)
                .json();

        assertStopTrails(bySide, "STOP_LOSS_LIMIT");
        assertStopTrails(byRole, "STOP_LOSS");
    }

    /** Rules 15. */
    @Test
    void takeProfitOfAPairMayTrailAndIsAmendedWithItsStop() {
        world.placed(world.bob, "SELL", "20000", "0.2");
        world.placed(world.ada, "BUY", "20000", "0.2");
        JsonNode list = world.post(
                        "orderList/oco",
                        "symbol=BTCUSDT&side=SELL&quantity=0.1&aboveType=TAKE_PROFIT_LIMIT&aboveStopPrice=30000"
                                + "&aboveTrailingDelta=250&abovePrice=29000&aboveTimeInForce=GTC"
                                + "&belowType=STOP_LOSS&belowStopPrice=19000",
                        world.ada)
                .json();

        JsonNode profit = list.path("orderReports").path(0);
        assertEquals("TAKE_PROFIT_LIMIT", profit.path("type").asText(), list.toString());
        assertEquals("30000", profit.path("stopPrice").asText(), list.toString());
        assertEquals(250, profit.path("trailingDelta").asInt(), list.toString());
        amendingOneAmendsBoth(list);
    }

    private static void assertStopTrails(JsonNode list, String type) {
        JsonNode stop = list.path("orderReports").path(1);
        assertEquals(type, stop.path("type").asText(), list.toString());
        assertEquals("19000", stop.path("stopPrice").asText(), list.toString());
        assertEquals(250, stop.path("trailingDelta").asInt(), list.toString());
    }

    @Test
    void invalidListFieldsAreRefusedByName() {
        refused(
                "side=SELL&quantity=1&aboveType=TAKE_PROFIT&abovePrice=1&belowType=STOP_LOSS&belowStopPrice=1",
                "aboveStopPrice");
        refused("side=SELL&quantity=1&aboveType=MARKET&belowType=STOP_LOSS&belowStopPrice=1", "aboveType");
        refused("side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=1&belowType=STOP_LOSS", "belowStopPrice");
        refused(
                "side=BUY&quantity=1&aboveType=STOP_LOSS&aboveStopPrice=2&abovePrice=3&belowType=LIMIT_MAKER&belowPrice=1",
                "abovePrice");
        refused(
                "side=SELL&quantity=0.1&aboveType=LIMIT_MAKER&abovePrice=9000&belowType=STOP_LOSS&belowStopPrice=30000",
                "relationship of the prices");
    }

    private void refused(String order, String part) {
        TestAnswer answer = world.post("orderList/oco", "symbol=BTCUSDT&" + order, world.ada);
        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.json().path("msg").asText().contains(part), answer.text());
    }

    @Test
    void ordersAndTradesBeginWhereIsAsked() {
        long before = System.currentTimeMillis();
        for (int i = 0; i < 5; i++) {
            world.placed(world.bob, "SELL", "20000", "0.1");
            world.placed(world.ada, "BUY", "20000", "0.1");
        }
        JsonNode orders = world.get("allOrders", "symbol=BTCUSDT", world.ada).json();
        JsonNode trades = world.get("myTrades", "symbol=BTCUSDT", world.ada).json();

        assertEquals(5, orders.size());
        assertEquals(5, trades.size());
        assertTrue(orders.get(0).path("orderId").asLong()
                < orders.get(4).path("orderId").asLong());
        String third = orders.get(2).path("orderId").asText();
        assertEquals(
                third,
                first("allOrders", "symbol=BTCUSDT&limit=2&orderId=" + third, 2)
                        .path("orderId")
                        .asText());
        assertEquals(
                orders.get(3).path("orderId"),
                first("allOrders", "symbol=BTCUSDT&limit=2", 2).path("orderId"),
                "the youngest two, the older of them first");
        String fromTrade = trades.get(1).path("id").asText();
        assertEquals(
                fromTrade,
                first("myTrades", "symbol=BTCUSDT&fromId=" + fromTrade, 4)
                        .path("id")
                        .asText());
        long time = trades.get(0).path("time").asLong();
        for (long each : List.of(time, 1_000 * time)) {
            assertEquals(
                    trades,
                    world.get("myTrades", "symbol=BTCUSDT&startTime=" + each, world.ada)
                            .json());
            assertEquals(
                    0,
                    world.get("myTrades", "symbol=BTCUSDT&endTime=" + (each - 1), world.ada)
                            .json()
                            .size());
        }
        assertEquals(
                0, world.get("myTrades", "symbol=ETHUSDT", world.ada).json().size());
        TestAnswer tooLong = world.get("allOrders", "symbol=BTCUSDT&startTime=1&endTime=" + before, world.ada);
        assertEquals(-1127, tooLong.json().path("code").asInt(), tooLong.text());
    }

    private JsonNode only(String path, String query) {
        return first(path, query, 1);
    }

    private JsonNode first(String path, String query, int size) {
        JsonNode all = world.get(path, query, world.ada).json();
        assertEquals(size, all.size(), all.toString());
        return all.get(0);
    }
}
