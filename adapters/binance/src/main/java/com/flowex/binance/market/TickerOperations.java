package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.Window;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.book.Depth;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operations of tickers: statistics of markets over a window that ends now. */
final class TickerOperations {

    /** Extra weight of a ticker for many markets, which is computed from memory. */
    private static final int OF_MANY = 4;

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final Pattern WINDOW = Pattern.compile("([1-9]|[1-5][0-9])m|([1-9]|1[0-9]|2[0-3])h|([1-7])d");
    private static final Pattern ZONE = Pattern.compile("([+-]?)([01]?[0-9])(?::([0-5][0-9]))?");
    private static final long ZONE_MINUTES_MIN = -12 * 60;
    private static final long ZONE_MINUTES_MAX = 14 * 60;

    private final MarketSelector markets;
    private final MarketQueries reads;
    private final InstantSource clock;

    TickerOperations(MarketSelector markets, MarketQueries reads, InstantSource clock) {
        this.markets = markets;
        this.reads = reads;
        this.clock = clock;
    }

    /** Amount of detail for each market. */
    private enum Extent {
        FULL,
        MINI
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record MiniOut(
            String symbol,
            String openPrice,
            String highPrice,
            String lowPrice,
            String lastPrice,
            String volume,
            String quoteVolume,
            Timestamp openTime,
            Timestamp closeTime,
            long firstId,
            long lastId,
            long count) {

        static MiniOut of(String symbol, WindowStatistics statistics) {
            return new MiniOut(
                    symbol,
                    statistics.openPrice(),
                    statistics.highPrice(),
                    statistics.lowPrice(),
                    statistics.lastPrice(),
                    statistics.volume(),
                    statistics.quoteVolume(),
                    statistics.openTime(),
                    statistics.closeTime(),
                    statistics.firstTrade(),
                    statistics.lastTrade(),
                    statistics.trades());
        }
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record FullOut(
            String symbol,
            String priceChange,
            String priceChangePercent,
            String weightedAvgPrice,
            String openPrice,
            String highPrice,
            String lowPrice,
            String lastPrice,
            String volume,
            String quoteVolume,
            Timestamp openTime,
            Timestamp closeTime,
            long firstId,
            long lastId,
            long count) {

        static FullOut of(String symbol, WindowStatistics statistics) {
            return new FullOut(
                    symbol,
                    statistics.change(),
                    statistics.changePercent(),
                    statistics.averagePrice(),
                    statistics.openPrice(),
                    statistics.highPrice(),
                    statistics.lowPrice(),
                    statistics.lastPrice(),
                    statistics.volume(),
                    statistics.quoteVolume(),
                    statistics.openTime(),
                    statistics.closeTime(),
                    statistics.firstTrade(),
                    statistics.lastTrade(),
                    statistics.trades());
        }
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record DayOut(
            String symbol,
            String priceChange,
            String priceChangePercent,
            String weightedAvgPrice,
            String prevClosePrice,
            String lastPrice,
            String lastQty,
            String bidPrice,
            String bidQty,
            String askPrice,
            String askQty,
            String openPrice,
            String highPrice,
            String lowPrice,
            String volume,
            String quoteVolume,
            Timestamp openTime,
            Timestamp closeTime,
            long firstId,
            long lastId,
            long count) {

        static DayOut of(String symbol, WindowStatistics statistics) {
            Depth depth = statistics.view().depth().depth();
            return new DayOut(
                    symbol,
                    statistics.change(),
                    statistics.changePercent(),
                    statistics.averagePrice(),
                    statistics.priceBefore(),
                    statistics.lastPrice(),
                    statistics.lastQuantity(),
                    BookOperations.bestPrice(statistics.listing(), depth.bids()),
                    BookOperations.bestQuantity(statistics.listing(), depth.bids()),
                    BookOperations.bestPrice(statistics.listing(), depth.asks()),
                    BookOperations.bestQuantity(statistics.listing(), depth.asks()),
                    statistics.openPrice(),
                    statistics.highPrice(),
                    statistics.lowPrice(),
                    statistics.volume(),
                    statistics.quoteVolume(),
                    statistics.openTime(),
                    statistics.closeTime(),
                    statistics.firstTrade(),
                    statistics.lastTrade(),
                    statistics.trades());
        }
    }

    /** Returns the ticker of the 24 hours that end with the minute that has begun. */
    Object day(OperationCall call) {
        Extent extent = extent(call);
        MarketSelector.SelectedMarkets selectedMarkets = markets.any(call);
        long now = clock.millis();
        BiFunction<String, WindowStatistics, Object> row = extent == Extent.MINI ? MiniOut::of : DayOut::of;
        return rows(call, selectedMarkets, market -> row.apply(market.symbol(), lastDay(market.market(), now)));
    }

    /** Returns the ticker of a chosen window that ends with the minute that has begun. */
    Object window(OperationCall call) {
        Extent extent = extent(call);
        long seconds = windowSeconds(call.params().text("windowSize").orElse("1d"));
        MarketSelector.SelectedMarkets selectedMarkets = markets.some(call);
        long now = clock.millis();
        BiFunction<String, WindowStatistics, Object> row = extent == Extent.MINI ? MiniOut::of : FullOut::of;
        if (seconds <= Interval.ONE_DAY.seconds()) {
            return rows(
                    call,
                    selectedMarkets,
                    market -> row.apply(
                            market.symbol(),
                            WindowStatistics.endingNow(
                                    market.market(), market.market().view(), seconds, now)));
        }
        Map<Integer, Candle> totals = totals(call.tenant(), selectedMarkets, seconds, now);
        long from = WindowStatistics.beginOf(seconds, now);
        return rows(call, selectedMarkets, viewedMarket -> {
            Listing listing = viewedMarket.market().listing();
            Optional<Candle> total = Optional.ofNullable(totals.get(listing.instrument()));
            return row.apply(
                    viewedMarket.symbol(),
                    new WindowStatistics(listing, viewedMarket.market().view(), from, now, total));
        });
    }

    /** Returns the totals of a window longer than memory holds, with one statement for all markets. */
    private Map<Integer, Candle> totals(int tenant, MarketSelector.SelectedMarkets markets, long seconds, long now) {
        List<PublicMarket> all = markets.markets().stream()
                .map(MarketSelector.ViewedMarket::market)
                .toList();
        long last = WindowStatistics.beginOf(seconds, now) + seconds - 1;
        return reads.totals(tenant, all, Window.endingWith(last, seconds));
    }

    /** Parses a window: 1m to 59m, 1h to 23h, 1d to 7d. */
    private static long windowSeconds(String text) {
        Matcher requested = WINDOW.matcher(text);
        if (!requested.matches()) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Invalid windowSize; it must be 1m to 59m, 1h to 23h or 1d to 7d, whole numbers.");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        Interval unit =
                text.endsWith("m") ? Interval.ONE_MINUTE : text.endsWith("h") ? Interval.ONE_HOUR : Interval.ONE_DAY;
        return count * unit.seconds();
    }

    /** Returns the ticker of the current day in the requested time zone. */
    Object tradingDay(OperationCall call) {
        Extent extent = extent(call);
        long offset = offsetSeconds(call.params().text("timeZone").orElse("0"));
        MarketSelector.SelectedMarkets selectedMarkets = markets.some(call);
        long now = clock.millis();
        long from = Interval.ONE_DAY.openOf(now / MILLIS_PER_SECOND + offset) - offset;
        BiFunction<String, WindowStatistics, Object> row = extent == Extent.MINI ? MiniOut::of : FullOut::of;
        return rows(
                call,
                selectedMarkets,
                market -> row.apply(
                        market.symbol(),
                        WindowStatistics.since(market.market(), market.market().view(), from, now)));
    }

    /** Parses a time zone: hours, or hours and minutes, ahead of UTC: {@code 0}, {@code -1:00}, {@code 05:45}. */
    static long offsetSeconds(String zone) {
        Matcher requested = ZONE.matcher(zone);
        if (requested.matches()) {
            long minutes = Long.parseLong(requested.group(2)) * 60
                    + (requested.group(3) == null ? 0 : Long.parseLong(requested.group(3)));
            long offset = requested.group(1).equals("-") ? -minutes : minutes;
            if (offset >= ZONE_MINUTES_MIN && offset <= ZONE_MINUTES_MAX) {
                return offset * Interval.ONE_MINUTE.seconds();
            }
        }
        throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                "Invalid timeZone; it must be from -12:00 to +14:00, such as 0, -1:00 or 05:45.");
    }

    private static Object rows(
            OperationCall call,
            MarketSelector.SelectedMarkets markets,
            Function<MarketSelector.ViewedMarket, Object> row) {
        if (markets.isOne()) {
            return row.apply(markets.markets().getFirst());
        }
        call.drawMore(OF_MANY);
        return markets.markets().stream().map(row).toList();
    }

    private static WindowStatistics lastDay(PublicMarket market, long now) {
        return WindowStatistics.endingNow(market, market.view(), Interval.ONE_DAY.seconds(), now);
    }

    private static Extent extent(OperationCall call) {
        return call.params()
                .oneOf("type", Extent.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(Extent.FULL);
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AverageOut(long mins, String price, Timestamp closeTime) {}

    /** Returns the average price of the latest minutes; the last price if there was no trade. */
    Object average(OperationCall call) {
        PublicMarket market = markets.one(call).market();
        WindowStatistics latest =
                WindowStatistics.endingNow(market, market.view(), WindowStatistics.AVERAGE_SECONDS, clock.millis());
        return new AverageOut(latest.minutes(), latest.averageOrLast(), latest.lastTradeTime());
    }
}
