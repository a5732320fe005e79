package com.flowex.desk;

/** What became of a transfer, or of a chain of them, that the exchange took. */
public sealed interface Moved {

    /** Moved by this command. */
    record Now(Decided decided) implements Moved {}

    /**
     * Moved by an earlier command with the same id.
     *
     * @param sequence of its first event
     */
    record Before(long sequence) implements Moved {}
}
