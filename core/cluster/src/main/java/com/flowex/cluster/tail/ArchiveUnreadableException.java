package com.flowex.cluster.tail;

/** Thrown if events that a reader needs were cut off the event log and cannot be read from the archive now. */
public final class ArchiveUnreadableException extends TailStoppedException {
    private static final long serialVersionUID = 1L;

    public ArchiveUnreadableException(String message) {
        super(message);
    }
}
