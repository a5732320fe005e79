package com.flowex.benchmarks.load.client;

/** Signals that the load cannot go on; its message is the one line that the user reads. */
public final class LoadTestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LoadTestException(String message) {
        super(message);
    }
}
