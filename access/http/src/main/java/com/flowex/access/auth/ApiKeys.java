package com.flowex.access.auth;

import java.net.InetAddress;
import java.util.Optional;

/** Directory of the API keys; identity implements it. */
@FunctionalInterface
public interface ApiKeys {

    /** Directory without keys. */
    ApiKeys NONE = _ -> Optional.empty();

    /**
     * Returns the key if it exists, was not revoked, and its owner may still call. It is called for every request and
     * must be cheap.
     */
    Optional<ApiKey> byId(String id);

    /** Notes a use of a key, whose signature was right. It is called for every request and must be cheap. */
    default void used(ApiKey key, InetAddress from) {
        // A directory need not keep it.
    }
}
