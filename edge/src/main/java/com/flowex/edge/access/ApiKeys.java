package com.flowex.edge.access;

import java.util.Optional;

/** Knows the API keys; identity does. */
@FunctionalInterface
public interface ApiKeys {

    /** Where there are none. */
    ApiKeys NONE = _ -> Optional.empty();

    /** The key, if it exists, was not revoked, and its owner may still call. Asked for every request: must be cheap. */
    Optional<ApiKey> byId(String id);
}
