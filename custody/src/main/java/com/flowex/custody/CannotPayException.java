package com.flowex.custody;

/** A payment cannot be drafted as things stand. */
public final class CannotPayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** The addresses that were named have too little, what is claimed left out. */
        TOO_LITTLE,
        /** The network asks more than the fee that is allowed. */
        FEE_TOO_HIGH,
        /** Smaller than what the network forwards. */
        DUST,
        /** Its receiver is a contract that would not take it. */
        REFUSED
    }

    private final Reason reason;

    public CannotPayException(Reason reason, String why) {
        super(why);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
