package com.flowex.access.auth;

/** Credential that identified a caller. */
public sealed interface Credential {

    /** Access token of a session. */
    record Session(String id) implements Credential {}

    /** Signature of an API key. */
    record Key(String id) implements Credential {}
}
