package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;

/** Orders that repay, by a Binance client and by our own route: each fill is seen to lower the debt by what it brings. */
final class RepayWalk {

    private static final String ORDER = "/sapi/v1/margin/order";
    private static final String SALE = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&price=100&quantity=0.2"
            + "&newOrderRespType=FULL&sideEffectType=";

    private RepayWalk() {}

    /** @param lends tenant that lends dollars and bitcoins, whose index price is 100 */
    static void walk(HttpApi lends, HttpApi admin) {
        HttpApi user = lends.newUser("repays@lends.example");
        user.deposit("BTC", "1");
        MarginClient trader = MarginClient.of(lends, user, "read", "trade");
        Await.until(() -> {
            MarginWalk.feed(admin);
            Map<String, Object> loan = Map.of(
                    "currency",
                    "USDT",
                    "amount",
                    "50",
                    "id",
                    "repay-" + Instant.now().toEpochMilli());
            return user.post("/api/v1/margin/loans", loan).status() == 201;
        });
        HttpApi maker = lends.newUser("buys@lends.example");
        maker.deposit("USDT", "1000");
        maker.post("/api/trading/orders", limit("buy", "0.2", false)).expect(201);

        BigDecimal before = owed(user);
        JsonNode sold =
                trader.send("POST", ORDER, SALE + "AUTO_REPAY").expect(200).body();
        assertEquals("FILLED", sold.path("status").asText(), sold::toString);
        BigDecimal brought = new BigDecimal(sold.path("cummulativeQuoteQty").asText())
                .subtract(new BigDecimal(
                        sold.path("fills").path(0).path("commission").asText()));
        BigDecimal after = owed(user);
        assertEquals(0, before.subtract(brought).compareTo(after), () -> before + " - " + brought + " = " + after);
        JsonNode repaid =
                trader.get("borrow-repay", "type=REPAY&asset=USDT").path("rows").path(0);
        assertEquals("AUTO", repaid.path("type").asText(), repaid::toString);
        assertEquals(0, brought.compareTo(new BigDecimal(repaid.path("amount").asText())), repaid::toString);

        String order = user.post("/api/trading/orders", limit("sell", "0.5", true))
                .expect(201)
                .text("id");
        assertEquals(0, after.compareTo(owed(user)), "an order that rests repays nothing yet");
        maker.post("/api/trading/orders", limit("buy", "0.1", false)).expect(201);
        Await.until(() -> owed(user).compareTo(after) < 0);
        maker.post("/api/trading/orders", limit("buy", "0.4", false)).expect(201);
        Await.until(() -> owed(user).signum() == 0);
        assertEquals(
                "filled", user.get("/api/trading/orders/" + order).expect(200).text("status"));
        assertTrue(
                new BigDecimal(user.balance("USDT").path("available").asText()).compareTo(new BigDecimal("60")) > 0,
                "the loan is there still, and what the last fill brought more than was owed");
        String both = SALE.replace("GTC", "IOC") + "AUTO_BORROW_REPAY";
        JsonNode expired = trader.send("POST", ORDER, both).expect(200).body();
        assertEquals("EXPIRED", expired.path("status").asText(), expired::toString);
        returnsItsLoan(user, trader);
    }

    /** An order that needs twice what the account has is canceled, and owes an hour's interest of what it borrowed. */
    private static void returnsItsLoan(HttpApi user, MarginClient trader) {
        BigDecimal has = new BigDecimal(user.balance("USDT").path("available").asText());
        String quantity = has.movePointLeft(1).setScale(2, RoundingMode.UP).toPlainString();
        String order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=20&newOrderRespType=FULL&quantity="
                + quantity + "&sideEffectType=MARGIN_BUY&autoRepayAtCancel=true";
        JsonNode placed = BinanceMarginTest.atAPrice(() -> trader.send("POST", ORDER, order))
                .expect(200)
                .body();
        BigDecimal borrowed =
                new BigDecimal(placed.path("marginBuyBorrowAmount").asText());
        assertTrue(borrowed.compareTo(has) >= 0, placed::toString);
        trader.send(
                        "DELETE",
                        ORDER,
                        "symbol=BTCUSDT&orderId=" + placed.path("orderId").asText())
                .expect(200);
        JsonNode returned =
                trader.get("borrow-repay", "type=REPAY&asset=USDT").path("rows").path(0);
        assertEquals("AUTO", returned.path("type").asText(), returned::toString);
        assertEquals(
                0, borrowed.compareTo(new BigDecimal(returned.path("amount").asText())), returned::toString);
        assertTrue(owed(user).compareTo(BigDecimal.ONE) < 0, () -> "owes " + owed(user));
    }

    private static Map<String, Object> limit(String side, String quantity, boolean repays) {
        return Map.of(
                "symbol",
                "BTC-USDT",
                "side",
                side,
                "type",
                "limit",
                "price",
                "100",
                "quantity",
                quantity,
                "auto_repay",
                repays);
    }

    /** Principal and interest of the debt in dollars. */
    private static BigDecimal owed(HttpApi user) {
        JsonNode account = user.get("/api/v1/margin/account").expect(200).body();
        for (JsonNode asset : account.path("items")) {
            if (asset.path("currency").asText().equals("USDT")) {
                return new BigDecimal(asset.path("principal").asText())
                        .add(new BigDecimal(asset.path("interest").asText()));
            }
        }
        throw new AssertionError("USDT is not in " + account);
    }
}
