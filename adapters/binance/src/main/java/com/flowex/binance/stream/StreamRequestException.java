package com.flowex.binance.stream;

/** Reason why a stream request failed; the client gets it, and the connection goes on. */
final class StreamRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String message;

    /** @param code 0 to 3 for invalid requests, below zero for all other faults */
    StreamRequestException(int code, String message) {
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
