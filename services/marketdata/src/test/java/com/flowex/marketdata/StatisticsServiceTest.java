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
import com.flowex.platform.testing.FakeTails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics of markets, computed on request; the log's time is about now. */
@Timeout(900)
class StatisticsServiceTest {

    private static final long BEGAN_AGO_SECONDS = 1_000;

    private final FakeTails tails =
            new FakeTails((Instant.now().getEpochSecond() - BEGAN_AGO_SECONDS - 1_700_000_000L) * 1_000_000_000L);
    private TestStand stand;
    private MarketDataReader reader;
    private MarketDataService service;
    private TestServer server;
    private long trades;

    @BeforeEach
    void start() {
        stand = TestStand.freshFor("marketdata");
        reader = new MarketDataReader(stand.edge(), OrderEntrySettings.DEFAULTS.readWait(), tails, PriorHistory.NONE);
        service = new MarketDataService(stand.edge(), reader, List.of());
        reader.start();
        service.start();
        server = TestServer.of(stand, service.routes());
        tails.emit(new AssetListed(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        tails.emit(new AssetListed(new Asset(1, new AssetId(2), "ETH", new Scale(8), 21_000_000)));
        tails.emit(new AssetListed(new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L)));
        list(1, "BTC-USDT", 1);
        list(2, "ETH-USDT", 2);
    }

    private void list(int number, String symbol, int base) {
        tails.emit(new InstrumentListed(new Instrument(
                1,
                new InstrumentId(number),
                symbol,
                new AssetId(base),
                new AssetId(3),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000),
                new FeeRates(1_000, 1_000))));
    }

    @AfterEach
    void stop() {
        server.close();
        service.close();
        reader.close();
        stand.close();
    }

    private long trade(int market, long cents, long satoshi) {
        InstrumentId instrument = new InstrumentId(market);
        Quantity quantity = new Quantity(satoshi);
        Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
        return tails.emit(
                new OrderRested(new OrderId(1), instrument, Side.SELL, new Price(cents), quantity, quantity),
                new TradeExecuted(
                        new TradeId(++trades),
                        instrument,
                        Side.BUY,
                        new Price(cents),
                        quantity,
                        new Amount(new AssetId(3), cents * satoshi / 10_000),
                        fill,
                        fill));
    }

    private JsonNode get(String path, long sequence) {
        TestAnswer answer = server.send(server.request("/api/market-data/" + path, "")
                .header("X-Min-Sequence", Long.toString(sequence))
                .GET());
        assertEquals(200, answer.status(), answer::text);
        return answer.json();
    }

    private double counted(String kind, String outcome) {
        return stand.telemetry()
                .registry()
                .get("flowex.market.data.cache.requests")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void statisticsAreOfTheirWindow() {
        trade(1, 100_00, 100_000_000);
        trade(1, 130_00, 100_000_000);
        long last = trade(1, 110_00, 200_000_000);

        JsonNode day = get("statistics/BTC-USDT", last);
        assertEquals("100", day.path("open").asText());
        assertEquals("130", day.path("high").asText());
        assertEquals("110", day.path("close").asText());
        assertEquals("10", day.path("change").asText());
        assertEquals("10", day.path("change_percent").asText());
        assertEquals("112.5", day.path("vwap").asText());
        assertEquals("4", day.path("volume").asText());
        assertEquals("450", day.path("quote_volume").asText());
        assertEquals(3, day.path("trades").asInt());
        Instant from = Instant.parse(day.path("from").asText());
        assertEquals(
                Duration.ofDays(1),
                Duration.between(from, Instant.parse(day.path("to").asText())));

        JsonNode none = get("statistics/ETH-USDT?window=90s", last);
        assertTrue(none.path("vwap").isNull());
        assertTrue(none.path("average_price").isNull());
        assertEquals("0", none.path("volume").asText());
    }

    /** For some 990 seconds the last price was 110, for one each 100 and 130. */
    @Test
    void theAveragePriceCountsHowLongAPriceWasTheLast() {
        trade(1, 100_00, 100_000_000);
        trade(1, 130_00, 100_000_000);
        long last = trade(1, 110_00, 200_000_000);
        double average = get("statistics/BTC-USDT?window=1400s", last)
                .path("average_price")
                .asDouble();
        assertTrue(average > 109.9 && average < 110.1, "average " + average);
    }

    @Test
    void aResultIsKeptUntilTheNextTrade() {
        long last = trade(1, 100_00, 100_000_000);
        JsonNode profile = get("volume-profile/BTC-USDT?window=24h", last);
        assertEquals(
                "[{\"price_from\":\"100\",\"price_to\":\"100\",\"bought\":\"1\",\"sold\":\"0\",\"trades\":1}]",
                profile.path("items").toString());
        assertEquals(profile, get("volume-profile/BTC-USDT?window=24h", last));
        assertEquals(1, counted("volume_profile", "miss"));
        assertEquals(1, counted("volume_profile", "hit"));

        long next = trade(1, 101_00, 100_000_000);
        assertEquals(
                2,
                get("volume-profile/BTC-USDT?window=24h&bins=101", next)
                        .path("items")
                        .size());
        assertEquals(
                2, get("volume-profile/BTC-USDT?window=24h", next).path("items").size());
    }

    @Test
    void moversAreThoseOfTheirTenantInTheirOrder() {
        trade(1, 100_00, 100_000_000);
        trade(1, 90_00, 100_000_000);
        trade(1, 95_00, 100_000_000);
        trade(2, 10_00, 100_000_000);
        long last = trade(2, 11_00, 100_000_000);

        JsonNode movers = get("movers", last);
        assertEquals(List.of("BTC-USDT", "ETH-USDT"), symbols(movers.path("most_active")));
        assertEquals(List.of("ETH-USDT"), symbols(movers.path("gainers")));
        assertEquals(List.of("BTC-USDT"), symbols(movers.path("losers")));
        assertEquals("-5", movers.path("losers").get(0).path("change_percent").asText());
        assertEquals(1, get("movers?limit=1", last).path("most_active").size());
    }

    private static List<String> symbols(JsonNode list) {
        return list.findValuesAsText("symbol");
    }

    @Test
    void bookHistoryIsSampledAtTheEndOfEachMinute() {
        InstrumentId btc = new InstrumentId(1);
        Quantity one = new Quantity(100_000_000);
        tails.emit(new OrderRested(new OrderId(1), btc, Side.BUY, new Price(99_00), one, one));
        tails.emit(new OrderRested(new OrderId(2), btc, Side.SELL, new Price(101_00), one, one));
        long last = 0;
        for (int i = 0; i < 70; i++) { // a minute and more
            last = trade(1, 100_00, 100_000_000);
        }
        JsonNode history = get("book-history/BTC-USDT?window=60m", last);
        assertEquals(60, history.path("step_seconds").asInt());
        JsonNode minute = history.path("items").get(history.path("items").size() - 1);
        assertEquals("99", minute.path("bid_price").asText());
        assertEquals("101", minute.path("ask_price").asText());
        assertEquals("2", minute.path("spread").asText());
        assertEquals("1", minute.path("bid_quantity").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "statistics/BTC-USDT?window=1y, window",
        "statistics/BTC-USDT?window=367d, window",
        "volume-profile/BTC-USDT?window=90m, window",
        "volume-profile/BTC-USDT?bins=0, bins",
        "book-history/BTC-USDT?window=90s, window",
        "book-history/BTC-USDT?window=8d, window",
        "movers?window=25h, window",
        "movers?limit=51, limit",
    })
    void aParameterThatBreaksItsRuleIsNamed(String path, String field) {
        get("movers", 5);
        TestAnswer answer = server.get("/api/market-data/" + path, "");
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().path("errors").get(0).path("field").asText());
    }
}
