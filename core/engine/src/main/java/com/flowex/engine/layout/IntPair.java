package com.flowex.engine.layout;

/** Two {@code int}s in one {@code long}. */
public final class IntPair {

    private IntPair() {}

    public static long of(int high, int low) {
        return (long) high << Integer.SIZE | low & 0xFFFF_FFFFL;
    }

    public static int high(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    public static int low(long pair) {
        return (int) pair;
    }
}
