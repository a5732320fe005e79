package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.platform.errors.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Mapping from an accepted command of one kind to the result that its caller gets. */
interface ResultMapping<T> {

    ResultMapping<CommittedEvents> DECIDED = new ResultMapping<>() {
        @Override
        public CommittedEvents decided(CommittedEvents committed) {
            return committed;
        }

        @Override
        public CommittedEvents before(FirstAnswer first, boolean byThis) {
            throw new IllegalStateException("a command without an id is not repeated: " + first);
        }
    };

    ResultMapping<PlacementOutcome> PLACED = new ResultMapping<>() {
        @Override
        public PlacementOutcome decided(CommittedEvents committed) {
            return new PlacementOutcome.Now(committed);
        }

        @Override
        public PlacementOutcome before(FirstAnswer first, boolean byThis) {
            FirstAnswer.Accepted order = order(first);
            return new PlacementOutcome.Before(order.order(), order.sequence(), byThis);
        }
    };

    ResultMapping<TransferOutcome> MOVED = new ResultMapping<>() {
        @Override
        public TransferOutcome decided(CommittedEvents committed) {
            return new TransferOutcome.Now(committed);
        }

        @Override
        public TransferOutcome before(FirstAnswer first, boolean byThis) {
            if (first instanceof FirstAnswer.Posted(long sequence)) {
                return new TransferOutcome.Before(sequence);
            }
            throw new IllegalStateException("a transfer's id cannot be an order's: " + first);
        }
    };

    /** Maps the events of this command. */
    T decided(CommittedEvents committed);

    /**
     * Maps the answer to an earlier command with the same id that was not refused.
     *
     * @param byThis true if it is this very command, sent twice
     */
    T before(FirstAnswer first, boolean byThis);

    /**
     * Returns the mapping for a cancel and an order in one step.
     *
     * @param worded wording of the engine's refusal of one of both
     */
    static ResultMapping<ReplaceOutcome> ofReplacement(Function<RejectReason, Refusal> worded) {
        return new ResultMapping<>() {
            @Override
            public ReplaceOutcome decided(CommittedEvents committed) {
                return new ReplaceOutcome.Now(committed, notCanceled(committed, worded), notPlaced(committed, worded));
            }

            @Override
            public ReplaceOutcome before(FirstAnswer first, boolean byThis) {
                return new ReplaceOutcome.Before(order(first).order());
            }
        };
    }

    private static @Nullable Refusal notCanceled(CommittedEvents committed, Function<RejectReason, Refusal> worded) {
        return committed.events().stream()
                .filter(RequestRejected.class::isInstance)
                .map(RequestRejected.class::cast)
                .map(rejected -> worded.apply(rejected.reason()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Refusal notPlaced(CommittedEvents committed, Function<RejectReason, Refusal> worded) {
        Refusal why = null;
        for (Event event : committed.events()) {
            if (event instanceof OrderAccepted) {
                return null;
            }
            if (event instanceof OrderRejected rejected && why == null) {
                why = worded.apply(rejected.reason());
            }
        }
        if (why == null) {
            throw new IllegalStateException("a replacement is placed or refused: " + committed.events());
        }
        return why;
    }

    private static FirstAnswer.Accepted order(FirstAnswer first) {
        if (first instanceof FirstAnswer.Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("an order's id cannot be a transfer's: " + first);
    }
}
