package com.flowex.risk.app.portfolio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of a portfolio analysis. Amounts are decimal text in the reference asset; all other figures are ratios.
 *
 * @param day last day of the returns; empty where nothing could be computed
 * @param covered share of the value, by size, whose prices have enough days: the figures cover this share
 * @param days number of returns used
 * @param filled share of these returns, by weight, that were made from those of other assets; null in old reports,
 *     which lack it
 * @param risk null where there is nothing to compute
 * @param notes remarks on missing or doubtful data, as words of the API's contract
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

    /** Version of the formulas; changes with them. */
    public static final String METHOD = "portfolio-3";

    /**
     * Position in one asset.
     *
     * @param weight share of the value
     * @param risk null where the asset is not in the figures
     * @param notes reason why it is not in the figures, or remarks on its prices, as words of the API's contract; null
     *     in old reports, which lack them
     */
    public record Line(
            String asset,
            String quantity,
            String value,
            double weight,
            @Nullable RiskContribution risk,
            @Nullable List<String> notes) {}

    /**
     * Contribution of an asset to the portfolio's risk.
     *
     * @param volatility yearly volatility
     * @param marginal growth of the value at risk by the asset's weight
     * @param component its share of the value at risk; the shares of all assets sum to the parametric one
     */
    public record RiskContribution(double volatility, double marginal, double component) {}

    /**
     * Concentration of the portfolio in few assets.
     *
     * @param herfindahl sum of squared weights: 1 means a single asset
     * @param effective number of equal positions with the same concentration
     */
    public record Concentration(double largest, double herfindahl, double effective) {}

    /**
     * Figures of the whole portfolio.
     *
     * @param beta to the benchmark; null where the benchmark has too few days
     * @param cornishFisher null where the expansion is no distribution
     * @param shrinkage 0: correlations of the sample, 1: the same for all pairs
     * @param backtest back-test of the historical value at risk; null where there are too few days
     * @param falls drawdowns, oldest first, {@link PortfolioAnalysis#FALLS_MAX} at most; null in old reports, which
     *     lack them
     * @param ewma null, like the next ones, in old reports, which lack them
     * @param unavailable reasons, as words of the API's contract, by the name of the figure that cannot be computed
     * @param backtests by the name of the method
     * @param sharpe mean gain divided by standard deviation, a year, without a riskless rate; null where nothing moves
     * @param sortino the same with the deviation below zero; null without a loss
     * @param liquidityAdjusted the historical loss of a portfolio that is sold at the end of the horizon; null, like
     *     {@code saleCost}, where the cost of a sale is not known, and in old reports
     * @param saleCost mean cost of a sale, as a share of the value
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
            @Nullable Double sortino,
            @Nullable Loss liquidityAdjusted,
            @Nullable Double saleCost) {}

    /**
     * Deepest drawdown of today's portfolio within a range of days.
     *
     * @param day the day when it was deepest
     * @param depth a share, 0 or more
     */
    public record Fall(String day, double depth) {}

    /** Tail loss, as shares and as amounts. */
    public record Loss(double var, double cvar, String varAmount, String cvarAmount) {}

    /** Change of the value in a scenario. */
    public record Stressed(String name, double change, String changeAmount) {}
}
