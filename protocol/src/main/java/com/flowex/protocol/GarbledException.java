package com.flowex.protocol;

/** Foreign bytes are no message. Has no stack trace: nobody reads it, and every bad message would pay for it. */
final class GarbledException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    GarbledException(String why) {
        super(why);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is nothing to fill in
    public Throwable fillInStackTrace() {
        return this;
    }
}
