package com.flowex.domain;

/**
 * Which rules of the engine a log follows. A log without {@link com.flowex.domain.command.AdoptRules} follows the first;
 * {@code docs/trading-rules.md} says what each version changes.
 */
public final class RulesVersion {
    /** What a log begins with. */
    public static final int FIRST = 1;

    /** The newest that this build knows. */
    public static final int NEWEST = 5;

    private RulesVersion() {}
}
