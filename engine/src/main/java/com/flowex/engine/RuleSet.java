package com.flowex.engine;

/**
 * The rules that have changed since the first version, by name: whoever obeys one asks for it here, and nothing else in the
 * engine knows a version's number. {@code docs/trading-rules.md}, section 11, lists them; ADR 0050 says how one is added.
 */
final class RuleSet {
    private final int version;

    /** @param version 1 or more, known to this build */
    RuleSet(int version) {
        this.version = version;
    }

    int version() {
        return version;
    }

    /** An order is refused if the open buys of its account in the market would not fit a {@code long} with it. */
    boolean openBuysAreBounded() {
        return version >= 2;
    }
}
