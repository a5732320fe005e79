package com.flowex.edge.access;

/** By what a caller is known. */
public sealed interface Credential {

    /** The access token of a session. */
    record Session(String id) implements Credential {}

    /** The signature of an API key. */
    record Key(String id) implements Credential {}
}
