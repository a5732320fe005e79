package com.flowex.strategies.app;

import org.jspecify.annotations.Nullable;

/**
 * Strategy that a request names: a built-in one, or a version of one of the user's.
 *
 * @param builtIn name of a built-in strategy; null if it is one of the user's
 * @param strategy id of the user's strategy; null if it is built in
 * @param version version of the user's strategy; null if it is built in
 */
public record StrategyChoice(
        @Nullable String builtIn,
        @Nullable String strategy,
        @Nullable Integer version) {

    /** Returns the strategy as people read it: "rsi" or "strategy 17, version 3". */
    public String subject() {
        return builtIn != null ? builtIn : "strategy " + strategy + ", version " + version;
    }
}
