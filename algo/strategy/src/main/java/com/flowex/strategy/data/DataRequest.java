package com.flowex.strategy.data;

/** Data of one market that a strategy subscribes to. */
public sealed interface DataRequest {

    /** Returns the market, "BTC-USDT". */
    String symbol();

    /** Bars of an interval, when they have closed. */
    record Bars(String symbol, BarInterval interval) implements DataRequest {}

    /** Best bid and ask. */
    record Top(String symbol) implements DataRequest {}

    /**
     * Best levels of both sides.
     *
     * @param levels levels a side, 1 to {@link #LEVELS_MAX}
     */
    record Depth(String symbol, int levels) implements DataRequest {

        public static final int LEVELS_MAX = 50;

        public Depth {
            if (levels < 1 || levels > LEVELS_MAX) {
                throw new IllegalArgumentException("levels must be within 1.." + LEVELS_MAX + ", was " + levels);
            }
        }
    }

    /** Public trades. */
    record Trades(String symbol) implements DataRequest {}
}
