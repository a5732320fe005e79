package com.flowex.backtest.result;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reason to doubt a result.
 *
 * @param message the finding and its likeliest causes, in English
 * @param parameters facts of the finding by name, for a sentence in another language (docs/strategies/backtest.md); in
 *     the order of their names
 */
public record RunWarning(Kind kind, String message, Map<String, String> parameters) {

    public RunWarning {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Kinds of doubt. */
    public enum Kind {
        /** The data has gaps. */
        GAPS,
        /** Rows of the data were left out. */
        ROWS_LEFT_OUT,
        /** The strategy used what it could not know. */
        LOOK_AHEAD,
        /** Markets that vanished are missing. */
        SURVIVORSHIP,
        TOO_FEW_TRADES,
        IMPLAUSIBLE_SHARPE,
        IMPLAUSIBLE_WIN_RATE,
        IMPLAUSIBLE_DRAWDOWN,
        /** Prices of the data lie between the ticks of the market. */
        PRICES_ROUNDED,
        /** Orders were refused. */
        ORDERS_REFUSED,
        /** Lines, points or orders above the run's limits were left out. */
        LIMITS_REACHED;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** Returns the stable code, "look_ahead". */
        public String code() {
            return code;
        }
    }
}
