package com.flowex.backtest.metric;

/** Number, or the reason why there is none. A figure is never NaN and never infinite. */
public sealed interface Figure {

    /** A number that could be computed. */
    record Value(double value) implements Figure {

        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a figure must be finite, was " + value);
            }
        }
    }

    /**
     * A number that the data does not allow.
     *
     * @param reason completes the sentence "not computable: ...", for example "no trade was closed"
     */
    record NotComputable(String reason) implements Figure {}

    /** Returns the number, or that it overflows. */
    static Figure of(double value) {
        return Double.isFinite(value) ? new Value(value) : new NotComputable("the number is too large");
    }

    static Figure missing(String reason) {
        return new NotComputable(reason);
    }

    /** Returns the number, or NaN if there is none. */
    default double orNaN() {
        return this instanceof Value(double value) ? value : Double.NaN;
    }

    /** Returns the quotient of two figures; the first reason if one is missing. */
    static Figure ratio(Figure numerator, Figure denominator, String reasonForZero) {
        if (numerator instanceof NotComputable) {
            return numerator;
        }
        if (denominator instanceof NotComputable) {
            return denominator;
        }
        double divisor = denominator.orNaN();
        return divisor == 0 ? missing(reasonForZero) : of(numerator.orNaN() / divisor);
    }
}
