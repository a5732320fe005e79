package com.flowex.custody.chain;

/** Thrown if a payment cannot be drafted as things stand. */
public final class CannotPayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Reason of the failure. */
    public enum Reason {
        /** The paying addresses have too little, reserved inputs left out. */
        TOO_LITTLE,
        /** The network asks more than the allowed fee. */
        FEE_TOO_HIGH,
        /** The amount is smaller than the network forwards. */
        DUST,
        /** Its receiver is a contract that would not take it. */
        REFUSED,
        /** The outputs that it spends are in no block. */
        VANISHED
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
