package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.engine.ExtremeLog;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
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

/** Closes findings F1 and R13: the view takes in every event that the engine may publish at the ends of every scale. */
@Timeout(900)
class ExtremeViewTest {

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
    void everyExtremeLogIsFolded() {
        for (long seed : seeds()) {
            TradingReducer reducer = new TradingReducer(new InstrumentDirectory(), (_, _) -> {});
            EngineLog engine = run(seed);
            assertDoesNotThrow(() -> engine.batches().forEach(batch -> apply(reducer, batch)), () -> "seed " + seed);
        }
    }

    private static void apply(TradingReducer reducer, EventBatch batch) {
        long sequence = batch.firstSequence();
        for (var event : batch.events()) {
            reducer.on(event, sequence++, batch.timeNanos());
        }
    }

    /** The rows of orders agree with the book. */
    private Map<String, BigInteger> shown() throws SQLException {
        Map<String, BigInteger> levels = new TreeMap<>();
        tables.rows("""
                SELECT upper(side) || ' ' || price || ' ' || sum(visible) FROM trading.open_orders WHERE visible > 0
                GROUP BY side, price""").forEach(row -> {
            int end = row.lastIndexOf(' ');
            levels.put(row.substring(0, end), new BigInteger(row.substring(end + 1)));
        });
        return levels;
    }

    @ParameterizedTest
    @Seeds(
            value = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233},
            usual = 4)
    void theRowsOfAnExtremeLogBringItBack(long seed) throws SQLException {
        EngineLog engine = run(seed);
        TradingProjection running = tables.opened(0);

        tables.apply(running, engine.batches(), new Random(seed), 60);

        TradingProjection restarted = tables.opened(engine.exchange().sequence());
        assertEquals(Map.of(), running.stopped());
        assertEquals(running.openOrders(), restarted.openOrders());
        assertEquals(engine.levels(), shown());
    }
}
