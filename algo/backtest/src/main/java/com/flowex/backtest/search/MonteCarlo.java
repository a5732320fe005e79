package com.flowex.backtest.search;

import com.flowex.backtest.metric.RunSample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Monte Carlo of a run's closed positions, for reports.
 *
 * @param paths number of paths
 * @param quantiles values in the order of {@link TradeBootstrap#QUANTILES}
 * @param lossShare share of the paths that end below their start
 * @param ruinShare share of the paths whose equity reaches zero
 */
public record MonteCarlo(int paths, List<Quantile> quantiles, double lossShare, double ruinShare) {

    private static final int PATHS_MAX = 1_000;

    /** Highest number of draws, which takes a fraction of a second. */
    private static final int DRAWS_MAX = 20_000_000;

    /** Values at one quantile of the paths. */
    public record Quantile(double quantile, double equity, double maxDrawdown) {}

    /** Returns null if no position was closed, or there was no money at the start. */
    public static @Nullable MonteCarlo of(RunSample sample, long seed) {
        double[] profits = sample.tradeProfits();
        if (profits.length == 0
                || sample.curve().points() == 0
                || !(sample.curve().equity()[0] > 0)) {
            return null;
        }
        int paths = Math.clamp(DRAWS_MAX / profits.length, 1, PATHS_MAX);
        TradeBootstrap drawn = TradeBootstrap.of(profits, sample.curve().equity()[0], paths, seed);
        List<Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < TradeBootstrap.QUANTILES.size(); i++) {
            quantiles.add(new Quantile(TradeBootstrap.QUANTILES.get(i), drawn.equity()[i], drawn.maxDrawdown()[i]));
        }
        return new MonteCarlo(paths, quantiles, drawn.lossShare(), drawn.ruinShare());
    }
}
