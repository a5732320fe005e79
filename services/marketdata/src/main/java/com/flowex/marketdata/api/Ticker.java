package com.flowex.marketdata.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.domain.value.Decimals;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.book.Levels;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ticker of a market, as JSON carries it. The 24 hours are the last 1,440 whole or begun minutes. The last price is
 * null before the first trade, a best price if its side is empty, and the prices of 24 hours without a trade.
 */
public record Ticker(
        String symbol,
        @Nullable String lastPrice,
        @Nullable String bidPrice,
        @Nullable String askPrice,
        @Nullable @JsonProperty("open_24h") String open24h,
        @Nullable @JsonProperty("high_24h") String high24h,
        @Nullable @JsonProperty("low_24h") String low24h,
        @JsonProperty("volume_24h") String volume24h,
        @JsonProperty("quote_volume_24h") String quoteVolume24h,
        @Nullable @JsonProperty("change_24h") String change24h,
        @Nullable @JsonProperty("change_percent_24h") String changePercent24h,
        long sequence,
        @Nullable Instant updatedAt) {

    /**
     * Returns the ticker of a market.
     *
     * @param nowSeconds end of the 24 hours, seconds since 1970
     */
    public static Ticker of(Listing listing, MarketView view, long nowSeconds) {
        Optional<PublicTrade> last = view.lastTrade();
        Optional<Candle> day = day(view, nowSeconds);
        return new Ticker(
                listing.symbol(),
                price(listing, view.lastPriceUnits()),
                price(listing, best(view.depth().depth().bids())),
                price(listing, best(view.depth().depth().asks())),
                price(listing, day.map(Candle::openUnits)),
                price(listing, day.map(Candle::highUnits)),
                price(listing, day.map(Candle::lowUnits)),
                listing.volumeText(day.map(Candle::volumeUnits).orElse(BigInteger.ZERO)),
                listing.quoteVolumeText(day.map(Candle::quoteVolumeUnits).orElse(BigInteger.ZERO)),
                price(listing, day.map(candle -> candle.closeUnits() - candle.openUnits())),
                day.map(Ticker::percent).orElse(null),
                view.sequence(),
                last.map(trade -> Instant.ofEpochSecond(0, trade.timeNanos())).orElse(null));
    }

    /** Returns the total of the 24 hours in one candle; empty without a trade. */
    private static Optional<Candle> day(MarketView view, long nowSeconds) {
        long after = Interval.ONE_MINUTE.openOf(nowSeconds) - Interval.ONE_DAY.seconds();
        return view.candles().minutes().stream()
                .filter(minute -> minute.openSeconds() > after)
                .reduce((earlier, later) -> earlier.followedBy(later, earlier.openSeconds()));
    }

    private static @Nullable String price(Listing listing, Optional<Long> units) {
        return units.map(listing::priceText).orElse(null);
    }

    private static Optional<Long> best(Levels levels) {
        return levels.isEmpty() ? Optional.empty() : Optional.of(levels.priceUnits(0));
    }

    /** Returns the change over the day in percent with two decimals, half to even. */
    private static String percent(Candle day) {
        BigDecimal percent = BigDecimal.valueOf(day.closeUnits() - day.openUnits())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(day.openUnits()), 2, RoundingMode.HALF_EVEN);
        return Decimals.plain(percent);
    }
}
