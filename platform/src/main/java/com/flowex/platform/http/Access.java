package com.flowex.platform.http;

/** Who may use a route. */
public enum Access {
    /** Anybody; a token, if one is sent, is not looked at. */
    PUBLIC,
    /** Whoever has a valid access token. */
    CALLER,
    /** Whoever has a valid access token with the role {@code admin}. */
    ADMIN
}
