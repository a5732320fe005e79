package com.flowex.strategies.app.dataset;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.MarketDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Description of an uploaded file, as it is stored: the schema DatasetManifest of docs/api/openapi.yaml.
 *
 * @param kind kind of its rows; candles if the stored manifest is from before there were others
 * @param format name of the format, "binance-klines"
 * @param interval length of a candle, "1h"; null of other rows
 * @param rows rows that are used
 * @param from beginning of the first candle, or time of the first row
 * @param to end of the last candle, or of the nanosecond of the last row
 * @param gaps missing candles as ranges, the first hundred; none of other rows, which have no grid
 * @param gapCount number of missing ranges
 * @param leftOut rows that are not used, the first hundred
 * @param leftOutCount number of rows that are not used
 * @param digest SHA-256 of the file in hexadecimal digits
 * @param priceDecimals highest number of decimal places of a price
 * @param quantityDecimals highest number of decimal places of a volume
 */
public record DatasetManifest(
        DataKind kind,
        String format,
        @Nullable String interval,
        long rows,
        String from,
        String to,
        List<Gap> gaps,
        long gapCount,
        List<LeftOut> leftOut,
        long leftOutCount,
        String digest,
        int priceDecimals,
        int quantityDecimals) {

    private static final long NANOS = 1_000_000_000L;

    public DatasetManifest {
        kind = Objects.requireNonNullElse(kind, DataKind.CANDLES);
        gaps = List.copyOf(gaps);
        leftOut = List.copyOf(leftOut);
    }

    /** Range without candles; its end is exclusive. */
    public record Gap(String from, String to) {}

    /** Row that is not used, and the reason. */
    public record LeftOut(long line, String reason) {}

    static DatasetManifest of(MarketDataSource series) {
        DataManifest manifest = series.manifest();
        MarketDataSource.Precision precision = series.precision();
        return new DatasetManifest(
                DataKind.of(series),
                manifest.format(),
                series instanceof CandleSource candles ? candles.interval().toString() : null,
                manifest.rows(),
                time(manifest.fromNanos()),
                time(manifest.toNanos()),
                manifest.gaps().stream()
                        .map(each -> new Gap(time(each.fromNanos()), time(each.toNanos())))
                        .toList(),
                manifest.gapCount(),
                manifest.leftOut().stream()
                        .map(each -> new LeftOut(each.line(), each.reason()))
                        .toList(),
                manifest.leftOutCount(),
                manifest.digest(),
                precision.priceDecimals(),
                precision.quantityDecimals());
    }

    private static String time(long nanos) {
        return IsoTime.of(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)));
    }
}
