package com.flowex.binance.wallet;

import com.flowex.binance.call.Symbols;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.orderentry.market.ListedMarket;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Prices of a tenant's assets at the ends of days: the last trade before, in the market of two assets or by way of one
 * other asset. Each market's candles are read once. Not thread-safe.
 */
final class DayPrices {

    private static final Interval DAY = Interval.of("1d").orElseThrow();

    private final List<ListedMarket> listed;
    private final Function<ListedMarket, List<Candle>> reads;
    private final Map<ListedMarket, List<Candle>> candles = new HashMap<>();

    /** @param reads reads the daily candles of a market, oldest first */
    DayPrices(List<ListedMarket> listed, Function<ListedMarket, List<Candle>> reads) {
        this.listed = listed;
        this.reads = reads;
    }

    /**
     * Returns the prices of a tenant.
     *
     * @param until last end of a day that is asked for
     * @param days number of days before it
     */
    static DayPrices of(Symbols symbols, MarketQueries reads, int tenant, Instant until, int days) {
        var range = new CandleQueries.Range(0, until.getEpochSecond(), true, days + 1);
        return new DayPrices(symbols.all(tenant), market -> reads.markets()
                .find(tenant, market.instrument().symbol())
                .map(shown -> reads.candles(shown, DAY, range))
                .orElse(List.of()));
    }

    /** Returns the price of an asset in another at the end of a day; empty if no trade by then gives one. */
    Optional<BigDecimal> of(String asset, String in, Instant end) {
        Optional<BigDecimal> direct = direct(asset, in, end);
        if (direct.isPresent()) {
            return direct;
        }
        return listed.stream()
                .flatMap(market -> other(market, asset).stream())
                .distinct()
                .flatMap(between ->
                        direct(asset, between, end)
                                .flatMap(first -> direct(between, in, end).map(first::multiply))
                                .stream())
                .findFirst();
    }

    private static Optional<String> other(ListedMarket market, String asset) {
        if (market.base().code().equals(asset)) {
            return Optional.of(market.quote().code());
        }
        return market.quote().code().equals(asset) ? Optional.of(market.base().code()) : Optional.empty();
    }

    private Optional<BigDecimal> direct(String asset, String in, Instant end) {
        if (asset.equals(in)) {
            return Optional.of(BigDecimal.ONE);
        }
        for (ListedMarket market : listed) {
            String base = market.base().code();
            String quote = market.quote().code();
            if (base.equals(asset) && quote.equals(in)) {
                return close(market, end);
            }
            if (base.equals(in) && quote.equals(asset)) {
                return close(market, end).map(price -> BigDecimal.ONE.divide(price, MathContext.DECIMAL64));
            }
        }
        return Optional.empty();
    }

    /** Returns the price of the last trade before the end of a day. */
    private Optional<BigDecimal> close(ListedMarket market, Instant end) {
        return candles.computeIfAbsent(market, reads).stream()
                .filter(candle -> candle.openSeconds() < end.getEpochSecond())
                .reduce((_, later) -> later)
                .map(candle -> BigDecimal.valueOf(
                        candle.closeUnits(), market.priceScale().places()));
    }
}
