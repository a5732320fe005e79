package com.flowex.binance.stream;

/** Why a request over a stream is not done: told to its client, and the connection goes on. */
final class StreamFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String message;

    /** @param code 0 to 3 of requests that are none, below zero of everything else */
    StreamFault(int code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }
}
