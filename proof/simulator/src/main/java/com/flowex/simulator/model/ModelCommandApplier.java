package com.flowex.simulator.model;

import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Application of log records by the node's own code, with the resulting bytes: the answer, and the events if there are
 * any.
 */
final class ModelCommandApplier {
    private static final byte[] NOTHING = {};

    private final CommandApplier applier;
    private final RequestCodec requests = new RequestCodec();
    private final ReplyCodec replies = new ReplyCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 12);

    ModelCommandApplier(StateMachine core, long timeNanos) {
        applier = new CommandApplier(core, timeNanos);
    }

    CommandApplier applier() {
        return applier;
    }

    /** Returns true if it is a record for the engine. */
    static boolean isForEngine(LogRecord record) {
        return switch (record.kind()) {
            case MESSAGE, TIMER -> true;
            case TERM, SNAPSHOT -> false;
        };
    }

    /** Returns the request in a record; undecodable bytes give the reason. */
    Decoded<Request> request(LogRecord record) {
        if (record.kind() == LogRecord.Kind.TIMER) {
            return new Decoded.Understood<>(new Request(0, AdvanceTime.ADVANCE_TIME));
        }
        byte[] message = record.message();
        return requests.decode(new UnsafeBuffer(message), 0, message.length);
    }

    /**
     * Applies a record.
     *
     * @return the answer to the sender
     * @throws LawViolationException if the engine broke an invariant
     */
    byte[] apply(LogRecord record) {
        return switch (request(record)) {
            case Decoded.Understood(Request(long id, Command command)) -> apply(id, command, record);
            case Decoded.Garbled(String _) -> NOTHING;
        };
    }

    private byte[] apply(long id, Command command, LogRecord record) {
        try {
            FirstAnswer first = applier.apply(command, record.timeNanos(), record.position());
            return bytes(answered(id, first));
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new LawViolationException(SimulationLaw.SOUND, command + ": " + e, e);
        }
    }

    private int answered(long id, @Nullable FirstAnswer first) {
        PreviewAnswer trial = applier.trial();
        if (first != null) {
            return replies.encode(new Reply.Repeated(id, first), buffer, 0);
        }
        if (trial != null) {
            return replies.encode(
                    new Reply.Tried(id, applier.core().sequence(), applier.timeNanos(), trial), buffer, 0);
        }
        return replies.encodeApplied(id, applier.batch(), 0, applier.length(), buffer, 0);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    /** Returns the events of the last record as they are in the event log. */
    byte[] batch() {
        byte[] batch = new byte[applier.length()];
        applier.batch().getBytes(0, batch);
        return batch;
    }
}
