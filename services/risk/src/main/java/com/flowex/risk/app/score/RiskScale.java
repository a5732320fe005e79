package com.flowex.risk.app.score;

/**
 * Scale that maps a figure to a risk from 0 to 100, linearly or by logarithm. One end is the least value, the other the
 * riskiest one; either may be the greater.
 */
record RiskScale(double least, double worst, boolean byLogarithm) {

    static RiskScale byLogarithm(double lower, double worst) {
        return new RiskScale(lower, worst, true);
    }

    static RiskScale inLine(double lower, double worst) {
        return new RiskScale(lower, worst, false);
    }

    double of(double value) {
        double share = byLogarithm
                ? Math.log(Math.max(value, Double.MIN_NORMAL) / least) / Math.log(worst / least)
                : (value - least) / (worst - least);
        return 100 * Math.clamp(share, 0, 1);
    }
}
