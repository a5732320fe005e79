package com.flowex.app.wiring.adapter;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.DailyMarketHistory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.measure.BookStatistics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Adapter of market data's daily candles for risk, in whole units. Risk figures are ratios, so no amount of money is
 * computed from them.
 */
public record RiskMarkets(DailyMarketHistory candles, InstantSource clock) implements MarketHistory {

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final long BOOK_SECONDS = Duration.ofDays(7).toSeconds();

    @Override
    public List<DailyBar> bars(ListedMarket market, long fromDay) {
        int places = market.priceScale().places();
        return candles
                .days(market.instrument().tenant(), market.instrument().id().value(), fromDay * DAY_SECONDS)
                .stream()
                .map(candle -> bar(candle, places, market.quoteScale().places()))
                .toList();
    }

    private static DailyBar bar(Candle candle, int price, int quote) {
        return new DailyBar(
                Math.floorDiv(candle.openSeconds(), DAY_SECONDS),
                whole(candle.openUnits(), price),
                whole(candle.highUnits(), price),
                whole(candle.lowUnits(), price),
                whole(candle.closeUnits(), price),
                new BigDecimal(candle.quoteVolumeUnits(), quote).doubleValue());
    }

    private static double whole(long units, int places) {
        return BigDecimal.valueOf(units, places).doubleValue();
    }

    @Override
    public Optional<BookStatistics> book(ListedMarket market) {
        int places = market.priceScale().places() + market.quantityScale().places();
        return candles.book(
                        market.instrument().tenant(),
                        market.instrument().id().value(),
                        clock.instant().getEpochSecond() - BOOK_SECONDS)
                .map(book -> new BookStatistics(
                        book.spread(), book.depth().scaleByPowerOfTen(-places).doubleValue(), book.minutes()));
    }
}
