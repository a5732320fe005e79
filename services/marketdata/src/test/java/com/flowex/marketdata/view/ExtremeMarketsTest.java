package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.ExtremeLog;
import com.flowex.marketdata.api.Ticker;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.HugeLevel;
import com.flowex.platform.testing.PoisonedLog;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

/** Closes findings F1 and R13: market data at the ends of every scale, and of a tenant whose event cannot follow. */
@Timeout(900)
class ExtremeMarketsTest {

    private static final int SEEDS = 300;
    private static final int POISONED = 2;

    private final ViewTables<MarketDataProjection> tables =
            new ViewTables<>(MarketDataProjection::new, List.of("asset", "market", "book_level", "trade", "candle"));

    @AfterEach
    void close() {
        tables.close();
    }

    private static EngineLog run(long seed) {
        EngineLog engine = new EngineLog();
        ExtremeLog.of(seed).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));
        return engine;
    }

    @Test
    void everyExtremeLogIsFoldedToTheEnginesOwnBookAndCanBeWritten() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            EngineLog engine = run(seed);
            PublicMarkets markets = new PublicMarkets();
            engine.batches().forEach(batch -> PublicMarketsTest.apply(markets, batch));
            markets.publish();

            Map<String, BigInteger> shown = new TreeMap<>();
            for (PublicMarket market : markets.all().values()) {
                Depth depth = market.view().depth().depth();
                add(shown, Side.BUY, depth.bids());
                add(shown, Side.SELL, depth.asks());
                assertTrue(DepthJson.page(market.listing(), depth, 500).startsWith("{"));
                long now = market.view().timeNanos() / 1_000_000_000L;
                assertEquals(
                        "A-B", Ticker.of(market.listing(), market.view(), now).symbol());
            }
            String which = "seed " + seed;
            assertEquals(engine.levels(), shown, which);
        }
    }

    private static void add(Map<String, BigInteger> shown, Side side, Levels levels) {
        for (int i = 0; i < levels.size(); i++) {
            shown.put(side + " " + levels.priceUnits(i), levels.quantityUnits(i));
        }
    }

    @ParameterizedTest
    @Seeds(
            value = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233},
            usual = 4)
    void theRowsOfAnExtremeLogBringItBack(long seed) throws SQLException {
        EngineLog engine = run(seed);
        MarketDataProjection running = tables.opened(0);

        tables.apply(running, engine.batches(), new Random(seed), 60);

        assertEquals(Map.of(), running.stopped());
        MarketDataProjection restarted = tables.opened(engine.exchange().sequence());
        assertEquals(tickers(running), tickers(restarted));
        assertEquals(depths(running), depths(restarted));
    }

    private static List<Ticker> tickers(MarketDataProjection projection) {
        return projection.markets().all().values().stream()
                .map(market ->
                        Ticker.of(market.listing(), market.view(), market.view().timeNanos() / 1_000_000_000L))
                .toList();
    }

    /** None where the log's market was refused. */
    private static List<Depth> depths(MarketDataProjection projection) {
        return projection.markets().all().values().stream()
                .map(market -> market.view().depth().depth())
                .toList();
    }

    private static PublicMarket market(MarketDataProjection projection) {
        return projection.markets().all().values().iterator().next();
    }

    private static Depth depth(MarketDataProjection projection) {
        return market(projection).view().depth().depth();
    }

    @Test
    void aLevelBeyondSixtyFourBitsIsShownExactly() throws SQLException {
        MarketDataProjection running = tables.opened(0);
        List<EventBatch> log = HugeLevel.batches();

        tables.apply(running, log, new Random(1), 2);

        String expected = "{\"symbol\":\"TINY-USDT\",\"sequence\":9,\"bids\":[[\"0.000000000001\",\"120000000000\"]],"
                + "\"asks\":[]}";
        Listing listing = market(running).listing();
        assertEquals(expected, DepthJson.page(listing, depth(running), 10));
        MarketDataProjection restarted = tables.opened(EngineLog.end(log.getLast()));
        assertEquals(expected, DepthJson.page(listing, depth(restarted), 10));
    }

    @ParameterizedTest
    @Seeds(
            value = {1, 7},
            usual = 1)
    void anEventThatCannotFollowStopsItsTenantAlone(long seed) throws SQLException {
        List<EventBatch> sound = SeededLog.batches(seed, 6_000).stream()
                .filter(batch -> batch.count() > 0)
                .toList();
        tables.apply(tables.opened(0), sound, new Random(seed), 60);
        List<String> expected = rowsOfOthers();
        int market = lastRestedIn(
                sound, tables.rows("SELECT instrument_id::text FROM marketdata.market WHERE tenant_id = 2"));
        PoisonedLog log = new PoisonedLog(
                sound,
                event -> event instanceof OrderRested rested
                        && rested.instrument().value() == market,
                poison(market));
        tables.empty();

        tables.applyDying(log.poisoned(), new Random(seed));

        assertEquals(expected, rowsOfOthers());
        assertEquals(
                List.of(POISONED + "|" + log.event()),
                tables.rows("SELECT concat_ws('|', tenant, event) FROM marketdata.stopped_tenants"));
        assertEquals(
                Set.of(POISONED),
                tables.opened(EngineLog.end(sound.getLast())).stopped().keySet());
    }

    private static OrderCanceled poison(int market) {
        return new OrderCanceled(
                new OrderId(1),
                new AccountId(POISONED, AccountId.CUSTOMERS_FROM),
                new InstrumentId(market),
                Side.BUY,
                new Price(1),
                new Quantity(Long.MAX_VALUE),
                new Quantity(Long.MAX_VALUE),
                CancelReason.REQUESTED);
    }

    private List<String> rowsOfOthers() throws SQLException {
        return tables.rows("""
                SELECT 'market' || t::text FROM marketdata.market t WHERE tenant_id <> 2
                UNION ALL SELECT 'level' || t::text FROM marketdata.book_level t WHERE tenant_id <> 2
                UNION ALL SELECT 'trade' || t::text FROM marketdata.trade t WHERE tenant_id <> 2
                UNION ALL SELECT 'candle' || t::text FROM marketdata.candle t WHERE tenant_id <> 2
                ORDER BY 1""");
    }

    /** The market, of these, in which an order rested last: something can be poisoned there. */
    private static int lastRestedIn(List<EventBatch> log, List<String> markets) {
        return log.reversed().stream()
                .flatMap(batch -> batch.events().stream())
                .filter(OrderRested.class::isInstance)
                .map(event -> ((OrderRested) event).instrument().value())
                .filter(market -> markets.contains(Integer.toString(market)))
                .findFirst()
                .orElseThrow();
    }
}
