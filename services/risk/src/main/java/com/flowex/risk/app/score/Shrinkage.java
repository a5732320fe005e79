package com.flowex.risk.app.score;

import org.jspecify.annotations.Nullable;

/**
 * Shrinkage of the risks of a new listing towards those of its peers. Its own days count by their number, up to the
 * number from which they count alone (linear credibility; H. Bühlmann, ASTIN Bulletin 4, 1967).
 *
 * @param own weight of its own days, 0 to 1
 */
record Shrinkage(double own, PeerGroup.Spread volatility, PeerGroup.Spread liquidity) {

    private static final PeerGroup.Spread NOTHING = new PeerGroup.Spread(0, 0, 0);

    /** No shrinkage: an asset with enough days of its own. */
    static final Shrinkage NONE = new Shrinkage(1, NOTHING, NOTHING);

    static Shrinkage of(int days, PeerGroup peers) {
        return new Shrinkage((double) days / AssetScorer.DAYS_MIN, peers.volatility(), peers.liquidity());
    }

    /** A risk of which its own days know nothing stays unknown: peers alone would be a guess. */
    private @Nullable Double shrunk(@Nullable Double risk, PeerGroup.Spread peers) {
        return risk == null ? null : own * risk + (1 - own) * peers.mean();
    }

    @Nullable
    Double ofVolatility(@Nullable Double risk) {
        return shrunk(risk, volatility);
    }

    @Nullable
    Double ofLiquidity(@Nullable Double risk) {
        return shrunk(risk, liquidity);
    }

    /** Returns the points by which the peers' part may be lower or higher, by the weights of the known factors. */
    double below(double volatilityWeight, double liquidityWeight) {
        return (1 - own)
                * (volatilityWeight * (volatility.mean() - volatility.low())
                        + liquidityWeight * (liquidity.mean() - liquidity.low()));
    }

    double above(double volatilityWeight, double liquidityWeight) {
        return (1 - own)
                * (volatilityWeight * (volatility.high() - volatility.mean())
                        + liquidityWeight * (liquidity.high() - liquidity.mean()));
    }
}
