package com.flowex.strategies.app.dataset;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.data.CandleSeries;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.MarketDataSource;
import java.time.Instant;
import java.util.List;

/**
 * Description of an uploaded file, as it is stored: the schema DatasetManifest of docs/api/openapi.yaml.
 *
 * @param format name of the format, "binance-klines"
 * @param interval length of a candle, "1h"
 * @param rows candles that are used
 * @param from beginning of the first candle
 * @param to end of the last candle
 * @param gaps missing ranges, the first hundred
 * @param gapCount number of missing ranges
 * @param leftOut rows that are not used, the first hundred
 * @param leftOutCount number of rows that are not used
 * @param digest SHA-256 of the file in hexadecimal digits
 * @param priceDecimals highest number of decimal places of a price
 * @param quantityDecimals highest number of decimal places of a volume
 */
public record DatasetManifest(
        String format,
        String interval,
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
        gaps = List.copyOf(gaps);
        leftOut = List.copyOf(leftOut);
    }

    /** Range without candles; its end is exclusive. */
    public record Gap(String from, String to) {}

    /** Row that is not used, and the reason. */
    public record LeftOut(long line, String reason) {}

    static DatasetManifest of(CandleSeries series) {
        DataManifest manifest = series.manifest();
        MarketDataSource.Precision precision = series.precision();
        return new DatasetManifest(
                manifest.format(),
                series.interval().toString(),
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
