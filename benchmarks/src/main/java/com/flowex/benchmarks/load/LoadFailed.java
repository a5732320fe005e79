package com.flowex.benchmarks.load;

/** The load cannot go on; its message is the one line the user reads. */
public final class LoadFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoadFailed(String message) {
        super(message);
    }
}
