package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.socket.Channel;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.store.Interval;
import com.flowex.platform.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channels beside depth, trades and ticker. */
@Timeout(900)
class StreamChannelsTest extends StreamStand {

    private static void subscribe(StreamClient client, String fields) {
        client.send("{\"op\":\"subscribe\"," + fields + "}");
        assertEquals("subscribed", client.next().path("type").asText());
    }

    @Test
    void candleIsSentAsItGrowsAndOnceMoreWhenClosed() {
        live.trade(1);
        live.publish();
        try (StreamClient client = connect()) {
            client.send(
                    "{\"op\":\"subscribe\",\"channel\":\"klines\",\"symbol\":\"BTC-USD\",\"interval\":\"1m\",\"id\":\"k\"}");
            assertEquals(
                    "{\"type\":\"subscribed\",\"id\":\"k\",\"channel\":\"klines\",\"symbol\":\"BTC-USD\",\"interval\":\"1m\"}",
                    client.next().toString());
            JsonNode first = client.next();
            assertEquals("kline", first.path("type").asText());
            assertEquals("100", first.path("close").asText());
            assertEquals("0.001", first.path("volume").asText());
            assertFalse(first.path("closed").asBoolean());

            live.trade(2);
            live.publish();
            JsonNode grown = client.next();
            assertEquals(3, grown.path("trades").asInt());
            assertEquals(first.path("open_time"), grown.path("open_time"));

            live.trade(1); // not published before the next minute has begun: seen only as it stays
            live.later(Duration.ofMinutes(3));
            live.trade(1);
            live.publish();
            JsonNode closed = client.next();
            assertEquals(first.path("open_time"), closed.path("open_time"));
            assertEquals(4, closed.path("trades").asInt());
            assertTrue(closed.path("closed").asBoolean());
            JsonNode next = client.next();
            assertEquals(1, next.path("trades").asInt());
            assertFalse(next.path("closed").asBoolean());
            Instant open = Instant.parse(next.path("open_time").asText());
            assertEquals(
                    open.plusSeconds(60), Instant.parse(next.path("close_time").asText()));
        }
    }

    /** An order long after is enough: the log has left the minute. */
    @Test
    void aCandleIsClosedWithoutAnotherTrade() {
        live.trade(1);
        live.publish();
        try (StreamClient client = connect()) {
            subscribe(client, "\"channel\":\"klines\",\"symbol\":\"BTC-USD\",\"interval\":\"1M\"");
            assertFalse(client.next().path("closed").asBoolean());
            live.later(Duration.ofDays(40));
            live.rest(Side.BUY, 9_000, 1);
            live.publish();
            assertTrue(client.next().path("closed").asBoolean());
        }
    }

    /**
     * Nothing happens in the market afterwards: a subscriber of the candle still gets its end, and the hub learns when.
     */
    @Test
    void aCandleIsClosedByTheClockWhereNothingHappens() {
        live.trade(1);
        live.publish();
        KlinesChannel channel = new KlinesChannel(
                live.market(),
                Interval.ONE_MINUTE,
                (_, kline) -> kline.closed() + " " + kline.candle().trades(),
                KlinesChannel.PAUSE_NANOS,
                live.clock());
        List<String> messages = new ArrayList<>();
        assertInstanceOf(Channel.Progress.NotBefore.class, channel.send(messages::add));
        live.later(Duration.ofSeconds(59));
        channel.send(messages::add);
        assertEquals(List.of("false 1"), messages);

        live.later(Duration.ofSeconds(3));
        Await.until(() -> {
            channel.send(messages::add);
            return messages.size() > 1;
        });
        live.later(Duration.ofSeconds(-30)); // a clock that is set back opens nothing again
        assertEquals(Channel.Progress.Done.DONE, channel.send(messages::add));
        assertEquals(List.of("false 1", "true 1"), messages);
    }

    @Test
    void bestPriceIsSentOnlyWhenItChanges() {
        live.rest(Side.BUY, 9_950, 15_000);
        live.publish();
        try (StreamClient client = connect()) {
            client.subscribed("best_price");
            assertEquals(
                    "{\"type\":\"best_price\",\"symbol\":\"BTC-USD\",\"sequence\":101,\"bid_price\":\"99.5\","
                            + "\"bid_quantity\":\"1.5\",\"ask_price\":null,\"ask_quantity\":null}",
                    client.next().toString());
            live.rest(Side.BUY, 9_000, 15_000);
            live.publish();
            live.rest(Side.SELL, 10_050, 2_500);
            live.publish();
            JsonNode both = client.next();
            assertEquals("100.5", both.path("ask_price").asText());
            assertEquals(103, both.path("sequence").asLong());
        }
    }

    @Test
    void aPartialDepthIsWholeEachTime() {
        for (int i = 0; i < 12; i++) {
            live.rest(Side.BUY, 9_950 - i, 10_000);
        }
        live.publish();
        try (StreamClient client = connect()) {
            subscribe(client, "\"channel\":\"partial_depth\",\"symbol\":\"BTC-USD\",\"levels\":5");
            JsonNode first = client.next();
            assertEquals("partial_depth", first.path("type").asText());
            assertEquals(5, first.path("levels").asInt());
            assertEquals(5, first.path("bids").size());
            subscribe(client, "\"channel\":\"partial_depth\",\"symbol\":\"BTC-USD\",\"levels\":20");
            assertEquals(12, client.next().path("bids").size());

            live.leave(Side.BUY, 9_940, 10_000); // below the best five
            live.publish();
            JsonNode twenty = client.next();
            assertEquals(20, twenty.path("levels").asInt());
            assertEquals(11, twenty.path("bids").size());
            live.leave(Side.BUY, 9_950, 10_000);
            live.publish();
            assertEquals(5, client.next().path("levels").asInt());
            assertEquals(20, client.next().path("levels").asInt());
        }
    }

    @Test
    void miniTickersAreOfOneMarketOrOfAllThatChanged() {
        live.trade(1);
        live.publish();
        int markets = live.markets().of(1).size();
        try (StreamClient all = connect();
                StreamClient one = connect()) {
            subscribe(all, "\"channel\":\"mini_tickers\"");
            assertEquals(markets, all.next().path("items").size());
            one.subscribed("mini_ticker");
            JsonNode first = one.next().path("items");
            assertEquals(1, first.size());
            assertEquals("100", first.get(0).path("last_price").asText());
            live.trade(1);
            live.publish();
            assertEquals(1, all.next().path("items").size());
            JsonNode changed = one.next().path("items").get(0);
            assertTrue(changed.path("sequence").asLong()
                    > first.get(0).path("sequence").asLong());
        }
    }

    @Test
    void aHeartbeatComesEverySecondWhateverHappens() {
        try (StreamClient client = connect()) {
            subscribe(client, "\"channel\":\"heartbeat\"");
            assertEquals(1, client.next().path("count").asInt());
            assertEquals(2, client.next().path("count").asInt());
            client.send("{\"op\":\"unsubscribe\",\"channel\":\"heartbeat\"}");
            assertEquals("unsubscribed", client.next().path("type").asText());
            client.send("{\"op\":\"ping\"}");
            assertEquals("pong", client.next().path("type").asText());
        }
    }

    @Test
    void connectionReportsItsOwnStatistics() {
        try (StreamClient client = connect()) {
            client.subscribed("trades");
            client.send("{\"op\":\"statistics\",\"id\":\"7\"}");
            JsonNode answer = client.next();
            assertEquals("statistics", answer.path("type").asText());
            assertEquals("7", answer.path("id").asText());
            assertEquals(2, answer.path("received").asInt());
            assertEquals(1, answer.path("sent").asInt());
            assertEquals(1, answer.path("subscriptions").asInt());
            assertTrue(answer.path("characters_sent").asInt() > 40);
            Instant.parse(answer.path("connected_at").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":"subscribe","channel":"klines","symbol":"BTC-USD"}                              | interval
            {"op":"subscribe","channel":"klines","symbol":"BTC-USD","interval":"7m"}              | interval
            {"op":"subscribe","channel":"trades","symbol":"BTC-USD","interval":"1m"}              | interval
            {"op":"subscribe","channel":"partial_depth","symbol":"BTC-USD","levels":7}            | levels
            {"op":"subscribe","channel":"depth","symbol":"BTC-USD","levels":5}                    | levels
            {"op":"subscribe","channel":"mini_tickers","symbol":"BTC-USD"}                        | symbol
            {"op":"subscribe","channel":"klines","symbol":"NO-SUCH","interval":"1m"}              | symbol
            """)
    void invalidSubscriptionFieldIsNamed(String message, String field) {
        try (StreamClient client = connect()) {
            client.send(message);
            JsonNode error = client.next();
            assertEquals("error", error.path("type").asText());
            assertEquals(field, error.path("errors").get(0).path("field").asText());
        }
    }

    /** Computed here from the document's words alone. */
    @Test
    void theChecksumIsThatOfTheBestTenLevelsOfEachSide() {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            live.rest(Side.BUY, 9_950 - 10 * i, 10_000);
            if (i < 10) {
                levels.add(text(9_950 - 10 * i) + ":1");
            }
        }
        live.rest(Side.SELL, 10_050, 2_500);
        levels.add("100.5:0.25");
        live.publish();
        try (StreamClient client = connect()) {
            client.subscribed("depth");
            assertEquals(
                    crc(String.join("|", levels)),
                    client.next().path("checksum").asLong());
            live.leave(Side.SELL, 10_050, 2_500);
            live.publish();
            levels.removeLast();
            assertEquals(
                    crc(String.join("|", levels)),
                    client.next().path("checksum").asLong());
        }
    }

    private static String text(long cents) {
        return cents / 100 + (cents % 100 == 0 ? "" : "." + cents % 100 / 10);
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
