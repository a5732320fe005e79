package com.flowex.risk.app.score;

import org.jspecify.annotations.Nullable;

/**
 * Figure that a factor is made of, or that is only shown beside it.
 *
 * @param risk its own risk, 0 to 100; null where it is only shown
 */
public record FactorMeasure(
        String name, double value, @Nullable Double risk) {

    /** Rounds to six digits, which are more than the data has. */
    public FactorMeasure {
        value = rounded(value, 6);
        risk = risk == null ? null : hundredths(risk);
    }

    static double rounded(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        double scale = Math.pow(10, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
        return Double.isFinite(scale) ? Math.rint(value * scale) / scale : 0;
    }

    static double hundredths(double value) {
        return Math.rint(value * 100) / 100;
    }
}
