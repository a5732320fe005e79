package com.flowex.engine.ids;

import com.flowex.domain.ClientOrderId;
import java.util.BitSet;

/**
 * What became of the ids that accounts gave their orders.
 *
 * <p>While its order is open, an id is always known. Afterwards its answer is kept for {@link #ANSWER_NANOS} of log time,
 * the last {@link #ANSWERS_MAX} an account; then its trace, 64 bits, for {@link #TRACE_NANOS}, the last
 * {@link #TRACES_MAX} an account. An id with a trace is {@link #EXPIRED}: seen, but its answer is gone. An answer costs
 * about 125 bytes and a trace about 55, so one account costs at most 10,000 x 125 + 20,000 x 55 = 2.4 MB.
 *
 * <p>Owners are account indexes; entry {@link #UNKNOWN} is an id never seen (as far as anyone remembers). Where in the tables
 * something stands depends on a secret of this process, so that nobody can choose ids that stand in each other's way; nothing that
 * is answered depends on it.
 */
public final class ClientOrderIds {

    public static final int UNKNOWN = 0;
    public static final int EXPIRED = -1;

    /** 24 hours after the order ended. */
    public static final long ANSWER_NANOS = 24 * 3_600_000_000_000L;

    public static final int ANSWERS_MAX = 10_000;

    /** 30 days after the order ended. */
    public static final long TRACE_NANOS = 30 * ANSWER_NANOS;

    public static final int TRACES_MAX = 20_000;

    /** No command pays for more than so many others' ids that leave; the rest leaves with the next commands. */
    private static final int EXPIRIES_PER_COMMAND_MAX = 64;

    /** What is known of an id. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        BURNT
    }

    /** Is given what is remembered. */
    @FunctionalInterface
    public interface EntrySink {
        void entry(int entry);
    }

    /** Is given the traces. */
    @FunctionalInterface
    public interface TraceSink {
        void trace(int owner, long hash, long closedNanos);
    }

    private static final int WORDS_SHIFT = 3;
    private static final int FINGERPRINT = 4;
    private static final int ANSWER = 5;
    private static final int SEQUENCE = 6;

    private static final int OWNER_KIND = 7;
    private static final Kind[] KINDS = Kind.values();

    private final Slab entries = new Slab(WORDS_SHIFT);

    /**
     * Of an entry its place among the answers, {@link RetentionQueue#NONE} while its order is open. They stand by themselves
     * because they are all that an order's end needs: sixteen in a cache line, where the entry would be a line that was last
     * used when the order came.
     */
    private final IntPages places = new IntPages();

    private final HashTable table = new HashTable();

    /** Traces by their place among the traces. */
    private final HashTable traceTable = new HashTable();

    private final IdHashes hashes = new IdHashes();

    private final RetentionQueue answers = new RetentionQueue();
    private final RetentionQueue traces = new RetentionQueue();
    private final BitSet forgetful = new BitSet();
    private long newestTraceNanos;
    private boolean alikeLeaveOneTrace;

    /** Before anything is remembered: what decides where it stands. */
    public void hideBehind(long secret) {
        hashes.hideBehind(secret);
    }

    /** From now on an owner's ids whose traces are alike, which were chosen for it, leave one. */
    public void leaveOneTraceOfAlike() {
        alikeLeaveOneTrace = true;
    }

    /**
     * Finds what is known of an id.
     *
     * @param nanos log time now
     * @return an entry, {@link #EXPIRED} or {@link #UNKNOWN}
     */
    public int find(int owner, ClientOrderId id, long nanos) {
        for (int entry = table.first(hashes.placeOf(owner, id)); entry != HashTable.NONE; entry = table.next()) {
            if (is(entry, owner, id)) {
                return isPast(entry, nanos) ? EXPIRED : entry;
            }
        }
        boolean hasTraces = traces.countOf(owner) > 0;
        return hasTraces && hasTrace(owner, IdHashes.of(owner, id)) ? EXPIRED : UNKNOWN;
    }

    private boolean hasTrace(int owner, long hash) {
        for (int trace = traceTable.first(hashes.placeOfTrace(hash));
                trace != HashTable.NONE;
                trace = traceTable.next()) {
            if (traces.payload(trace) == hash && traces.owner(trace) == owner) {
                return true;
            }
        }
        return false;
    }

    /** Whether even traces of this owner's ids are gone, so that an unknown id may have been seen after all. */
    public boolean hasForgotten(int owner) {
        return forgetful.get(owner);
    }

    public Kind kind(int entry) {
        return KINDS[(int) entries.get(entry, OWNER_KIND)];
    }

    public int owner(int entry) {
        return (int) (entries.get(entry, OWNER_KIND) >>> Integer.SIZE);
    }

    /** The order's id if accepted, the caller's code of the reason if refused. */
    public long answer(int entry) {
        return entries.get(entry, ANSWER);
    }

    /** Number of the order's first event, if accepted. */
    public long sequence(int entry) {
        return entries.get(entry, SEQUENCE);
    }

    /** Of the order's fields: tells a repetition from another order. */
    public long fingerprint(int entry) {
        return entries.get(entry, FINGERPRINT);
    }

    public ClientOrderId id(int entry) {
        return new ClientOrderId(
                entries.get(entry, 0), entries.get(entry, 1), entries.get(entry, 2), entries.get(entry, 3));
    }

    /** Log time at which the order ended, 0 while it is open. */
    public long closedNanos(int entry) {
        int place = places.get(entry);
        return place == RetentionQueue.NONE ? 0 : answers.nanos(place);
    }

    /** Remembers an accepted order as open. */
    public int accept(int owner, ClientOrderId id, long fingerprint, long order, long sequence) {
        return add(owner, id, Kind.ACCEPTED, fingerprint, order, sequence);
    }

    /** Remembers a refused order; its retention begins at once. */
    public void refuse(int owner, ClientOrderId id, long fingerprint, long reason, long nanos) {
        close(add(owner, id, Kind.REFUSED, fingerprint, reason, 0), owner, nanos);
    }

    /** Uses up an id without an order. */
    public void burn(int owner, ClientOrderId id, long nanos) {
        close(add(owner, id, Kind.BURNT, 0, 0, 0), owner, nanos);
    }

    /**
     * The order of an accepted id ended: its retention begins.
     *
     * @param owner of the entry
     */
    public void close(int entry, int owner, long nanos) {
        places.set(entry, answers.add(owner, nanos, entry));
        if (answers.countOf(owner) > ANSWERS_MAX) {
            forgetAnswer(answers.oldestOf(owner));
        }
    }

    /** Drops what is past retention; called once a command. */
    public void expire(long nanos) {
        for (int i = 0; i < EXPIRIES_PER_COMMAND_MAX; i++) {
            int oldest = answers.oldest();
            if (oldest == RetentionQueue.NONE || answers.nanos(oldest) + ANSWER_NANOS > nanos) {
                break;
            }
            forgetAnswer(oldest);
        }
        for (int i = 0; i < EXPIRIES_PER_COMMAND_MAX; i++) {
            int oldest = traces.oldest();
            if (oldest == RetentionQueue.NONE || traces.nanos(oldest) + TRACE_NANOS > nanos) {
                break;
            }
            forgetTrace(oldest);
        }
    }

    private void forgetAnswer(int node) {
        int entry = (int) answers.payload(node);
        int owner = answers.owner(node);
        ClientOrderId id = id(entry);
        long closed = answers.nanos(node);
        answers.remove(node);
        entries.giveBack(entry);
        table.remove(hashes.placeOf(owner, id), entry);
        long hash = IdHashes.of(owner, id);
        if (!alikeLeaveOneTrace || !hasTrace(owner, hash)) {
            restoreTrace(owner, hash, closed);
        }
    }

    /**
     * Remembers a trace. Traces enter in the order in which answers leave, and an owner with too many answers loses
     * its own early, so times are raised to keep the queue in order: a trace may live a little longer, never shorter.
     */
    private int trace(int owner, long hash, long closedNanos) {
        newestTraceNanos = Math.max(newestTraceNanos, closedNanos);
        return traces.add(owner, newestTraceNanos, hash);
    }

    private void dropSurplusTraces(int owner) {
        if (traces.countOf(owner) > TRACES_MAX) {
            forgetTrace(traces.oldestOf(owner));
        }
    }

    private void forgetTrace(int node) {
        forgetful.set(traces.owner(node));
        traceTable.remove(hashes.placeOfTrace(traces.payload(node)), node);
        traces.remove(node);
    }

    /** Gives every remembered id whose order has ended, oldest end first. */
    public void closed(EntrySink sink) {
        for (int node = answers.oldest(); node != RetentionQueue.NONE; node = answers.younger(node)) {
            sink.entry((int) answers.payload(node));
        }
    }

    /** Gives every trace, oldest first. */
    public void traces(TraceSink sink) {
        for (int node = traces.oldest(); node != RetentionQueue.NONE; node = traces.younger(node)) {
            sink.trace(traces.owner(node), traces.payload(node), traces.nanos(node));
        }
    }

    /** Puts a trace back. */
    public void restoreTrace(int owner, long hash, long closedNanos) {
        traceTable.add(hashes.placeOfTrace(hash), trace(owner, hash, closedNanos));
        dropSurplusTraces(owner);
    }

    /** Puts back that traces of this owner are gone. */
    public void restoreForgotten(int owner) {
        forgetful.set(owner);
    }

    private int add(int owner, ClientOrderId id, Kind kind, long fingerprint, long answer, long sequence) {
        int entry = entries.take();
        entries.set(entry, 0, id.w0());
        entries.set(entry, 1, id.w1());
        entries.set(entry, 2, id.w2());
        entries.set(entry, 3, id.w3());
        entries.set(entry, FINGERPRINT, fingerprint);
        entries.set(entry, ANSWER, answer);
        entries.set(entry, SEQUENCE, sequence);
        entries.set(entry, OWNER_KIND, (long) owner << Integer.SIZE | code(kind));
        places.set(entry, RetentionQueue.NONE);
        table.add(hashes.placeOf(owner, id), entry);
        return entry;
    }

    private static int code(Kind kind) {
        return switch (kind) {
            case ACCEPTED -> 0;
            case REFUSED -> 1;
            case BURNT -> 2;
        };
    }

    private boolean is(int entry, int owner, ClientOrderId id) {
        return entries.get(entry, 0) == id.w0()
                && entries.get(entry, 1) == id.w1()
                && entries.get(entry, 2) == id.w2()
                && entries.get(entry, 3) == id.w3()
                && owner(entry) == owner;
    }

    private boolean isPast(int entry, long nanos) {
        int place = places.get(entry);
        return place != RetentionQueue.NONE && answers.nanos(place) + ANSWER_NANOS <= nanos;
    }

    /** How many cells are looked at to find an id. */
    int probes(int owner, ClientOrderId id) {
        return table.probes(hashes.placeOf(owner, id)) + traceTable.probes(hashes.placeOfTrace(IdHashes.of(owner, id)));
    }
}
