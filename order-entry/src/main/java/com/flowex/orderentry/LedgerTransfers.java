package com.flowex.orderentry;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import java.util.List;

/**
 * Transfers in the ledger for background work. A transfer is posted, refused for good, or its outcome is unknown and it
 * has to be sent again.
 */
public record LedgerTransfers(OrderEntryService orderEntry) {

    /** Outcome of a transfer. */
    public sealed interface TransferResult {

        /**
         * The transfer is posted.
         *
         * @param sequence number of its first event, whether it was posted now or before
         */
        record Done(long sequence) implements TransferResult {}

        /** The transfer is refused, and will be refused under these ids again. */
        record Refused(Refusal why) implements TransferResult {}
    }

    /** The outcome is unknown: the same transfer has to be sent again. */
    public static final class UnknownTransferOutcomeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownTransferOutcomeException(Refusal why) {
            super(why.getMessage());
        }
    }

    /** Posts all steps or none, once, however often it is called. */
    public TransferResult move(AccountId by, List<TransferStep> steps) {
        return switch (orderEntry.transfer(by, steps)) {
            case CommandResult.Accepted<TransferOutcome>(TransferOutcome.Now(var committed)) ->
                new TransferResult.Done(committed.sequence());
            case CommandResult.Accepted<TransferOutcome>(TransferOutcome.Before(long sequence)) ->
                new TransferResult.Done(sequence);
            case CommandResult.Refused<TransferOutcome>(Refusal why, boolean _) -> {
                if (why.code().isFault()) {
                    throw new UnknownTransferOutcomeException(why);
                }
                yield new TransferResult.Refused(why);
            }
            case CommandResult.Unknown<TransferOutcome> unknown ->
                throw new UnknownTransferOutcomeException(unknown.why());
        };
    }
}
