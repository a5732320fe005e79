package com.flowex.risk.portfolio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found. Amounts are in the reference asset, decimal text; all else are ratios.
 *
 * @param day the last that is in it; empty where nothing could be computed
 * @param covered share of the value, by size, whose prices have enough days: the figures are of it
 * @param days so many returns they are made of
 * @param filled share of these returns, by weight, that were made from those of other assets; null in reports of before it was told
 * @param risk null where there is nothing to compute of
 * @param notes what is not as it should be, as words of the contract
 */
public record PortfolioReport(
        String reference,
        String value,
        String day,
        double covered,
        int days,
        @Nullable Double filled,
        List<Line> positions,
        Concentration concentration,
        @Nullable Figures risk,
        List<Stressed> stress,
        List<String> notes,
        String method) {

    /** Changes with the formulas. */
    public static final String METHOD = "portfolio-2";

    /**
     * One asset.
     *
     * @param weight share of the value
     * @param risk null where it is not in the figures
     * @param notes why it is not in the figures, or how far its own prices are, as words of the contract; null in reports of before they were
     *     told
     */
    public record Line(
            String asset,
            String quantity,
            String value,
            double weight,
            @Nullable LineRisk risk,
            @Nullable List<String> notes) {}

    /**
     * What an asset does in the portfolio.
     *
     * @param volatility a year's
     * @param marginal what the value at risk grows by with the asset's weight
     * @param component its share of the value at risk; those of all sum to the parametric one
     */
    public record LineRisk(double volatility, double marginal, double component) {}

    /**
     * How much is in few assets.
     *
     * @param herfindahl sum of squared weights: 1 is one asset
     * @param effective so many equal ones would be as many
     */
    public record Concentration(double largest, double herfindahl, double effective) {}

    /**
     * Figures of the whole.
     *
     * @param beta to the benchmark; null where it has no days
     * @param cornishFisher null where the expansion is no distribution
     * @param shrinkage 0: correlations as seen, 1: the same for all pairs
     * @param backtest of the historical value at risk; null where there are too few days
     * @param falls how deep it was below its highest value so far, oldest first, {@link PortfolioAnalysis#FALLS_MAX} at most; null in
     *     reports of before they were told
     * @param ewma null, like the next ones, in reports of before they were told
     * @param unavailable reasons, as words of the contract, by the name of the figure that cannot be computed
     * @param backtests by the name of the method
     * @param sharpe mean gain by standard deviation, a year, without a riskless rate; null where nothing moves
     * @param sortino the same by the deviation below zero; null where nothing was lost
     */
    public record Figures(
            double confidence,
            int horizonDays,
            double volatility,
            double maxDrawdown,
            @Nullable Double beta,
            Loss historical,
            Loss parametric,
            @Nullable Loss cornishFisher,
            Loss monteCarlo,
            int paths,
            double shrinkage,
            List<List<Double>> correlation,
            List<String> correlated,
            @Nullable Backtest backtest,
            @Nullable List<Fall> falls,
            @Nullable Loss ewma,
            @Nullable Loss filteredHistorical,
            @Nullable Loss fatTailed,
            @Nullable Map<String, String> unavailable,
            @Nullable Map<String, Backtest> backtests,
            @Nullable Double sharpe,
            @Nullable Double sortino) {}

    /**
     * How deep below its highest value so far a stretch of days had the portfolio of today.
     *
     * @param day on which it was deepest
     * @param depth a share, 0 or more
     */
    public record Fall(String day, double depth) {}

    /** A tail, as shares and as amounts. */
    public record Loss(double var, double cvar, String varAmount, String cvarAmount) {}

    /** What a scenario would change. */
    public record Stressed(String name, double change, String changeAmount) {}
}
