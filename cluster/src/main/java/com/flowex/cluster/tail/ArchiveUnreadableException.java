package com.flowex.cluster.tail;

/** What a reader wants was cut off the event log, and cannot be had of the archive now. */
public final class ArchiveUnreadableException extends TailStoppedException {
    private static final long serialVersionUID = 1L;

    public ArchiveUnreadableException(String message) {
        super(message);
    }
}
