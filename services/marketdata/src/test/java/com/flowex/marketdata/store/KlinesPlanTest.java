package com.flowex.marketdata.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KlinesPlanTest {

    private static final long DAY = 86_400;

    /** Goal: candles cost what is answered, not what is stored. Method: PostgreSQL's own plan over 400,000 rows of 20 markets. */
    @ParameterizedTest
    @ValueSource(strings = {"first", "last"})
    void candlesAreFoundByTheirIndex(String which) throws SQLException {
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            try (Connection views = platform.database().views().getConnection()) {
                Sql.execute(views, """
                        INSERT INTO marketdata.candle
                        SELECT 1, market, 60, minute * 60, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
                        FROM generate_series(1, 20) AS market, generate_series(1, 20000) AS minute""");
                List<String> plan = Sql.all(
                        views,
                        row -> row.getString(1),
                        "EXPLAIN " + (which.equals("first") ? CandleQueries.FIRST : CandleQueries.LAST),
                        7,
                        60,
                        600_000L,
                        900_000L,
                        500);
                assertTrue(plan.stream().anyMatch(line -> line.contains("candle_pkey")), plan::toString);
                assertFalse(plan.stream().anyMatch(line -> line.contains("Seq Scan")), plan::toString);
            }
        }
    }

    /** A moment's price is the close of the last candle that began before it; each is one access of the index. */
    @Test
    void formerPricesAreTheLastClosesByTheirMoments() throws SQLException {
        try (Platform platform = TestPlatform.fresh()) {
            ClosingPriceQueries prices = new ClosingPriceQueries(platform.database());
            assertEquals(Map.of(), prices.before(1, List.of(new InstrumentId(3)), 3_600, DAY, new long[] {1}));
            platform.database().migrate("marketdata");
            try (Connection views = platform.database().views().getConnection()) {
                Sql.execute(views, """
                        INSERT INTO marketdata.candle
                        SELECT 1, market, 3600, hour * 3600, 1, 1, 1, market * 100000 + hour, 1, 1, 1, 1, 1, 1, 1
                        FROM generate_series(1, 20) AS market, generate_series(1, 20000) AS hour WHERE hour <> 12""");
                List<String> plan = Sql.all(
                        views,
                        row -> row.getString(1),
                        "EXPLAIN " + ClosingPriceQueries.CLOSES,
                        new int[] {3, 5},
                        new long[] {3_600, 7_200},
                        3_600,
                        DAY);
                assertTrue(plan.stream().anyMatch(line -> line.contains("candle_pkey")), plan::toString);
                assertFalse(plan.stream().anyMatch(line -> line.contains("Seq Scan")), plan::toString);
            }
            Map<InstrumentId, long[]> closes =
                    prices.before(1, List.of(new InstrumentId(3), new InstrumentId(99)), 3_600, DAY, new long[] {
                        3_600, 3_601, 7_200, 13 * 3_600, 20_000 * 3_600 + DAY, 20_000 * 3_600 + DAY + 1
                    });
            assertEquals(Set.of(new InstrumentId(3)), closes.keySet());
            assertArrayEquals(new long[] {0, 300_001, 300_001, 300_011, 320_000, 0}, closes.get(new InstrumentId(3)));
        }
    }

    /** A minute without a row was as the one before it, and quotes that stand for a few minutes move no median. */
    @Test
    void theBookOfAWeekIsThatOfMostOfItsTime() throws SQLException {
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            try (Connection views = platform.database().views().getConnection()) {
                // From before the week on 99 at 101, for ten minutes 1 at 300 and a thousand times as deep, then no
                // asks.
                for (String row : List.of("0, 99, 101, 5, 5", "172800, 1, 300, 9000, 9000", "173400, 99, 101, 5, 5")) {
                    Sql.execute(views, "INSERT INTO marketdata.book_minute VALUES (1, 7, " + row + ")");
                }
                Sql.execute(views, "INSERT INTO marketdata.book_minute VALUES (1, 7, 345600, 99, 0, 5, 0)");
                Sql.execute(views, "INSERT INTO marketdata.book_minute VALUES (1, 8, 345600, 99, 101, 5, 5)");
            }
            DailyMarketHistory candles = new DailyMarketHistory(platform.database());
            DailyMarketHistory.BookMedian book = candles.book(1, 7, DAY).orElseThrow();
            assertEquals(3 * 1_440, book.minutes());
            assertEquals(0.02, book.spread(), 1e-9);
            assertEquals(1_000, book.depth().intValueExact());
            assertEquals(1, candles.book(1, 8, DAY).orElseThrow().minutes());
            assertTrue(candles.book(1, 9, DAY).isEmpty());
        }
    }
}
