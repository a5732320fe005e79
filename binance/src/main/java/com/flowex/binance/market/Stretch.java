package com.flowex.binance.market;

import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.tape.PublicTrade;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a market did in a stretch of time, told in texts. Where nothing was traded in it, prices are the last one before it; 0
 * where there never was one.
 *
 * @param fromSeconds its first second, since 1970
 * @param toMillis its end, since 1970
 * @param total all that was traded in it, if anything was
 */
record Stretch(Listing listing, MarketView view, long fromSeconds, long toMillis, Optional<Candle> total) {

    private static final int PERCENT_PLACES = 3;
    private static final long MILLIS_PER_SECOND = 1_000;

    /** The 24 hours that end with the minute that has begun. */
    static Stretch lastDay(ListedMarkets.Seen seen, long nowMillis) {
        return endingNow(seen, Interval.ONE_DAY.seconds(), nowMillis);
    }

    /** One of so many whole or begun minutes, no more than a day, from memory. */
    static Stretch endingNow(ListedMarkets.Seen seen, long seconds, long nowMillis) {
        long minute = Interval.ONE_MINUTE.openOf(nowMillis / MILLIS_PER_SECOND);
        return since(seen, minute + Interval.ONE_MINUTE.seconds() - seconds, nowMillis);
    }

    /** One that begins with a minute no longer ago than a day, from memory. */
    static Stretch since(ListedMarkets.Seen seen, long fromSeconds, long nowMillis) {
        MarketView view = seen.market().view();
        Optional<Candle> total = view.candles().minutes().stream()
                .filter(minute -> minute.openSeconds() >= fromSeconds)
                .reduce((earlier, later) -> earlier.followedBy(later, earlier.openSeconds()));
        return new Stretch(seen.market().listing(), view, fromSeconds, nowMillis, total);
    }

    long openTime() {
        return fromSeconds * MILLIS_PER_SECOND;
    }

    String openPrice() {
        return price(Candle::openUnits);
    }

    String highPrice() {
        return price(Candle::highUnits);
    }

    String lowPrice() {
        return price(Candle::lowUnits);
    }

    String lastPrice() {
        return PriceRows.lastPrice(listing, view);
    }

    String lastQuantity() {
        return view.lastTrade()
                .map(PublicTrade::quantityUnits)
                .map(listing::quantityText)
                .orElse("0");
    }

    /** What was last traded before; the first price where that is no longer kept. */
    String priceBefore() {
        return view.candles().minutes().stream()
                .filter(minute -> minute.openSeconds() < fromSeconds)
                .reduce((_, later) -> later)
                .map(Candle::closeUnits)
                .map(listing::priceText)
                .orElseGet(this::openPrice);
    }

    String change() {
        return total.map(candle -> listing.priceText(candle.closeUnits() - candle.openUnits()))
                .orElse("0");
    }

    /** In thousandths of a percent, half to even. */
    String changePercent() {
        return total.map(Stretch::percent).orElse("0");
    }

    private static String percent(Candle candle) {
        return text(BigDecimal.valueOf(candle.closeUnits() - candle.openUnits())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(candle.openUnits()), PERCENT_PLACES, RoundingMode.HALF_EVEN));
    }

    /** What was paid for one of the base asset. */
    String averagePrice() {
        return total.map(candle -> average(listing, candle)).orElse("0");
    }

    /** What was paid for one of the base asset, in the scale of prices, half to even. */
    static String average(Listing listing, Candle candle) {
        BigDecimal base = new BigDecimal(candle.volumeUnits(), listing.base().places());
        BigDecimal quote =
                new BigDecimal(candle.quoteVolumeUnits(), listing.quote().places());
        return text(quote.divide(base, listing.price().places(), RoundingMode.HALF_EVEN));
    }

    String volume() {
        return listing.volumeText(total.map(Candle::volumeUnits).orElse(BigInteger.ZERO));
    }

    String quoteVolume() {
        return listing.quoteVolumeText(total.map(Candle::quoteVolumeUnits).orElse(BigInteger.ZERO));
    }

    long trades() {
        return total.map(Candle::trades).orElse(0L);
    }

    private String price(Function<Candle, Long> of) {
        return total.map(of).map(listing::priceText).orElseGet(this::lastPrice);
    }

    private static String text(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
