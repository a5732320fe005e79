package com.flowex.wallet.store.journal;

/**
 * Chapter of the journal: a range of consecutive events, in whole commands. At its end the view stores the balance of
 * every account that changed in it. So any past balance is the end of one chapter and a part of the next, however old
 * it is.
 */
public final class JournalEpoch {

    /** Number of events in a chapter; another number needs another view. */
    public static final int EVENTS = 4_096;

    private JournalEpoch() {}

    /** Returns the chapter that a command is in, by its first event. */
    public static long of(long firstSequence) {
        return (firstSequence - 1) / EVENTS;
    }
}
