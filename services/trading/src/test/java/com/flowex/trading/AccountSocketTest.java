package com.flowex.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.testing.Await;
import com.flowex.trading.app.account.OwnWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /ws/account} behind a real server, with real clients. */
@Timeout(900)
class AccountSocketTest {

    private static final String BITCOIN = "[\"BTC-USDT\"]";

    private final TradingWorld world = new TradingWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private AccountClient connect(String token, String query) {
        return new AccountClient(world.server.port(), token, query);
    }

    private List<String> texts(AccountClient client, int many) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            texts.add(client.text());
        }
        return texts;
    }

    private static String words(JsonNode message) {
        String type = message.path("type").asText();
        return switch (type) {
            case "order" ->
                message.path("event").asText() + " "
                        + message.path("order").path("status").asText();
            case "fill" ->
                type + " " + message.path("fill").path("quantity").asText() + " "
                        + message.path("fill").path("liquidity").asText() + " "
                        + message.path("order").path("filled_quantity").asText();
            case "balance" ->
                message.path("currency").asText() + " "
                        + message.path("available").asText() + " "
                        + message.path("locked").asText() + " "
                        + message.path("cause").asText() + " "
                        + (message.path("number").asLong()
                                - message.path("cause_number").asLong());
            default -> type;
        };
    }

    private static List<String> words(AccountClient client, int many, long first) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            JsonNode message = client.next();
            assertEquals(first + i, message.path("number").asLong(), message::toString);
            assertTrue(message.path("at").asText().endsWith("Z"));
            words.add(words(message));
        }
        return words;
    }

    @Test
    void orderLifecycleIsSentInOrderWithoutAGap() {
        try (AccountClient ada = connect(world.ada, "")) {
            JsonNode following = ada.next();
            assertEquals("following", following.path("type").asText());
            long next = following.path("next").asLong();
            assertEquals(following.path("last").asLong() + 1, next);

            String id = world.placed(world.ada, "buy", "100", "1");
            world.placed(world.bob, "sell", "100", "0.4");
            world.server.delete("/api/trading/orders/" + id, world.ada);

            assertEquals(
                    List.of(
                            "accepted open",
                            "rested open",
                            "USDT 999900 100 order 1",
                            "fill 0.4 maker 0.4",
                            "USDT 999900 60 trade 1",
                            "BTC 10.3996 0 trade 2",
                            "canceled canceled",
                            "USDT 999960 0 order 1"),
                    words(ada, 8, next));
        }
    }

    /** The same numbers say the same, over every connection, from wherever one begins, before and after a rebuild. */
    @Test
    void reconnectedClientResumesAtItsNumber() {
        List<String> whole;
        try (AccountClient ada = connect(world.ada, "")) {
            ada.next();
            for (int i = 0; i < 5; i++) {
                world.placed(world.ada, "buy", "10" + i, "0.1");
            }
            whole = texts(ada, 15);
        }
        for (int from = 0; from < whole.size(); from += 4) {
            try (AccountClient ada = connect(world.ada, "?from=" + (5 + from))) {
                assertEquals(5 + from, ada.next().path("next").asLong());
                assertEquals(whole.subList(from, whole.size()), texts(ada, whole.size() - from));
            }
        }
        try (AccountClient ada = connect(world.ada, "?from=5")) {
            ada.next();
            assertEquals(whole.subList(0, 2), texts(ada, 2));
            world.reader.tables().rebuild();
            world.placed(world.ada, "buy", "99", "0.1");
            assertEquals(whole.subList(2, 15), texts(ada, 13));
            JsonNode after = ada.next();
            assertEquals(20, after.path("number").asLong());
            assertEquals("accepted", after.path("event").asText());
        }
    }

    @Test
    void pageLogsInByMessageAndOnlyAsItsOwnUser() {
        try (AccountClient page = connect("", "")) {
            page.send("{\"op\":\"follow\",\"id\":\"a\"}");
            JsonNode refused = page.next();
            assertEquals("unauthorized", refused.path("code").asText());
            assertEquals("a", refused.path("id").asText());
            page.send("{\"op\":\"login\",\"token\":\"nobody's\"}");
            assertEquals("unauthorized", page.next().path("code").asText());
            page.send("{\"op\":\"login\",\"token\":\"" + world.bob + "\",\"from\":1,\"id\":\"b\"}");
            JsonNode following = page.next();
            assertEquals("following", following.path("type").asText());
            assertEquals("b", following.path("id").asText());
            assertEquals(1, following.path("next").asLong());
            assertEquals("transfer", page.next().path("type").asText());
            page.next(message ->
                    message.path("number").asLong() == following.path("last").asLong());
            page.send("{\"op\":\"login\",\"token\":\"" + world.bob + "\"}");
            assertEquals("renewed", page.next().path("type").asText());
            page.send("{\"op\":\"login\",\"token\":\"" + world.ada + "\"}");
            assertEquals("forbidden", page.next().path("code").asText());
            page.send("{\"op\":\"follow\",\"from\":0}");
            assertEquals("invalid_field", page.next().path("code").asText());
            page.send("{\"op\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", page.text());
            world.placed(world.ada, "buy", "100", "1");
            world.placed(world.bob, "sell", "200", "1");
            assertEquals("200", page.next().path("order").path("price").asText());
        }
    }

    @Test
    void endedSessionClosesTheSocket() {
        try (AccountClient ada = connect(world.ada, "")) {
            ada.next();
            world.stand.tokens().revokeAll();
            assertEquals("1008 session_ended", ada.closed());
        }
    }

    private String status(String token, String order) {
        return world.server
                .get("/api/trading/orders/" + order, token)
                .json()
                .path("status")
                .asText();
    }

    private String placedInEther(String token) {
        TestAnswer answer = world.server.post(TradingWorld.ORDERS, """
                {"symbol":"ETH-USDT","side":"buy","type":"limit","price":"100","quantity":"1"}""", token);
        assertEquals(201, answer.status(), answer::text);
        world.shown();
        return answer.json().path("id").asText();
    }

    private static String attended(AccountClient client, String symbols) {
        client.send("{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":5,\"symbols\":" + symbols + "}");
        return client.text();
    }

    /** Cyd never comes back, Ada comes back in time. */
    @Test
    void ordersAreCanceledOnDisconnectUnlessTheClientReturns() {
        String ofAda = world.placed(world.ada, "buy", "100", "1");
        String ofBob = world.placed(world.bob, "buy", "100", "1");
        String ofCyd = world.placed(world.cyd, "buy", "100", "1");
        String timer = "{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":5}";
        try (AccountClient back = connect(world.ada, "");
                AccountClient bob = connect(world.bob, "")) {
            back.next();
            bob.next();
            for (String token : List.of(world.ada, world.cyd)) {
                try (AccountClient client = connect(token, "")) {
                    client.next();
                    client.send(timer);
                    assertEquals(
                            "cancel_on_disconnect", client.next().path("type").asText());
                }
            }
            back.send(timer);
            assertEquals(5, back.next().path("timeout_seconds").asInt());
            Await.until(() -> status(world.cyd, ofCyd).equals("canceled"));
            JsonNode canceled =
                    world.server.get("/api/trading/orders/" + ofCyd, world.cyd).json();
            assertEquals("disconnected", canceled.path("cancel_reason").asText());
            assertEquals("open", status(world.ada, ofAda));
            assertEquals("open", status(world.bob, ofBob));
            back.send("{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":0}");
            assertEquals(0, back.next().path("timeout_seconds").asInt());
            back.send("{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":4}");
            assertEquals("invalid_field", back.next().path("code").asText());
        }
        ordersOfSomeMarketsAreCanceledToo(ofBob);
    }

    /** Bob's second connection takes the orders of ether along; the first still stands for those of bitcoin. */
    private void ordersOfSomeMarketsAreCanceledToo(String inBitcoin) {
        try (AccountClient bitcoin = connect(world.bob, "")) {
            bitcoin.next();
            assertTrue(attended(bitcoin, BITCOIN).contains("\"code\":\"rules_too_old\""));
            world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
            assertTrue(attended(bitcoin, BITCOIN).endsWith("\"symbols\":[\"BTC-USDT\"]}"));
            String inEther = placedInEther(world.bob);
            try (AccountClient ether = connect(world.bob, "")) {
                ether.next();
                assertEquals(
                        "{\"type\":\"cancel_on_disconnect\",\"timeout_seconds\":5,\"symbols\":[\"BTC-USDT\",\"ETH-USDT\"]}",
                        attended(ether, "[\"BTC-USDT\",\"ETH-USDT\"]"));
                assertTrue(attended(ether, "[\"ETH-USDT\"]").endsWith("\"symbols\":[\"ETH-USDT\"]}"));
                assertTrue(attended(ether, "[\"BTC-USDT\",\"DOGE-USDT\"]").contains("there is no market DOGE-USDT"));
                for (String symbols : List.of("[]", "[null]", "[\"ETH-USDT\",\"ETH-USDT\"]")) {
                    assertTrue(attended(ether, symbols).contains("\"code\":\"invalid_field\""), symbols);
                }
            }
            Await.until(() -> status(world.bob, inEther).equals("canceled"));
            JsonNode canceled = world.server
                    .get("/api/trading/orders/" + inEther, world.bob)
                    .json();
            assertEquals("disconnected", canceled.path("cancel_reason").asText());
            assertEquals("open", status(world.bob, inBitcoin));
            aDelistedMarketIsRefused();
        }
    }

    private void aDelistedMarketIsRefused() {
        world.exchange.accepted(new ChangeMarketState(1, new InstrumentId(2), MarketState.DELISTED));
        try (AccountClient late = connect(world.cyd, "")) {
            late.next();
            assertTrue(attended(late, "[\"BTC-USDT\",\"ETH-USDT\"]").contains("\"code\":\"instrument_delisted\""));
            assertTrue(attended(late, BITCOIN).endsWith("\"symbols\":[\"BTC-USDT\"]}"));
        }
    }

    /** No process is left that could cancel: the log's time goes on, and the engine does it. */
    @Test
    void ordersEndWithTheProcessThatLookedAfterTheConnection() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        String order = world.placed(world.ada, "buy", "100", "1");
        List<String> ofBob = List.of(world.placed(world.bob, "buy", "100", "1"), placedInEther(world.bob));
        List<String> ofCyd = List.of(world.placed(world.cyd, "buy", "100", "1"), placedInEther(world.cyd));
        JsonNode timer = timerOf(world.cyd, 5, "BTC-USDT").json();
        assertEquals("BTC-USDT", timer.path("symbol").asText());
        assertTrue(timer.path("cancels_at").asText().endsWith("Z"));
        assertEquals(
                "unknown_instrument",
                timerOf(world.cyd, 5, "DOGE-USDT").json().path("code").asText());
        try (AccountClient ada = connect(world.ada, "");
                AccountClient bob = connect(world.bob, "")) {
            ada.next();
            bob.next();
            attended(bob, BITCOIN);
            ada.send("{\"op\":\"cancel_on_disconnect\",\"timeout_seconds\":5}");
            ada.next();
            world.service.closeStream();
            assertEquals("1001 going_away", ada.closed());
        }
        assertFalse(status(world.ada, order).equals("canceled"));
        for (int second = 0; second < 10; second++) { // a second of the log's time each
            world.exchange.accepted(new PostTransfer(new Transfer(
                    new TransferId(77, second + 1),
                    AccountId.outsideOf(1),
                    TradingWorld.account(4),
                    new Amount(new AssetId(1), 1),
                    TransferKind.DEPOSIT)));
        }
        world.exchange.submit(new AdvanceTime()).join();
        world.shown();
        Await.until(() -> status(world.ada, order).equals("canceled"));
        JsonNode canceled =
                world.server.get("/api/trading/orders/" + order, world.ada).json();
        assertEquals("dead_mans_timer", canceled.path("cancel_reason").asText());
        assertEquals(List.of("canceled", "open"), statuses(world.bob, ofBob));
        assertEquals(List.of("canceled", "open"), statuses(world.cyd, ofCyd));
    }

    private TestAnswer timerOf(String token, int seconds, String symbol) {
        String body = "{\"timeout_seconds\":" + seconds + ",\"symbol\":\"" + symbol + "\"}";
        return world.server.put("/api/trading/orders/timer", body, token);
    }

    private List<String> statuses(String token, List<String> orders) {
        return orders.stream().map(order -> status(token, order)).toList();
    }

    @Test
    void backtestsAndRunsAreReportedUntilTheyHaveEnded() {
        AccountId ada = TradingWorld.account(1);
        Instant bar = Instant.parse("2026-11-20T09:30:00Z");
        world.work.put(ada, List.of(new OwnWork.State(OwnWork.Kind.BACKTEST, 7, "running", true, 10, null)));
        try (AccountClient client = connect(world.ada, "")) {
            client.next();
            client.send("{\"op\":\"follow_margin\",\"id\":\"m\"}");
            assertEquals("{\"type\":\"following_margin\",\"id\":\"m\"}", client.text());
            client.send("{\"op\":\"follow_strategies\",\"id\":\"s\"}");
            assertEquals("{\"type\":\"following_strategies\",\"id\":\"s\"}", client.text());
            assertEquals("{\"type\":\"backtest\",\"id\":\"7\",\"state\":\"running\",\"progress\":10}", client.text());
            world.work.put(
                    ada,
                    List.of(
                            new OwnWork.State(OwnWork.Kind.BACKTEST, 7, "done", false, 100, null),
                            new OwnWork.State(OwnWork.Kind.RUN, 3, "running", true, 0, bar)));
            assertEquals("{\"type\":\"backtest\",\"id\":\"7\",\"state\":\"done\",\"progress\":100}", client.text());
            assertEquals(
                    "{\"type\":\"run\",\"id\":\"3\",\"state\":\"running\",\"last_bar_at\":\"2026-11-20T09:30:00Z\"}",
                    client.text());
        }
    }
}
