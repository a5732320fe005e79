package com.flowex.strategy.builtin;

import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;

/** Parameters that several built-in strategies share. */
final class CommonParameters {

    static final String INTERVAL = "interval";
    static final String SHARE = "share";

    private static final List<String> INTERVALS = List.of(
            "1s", "5s", "15s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w");
    private static final int PERIOD_MAX = 10_000;

    private CommonParameters() {}

    static ParameterSpec interval(String defaultText) {
        return new ParameterSpec.Choice(INTERVAL, "Length of the bars.", INTERVALS, defaultText);
    }

    static BarInterval interval(Parameters parameters) {
        return BarInterval.parse(parameters.text(INTERVAL));
    }

    /** Returns the share of the equity that a position takes; with several markets each gets an equal part of it. */
    static ParameterSpec equityShare() {
        return new ParameterSpec.Decimal(
                SHARE, "Share of the equity that is invested, 0.5 for one half.", 0.001, 1, 0.95);
    }

    static ParameterSpec period(String name, String meaning, int defaultValue) {
        return new ParameterSpec.Whole(name, meaning, 2, PERIOD_MAX, defaultValue);
    }

    static int period(Parameters parameters, String name) {
        return Math.toIntExact(parameters.whole(name));
    }

    /** @throws ParameterException if the first value is not below the second */
    static void requireBelow(Parameters parameters, String lower, String higher) {
        if (parameters.number(lower) >= parameters.number(higher)) {
            throw new ParameterException(
                    lower,
                    "is below " + higher + ", was " + parameters.text(lower) + " and " + parameters.text(higher));
        }
    }

    /**
     * Returns the run's only market.
     *
     * @throws IllegalArgumentException if the run has several
     */
    static String onlyMarket(String strategy, List<String> markets) {
        if (markets.size() != 1) {
            throw new IllegalArgumentException(strategy + " trades one market, the run has " + markets.size());
        }
        return markets.getFirst();
    }
}
