package com.flowex.risk.app.score;

/**
 * Weights of the factors of a tenant's scores; only their shares of the sum matter.
 *
 * @param reference code of the asset in which prices are preferred, and portfolios valued
 */
public record ScoreWeights(int volatility, int liquidity, int marketCap, int technical, String reference) {

    public static final int MAX = 100;

    public static final ScoreWeights DEFAULT = new ScoreWeights(35, 30, 15, 20, "USDT");

    public ScoreWeights {
        if (volatility < 0 || liquidity < 0 || marketCap < 0 || technical < 0) {
            throw new IllegalArgumentException("a weight is zero or more");
        }
        if (volatility + liquidity + marketCap + technical == 0) {
            throw new IllegalArgumentException("one weight is above zero");
        }
    }

    double sum() {
        return volatility + liquidity + marketCap + technical;
    }
}
