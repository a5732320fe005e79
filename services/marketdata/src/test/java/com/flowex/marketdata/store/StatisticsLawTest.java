package com.flowex.marketdata.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.marketdata.view.Candles;
import com.flowex.marketdata.view.RandomTrades;
import com.flowex.marketdata.view.RandomTrades.Trade;
import com.flowex.platform.Platform;
import com.flowex.platform.testing.TestPlatform;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published statistics of windows are what the trades of these windows give. */
class StatisticsLawTest {

    /** Method: months of seeded trades, stored with failed flushes and restarts; hundreds of windows of every length. */
    @ParameterizedTest
    @ValueSource(longs = {5, 20_261_122})
    void windowsAreExactAndProfilesHoldEveryTrade(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Trade> trades = RandomTrades.trades(random);
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            RandomTrades.store(platform, trades, random);
            long last = trades.getLast().seconds();
            int traded = 0;
            for (int i = 0; i < 300; i++) {
                long length = 1 + (i % 3 == 0 ? random.nextLong(200 * 86_400) : random.nextLong(300_000));
                Window window = Window.endingWith(last + random.nextLong(90), length)
                        .storedFrom(Candles.secondsStoredFrom(last));
                Optional<Candle> total =
                        platform.database().query(1, connection -> WindowQueries.total(connection, 1, window));
                assertEquals(naive(trades, window), total, () -> "seed " + seed + " " + window);
                traded += total.isPresent() ? 1 : 0;
            }
            assertTrue(traded > 100, "windows with trades: " + traded);
            for (int hours : List.of(1, 5, 24, 160)) {
                for (int bins : List.of(1, 7, 200)) {
                    profile(platform, trades, hours, bins, "seed " + seed);
                }
            }
        }
    }

    private static Optional<Candle> naive(List<Trade> trades, Window window) {
        return trades.stream()
                .filter(trade -> trade.seconds() >= window.fromSeconds() && trade.seconds() < window.toSeconds())
                .map(trade -> Candle.of(trade.seconds(), trade.shown()))
                .reduce((earlier, later) -> earlier.followedBy(later, earlier.openSeconds()))
                .map(total -> new Candle(
                        aligned(trades, window, total),
                        total.openUnits(),
                        total.highUnits(),
                        total.lowUnits(),
                        total.closeUnits(),
                        total.volumeUnits(),
                        total.quoteVolumeUnits(),
                        total.trades(),
                        total.takers()));
    }

    /** A total opens where the first candle does that it was read from. */
    private static long aligned(List<Trade> trades, Window window, Candle total) {
        for (Window.Part part : window.parts()) {
            if (total.openSeconds() < part.toSeconds()) {
                return part.interval().openOf(total.openSeconds());
            }
        }
        throw new AssertionError(trades.size() + " trades outside of " + window);
    }

    private static void profile(Platform platform, List<Trade> trades, int hours, int bins, String which) {
        long end = (trades.getLast().seconds() / 3_600 + 1) * 3_600;
        Window window = new Window(end - hours * 3_600L, end);
        List<WindowQueries.Bin> computed = new WindowQueries(platform.database()).profile(1, 1, window, bins);
        assertTrue(computed.size() <= bins, () -> which + ": " + computed.size() + " of " + bins);

        List<Trade> within = trades.stream()
                .filter(trade -> trade.seconds() >= window.fromSeconds())
                .toList();
        List<String> expected = new ArrayList<>();
        for (WindowQueries.Bin bin : computed) {
            List<Trade> of = within.stream()
                    .filter(trade -> trade.price() >= bin.lowUnits() && trade.price() <= bin.highUnits())
                    .toList();
            expected.add(
                    new WindowQueries.Bin(bin.lowUnits(), bin.highUnits(), sum(of, true), sum(of, false), of.size())
                            .toString());
        }
        assertEquals(
                expected, computed.stream().map(WindowQueries.Bin::toString).toList(), which);
        assertEquals(
                within.size(),
                computed.stream().mapToLong(WindowQueries.Bin::trades).sum(),
                which);
    }

    private static BigInteger sum(List<Trade> trades, boolean buys) {
        return BigInteger.valueOf(trades.stream()
                .filter(trade -> trade.buys() == buys)
                .mapToLong(Trade::quantity)
                .sum());
    }
}
