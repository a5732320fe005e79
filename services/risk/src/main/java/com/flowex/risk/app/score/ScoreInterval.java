package com.flowex.risk.app.score;

/** Score with its 90 % interval: the bootstrap copies, and the unknown factors at either of their ends. */
public record ScoreInterval(double value, double low, double high) {

    static ScoreInterval of(double value, double low, double high) {
        double middle = FactorMeasure.hundredths(value);
        return new ScoreInterval(
                middle,
                Math.min(middle, FactorMeasure.hundredths(low)),
                Math.max(middle, FactorMeasure.hundredths(high)));
    }
}
