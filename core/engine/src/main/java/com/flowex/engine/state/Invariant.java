package com.flowex.engine.state;

/**
 * Checks of conditions that must hold whatever callers request. They stay on in production: a broken one stops the
 * node.
 */
public final class Invariant {

    private Invariant() {}

    /**
     * Checks that a condition holds.
     *
     * @throws IllegalStateException if it does not: a bug, never a caller's mistake
     */
    public static void check(boolean holds, String statement) {
        if (!holds) {
            throw new IllegalStateException("invariant broken: " + statement);
        }
    }
}
