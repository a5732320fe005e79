package com.flowex.orderentry;

/** Result of a transfer, or of a chain of transfers, that the exchange accepted. */
public sealed interface TransferOutcome {

    /** Money moved by this command. */
    record Now(CommittedEvents committed) implements TransferOutcome {}

    /**
     * Money moved by an earlier command with the same id.
     *
     * @param sequence number of the earlier command's first event
     */
    record Before(long sequence) implements TransferOutcome {}
}
