package com.flowex.gateway.upstream;

/** An upstream did not answer a call. */
public final class UpstreamFault extends Exception {

    private static final long serialVersionUID = 1;

    /** What is known of the call then. */
    public enum Kind {
        /** It never reached the upstream. */
        NOT_CONNECTED,
        /** The connection ended; whether the call was carried out nobody knows. */
        BROKE_OFF,
        /** Nothing came in time; nor here. */
        TOO_SLOW,
        /** What came is no HTTP; nor here. */
        NONSENSE
    }

    private final Kind kind;

    public UpstreamFault(Kind kind, String what, Throwable cause) {
        super(what, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
