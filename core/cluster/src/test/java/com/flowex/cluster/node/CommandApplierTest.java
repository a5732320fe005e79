package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Answers that a core must not give: an event without a number, and anything beside a repeated answer. */
class CommandApplierTest {

    private static final FirstAnswer REPEATED = new FirstAnswer.Accepted(new OrderId(1), 1);

    /** Repeats an answer, emits an event, or both, and counts any number of events. */
    private static final class Odd implements StateMachine {
        private final boolean repeats;
        private final boolean emits;
        private final long counts;
        private long counted;

        Odd(boolean repeats, boolean emits, long counts) {
            this.repeats = repeats;
            this.emits = emits;
            this.counts = counts;
        }

        @Override
        public void apply(Command command, long timeNanos, EventSink sink) {
            if (repeats) {
                sink.repeated(REPEATED);
            }
            if (emits) {
                sink.event(new RequestRejected(AccountId.outsideOf(1), RejectReason.UNKNOWN_ORDER));
            }
            counted += counts;
        }

        @Override
        public long sequence() {
            return counted;
        }

        @Override
        public long deadlineNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public int rulesVersion() {
            return 1;
        }

        @Override
        public long digest() {
            return 0;
        }

        @Override
        public long writeState(Consumer<StateRecord> out) {
            return 0;
        }
    }

    private static CommandApplier applier(boolean repeats, boolean emits, long counts) {
        return new CommandApplier(new Odd(repeats, emits, counts), 0);
    }

    @Test
    void aRepeatedAnswerComesAlone() {
        assertEquals(REPEATED, applier(true, false, 0).apply(AdvanceTime.ADVANCE_TIME, 1, 0));

        CommandApplier both = applier(true, true, 1);
        assertThrows(IllegalStateException.class, () -> both.apply(AdvanceTime.ADVANCE_TIME, 1, 0));
    }

    @Test
    void everyEventIsNumbered() {
        CommandApplier uncounted = applier(false, true, 0);
        assertThrows(IllegalStateException.class, () -> uncounted.apply(AdvanceTime.ADVANCE_TIME, 1, 0));
    }
}
