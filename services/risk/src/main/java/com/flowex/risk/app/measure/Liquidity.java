package com.flowex.risk.app.measure;

import com.flowex.risk.app.bar.DailyBar;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Liquidity of an asset. An unknown figure is null.
 *
 * @param amihud absolute daily return per million of turnover (Amihud 2002)
 * @param spread distance of best ask and best bid, divided by their middle
 * @param depth both sides of the book near the market, in the quote asset
 * @param turnover daily turnover divided by the market cap
 * @param dailyVolume daily turnover in the quote asset, days without a trade included
 * @param idle share of the days on which the price stood still because there was no or next to no trading
 */
public record Liquidity(
        @Nullable Double amihud,
        @Nullable Double spread,
        @Nullable Double depth,
        @Nullable Double turnover,
        double dailyVolume,
        double idle) {

    /**
     * Computes the figures.
     *
     * @param bars oldest first, two or more
     * @param book the book of the last days; null where it is not known
     * @param cap market cap in the quote asset; null where it is not known
     */
    public static Liquidity of(List<DailyBar> bars, @Nullable BookStatistics book, @Nullable Double cap) {
        DailyReturns moves = new DailyReturns(bars);
        double[] paid =
                Arrays.stream(moves.illiquidity).filter(Double::isFinite).toArray();
        long days = bars.getLast().day() - bars.getFirst().day() + 1;
        double volume = bars.stream().mapToDouble(DailyBar::turnover).sum() / days;
        return new Liquidity(
                paid.length == 0 ? null : StatUtils.mean(paid),
                book == null ? null : book.spread(),
                book == null ? null : book.depth(),
                cap == null ? null : volume / cap,
                volume,
                moves.idleShare(bars.getFirst().day()));
    }
}
