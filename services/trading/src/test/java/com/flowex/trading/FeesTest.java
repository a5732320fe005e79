package com.flowex.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traders with more volume pay less, and can see why. */
@Timeout(900)
class FeesTest {

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** ETH-BTC: from half a coin traded on, half the fee. */
    private void listed() {
        InstrumentRules rules =
                new InstrumentRules(new Scale(4), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1, RiskRules.NONE);
        FeeSchedule fees = new FeeSchedule(List.of(
                new FeeTier(0, new FeeRates(2_000, 4_000)), new FeeTier(50_000_000, new FeeRates(1_000, 2_000))));
        world.exchange.accepted(new ListInstrument(
                new Instrument(1, new InstrumentId(3), "ETH-BTC", new AssetId(2), new AssetId(1), rules, fees)));
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(9, 9),
                AccountId.outsideOf(1),
                TradingWorld.account(2),
                new Amount(new AssetId(2), 10_000_000_000L),
                TransferKind.GENESIS)));
        world.shown();
    }

    /** Ada takes what Bob offers; gives the fee that Ada paid. */
    private String taken(String quantity) {
        String order = """
                {"symbol":"ETH-BTC","side":"%s","type":"limit","price":"0.1","quantity":"%s"}""";
        assertEquals(
                201,
                world.server
                        .post(TradingWorld.ORDERS, order.formatted("sell", quantity), world.bob)
                        .status());
        assertEquals(
                "filled",
                world.server
                        .post(TradingWorld.ORDERS, order.formatted("buy", quantity), world.ada)
                        .json()
                        .path("status")
                        .asText());
        JsonNode fill = world.server
                .get("/api/trading/trades?symbol=ETH-BTC", world.ada)
                .json()
                .path("items")
                .path(0);
        return fill.path("fee").asText() + " " + fill.path("fee_asset").asText();
    }

    private String fees(String token) {
        return world.server
                .get("/api/trading/fees?symbol=ETH-BTC", token)
                .json()
                .path("items")
                .path(0)
                .toString();
    }

    @Test
    void volumeTierLowersFeesFromTheNextTradeAndIsShown() {
        listed();
        String first = "{\"symbol\":\"ETH-BTC\",\"currency\":\"BTC\",\"volume_30d\":\"0\",\"tier\":1,"
                + "\"maker_fee\":\"0.002\",\"taker_fee\":\"0.004\",\"next_tier\":"
                + "{\"volume_from\":\"0.5\",\"maker_fee\":\"0.001\",\"taker_fee\":\"0.002\"}}";
        assertEquals(first, fees(world.ada));

        assertEquals("0.04 ETH", taken("10"));
        assertEquals("0.002 ETH", taken("1"));

        assertEquals(
                "{\"symbol\":\"ETH-BTC\",\"currency\":\"BTC\",\"volume_30d\":\"1.1\",\"tier\":2,"
                        + "\"maker_fee\":\"0.001\",\"taker_fee\":\"0.002\"}",
                fees(world.ada));
        assertEquals(first, fees(world.cyd));
    }

    @Test
    void aStopIsAStopLoss() {
        JsonNode order = world.server.post(TradingWorld.ORDERS, """
                        {"symbol":"BTC-USDT","side":"sell","type":"stop","stop_price":"90","quantity":"1"}""", world.ada).json();
        assertEquals("stop_loss", order.path("type").asText());
        assertEquals("waiting", order.path("status").asText());
    }

    @Test
    void orderEventsShowItsStatesAndFills() {
        String id = world.placed(world.ada, "buy", "100", "1");
        world.placed(world.bob, "sell", "100", "0.4");
        world.server.delete(TradingWorld.ORDERS + "/" + id, world.ada);
        JsonNode events = world.server
                .get(TradingWorld.ORDERS + "/" + id + "/events", world.ada)
                .json()
                .path("items");
        assertEquals(4, events.size(), events::toString);
        assertEquals("accepted", events.path(0).path("event").asText());
        assertEquals("100", events.path(0).path("price").asText());
        assertEquals("1", events.path(0).path("quantity").asText());
        assertEquals("rested", events.path(1).path("event").asText());
        assertEquals("100", events.path(1).path("price").asText());
        assertEquals("1", events.path(1).path("quantity").asText());
        assertEquals("1", events.path(1).path("remaining").asText());
        JsonNode trade = events.path(2);
        assertEquals("traded", trade.path("event").asText());
        assertEquals("0.4", trade.path("quantity").asText());
        assertEquals(
                "{\"received\":{\"asset\":\"BTC\",\"amount\":\"0.3996\"},\"paid\":{\"asset\":\"USDT\",\"amount\":\"40\"},"
                        + "\"fee\":{\"asset\":\"BTC\",\"amount\":\"0.0004\"},\"settled_at\":"
                        + trade.path("at") + "}",
                trade.path("settlement").toString());
        assertEquals("canceled", events.path(3).path("event").asText());
        assertEquals("requested", events.path(3).path("reason").asText());
        assertEquals("0.6", events.path(3).path("quantity").asText());
        assertEquals(
                404,
                world.server
                        .get(TradingWorld.ORDERS + "/" + id + "/events", world.bob)
                        .status());
    }

    private int account(String tenant, long user, String token) {
        return world.server
                .get("/accounts/" + tenant + "/" + (1_000 + user), token)
                .status();
    }

    @Test
    void accountIsVisibleToItsOwnerAndToUserReadersOfItsTenant() {
        world.placed(world.ada, "buy", "100", "1");
        JsonNode own = world.server.get("/accounts/default/1001", world.ada).json();
        assertEquals(1, own.path("open_orders").asInt(), own::toString);
        assertEquals(7, own.path("last_number").asInt());
        assertEquals(own, world.server.get("/accounts/1/1001", world.admin).json());
        assertEquals(200, account("default", 4, world.dee));
        assertEquals(404, account("default", 4, world.admin), "nothing ever happened to it");
        assertEquals(404, account("default", 1, world.bob));
        assertEquals(404, account("acme", 1, world.ada));
        assertEquals(404, account("default", 1, world.stranger));
        assertEquals(404, account("default", -999, world.ada));
    }
}
