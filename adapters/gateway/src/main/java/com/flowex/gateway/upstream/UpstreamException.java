package com.flowex.gateway.upstream;

/** Thrown if an upstream did not answer a call. */
public final class UpstreamException extends Exception {

    private static final long serialVersionUID = 1;

    /** Knowledge of the call's outcome. */
    public enum Kind {
        /** The call never reached the upstream. */
        NOT_CONNECTED,
        /** The connection ended; the outcome of the call is unknown. */
        BROKE_OFF,
        /** No answer in time; the outcome is unknown. */
        TOO_SLOW,
        /** The answer is not HTTP; the outcome is unknown. */
        NONSENSE
    }

    private final Kind kind;

    public UpstreamException(Kind kind, String subject, Throwable cause) {
        super(subject, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
