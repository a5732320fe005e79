package com.flowex.binance.market;

import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.value.Decimals;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statistics of a market over a time window, as texts. Without a trade in the window, prices are the last one before
 * it; 0 if there never was one.
 *
 * @param fromSeconds first second of the window, since 1970
 * @param toMillis end of the window, since 1970
 * @param total candle of all trades in the window; empty if there were none
 */
public record WindowStatistics(
        Listing listing, MarketView view, long fromSeconds, long toMillis, Optional<Candle> total) {

    /** Window of the average price, in seconds. */
    public static final long AVERAGE_SECONDS = 300;

    private static final int PERCENT_PLACES = 3;
    private static final long MILLIS_PER_SECOND = 1_000;

    /**
     * Returns a window that ends with the minute that has begun, from memory.
     *
     * @param seconds whole minutes, at most a day
     */
    public static WindowStatistics endingNow(PublicMarket market, MarketView view, long seconds, long nowMillis) {
        return since(market, view, beginOf(seconds, nowMillis), nowMillis);
    }

    /** Returns the first second of a window that ends with the minute that has begun. */
    static long beginOf(long seconds, long nowMillis) {
        return Interval.ONE_MINUTE.openOf(nowMillis / MILLIS_PER_SECOND) + Interval.ONE_MINUTE.seconds() - seconds;
    }

    /**
     * Returns a window that ends now, from memory.
     *
     * @param fromSeconds begin of a minute, at most a day ago
     */
    static WindowStatistics since(PublicMarket market, MarketView view, long fromSeconds, long nowMillis) {
        Optional<Candle> total = view.candles().minutes().stream()
                .filter(minute -> minute.openSeconds() >= fromSeconds)
                .reduce((earlier, later) -> earlier.followedBy(later, earlier.openSeconds()));
        return new WindowStatistics(market.listing(), view, fromSeconds, nowMillis, total);
    }

    public Timestamp openTime() {
        return Timestamp.ofSeconds(fromSeconds);
    }

    public Timestamp closeTime() {
        return Timestamp.ofMillis(toMillis);
    }

    public String openPrice() {
        return price(Candle::openUnits);
    }

    public String highPrice() {
        return price(Candle::highUnits);
    }

    public String lowPrice() {
        return price(Candle::lowUnits);
    }

    public String lastPrice() {
        return BookOperations.lastPrice(listing, view);
    }

    public String lastQuantity() {
        return view.lastTrade()
                .map(PublicTrade::quantityUnits)
                .map(listing::quantityText)
                .orElse("0");
    }

    /** Returns the last price before the window; the first price in it if the earlier one is no longer kept. */
    public String priceBefore() {
        return view.candles().minutes().stream()
                .filter(minute -> minute.openSeconds() < fromSeconds)
                .reduce((_, later) -> later)
                .map(Candle::closeUnits)
                .map(listing::priceText)
                .orElseGet(this::openPrice);
    }

    public String change() {
        return total.map(candle -> listing.priceText(candle.closeUnits() - candle.openUnits()))
                .orElse("0");
    }

    /** Returns the change in percent, with three places, half to even. */
    public String changePercent() {
        return total.map(WindowStatistics::percent).orElse("0");
    }

    private static String percent(Candle candle) {
        return Decimals.plain(BigDecimal.valueOf(candle.closeUnits() - candle.openUnits())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(candle.openUnits()), PERCENT_PLACES, RoundingMode.HALF_EVEN));
    }

    /** Returns the average price paid for one unit of the base asset. */
    public String averagePrice() {
        return total.map(candle -> average(listing, candle)).orElse("0");
    }

    /** Returns the average in the scale of prices, half to even. */
    private static String average(Listing listing, Candle candle) {
        BigDecimal base = new BigDecimal(candle.volumeUnits(), listing.base().places());
        BigDecimal quote =
                new BigDecimal(candle.quoteVolumeUnits(), listing.quote().places());
        return Decimals.plain(quote.divide(base, listing.price().places(), RoundingMode.HALF_EVEN));
    }

    public String volume() {
        return listing.volumeText(total.map(Candle::volumeUnits).orElse(BigInteger.ZERO));
    }

    public String quoteVolume() {
        return listing.quoteVolumeText(total.map(Candle::quoteVolumeUnits).orElse(BigInteger.ZERO));
    }

    public long trades() {
        return total.map(Candle::trades).orElse(0L);
    }

    /** Returns the number of the first trade, -1 if there was none. */
    public long firstTrade() {
        return total.map(candle -> candle.takers().firstTrade()).orElse(-1L);
    }

    /** Returns the number of the last trade, -1 if there was none. */
    public long lastTrade() {
        return total.map(candle -> candle.takers().lastTrade()).orElse(-1L);
    }

    /** Returns the time of the market's last trade, in the window or before; 0 if there never was one. */
    public Timestamp lastTradeTime() {
        return new Timestamp(view.lastTrade().map(PublicTrade::timeNanos).orElse(0L));
    }

    /** Returns the number of minutes that have begun in the window. */
    public long minutes() {
        return Math.ceilDiv(toMillis / MILLIS_PER_SECOND + 1 - fromSeconds, Interval.ONE_MINUTE.seconds());
    }

    /** Returns the average price, or the last price if there was no trade. */
    public String averageOrLast() {
        return total.isEmpty() ? lastPrice() : averagePrice();
    }

    private String price(Function<Candle, Long> of) {
        return total.map(of).map(listing::priceText).orElseGet(this::lastPrice);
    }
}
