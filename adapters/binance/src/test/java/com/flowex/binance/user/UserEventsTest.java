package com.flowex.binance.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.binance.trade.TradeWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages to Ada about her orders and Bob's, over a real engine. */
class UserEventsTest {

    private final TradeWorld world = new TradeWorld();
    private final UserStreams streams = new UserStreams(world.reader, world.orderEntry.listed());
    private final Channel channel = channel(TimestampUnit.MILLISECOND);

    private Channel channel(TimestampUnit unit) {
        return streams.of(TradeWorld.account(1), unit, event -> Map.of("event", event));
    }

    @BeforeEach
    void follow() {
        channel.news().subscribe(() -> {});
    }

    @AfterEach
    void stop() {
        channel.news().unsubscribe(() -> {});
        world.close();
    }

    private List<JsonNode> events() throws JsonProcessingException {
        return events(channel);
    }

    private List<JsonNode> events(Channel channel) throws JsonProcessingException {
        world.shown();
        List<String> texts = new ArrayList<>();
        while (!(channel.send(texts::add) instanceof Channel.Progress.Done)) {
            assertTrue(texts.size() < 1_000, "it ends");
        }
        List<JsonNode> events = new ArrayList<>();
        for (String text : texts) {
            events.add(Json.mapper().readTree(text).path("event"));
        }
        return events;
    }

    private static List<String> words(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("x")
                        .asText(event.path("l").asText(event.path("e").asText())))
                .toList();
    }

    @Test
    void orderIsReportedWhenNewTradedAndCanceled() throws JsonProcessingException {
        String id =
                world.placed(world.ada, "BUY", "20000", "0.3").path("orderId").asText();
        world.placed(world.bob, "SELL", "20000", "0.1");
        world.delete("order", "symbol=BTCUSDT&orderId=" + id, world.ada);

        List<JsonNode> events = events();

        assertEquals(
                List.of(
                        "NEW",
                        "outboundAccountPosition",
                        "TRADE",
                        "outboundAccountPosition",
                        "CANCELED",
                        "outboundAccountPosition"),
                words(events));
        JsonNode answer = events.get(0);
        assertEquals(id, answer.path("i").asText());
        assertEquals("0.3", answer.path("q").asText());
        assertTrue(answer.path("w").asBoolean());
        assertTrue(answer.path("N").isNull());
        JsonNode traded = events.get(2);
        assertEquals("PARTIALLY_FILLED", traded.path("X").asText());
        assertEquals("0.1", traded.path("l").asText());
        assertEquals("0.1", traded.path("z").asText());
        assertEquals("20000", traded.path("L").asText());
        assertEquals("2000", traded.path("Y").asText());
        assertEquals("BTC", traded.path("N").asText());
        assertTrue(traded.path("m").asBoolean());
        JsonNode canceled = events.get(4);
        assertEquals("CANCELED", canceled.path("X").asText());
        assertEquals(canceled.path("c").asText(), canceled.path("C").asText());
        assertFalse(canceled.path("w").asBoolean());
        JsonNode left = events.get(5).path("B").get(0);
        assertEquals("USDT", left.path("a").asText());
        assertEquals("998000", left.path("f").asText());
        assertEquals("0", left.path("l").asText());
    }

    @Test
    void eachReaderGetsTimesInItsUnit() throws JsonProcessingException {
        Channel precise = channel(TimestampUnit.MICROSECOND);
        Runnable wake = () -> {};
        precise.news().subscribe(wake);
        world.placed(world.ada, "BUY", "20000", "0.3");

        List<JsonNode> inMicros = events(precise);
        List<JsonNode> inMillis = events();
        precise.news().unsubscribe(wake);

        assertEquals(List.of("NEW", "outboundAccountPosition"), words(inMicros));
        for (String name : List.of("E", "T", "O", "W")) {
            assertEquals(
                    inMillis.getFirst().path(name).asLong(),
                    inMicros.getFirst().path(name).asLong() / 1_000,
                    name);
        }
        assertEquals(
                inMillis.getLast().path("u").asLong(),
                inMicros.getLast().path("u").asLong() / 1_000);
    }

    @Test
    void theBalancesOfOneCommandAreOneEvent() throws JsonProcessingException {
        world.placed(world.bob, "SELL", "20000", "0.1");
        world.placed(world.ada, "BUY", "20000", "0.1");

        List<JsonNode> events = events();

        assertEquals(List.of("NEW", "TRADE", "outboundAccountPosition"), words(events));
        assertEquals(2, events.get(2).path("B").size());
    }

    @Test
    void orderListIsReportedAtItsStartAndWhenItsLastOrderEnds() throws JsonProcessingException {
        world.post(
                "orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=0.1&aboveType=LIMIT_MAKER&abovePrice=30000&belowType=STOP_LOSS_LIMIT"
                        + "&belowStopPrice=9000&belowPrice=8900&belowTimeInForce=GTC",
                world.ada);
        List<JsonNode> placed = events();
        world.placed(world.bob, "BUY", "30000", "0.1");
        List<JsonNode> ended = events();

        List<JsonNode> answers = placed.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, answers.size());
        assertEquals("EXEC_STARTED", answers.getFirst().path("l").asText());
        assertEquals(2, answers.getFirst().path("O").size());
        List<JsonNode> done = ended.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, done.size(), ended::toString);
        assertEquals("ALL_DONE", done.getFirst().path("L").asText());
        assertEquals(
                answers.getFirst().path("g").asLong(), done.getFirst().path("g").asLong());
    }

    @Test
    void pendingOrderIsReportedWhenItActivatesAndItsListWhenBothOrdersEnded() throws JsonProcessingException {
        world.post(
                "orderList/oto",
                "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=20000&workingQuantity=0.1"
                        + "&workingTimeInForce=GTC&pendingType=LIMIT&pendingSide=SELL&pendingPrice=30000"
                        + "&pendingQuantity=0.1&pendingTimeInForce=GTC",
                world.ada);
        List<JsonNode> placed = events();
        world.placed(world.bob, "SELL", "20000", "0.1");
        List<JsonNode> filled = events();
        world.placed(world.bob, "BUY", "30000", "0.1");
        List<JsonNode> ended = events();

        List<JsonNode> answers = placed.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, answers.size(), placed::toString);
        assertEquals("OTO", answers.getFirst().path("c").asText());
        assertEquals("EXECUTING", answers.getFirst().path("L").asText());
        assertEquals(List.of("NEW", "PENDING_NEW"), statesOf(placed));
        assertFalse(reports(placed).getLast().path("w").asBoolean(), "it does not act yet");
        assertEquals(List.of("FILLED", "NEW"), statesOf(filled));
        assertTrue(reports(filled).getLast().path("w").asBoolean());
        assertTrue(filled.stream().noneMatch(UserEventsTest::isList), filled::toString);
        List<JsonNode> done = ended.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, done.size(), ended::toString);
        assertEquals("ALL_DONE", done.getFirst().path("L").asText());
        assertEquals(answers.getFirst().path("g"), done.getFirst().path("g"));
    }

    @Test
    void orderListOfThreeIsReportedOnceAtItsStartAndOnceAtItsEnd() throws JsonProcessingException {
        world.post(
                "orderList/otoco",
                "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=20000&workingQuantity=0.1"
                        + "&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=0.1&pendingAboveType=LIMIT_MAKER"
                        + "&pendingAbovePrice=30000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=18000",
                world.ada);
        List<JsonNode> placed = events();
        world.placed(world.bob, "SELL", "20000", "0.1");
        world.placed(world.bob, "BUY", "30000", "0.1");
        List<JsonNode> ended = events();

        List<JsonNode> begun = placed.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, begun.size(), placed::toString);
        assertEquals(3, begun.getFirst().path("O").size());
        assertEquals(List.of("NEW", "PENDING_NEW", "PENDING_NEW"), statesOf(placed));
        List<JsonNode> done = ended.stream().filter(UserEventsTest::isList).toList();
        assertEquals(1, done.size(), ended::toString);
        assertEquals("ALL_DONE", done.getFirst().path("L").asText());
        assertEquals(begun.getFirst().path("g"), done.getFirst().path("g"));
    }

    private static List<JsonNode> reports(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("e").asText().equals("executionReport"))
                .toList();
    }

    private static List<String> statesOf(List<JsonNode> events) {
        return reports(events).stream().map(event -> event.path("X").asText()).toList();
    }

    private static boolean isList(JsonNode event) {
        return event.path("e").asText().equals("listStatus");
    }
}
