package com.flowex.simulator.storm;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** When a second fault begins while the first is on. */
enum Pairs {
    /** When each kind was alone once. */
    LATER,
    /** From the first fault on. */
    ALWAYS,
    NEVER;

    /** As in options. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Pairs> of(String word) {
        return Stream.of(values()).filter(pairs -> pairs.word().equals(word)).findFirst();
    }
}
