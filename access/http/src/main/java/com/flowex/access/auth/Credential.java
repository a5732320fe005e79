package com.flowex.access.auth;

import java.util.Optional;

/** Credential that identified a caller. */
public sealed interface Credential {

    /** Access token of a session. */
    record Session(String id) implements Credential {}

    /** Signature of an API key. */
    record Key(String id) implements Credential {}

    /** Returns the id of the API key; empty for a session. */
    default Optional<String> apiKey() {
        return this instanceof Key(String id) ? Optional.of(id) : Optional.empty();
    }
}
