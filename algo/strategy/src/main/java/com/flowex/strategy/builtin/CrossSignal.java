package com.flowex.strategy.builtin;

/** Notices when one line crosses another; touching is no crossing. */
final class CrossSignal {

    private double side;

    /** Returns the decision by the difference of two lines: enter when it turns positive, leave when negative. */
    Signal.Decision onDifference(double difference) {
        double before = side;
        double now = Math.signum(difference);
        if (now == 0 || now == before) {
            return Signal.Decision.STAY;
        }
        side = now;
        // The first difference shows a side and no crossing.
        if (before == 0) {
            return Signal.Decision.STAY;
        }
        return now > 0 ? Signal.Decision.ENTER : Signal.Decision.LEAVE;
    }
}
