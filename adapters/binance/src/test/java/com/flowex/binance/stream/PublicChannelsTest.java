package com.flowex.binance.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.socket.Channel;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.domain.order.Side;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.platform.errors.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicChannelsTest {

    private final MovedMarket moved = new MovedMarket();
    private final PublicChannels channels = channels(TimestampUnit.MILLISECOND);

    private PublicChannels channels(TimestampUnit unit) {
        return new PublicChannels(moved.symbols(), moved::markets, moved.clock(), moved.time(), unit);
    }

    private static List<JsonNode> received(Channel channel) {
        List<String> texts = new ArrayList<>();
        channel.send(texts::add);
        return texts.stream().map(PublicChannelsTest::parsed).toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** A client that follows the documented rule, with a snapshot from any time after its subscription. */
    private static final class Follower {
        private final Map<BigDecimal, String> bids = new TreeMap<>();
        private final Map<BigDecimal, String> asks = new TreeMap<>();
        private final List<JsonNode> waiting = new ArrayList<>();
        private long last;
        private boolean started;
        private boolean tied;

        void snapshot(MovedMarket moved) {
            Depth depth = moved.market().view().depth().depth();
            put(moved, bids, depth.bids());
            put(moved, asks, depth.asks());
            last = depth.sequence();
            started = true;
            waiting.forEach(this::apply);
        }

        private static void put(MovedMarket moved, Map<BigDecimal, String> side, Levels levels) {
            for (int i = 0; i < levels.size(); i++) {
                side.put(
                        new BigDecimal(moved.market().listing().priceText(levels.priceUnits(i))),
                        moved.market().listing().volumeText(levels.quantityUnits(i)));
            }
        }

        void hear(JsonNode update) {
            if (started) {
                apply(update);
            } else {
                waiting.add(update);
            }
        }

        private void apply(JsonNode update) {
            long first = update.path("U").asLong();
            long end = update.path("u").asLong();
            if (end <= last) {
                return;
            }
            assertTrue(tied ? first == last + 1 : first <= last + 1, () -> last + " and then " + update);
            tied = true;
            last = end;
            set(bids, update.path("b"));
            set(asks, update.path("a"));
        }

        private static void set(Map<BigDecimal, String> side, JsonNode levels) {
            for (JsonNode level : levels) {
                BigDecimal price = new BigDecimal(level.path(0).asText());
                if (level.path(1).asText().equals("0")) {
                    side.remove(price);
                } else {
                    side.put(price, level.path(1).asText());
                }
            }
        }
    }

    /**
     * Goal: who follows a book by Binance's rule has the exchange's book. Method: seeded orders, publications and looks at any
     * time; the snapshot comes at any time after the subscription.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void followerByBinancesRuleHasTheExchangesBook(long seed) {
        Random random = new Random(seed);
        Channel channel = channels.channel(1, random.nextBoolean() ? "btcusdt@depth" : "btcusdt@depth@100ms");
        Follower follower = new Follower();
        int snapshotAt = random.nextInt(100);
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> moved.rest(Side.BUY, 9_000 + random.nextInt(50), 1_000L * (1 + random.nextInt(9)));
                case 2 -> moved.rest(Side.SELL, 9_100 + random.nextInt(50), 1_000L * (1 + random.nextInt(9)));
                case 3 -> moved.publish();
                default -> moved.later(random.nextInt(80));
            }
            if (random.nextInt(3) == 0) {
                received(channel).forEach(follower::hear);
            }
            if (step == snapshotAt) {
                received(channel).forEach(follower::hear);
                follower.snapshot(moved);
            }
        }
        moved.publish();
        moved.later(2_000);
        received(channel).forEach(follower::hear);
        Follower now = new Follower();
        now.snapshot(moved);
        assertEquals(now.last, follower.last);
        assertEquals(now.bids, follower.bids);
        assertEquals(now.asks, follower.asks);
    }

    @Test
    void subscribersOfTheSamePaceShareOneText() {
        Channel one = channels.channel(1, "btcusdt@depth@100ms");
        Channel other = channels.channel(1, "btcusdt@depth@100ms");
        one.send(_ -> {});
        other.send(_ -> {});
        moved.rest(Side.BUY, 9_000, 1_000);
        moved.publish();
        moved.later(100);
        List<String> texts = new ArrayList<>();
        one.send(texts::add);
        moved.rest(Side.BUY, 9_001, 1_000);
        moved.publish();
        moved.later(1);
        other.send(texts::add);

        assertEquals(2, texts.size());
        assertSame(texts.getFirst(), texts.getLast());
    }

    @Test
    void fillsOfOneOrderAtOnePriceAreOneAggregateWithTheFirstTradesNumber() {
        Channel channel = channels.channel(1, "btcusdt@aggTrade");
        moved.rest(Side.SELL, 9_100, 5_000);
        moved.rest(Side.SELL, 9_200, 5_000);
        moved.publish();
        moved.buy(9_100, 2_000);
        assertEquals(List.of(), received(channel), "not all of the order is there yet");
        moved.buy(9_100, 3_000);
        moved.buy(9_200, 1_000);
        moved.publish();

        List<JsonNode> events = received(channel);

        assertEquals(2, events.size());
        assertEquals(1, events.getFirst().path("a").asLong());
        assertEquals(2, events.getFirst().path("l").asLong());
        assertEquals("0.00005", events.getFirst().path("q").asText());
        assertFalse(events.getFirst().path("m").asBoolean());
        assertEquals(3, events.getLast().path("f").asLong());
        assertEquals("92", events.getLast().path("p").asText());
    }

    @Test
    void aCandleIsClosedByTheClockWhereNothingHappens() {
        moved.rest(Side.SELL, 9_100, 5_000);
        moved.buy(9_100, 2_000);
        moved.publish();
        Channel channel = channels.channel(1, "btcusdt@kline_1m");
        JsonNode open = received(channel).getFirst().path("k");
        assertFalse(open.path("x").asBoolean());
        assertEquals("0.00002", open.path("V").asText());
        assertEquals(1, open.path("f").asLong());

        moved.later(120_000);

        assertTrue(received(channel).getFirst().path("k").path("x").asBoolean());
        assertEquals(List.of(), received(channel));
    }

    @ParameterizedTest
    @CsvSource({
        "trade, E T",
        "aggTrade, E T",
        "kline_1m, E k.t k.T",
        "ticker_1h, E O C",
        "miniTicker, E",
        "avgPrice, E T",
        "depth@100ms, E"
    })
    void readersOfOneMarketGetTimesInTheirOwnUnit(String name, String times) {
        List<Channel> readers = List.of(
                channels.channel(1, "btcusdt@" + name),
                channels(TimestampUnit.MICROSECOND).channel(1, "btcusdt@" + name));
        moved.rest(Side.SELL, 9_100, 5_000);
        moved.publish();
        moved.later(1_000);
        readers.forEach(PublicChannelsTest::received);
        moved.buy(9_100, 2_000);
        moved.rest(Side.BUY, 9_000, 1_000);
        moved.publish();
        moved.later(1_000);

        List<JsonNode> last =
                readers.stream().map(reader -> received(reader).getLast()).toList();

        for (String time : times.split(" ")) {
            String path = "/" + time.replace('.', '/');
            long inMillis = last.getFirst().at(path).asLong();
            long rest = time.equals("k.T") ? 999 : 0;
            assertEquals(1_000 * inMillis + rest, last.getLast().at(path).asLong(), time);
            assertTrue(inMillis > 1_600_000_000_000L && inMillis < 1_800_000_000_000L, time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "btcusdt@nothing",
                "BTCUSDT@trade",
                "btceur@trade",
                "btcusdt@kline_7m",
                "btcusdt@depth7",
                "btcusdt@depth5@50ms",
                "!bookTicker",
                "@trade"
            })
    void aStreamThatThereIsNotIsRefused(String name) {
        assertThrows(Refusal.class, () -> channels.channel(1, name));
    }
}
