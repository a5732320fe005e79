package com.flowex.simulator.injection.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Setting for a second fault that begins while the first is active. */
public enum FaultPairing {
    /** A second fault begins after each kind has occurred alone once. */
    LATER,
    /** A second fault begins from the first fault on. */
    ALWAYS,
    NEVER;

    /** Returns the word used in options. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FaultPairing> of(String word) {
        return Stream.of(values()).filter(pairs -> pairs.word().equals(word)).findFirst();
    }
}
