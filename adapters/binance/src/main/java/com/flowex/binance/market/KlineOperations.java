package com.flowex.binance.market;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.PublicMarket;
import java.util.List;

/** Operation {@code klines}: candles as rows of twelve, oldest first. */
final class KlineOperations {

    private static final int LIMIT_DEFAULT = 500;

    /** Last value of a row, unused for years. */
    private static final String UNUSED = "0";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final MarketSelector markets;
    private final MarketQueries reads;

    KlineOperations(MarketSelector markets, MarketQueries reads) {
        this.markets = markets;
        this.reads = reads;
    }

    Object klines(OperationCall call) {
        Interval interval = interval(call.params().required("interval"));
        requireUtc(call);
        CandleQueries.Range range = range(call);
        PublicMarket market = markets.one(call).market();
        return reads.candles(market, interval, range).stream()
                .map(candle -> row(market.listing(), interval, candle))
                .toList();
    }

    static Interval interval(String code) {
        return Interval.of(code).orElseThrow(() -> BinanceErrorCode.BAD_INTERVAL.refusal("Invalid interval."));
    }

    private static void requireUtc(OperationCall call) {
        call.params().text("timeZone").ifPresent(zone -> {
            if (!zone.equals("0") && !zone.equals("+0") && !zone.equals("00:00") && !zone.equals("0:00")) {
                throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                        "Data sent for parameter 'timeZone' is not valid: candles begin by UTC, 0.");
            }
        });
    }

    private static CandleQueries.Range range(OperationCall call) {
        int limit = call.params().number("limit", LIMIT_DEFAULT, 1, CandleQueries.LIMIT_MAX);
        boolean latest = !call.params().has("startTime");
        long from = call.params().fromNanos("startTime").orElse(0);
        long until = call.params().untilNanos("endTime").orElse(Long.MAX_VALUE);
        return new CandleQueries.Range(
                Math.ceilDiv(from, NANOS_PER_SECOND), Math.ceilDiv(until, NANOS_PER_SECOND), latest, limit);
    }

    private static List<Object> row(Listing listing, Interval interval, Candle candle) {
        return List.of(
                Timestamp.ofSeconds(candle.openSeconds()),
                listing.priceText(candle.openUnits()),
                listing.priceText(candle.highUnits()),
                listing.priceText(candle.lowUnits()),
                listing.priceText(candle.closeUnits()),
                listing.volumeText(candle.volumeUnits()),
                Timestamp.lastBefore(interval.closeOf(candle.openSeconds())),
                listing.quoteVolumeText(candle.quoteVolumeUnits()),
                candle.trades(),
                listing.volumeText(candle.takers().boughtUnits()),
                listing.quoteVolumeText(candle.takers().boughtQuoteUnits()),
                UNUSED);
    }
}
