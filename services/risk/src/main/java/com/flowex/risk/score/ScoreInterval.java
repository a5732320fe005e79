package com.flowex.risk.score;

/** A score, and within what it is with nine in ten: what was drawn anew, and whatever is not known at either of its ends. */
public record ScoreInterval(double value, double low, double high) {

    static ScoreInterval of(double value, double low, double high) {
        double middle = Measure.hundredths(value);
        return new ScoreInterval(
                middle, Math.min(middle, Measure.hundredths(low)), Math.max(middle, Measure.hundredths(high)));
    }
}
