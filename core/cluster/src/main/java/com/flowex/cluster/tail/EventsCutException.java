package com.flowex.cluster.tail;

/** Thrown if the event log begins behind the requested events, which are in the archive. */
final class EventsCutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long begin;

    EventsCutException(long begin) {
        super("the event log begins at byte " + begin);
        this.begin = begin;
    }

    /** Returns the position at which the event log begins, in bytes. */
    long begin() {
        return begin;
    }
}
