package com.flowex.protocol.body;

/**
 * Thrown if foreign bytes are no message. It has no stack trace, because none is ever read and every bad message would
 * pay for it.
 */
public final class GarbledException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public GarbledException(String why) {
        super(why);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is nothing to fill in
    public Throwable fillInStackTrace() {
        return this;
    }
}
