package com.flowex.wallet.chain;

import com.flowex.desk.Desk;
import com.flowex.desk.Moved;
import com.flowex.desk.Ruling;
import com.flowex.domain.AccountId;
import com.flowex.domain.TransferStep;
import com.flowex.ground.refusal.Refusal;
import java.util.List;

/**
 * Transfers in the ledger for background work. A transfer is posted, refused for good, or its outcome is unknown and it
 * has to be sent again.
 */
public record LedgerMoves(Desk desk) {

    /** Outcome of a transfer. */
    public sealed interface Said {

        /**
         * The transfer is posted.
         *
         * @param sequence number of its first event, whether it was posted now or before
         */
        record Done(long sequence) implements Said {}

        /** The transfer is refused, and will be refused under these ids again. */
        record Refused(Refusal why) implements Said {}
    }

    /** The outcome is unknown: the same transfer has to be sent again. */
    public static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKnown(Refusal why) {
            super(why.getMessage());
        }
    }

    /** Posts all steps or none, once, however often it is called. */
    public Said move(AccountId by, List<TransferStep> steps) {
        return switch (desk.transfer(by, steps)) {
            case Ruling.Accepted<Moved>(Moved.Now(var decided)) -> new Said.Done(decided.sequence());
            case Ruling.Accepted<Moved>(Moved.Before(long sequence)) -> new Said.Done(sequence);
            case Ruling.Refused<Moved>(Refusal why, boolean _) -> {
                if (why.code().isFault()) {
                    throw new NotKnown(why);
                }
                yield new Said.Refused(why);
            }
            case Ruling.Unknown<Moved> unknown -> throw new NotKnown(unknown.why());
        };
    }
}
