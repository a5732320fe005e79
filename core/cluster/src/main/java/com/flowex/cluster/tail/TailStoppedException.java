package com.flowex.cluster.tail;

/**
 * Thrown if a tail cannot continue: the event log has a gap here, is damaged, or belongs to another history than the
 * checkpoint.
 */
public class TailStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TailStoppedException(String message) {
        super(message);
    }
}
