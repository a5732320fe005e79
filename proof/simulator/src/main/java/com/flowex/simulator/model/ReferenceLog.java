package com.flowex.simulator.model;

import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference log: the record applied first at each place, and an engine that applies them and never stops. Every node is
 * compared with it. It does not depend on leadership or commits, so it cannot share an error with the log.
 */
public final class ReferenceLog {
    /** Number of records between two comparisons of states, because a digest reads the whole state. */
    private static final int COMPARED_EVERY = 64;

    /** One request of one client. */
    public record RequestPlace(long session, long request) {}

    private final List<LogRecord> records = new ArrayList<>();
    private final List<byte[]> answers = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Long, Long> digests = new HashMap<>();
    private final Map<RequestPlace, Long> places = new HashMap<>();
    private final ModelCommandApplier folding;
    private final Listener listener;

    /** Receiver of each record that is applied for the first time. */
    public interface Listener {
        /** @param batch events of the record as they are in the event log; empty if there are none */
        void applied(LogRecord record, byte[] batch, CommandApplier applier);
    }

    ReferenceLog(StateMachine core, Listener listener) {
        folding = new ModelCommandApplier(core, 0);
        this.listener = listener;
        digests.put(0L, core.digest());
    }

    /** Returns the number of records that any node has applied. */
    public long size() {
        return records.size();
    }

    /** Returns the engine that never stopped. */
    public StateMachine core() {
        return folding.applier().core();
    }

    /** Returns the answer to a request of a session; empty if it was never applied. */
    public Optional<byte[]> answer(long session, long request) {
        Long index = places.get(new RequestPlace(session, request));
        return index == null ? Optional.empty() : Optional.of(answers.get(index.intValue()));
    }

    /** Returns the place of a session's request in the log, in records from 0; empty if it is not there. */
    public Optional<Long> place(long session, long request) {
        return Optional.ofNullable(places.get(new RequestPlace(session, request)));
    }

    /** Returns the record at a place. */
    public LogRecord record(long index) {
        return records.get((int) index);
    }

    /** Returns the engine's time behind the record at a place, in nanoseconds since 1970; it never goes back. */
    public long timeNanos(long index) {
        return times.get((int) index);
    }

    /** Compares a record that a node applied with the one applied there first. */
    void check(int node, long index, LogRecord record, byte[] answer, StateMachine core) {
        if (index == records.size()) {
            add(record);
        }
        if (!records.get((int) index).isSame(record)) {
            throw new LawViolationException(
                    SimulationLaw.ALIKE,
                    "node " + node + " applies at " + index + " " + record + ", another applied "
                            + records.get((int) index));
        }
        if (!Arrays.equals(answers.get((int) index), answer)) {
            throw new LawViolationException(
                    SimulationLaw.ALIKE, "node " + node + " comes to other events or answers at " + index);
        }
        checkState(node, index + 1, core);
    }

    /** Compares the state of a node that has applied this many records with the noted digest, if there is one. */
    void checkState(int node, long count, StateMachine core) {
        Long digest = digests.get(count);
        if (digest != null && digest != core.digest()) {
            throw new LawViolationException(
                    SimulationLaw.SAME_STATE,
                    "node " + node + " behind " + count + " records has digest " + Long.toHexString(core.digest())
                            + ", an engine that never ended " + Long.toHexString(digest));
        }
    }

    private void add(LogRecord record) {
        byte[] answer = {};
        byte[] batch = {};
        if (ModelCommandApplier.isForEngine(record)) {
            answer = folding.apply(record);
            batch = answer.length > 0 && folding.applier().hasEvents() ? folding.batch() : batch;
        }
        if (record.session() != 0 && folding.request(record) instanceof Decoded.Understood(Request request)) {
            Long before =
                    places.put(new RequestPlace(record.session(), request.correlationId()), (long) records.size());
            if (before != null) {
                throw new LawViolationException(
                        SimulationLaw.ONCE,
                        "request " + request.correlationId() + " of session " + record.session() + " is in the log at "
                                + before + " and at " + records.size());
            }
        }
        records.add(record);
        answers.add(answer);
        times.add(folding.applier().timeNanos());
        if (record.kind() == LogRecord.Kind.SNAPSHOT || records.size() % COMPARED_EVERY == 0) {
            digests.put((long) records.size(), core().digest());
        }
        listener.applied(record, batch, folding.applier());
    }
}
