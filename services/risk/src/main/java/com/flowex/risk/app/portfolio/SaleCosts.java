package com.flowex.risk.app.portfolio;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.measure.Liquidity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;

/**
 * Cost of a portfolio's immediate sale, for each day of its past: half of the spread (A. Bangia, F. Diebold, T.
 * Schuermann, J. Stroughair, Risk 12, 1999), and the impact of the sale itself, which grows with its size (A. Kyle,
 * Econometrica 53, 1985). The spread of a day is estimated from its highs and lows, and its impact is Amihud's
 * illiquidity, so both are known for each day that has candles. A sale that moves the price from one end of the impact
 * to the other costs half of it.
 *
 * @param shares costs of the days, oldest first, as shares of the portfolio's value
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of one computation, never compared
record SaleCosts(double[] shares) {

    /**
     * Returns the costs on the days of the modelled holdings.
     *
     * @return empty if the costs of a holding are known for too few days: for example, because its price goes over two
     *     markets
     */
    static Optional<SaleCosts> of(ModelledHoldings modelled) {
        List<Long> days = modelled.table().days();
        double[] shares = new double[days.size()];
        for (int asset = 0; asset < modelled.assets().size(); asset++) {
            PricedAsset holding = modelled.assets().get(asset);
            Map<Long, Double> costs = costs(holding);
            double[] known = days.stream()
                    .filter(costs::containsKey)
                    .mapToDouble(day -> costs.getOrDefault(day, 0.0))
                    .toArray();
            if (known.length < PortfolioAnalysis.DAYS_MIN) {
                return Optional.empty();
            }
            double usual = StatUtils.mean(known);
            double weight = modelled.weights()[asset];
            for (int day = 0; day < shares.length; day++) {
                shares[day] += weight * costs.getOrDefault(days.get(day), usual);
            }
        }
        return Optional.of(new SaleCosts(shares));
    }

    /** Returns the cost of the sale of a holding by day, as shares of its value. */
    private static Map<Long, Double> costs(PricedAsset holding) {
        double value = holding.value().doubleValue();
        Map<Long, Double> costs = new HashMap<>();
        for (int i = 1; i < holding.bars().size(); i++) {
            DailyBar before = holding.bars().get(i - 1);
            DailyBar bar = holding.bars().get(i);
            double impact = Liquidity.impact(before, bar);
            if (bar.day() == before.day() + 1 && Double.isFinite(impact)) {
                double spread = Math.max(Liquidity.spread(before, bar), holding.spread());
                costs.put(bar.day(), Math.min(1, (spread + impact * value) / 2));
            }
        }
        return costs;
    }

    /** Returns the mean cost. */
    double usual() {
        return StatUtils.mean(shares);
    }

    /** Returns the gains of holdings that are sold at the end of each day. */
    double[] net(double[] gains) {
        return IntStream.range(0, gains.length)
                .mapToDouble(day -> (1 + gains[day]) * (1 - shares[day]) - 1)
                .toArray();
    }
}
