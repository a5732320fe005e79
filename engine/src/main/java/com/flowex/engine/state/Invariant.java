package com.flowex.engine.state;

/** What must hold whatever callers ask for. Stays on in production: a broken one stops the node. */
public final class Invariant {

    private Invariant() {}

    /**
     * States that something holds.
     *
     * @throws IllegalStateException if it does not: a bug, never a caller's mistake
     */
    public static void check(boolean holds, String statement) {
        if (!holds) {
            throw new IllegalStateException("invariant broken: " + statement);
        }
    }
}
