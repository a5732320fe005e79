package com.flowex.marketdata.app;

import com.flowex.domain.value.Decimals;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures of a market in a window, as JSON carries them; prices are null if nothing was traded. */
record Statistics(
        String symbol,
        Instant from,
        Instant to,
        @Nullable String open,
        @Nullable String high,
        @Nullable String low,
        @Nullable String close,
        @Nullable String change,
        @Nullable String changePercent,
        @Nullable String vwap,
        @Nullable String averagePrice,
        String volume,
        String quoteVolume,
        long trades) {

    /**
     * @param total total of the window; empty if nothing was traded
     * @param samples candles whose closing prices are averaged over time, oldest first
     */
    static Statistics of(Listing listing, Window window, Optional<Candle> total, List<Candle> samples) {
        return new Statistics(
                listing.symbol(),
                Instant.ofEpochSecond(window.fromSeconds()),
                Instant.ofEpochSecond(window.toSeconds()),
                price(listing, total.map(Candle::openUnits)),
                price(listing, total.map(Candle::highUnits)),
                price(listing, total.map(Candle::lowUnits)),
                price(listing, total.map(Candle::closeUnits)),
                price(listing, total.map(candle -> candle.closeUnits() - candle.openUnits())),
                total.map(Statistics::percent).orElse(null),
                total.map(candle -> vwap(listing, candle)).orElse(null),
                average(listing, window, samples),
                listing.volumeText(total.map(Candle::volumeUnits).orElse(BigInteger.ZERO)),
                listing.quoteVolumeText(total.map(Candle::quoteVolumeUnits).orElse(BigInteger.ZERO)),
                total.map(Candle::trades).orElse(0L));
    }

    private static @Nullable String price(Listing listing, Optional<Long> units) {
        return units.map(listing::priceText).orElse(null);
    }

    /** Returns the change in percent with two decimals, half to even. */
    static String percent(Candle candle) {
        BigDecimal percent = BigDecimal.valueOf(candle.closeUnits() - candle.openUnits())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(candle.openUnits()), 2, RoundingMode.HALF_EVEN);
        return Decimals.plain(percent);
    }

    /** Returns the average price paid for one unit of the base asset, in the scale of prices, half to even. */
    private static String vwap(Listing listing, Candle candle) {
        BigDecimal base = new BigDecimal(candle.volumeUnits(), listing.base().places());
        BigDecimal quote =
                new BigDecimal(candle.quoteVolumeUnits(), listing.quote().places());
        return Decimals.plain(quote.divide(base, listing.price().places(), RoundingMode.HALF_EVEN));
    }

    /**
     * Returns the average of the closing prices, each weighted by the time for which it was the last one; null without
     * a sample.
     */
    private static @Nullable String average(Listing listing, Window window, List<Candle> samples) {
        BigInteger sum = BigInteger.ZERO;
        long all = 0;
        for (int i = 0; i < samples.size(); i++) {
            long from = Math.max(samples.get(i).openSeconds(), window.fromSeconds());
            long to = i + 1 < samples.size() ? samples.get(i + 1).openSeconds() : window.toSeconds();
            sum = sum.add(BigInteger.valueOf(samples.get(i).closeUnits()).multiply(BigInteger.valueOf(to - from)));
            all += to - from;
        }
        int places = listing.price().places();
        return all == 0
                ? null
                : Decimals.plain(
                        new BigDecimal(sum, places).divide(BigDecimal.valueOf(all), places, RoundingMode.HALF_EVEN));
    }
}
