package com.flowex.listings.provider;

/** What a provider answered. */
public sealed interface Pulled<T> {

    /**
     * Something new.
     *
     * @param validator to be sent the next time; empty if there is none
     */
    record Fresh<T>(T value, String validator) implements Pulled<T> {}

    /** What was had before is still right. */
    record Unchanged<T>() implements Pulled<T> {}
}
