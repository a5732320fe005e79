package com.flowex.gateway.upstream;

/** Result of a health probe. */
enum ProbeOutcome {
    /** The upstream takes every call. */
    READY,
    /** It answered that it is not ready: it is running, and may still serve a part. */
    NOT_READY,
    /** No answer. */
    NO_ANSWER
}
