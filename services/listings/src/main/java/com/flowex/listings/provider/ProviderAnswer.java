package com.flowex.listings.provider;

/** Answer of a provider. */
public sealed interface ProviderAnswer<T> {

    /**
     * New data.
     *
     * @param validator ETag to send the next time; empty if there is none
     */
    record Fresh<T>(T value, String validator) implements ProviderAnswer<T> {}

    /** The previous data is still valid. */
    record Unchanged<T>() implements ProviderAnswer<T> {}
}
