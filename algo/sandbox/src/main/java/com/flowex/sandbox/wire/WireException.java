package com.flowex.sandbox.wire;

/** A message that breaks the protocol of the pipe. */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WireException(String message) {
        super(message);
    }
}
