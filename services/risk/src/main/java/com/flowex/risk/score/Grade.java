package com.flowex.risk.score;

/**
 * A figure as a risk from 0 to 100: by the logarithm between the value that is calm and the one that is as risky as it gets, or in a
 * straight line. Either end may be the greater one.
 */
record Grade(double calm, double worst, boolean byLogarithm) {

    static Grade byLogarithm(double calm, double worst) {
        return new Grade(calm, worst, true);
    }

    static Grade inLine(double calm, double worst) {
        return new Grade(calm, worst, false);
    }

    double of(double value) {
        double share = byLogarithm
                ? Math.log(Math.max(value, Double.MIN_NORMAL) / calm) / Math.log(worst / calm)
                : (value - calm) / (worst - calm);
        return 100 * Math.clamp(share, 0, 1);
    }
}
