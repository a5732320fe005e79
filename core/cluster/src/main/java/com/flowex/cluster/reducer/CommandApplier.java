package com.flowex.cluster.reducer;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Application of a committed command, the same wherever the command comes from: a client, the timer, or a log that is
 * verified. The resulting batch is a pure function of the log so far.
 */
public final class CommandApplier {
    /** Answer to a command of which nothing is recorded, since a build before its rules does not know it. */
    private static final FirstAnswer NEWER_RULES = new FirstAnswer.Refused(RejectReason.RULES_TOO_OLD);

    private final StateMachine core;
    private final EventBatchCodec batches = new EventBatchCodec();
    private final ExpandableArrayBuffer batch = new ExpandableArrayBuffer(1 << 16);
    private final CollectedOutput collected = new CollectedOutput();
    private long timeNanos;
    private int length;

    /** @param timeNanos log time of the last command, nanoseconds since 1970 */
    public CommandApplier(StateMachine core, long timeNanos) {
        this.core = core;
        this.timeNanos = timeNanos;
    }

    /**
     * Applies one command.
     *
     * @param timestamp timestamp of the log in nanoseconds since 1970; a clock that was set back does not set back the
     *     log time
     * @param logPosition position at which the command ends in the log, in bytes
     * @return the first answer if the command's id was seen before, or the refusal of a command that needs newer rules;
     *     null if the command has a {@link #batch} of its own
     * @throws IllegalStateException if an invariant is broken
     */
    public @Nullable FirstAnswer apply(Command command, long timestamp, long logPosition) {
        collected.clear();
        if (NeededRules.of(command) > core.rulesVersion()) {
            return NEWER_RULES;
        }
        timeNanos = Math.max(timeNanos, timestamp);
        long before = core.sequence();
        core.apply(command, timeNanos, collected);
        List<Event> events = collected.events();
        long last = core.sequence();
        if (last != before + events.size()) {
            throw new IllegalStateException(
                    "events are numbered without gaps, " + events.size() + " led from " + before + " to " + last);
        }
        FirstAnswer first = collected.first();
        if (first != null && !events.isEmpty()) {
            throw new IllegalStateException("a repeated answer comes alone, " + events.size() + " events came with it");
        }
        if (first == null) {
            long number = events.isEmpty() ? before : before + 1;
            length = batches.encode(new EventBatch(number, events.size(), logPosition, timeNanos, events), batch, 0);
        }
        return first;
    }

    /** Returns the preview of the last command's order; null if it previewed none. */
    public @Nullable PreviewAnswer trial() {
        return collected.trial();
    }

    /** Returns true if the last command has events for the event log; a command without effect leaves none. */
    public boolean hasEvents() {
        return !collected.events().isEmpty();
    }

    /** Returns the events of the last command as they are in the event log, from 0 to {@link #length}. */
    public DirectBuffer batch() {
        return batch;
    }

    public int length() {
        return length;
    }

    public StateMachine core() {
        return core;
    }

    /** Returns the log time of the last command, nanoseconds since 1970. */
    public long timeNanos() {
        return timeNanos;
    }
}
