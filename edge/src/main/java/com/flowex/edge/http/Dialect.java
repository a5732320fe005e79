package com.flowex.edge.http;

import java.util.Set;

/**
 * How a group of routes speaks with its callers, where that is not what the routes do: how they sign with an API key, how a refusal is
 * worded, what they hear of their limits (ADR 0084). What is checked, counted and refused is the same in every dialect.
 *
 * @param takes names of query parameters by which its callers sign; every route of the group takes them
 */
public record Dialect(Signing signing, Wording wording, Telling telling, Set<String> takes) {

    /** The exchange's own: signatures in headers, problem documents, X-RateLimit headers. */
    public static final Dialect NATIVE =
            new Dialect(new NativeSigning(), new NativeWording(), new NativeTelling(), Set.of());

    public Dialect {
        takes = Set.copyOf(takes);
    }
}
