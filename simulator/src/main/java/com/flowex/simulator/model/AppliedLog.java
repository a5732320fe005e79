package com.flowex.simulator.model;

import com.flowex.cluster.fold.Core;
import com.flowex.cluster.fold.Fold;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was applied first at each place of the log, and an engine that follows it and never ends: what every node is compared with. It
 * knows nothing of who leads and what is committed, so it cannot share an error with the log.
 */
public final class AppliedLog {
    /** So often, in records, states are compared: a digest walks all of it. */
    private static final int COMPARED_EVERY = 64;

    /** One request of one client. */
    public record RequestPlace(long session, long request) {}

    private final List<LogRecord> records = new ArrayList<>();
    private final List<byte[]> answers = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Long, Long> digests = new HashMap<>();
    private final Map<RequestPlace, Long> places = new HashMap<>();
    private final Folding folding;
    private final Listener listener;

    /** Told of each record that is applied for the first time. */
    public interface Listener {
        /** @param batch its events as they are in the event log; empty if there are none */
        void applied(LogRecord record, byte[] batch, Fold fold);
    }

    AppliedLog(Core core, Listener listener) {
        folding = new Folding(core, 0);
        this.listener = listener;
        digests.put(0L, core.digest());
    }

    /** How many records were applied by anybody. */
    public long size() {
        return records.size();
    }

    /** The engine that never ended. */
    public Core core() {
        return folding.fold().core();
    }

    /** The answer to a request of a session; empty if it was never applied. */
    public Optional<byte[]> answer(long session, long request) {
        Long index = places.get(new RequestPlace(session, request));
        return index == null ? Optional.empty() : Optional.of(answers.get(index.intValue()));
    }

    /** Where a request of a session is in the log, in records from 0; empty if nowhere. */
    public Optional<Long> place(long session, long request) {
        return Optional.ofNullable(places.get(new RequestPlace(session, request)));
    }

    /** The record at a place. */
    public LogRecord record(long index) {
        return records.get((int) index);
    }

    /** The engine's time behind the record at a place, which never goes back, nanoseconds since 1970. */
    public long timeNanos(long index) {
        return times.get((int) index);
    }

    /** Compares what a node applied with what was applied there first. */
    void check(int node, long index, LogRecord record, byte[] answer, Core core) {
        if (index == records.size()) {
            add(record);
        }
        if (!records.get((int) index).isSame(record)) {
            throw new BrokenLawException(
                    Law.ALIKE,
                    "node " + node + " applies at " + index + " " + record + ", another applied "
                            + records.get((int) index));
        }
        if (!Arrays.equals(answers.get((int) index), answer)) {
            throw new BrokenLawException(Law.ALIKE, "node " + node + " comes to other events or answers at " + index);
        }
        checkState(node, index + 1, core);
    }

    /** Compares the state of a node that has applied so many records, where it was noted. */
    void checkState(int node, long count, Core core) {
        Long digest = digests.get(count);
        if (digest != null && digest != core.digest()) {
            throw new BrokenLawException(
                    Law.SAME_STATE,
                    "node " + node + " behind " + count + " records has digest " + Long.toHexString(core.digest())
                            + ", an engine that never ended " + Long.toHexString(digest));
        }
    }

    private void add(LogRecord record) {
        byte[] answer = {};
        byte[] batch = {};
        if (Folding.isForEngine(record)) {
            answer = folding.apply(record);
            batch = answer.length > 0 && folding.fold().hasEvents() ? folding.batch() : batch;
        }
        if (record.session() != 0 && folding.request(record) instanceof Decoded.Understood(Request request)) {
            Long before =
                    places.put(new RequestPlace(record.session(), request.correlationId()), (long) records.size());
            if (before != null) {
                throw new BrokenLawException(
                        Law.ONCE,
                        "request " + request.correlationId() + " of session " + record.session() + " is in the log at "
                                + before + " and at " + records.size());
            }
        }
        records.add(record);
        answers.add(answer);
        times.add(folding.fold().timeNanos());
        if (record.kind() == LogRecord.Kind.SNAPSHOT || records.size() % COMPARED_EVERY == 0) {
            digests.put((long) records.size(), core().digest());
        }
        listener.applied(record, batch, folding.fold());
    }
}
