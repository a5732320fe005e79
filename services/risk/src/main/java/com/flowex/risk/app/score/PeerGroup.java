package com.flowex.risk.app.score;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.StatUtils;

/** Risks of an exchange's assets that have a score of their own, towards which the score of a new listing is shrunk. */
public final class PeerGroup {

    /** Minimum number of peers: fewer say nothing about another asset. */
    public static final int PEERS_MIN = 5;

    private final List<Double> volatilities = new ArrayList<>();
    private final List<Double> liquidities = new ArrayList<>();
    private int count;

    /**
     * Risks of one factor among the peers.
     *
     * @param low 5th percentile
     * @param high 95th percentile
     */
    record Spread(double mean, double low, double high) {

        static Spread of(List<Double> risks) {
            double[] all = risks.stream().mapToDouble(Double::doubleValue).toArray();
            return new Spread(StatUtils.mean(all), StatUtils.percentile(all, 5), StatUtils.percentile(all, 95));
        }
    }

    /** Adds an asset, if it has a score of its own days. */
    public void add(AssetScore score) {
        if (score.score() == null || score.peers() != null) {
            return;
        }
        count++;
        for (ScoreFactor factor : score.factors()) {
            Double risk = factor.risk();
            if (risk != null && factor.name().equals("volatility")) {
                volatilities.add(risk);
            } else if (risk != null && factor.name().equals("liquidity")) {
                liquidities.add(risk);
            }
        }
    }

    int count() {
        return count;
    }

    /** True if there are enough peers for each factor that is shrunk. */
    public boolean isEnough() {
        return Math.min(volatilities.size(), liquidities.size()) >= PEERS_MIN;
    }

    Spread volatility() {
        return Spread.of(volatilities);
    }

    Spread liquidity() {
        return Spread.of(liquidities);
    }
}
