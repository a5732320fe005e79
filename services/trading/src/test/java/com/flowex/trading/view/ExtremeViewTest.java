package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import com.flowex.engine.ExtremeLog;
import com.flowex.platform.desk.InstrumentDirectory;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.HugeLevel;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.EventBatch;
import com.flowex.trading.market.BookLevel;
import com.flowex.trading.market.BookSnapshot;
import com.flowex.trading.market.Books;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closes findings F1 and R13: the view takes in whatever the engine may tell at the ends of every scale. */
@Timeout(120)
class ExtremeViewTest {

    private static final InstrumentId MARKET = new InstrumentId(1);

    private final ViewTables<TradingProjection> tables =
            new ViewTables<>(TradingProjection::new, List.of("open_orders", "closed_orders", "fills", "positions"));

    @AfterEach
    void close() {
        tables.close();
    }

    private static List<Long> seeds() {
        return LongStream.rangeClosed(1, 300).boxed().toList();
    }

    private static EngineLog run(long seed) {
        EngineLog engine = new EngineLog();
        ExtremeLog.of(seed).forEach(entry -> engine.apply(entry.command(), entry.timeNanos()));
        return engine;
    }

    @Test
    void everyExtremeLogIsFoldedToTheEnginesOwnBook() {
        for (long seed : seeds()) {
            EngineLog engine = run(seed);
            Books books = new Books();
            TradingFold fold = new TradingFold(new InstrumentDirectory(), books, (_, _) -> {});
            books.change(() -> engine.batches().forEach(batch -> fold(fold, batch)));

            assertEquals(engine.levels(), shown(books.snapshot(MARKET, Integer.MAX_VALUE)), () -> "seed " + seed);
        }
    }

    private static void fold(TradingFold fold, EventBatch batch) {
        long sequence = batch.firstSequence();
        for (var event : batch.events()) {
            fold.on(event, sequence++, batch.timeNanos());
        }
    }

    private static Map<String, BigInteger> shown(BookSnapshot book) {
        Map<String, BigInteger> levels = new TreeMap<>();
        book.bids().forEach(level -> levels.put(Side.BUY + " " + level.priceUnits(), level.quantityUnits()));
        book.asks().forEach(level -> levels.put(Side.SELL + " " + level.priceUnits(), level.quantityUnits()));
        return levels;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void theRowsOfAnExtremeLogBringItBack(long seed) throws SQLException {
        EngineLog engine = run(seed);
        TradingProjection running = tables.opened(0);

        tables.apply(running, engine.batches(), new Random(seed), 60);

        TradingProjection restarted = tables.opened(engine.exchange().sequence());
        assertEquals(Map.of(), running.stopped());
        assertEquals(running.openOrders(), restarted.openOrders());
        assertEquals(
                shown(running.books().snapshot(MARKET, Integer.MAX_VALUE)),
                shown(restarted.books().snapshot(MARKET, Integer.MAX_VALUE)));
    }

    @Test
    void aLevelBeyondSixtyFourBitsIsShownExactly() throws SQLException {
        TradingProjection running = tables.opened(0);
        List<EventBatch> log = HugeLevel.batches();

        tables.apply(running, log, new Random(1), 2);

        BigInteger all = BigInteger.valueOf(HugeLevel.EACH_UNITS).multiply(BigInteger.valueOf(HugeLevel.BIDS));
        List<BookLevel> expected = List.of(new BookLevel(HugeLevel.PRICE.units(), all));
        assertEquals(expected, running.books().snapshot(HugeLevel.MARKET, 1).bids());
        TradingProjection restarted = tables.opened(EngineLog.end(log.getLast()));
        assertEquals(expected, restarted.books().snapshot(HugeLevel.MARKET, 1).bids());
    }
}
