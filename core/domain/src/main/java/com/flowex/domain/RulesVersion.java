package com.flowex.domain;

/**
 * Versions of the engine's rules. Each log follows one. A log without {@link com.flowex.domain.command.AdoptRules}
 * follows the first; {@code docs/trading-rules.md} describes what each version changes.
 */
public final class RulesVersion {
    /** Version that every log begins with. */
    public static final int FIRST = 1;

    /** The newest that this build knows. */
    public static final int NEWEST = 17;

    private RulesVersion() {}
}
