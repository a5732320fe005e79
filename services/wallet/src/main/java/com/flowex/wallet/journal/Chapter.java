package com.flowex.wallet.journal;

/**
 * So many events in a row, in whole commands. Where one ends the view keeps what every account has that changed in it: whatever is asked of the past
 * is the end of a chapter and a part of the next one, however old it is.
 */
public final class Chapter {

    /** How many; another number is another view. */
    public static final int EVENTS = 4_096;

    private Chapter() {}

    /** The chapter that a command is in, by its first event. */
    public static long of(long firstSequence) {
        return (firstSequence - 1) / EVENTS;
    }
}
