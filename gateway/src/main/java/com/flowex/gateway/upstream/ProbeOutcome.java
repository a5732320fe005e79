package com.flowex.gateway.upstream;

/** Result of asking an upstream how it is. */
enum ProbeOutcome {
    /** It may be sent everything. */
    READY,
    /** It answered that it is not ready: it is there, and may still serve a part. */
    NOT_READY,
    /** Nothing came. */
    NO_ANSWER
}
