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

    private static final double ROOT = 3 - 2 * Math.sqrt(2);

    /**
     * Returns the relative spread of a day, estimated from the highs and lows of two days: they contain the spread once
     * in each range, and the volatility in proportion to time (S. Corwin, P. Schultz, J. of Finance 67, 2012). An
     * estimate below zero is zero, as there.
     *
     * @param before the day before
     */
    public static double spread(DailyBar before, DailyBar bar) {
        double single = square(Math.log(before.high() / before.low())) + square(Math.log(bar.high() / bar.low()));
        double both = square(Math.log(Math.max(before.high(), bar.high()) / Math.min(before.low(), bar.low())));
        double alpha = (Math.sqrt(2 * single) - Math.sqrt(single)) / ROOT - Math.sqrt(both / ROOT);
        return Math.max(0, 2 * Math.expm1(alpha) / (1 + Math.exp(alpha)));
    }

    private static double square(double value) {
        return value * value;
    }

    /**
     * Returns Amihud's illiquidity of a day: the absolute move per unit of turnover; NaN where it is not known.
     *
     * @param before the day before
     */
    public static double impact(DailyBar before, DailyBar bar) {
        return new DailyReturns(List.of(before, bar)).illiquidity[0] / DailyReturns.MILLION;
    }

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
