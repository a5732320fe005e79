package com.flowex.cluster.tail;

/** The event log begins behind what is wanted: that is in the archive. */
final class EventsCutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long begin;

    EventsCutException(long begin) {
        super("the event log begins at byte " + begin);
        this.begin = begin;
    }

    /** Where it begins, in bytes. */
    long begin() {
        return begin;
    }
}
