package com.flowex.binance.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One order canceled and another placed in one step, done whole, in half and not at all. */
class SpotReplaceTest {

    private final TradeWorld world = new TradeWorld();
    private String open = "";

    @BeforeEach
    void place() {
        open = world.placed(world.ada, "BUY", "9000", "0.1").path("orderId").asText();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private TestAnswer replace(String mode, String old, String quantity) {
        return world.post(
                "order/cancelReplace",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=9100&quantity=" + quantity
                        + "&cancelReplaceMode=" + mode + "&cancelOrderId=" + old,
                world.ada);
    }

    @Test
    void cancelAndPlacementBothSucceed() {
        TestAnswer answer = replace("STOP_ON_FAILURE", open, "0.2");

        assertEquals(200, answer.status());
        assertEquals("SUCCESS", answer.json().path("cancelResult").asText());
        assertEquals("SUCCESS", answer.json().path("newOrderResult").asText());
        assertEquals(
                "CANCELED", answer.json().path("cancelResponse").path("status").asText());
        assertEquals(
                "0.2", answer.json().path("newOrderResponse").path("origQty").asText());
        assertEquals(1, openOrders());
        assertEquals("2", answer.header("X-MBX-ORDER-COUNT-1D"));
    }

    @Test
    void withoutAnOldOrderNothingIsPlaced() {
        TestAnswer answer = replace("STOP_ON_FAILURE", "999999", "0.2");

        half(answer, 400, -2022, "FAILURE", "NOT_ATTEMPTED");
        assertEquals(
                -2011,
                answer.json().path("data").path("cancelResponse").path("code").asInt());
        assertTrue(answer.json().path("data").path("newOrderResponse").isNull());
        assertEquals(1, openOrders());
    }

    @Test
    void withoutAnOldOrderTheNewOneIsPlacedIfThatIsWanted() {
        TestAnswer answer = replace("ALLOW_FAILURE", "999999", "0.2");

        half(answer, 409, -2021, "FAILURE", "SUCCESS");
        assertEquals(2, openOrders());
    }

    @Test
    void anOrderThatHasEndedIsNoneToReplace() {
        world.delete("order", "symbol=BTCUSDT&orderId=" + open, world.ada);

        half(replace("STOP_ON_FAILURE", open, "0.2"), 400, -2022, "FAILURE", "NOT_ATTEMPTED");
        half(replace("ALLOW_FAILURE", open, "0.2"), 409, -2021, "FAILURE", "SUCCESS");
        assertEquals(1, openOrders());
    }

    @Test
    void restrictionsOfTheCancelKeepAnOrderWhoseFillsAreOthers() {
        world.placed(world.bob, "SELL", "9000", "0.04");

        TestAnswer kept = world.delete("order", only("ONLY_NEW"), world.ada);
        assertEquals(400, kept.status(), kept.text());
        assertEquals(-2011, kept.json().path("code").asInt());
        assertEquals(
                "Order was not canceled due to cancel restrictions.",
                kept.json().path("msg").asText());
        assertEquals(
                -1130,
                world.delete("order", only("ONLY_OLD"), world.ada)
                        .json()
                        .path("code")
                        .asInt());
        TestAnswer stopped = replace("STOP_ON_FAILURE&cancelRestrictions=ONLY_NEW", open, "0.2");
        half(stopped, 400, -2022, "FAILURE", "NOT_ATTEMPTED");
        assertEquals(
                kept.json().path("msg"),
                stopped.json().path("data").path("cancelResponse").path("msg"));
        half(replace("ALLOW_FAILURE&cancelRestrictions=ONLY_NEW", open, "0.2"), 409, -2021, "FAILURE", "SUCCESS");
        assertEquals(
                200,
                world.delete("order", only("ONLY_PARTIALLY_FILLED"), world.ada).status());
        assertEquals(1, openOrders());
    }

    private String only(String restriction) {
        return "symbol=BTCUSDT&orderId=" + open + "&cancelRestrictions=" + restriction;
    }

    @Test
    void anOrderThatIsRefusedLeavesTheOldOneCanceled() {
        TestAnswer answer = replace("STOP_ON_FAILURE", open, "900");

        half(answer, 409, -2021, "SUCCESS", "FAILURE");
        JsonNode why = answer.json().path("data").path("newOrderResponse");
        assertEquals(-2010, why.path("code").asInt());
        assertEquals(
                "Account has insufficient balance for requested action.",
                why.path("msg").asText());
        assertEquals(0, openOrders());
    }

    @Test
    void cancelAndPlacementBothFail() {
        half(replace("ALLOW_FAILURE", "999999", "900"), 400, -2022, "FAILURE", "FAILURE");
        assertEquals(1, openOrders());
    }

    private int openOrders() {
        return world.get("openOrders", "symbol=BTCUSDT", world.ada).json().size();
    }

    private static void half(TestAnswer answer, int status, int code, String canceled, String placed) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.json().path("code").asInt());
        assertEquals(canceled, answer.json().path("data").path("cancelResult").asText());
        assertEquals(placed, answer.json().path("data").path("newOrderResult").asText());
    }
}
