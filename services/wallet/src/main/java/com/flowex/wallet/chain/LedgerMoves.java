package com.flowex.wallet.chain;

import com.flowex.desk.Desk;
import com.flowex.desk.Moved;
import com.flowex.desk.Ruling;
import com.flowex.domain.AccountId;
import com.flowex.domain.TransferStep;
import com.flowex.ground.refusal.Refusal;
import java.util.List;

/** Moves money in the log for work that goes on by itself: done, refused for ever, or not known and to be asked again. */
public record LedgerMoves(Desk desk) {

    /** What the log said. */
    public sealed interface Said {

        /** @param sequence of its first event, now or when it was done first */
        record Done(long sequence) implements Said {}

        /** It is refused, and will be under these ids. */
        record Refused(Refusal why) implements Said {}
    }

    /** Nothing is known: the same is to be asked again. */
    public static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKnown(Refusal why) {
            super(why.getMessage());
        }
    }

    /** All of the steps or none, once, however often it is asked. */
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
