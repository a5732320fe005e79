package com.flowex.binance.market;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.Call;
import com.flowex.binance.dialect.Code;
import com.flowex.marketdata.book.Depth;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.PublicMarket;
import java.time.InstantSource;
import java.util.function.BiFunction;

/** What markets did in a stretch of time that ends now. */
final class TickerRows {


    /** All markets are folded from memory, which costs as much as some requests. */
    private static final int OF_MANY = 4;

    private final ListedMarkets markets;
    private final InstantSource clock;

    TickerRows(ListedMarkets markets, InstantSource clock) {
        this.markets = markets;
        this.clock = clock;
    }

    /** How much is said of each. */
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
            long openTime,
            long closeTime,
            long firstId,
            long lastId,
            long count) {

        static MiniOut of(String symbol, Stretch stretch) {
            return new MiniOut(
                    symbol,
                    stretch.openPrice(),
                    stretch.highPrice(),
                    stretch.lowPrice(),
                    stretch.lastPrice(),
                    stretch.volume(),
                    stretch.quoteVolume(),
                    stretch.openTime(),
                    stretch.toMillis(),
                    stretch.firstTrade(),
                    stretch.lastTrade(),
                    stretch.trades());
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
            long openTime,
            long closeTime,
            long firstId,
            long lastId,
            long count) {

        static DayOut of(String symbol, Stretch stretch) {
            Depth depth = stretch.view().depth().depth();
            return new DayOut(
                    symbol,
                    stretch.change(),
                    stretch.changePercent(),
                    stretch.averagePrice(),
                    stretch.priceBefore(),
                    stretch.lastPrice(),
                    stretch.lastQuantity(),
                    PriceRows.bestPrice(stretch.listing(), depth.bids()),
                    PriceRows.bestQuantity(stretch.listing(), depth.bids()),
                    PriceRows.bestPrice(stretch.listing(), depth.asks()),
                    PriceRows.bestQuantity(stretch.listing(), depth.asks()),
                    stretch.openPrice(),
                    stretch.highPrice(),
                    stretch.lowPrice(),
                    stretch.volume(),
                    stretch.quoteVolume(),
                    stretch.openTime(),
                    stretch.toMillis(),
                    stretch.firstTrade(),
                    stretch.lastTrade(),
                    stretch.trades());
        }
    }

    /** The 24 hours that end with the minute that has begun. */
    Object day(Call call) {
        Extent extent = extent(call);
        ListedMarkets.Asked asked = markets.any(call);
        long now = clock.millis();
        BiFunction<String, Stretch, Object> row = extent == Extent.MINI ? MiniOut::of : DayOut::of;
        return rows(call, asked, seen -> row.apply(seen.symbol(), lastDay(seen.market(), now)));
    }

    private static Object rows(
            Call call, ListedMarkets.Asked asked, java.util.function.Function<ListedMarkets.Seen, Object> row) {
        if (asked.isOne()) {
            return row.apply(asked.markets().getFirst());
        }
        call.drawMore(OF_MANY);
        return asked.markets().stream().map(row).toList();
    }

    private static Stretch lastDay(PublicMarket market, long now) {
        return Stretch.endingNow(market, market.view(), Interval.ONE_DAY.seconds(), now);
    }

    private static Extent extent(Call call) {
        return call.params().oneOf("type", Extent.class, Code.INVALID_PARAMETER).orElse(Extent.FULL);
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AverageOut(long mins, String price, long closeTime) {}

    /** What was paid for one of the base asset in the latest minutes; the last price if nothing was. */
    Object average(Call call) {
        PublicMarket market = markets.one(call).market();
        Stretch latest = Stretch.endingNow(market, market.view(), Stretch.AVERAGE_SECONDS, clock.millis());
        return new AverageOut(latest.minutes(), latest.averageOrLast(), latest.lastTradeMillis());
    }
}
