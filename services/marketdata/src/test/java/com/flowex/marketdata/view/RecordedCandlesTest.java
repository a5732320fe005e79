package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An independent check: candles that an exchange published itself. Without ../shared it is skipped, and says so. */
class RecordedCandlesTest {

    private static final int DAYS_ALIKE_MIN = 3_400;

    /**
     * Nine years of one market in candles of four hours, folded, are its candles of a day. The two files were fetched
     * apart: 33 of 3,449 days differ, the last because it had not ended; more would be days cut at another hour.
     */
    @Test
    void fourHoursFoldedAreThePublishedDays() throws IOException {
        List<Candle> hours = read("Coinbase-ETH-USD-PT4H-20160518_20251028.json.gz");
        Map<Long, Candle> days = read("Coinbase-ETH-USD-PT1D-20160517_20251028.json.gz").stream()
                .collect(Collectors.toMap(Candle::openSeconds, Function.identity()));

        long alike = Candle.merge(hours, Interval.ONE_DAY).stream()
                .filter(day -> pricesAlike(day, days.get(day.openSeconds())))
                .count();

        assertTrue(alike >= DAYS_ALIKE_MIN, alike + " days are alike");
    }

    private static boolean pricesAlike(Candle one, @Nullable Candle other) {
        return other != null
                && one.openUnits() == other.openUnits()
                && one.highUnits() == other.highUnits()
                && one.lowUnits() == other.lowUnits()
                && one.closeUnits() == other.closeUnits();
    }

    private static List<Candle> read(String name) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("shared/data/candles"))) {
            at = at.getParent();
        }
        assumeTrue(at != null, () -> "needs ../shared/data/candles/" + name);
        List<Candle> candles = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(
                Files.newInputStream(at.resolve("shared/data/candles").resolve(name)))) {
            for (JsonNode candle : Json.mapper().readTree(in).path("candles")) {
                candles.add(new Candle(
                        candle.path("start").asLong(),
                        units(candle, "open"),
                        units(candle, "high"),
                        units(candle, "low"),
                        units(candle, "close"),
                        BigInteger.ONE,
                        BigInteger.ONE,
                        1,
                        new Candle.TakerTotals(1, 1, BigInteger.ZERO, BigInteger.ZERO)));
            }
        }
        candles.sort(Comparator.comparingLong(Candle::openSeconds));
        return candles;
    }

    private static long units(JsonNode candle, String field) {
        return new BigDecimal(candle.path(field).asText()).movePointRight(8).longValueExact();
    }
}
