package com.flowex.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TradeId;
import com.flowex.marketdata.view.PriorHistory;
import com.flowex.orderentry.queue.OrderEntrySettings;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service alone, from its own wiring class, over HTTP. */
@Timeout(900)
class MarketDataServiceTest {

    private static final InstrumentId BTC_USDT = new InstrumentId(1);

    private static final List<String> PATHS = List.of(
            "/api/market-data/tickers",
            "/api/market-data/depth/BTC-USDT",
            "/api/market-data/trades/BTC-USDT",
            "/api/market-data/klines/BTC-USDT?interval=1s",
            "/api/market-data/klines/BTC-USDT?interval=5m");

    private final FakeTails tails = new FakeTails();
    private TestStand stand;
    private MarketDataReader reader;
    private MarketDataService service;
    private TestServer server;
    private long trades;

    @BeforeEach
    void start() {
        stand = TestStand.freshFor("marketdata");
        open();
        tails.emit(new AssetListed(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        tails.emit(new AssetListed(new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L)));
        tails.emit(new InstrumentListed(new Instrument(
                1,
                BTC_USDT,
                "BTC-USDT",
                new AssetId(1),
                new AssetId(3),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000),
                new FeeRates(1_000, 1_000))));
    }

    @AfterEach
    void stop() {
        close();
        stand.close();
    }

    private void open() {
        List<PriceSource> sources = List.of(new PriceSource("BTC-USDT", PriceSource.Kind.RECORDED, "of old"));
        reader = new MarketDataReader(stand.edge(), OrderEntrySettings.DEFAULTS.readWait(), tails, PriorHistory.NONE);
        service = new MarketDataService(stand.edge(), reader, sources);
        reader.start();
        service.start();
        server = TestServer.of(stand, service.routes());
    }

    private void close() {
        server.close();
        service.close();
        reader.close();
    }

    private long rest(Side side, long cents, long satoshi) {
        Quantity quantity = new Quantity(satoshi);
        return tails.emit(new OrderRested(new OrderId(1), BTC_USDT, side, new Price(cents), quantity, quantity));
    }

    /** One client offered and another bought; each is one second of log time. */
    private long trade(long cents, long satoshi) {
        rest(Side.SELL, cents, satoshi);
        Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
        return tails.emit(new TradeExecuted(
                new TradeId(++trades),
                BTC_USDT,
                Side.BUY,
                new Price(cents),
                new Quantity(satoshi),
                new Amount(new AssetId(3), cents * satoshi / 10_000),
                fill,
                fill));
    }

    /** Reads a page as of an event. */
    private JsonNode get(String path, long sequence) {
        TestAnswer answer = server.send(server.request(path, "")
                .header("X-Min-Sequence", Long.toString(sequence))
                .GET());
        assertEquals(200, answer.status(), answer::text);
        return answer.json();
    }

    @Test
    void aMarketWithoutATradeHasAnEmptyTicker() {
        JsonNode ticker = get("/api/market-data/tickers", 3).path("items").get(0);

        assertEquals(
                "{\"symbol\":\"BTC-USDT\",\"last_price\":null,\"bid_price\":null,\"ask_price\":null,\"open_24h\":null,"
                        + "\"high_24h\":null,\"low_24h\":null,\"volume_24h\":\"0\",\"quote_volume_24h\":\"0\","
                        + "\"change_24h\":null,\"change_percent_24h\":null,\"sequence\":3,\"updated_at\":null}",
                ticker.toString());
    }

    @Test
    void depthShowsTheBestLevelsOfBothSides() {
        rest(Side.BUY, 65_000_10, 50_000_000);
        rest(Side.BUY, 64_999_00, 150_000_000);
        long last = rest(Side.SELL, 65_001_00, 1_000);

        assertEquals(
                "{\"symbol\":\"BTC-USDT\",\"sequence\":6,\"bids\":[[\"65000.1\",\"0.5\"],[\"64999\",\"1.5\"]],"
                        + "\"asks\":[[\"65001\",\"0.00001\"]]}",
                get("/api/market-data/depth/BTC-USDT", last).toString());
        assertEquals(
                1,
                get("/api/market-data/depth/BTC-USDT?limit=1", last)
                        .path("bids")
                        .size());
        assertEquals(get("/api/market-data/depth/BTC-USDT", last), get("/api/trading/orderbook/BTC-USDT", last));
    }

    @Test
    void tradesComeNewestFirst() {
        trade(65_000_00, 1_000_000);
        long last = trade(65_010_00, 2_000_000);

        JsonNode items = get("/api/market-data/trades/BTC-USDT", last).path("items");

        assertEquals(2, items.size());
        String at = Instant.ofEpochSecond(0, tails.timeNanos()).toString();
        assertEquals(
                "{\"id\":\"2\",\"price\":\"65010\",\"quantity\":\"0.02\",\"side\":\"buy\",\"sequence\":" + last
                        + ",\"executed_at\":\"" + at + "\"}",
                items.get(0).toString());
        assertEquals(
                1,
                get("/api/market-data/trades/BTC-USDT?limit=1", last)
                        .path("items")
                        .size());
    }

    @Test
    void klinesAggregateTheTradesOfEachInterval() {
        long last = 0;
        for (int i = 0; i < 100; i++) { // 200 seconds: 4 or 5 minutes are begun
            last = trade(65_000_00 + i, 1_000_000);
        }

        JsonNode minutes =
                get("/api/market-data/klines/BTC-USDT?interval=1m", last).path("items");
        JsonNode day = get("/api/market-data/klines/BTC-USDT?interval=1d", last).path("items");
        JsonNode seconds = get("/api/market-data/klines/BTC-USDT?interval=1s&limit=1000", last)
                .path("items");

        assertEquals(1, day.size());
        assertEquals("65000", day.get(0).path("open").asText());
        assertEquals("65000.99", day.get(0).path("close").asText());
        assertEquals("65000.99", day.get(0).path("high").asText());
        assertEquals("65000", day.get(0).path("low").asText());
        assertEquals("1", day.get(0).path("volume").asText());
        assertEquals("65000.495", day.get(0).path("quote_volume").asText());
        assertEquals(100, day.get(0).path("trades").asInt());
        assertEquals(100, seconds.size());
        int counted = 0;
        for (JsonNode minute : minutes) {
            counted += minute.path("trades").asInt();
        }
        assertEquals(100, counted);
        assertTrue(minutes.size() >= 4 && minutes.size() <= 5);
    }

    @Test
    void klinesOfARangeBeginWithItAndEndBeforeItsEnd() {
        long last = 0;
        for (int i = 0; i < 300; i++) { // 600 seconds
            last = trade(65_000_00 + i, 1_000_000);
        }
        JsonNode all = get("/api/market-data/klines/BTC-USDT?interval=1m", last).path("items");
        String start = all.get(2).path("open_time").asText();
        String end = all.get(5).path("open_time").asText();
        String range = "/api/market-data/klines/BTC-USDT?interval=1m&start=" + start;

        JsonNode three = get(range + "&end=" + end, last).path("items");
        assertEquals(3, three.size());
        assertEquals(all.get(2), three.get(0));
        assertEquals(all.get(4), three.get(2));
        assertEquals(all.get(2), get(range + "&limit=1", last).path("items").get(0), "with a start: the first");
        assertEquals(
                all.get(all.size() - 1),
                get("/api/market-data/klines/BTC-USDT?interval=1m&limit=1", last)
                        .path("items")
                        .get(0),
                "without: the last");
    }

    @Test
    void aRebuiltViewShowsTheSameAndReadersNeverSeeAnother() {
        rest(Side.BUY, 64_000_00, 7_000);
        trade(65_000_00, 1_000_000);
        long last = trade(65_001_00, 1_000_000);
        List<JsonNode> before = PATHS.stream().map(path -> get(path, last)).toList();

        Await.during(
                reader.tables()::rebuild,
                () -> assertEquals(
                        before, PATHS.stream().map(path -> get(path, last)).toList()));

        assertEquals(before, PATHS.stream().map(path -> get(path, last)).toList());
    }

    @Test
    void aRestartShowsTheSame() {
        rest(Side.BUY, 64_000_00, 7_000);
        for (int i = 0; i < 50; i++) {
            trade(65_000_00 + i, 1_000_000);
        }
        long last = rest(Side.SELL, 66_000_00, 8_000);
        List<JsonNode> before = PATHS.stream().map(path -> get(path, last)).toList();

        close();
        open();

        assertEquals(last, reader.tables().progress().applied());
        assertEquals(before, PATHS.stream().map(path -> get(path, last)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticker", "trades", "klines", "depth"})
    void aMarketThatIsNotListedIsUnknown(String page) {
        TestAnswer answer = server.get("/api/market-data/" + page + "/NO-SUCH", "");

        assertEquals(404, answer.status());
        assertEquals("unknown_instrument", answer.code());
    }

    @ParameterizedTest
    @CsvSource({
        "klines/BTC-USDT?interval=7m, interval",
        "klines/BTC-USDT?start=yesterday, start",
        "klines/BTC-USDT?end=-999999999-01-01T00:00:00Z, end",
        "klines/BTC-USDT?limit=1001, limit",
        "trades/BTC-USDT?limit=0, limit",
        "depth/BTC-USDT?limit=many, limit",
    })
    void aParameterThatBreaksItsRuleIsNamed(String path, String field) {
        get("/api/market-data/tickers", 3);
        TestAnswer answer = server.get("/api/market-data/" + path, "");

        assertEquals(400, answer.status());
        assertEquals("invalid_field", answer.code());
        assertEquals(field, answer.json().path("errors").get(0).path("field").asText());
    }

    @Test
    void aReadThatAsksForMoreThanTheViewHasIsTurnedAway() {
        TestAnswer answer = server.send(server.request("/api/market-data/tickers", "")
                .header("X-Min-Sequence", "1000")
                .GET());

        assertEquals(503, answer.status());
        assertEquals("view_behind", answer.code());
        assertEquals("1", answer.header("Retry-After"));
    }

    @Test
    void sourcesOfPricesAreListed() {
        assertEquals(
                "{\"items\":[{\"symbol\":\"BTC-USDT\",\"kind\":\"recorded\",\"detail\":\"of old\"}],\"next_cursor\":null}",
                server.get("/api/market-data/sources", "").text());
    }
}
