package com.flowex.engine.ids;

import com.flowex.domain.ClientOrderId;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.collections.LongHashSet;

/**
 * What became of the ids that accounts gave their orders.
 *
 * <p>While its order is open, an id is always known. Afterwards its answer is kept for {@link #ANSWER_NANOS} of log time,
 * the last {@link #ANSWERS_MAX} an account; then its trace, 64 bits, for {@link #TRACE_NANOS}, the last
 * {@link #TRACES_MAX} an account. An id with a trace is {@link #EXPIRED}: seen, but its answer is gone. An answer costs
 * about 150 bytes and a trace about 60, so one account costs at most 10,000 x 150 + 20,000 x 60 = 2.7 MB.
 *
 * <p>Owners are account indexes; entry {@link #UNKNOWN} is an id never seen (as far as anyone remembers).
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

    private static final long EMPTY = 0;
    private static final int WORDS_SHIFT = 3;
    private static final int FINGERPRINT = 4;
    private static final int ANSWER = 5;
    private static final int SEQUENCE = 6;
    private static final int OWNER_KIND = 7;

    private long[] words = new long[1 << 10];
    private int[] retained = new int[1 << 7];
    private int used = 1;
    private int free = UNKNOWN;

    /** Open addressing: the low half of an id's hash above its entry, so that probing rarely looks at an entry. */
    private long[] table = new long[1 << 9];

    private int tableCount;

    private final RetentionQueue answers = new RetentionQueue();
    private final RetentionQueue traces = new RetentionQueue();
    private final LongHashSet traceHashes = new LongHashSet();
    private final BitSet forgetful = new BitSet();

    /**
     * Finds what is known of an id.
     *
     * @param nanos log time now
     * @return an entry, {@link #EXPIRED} or {@link #UNKNOWN}
     */
    public int find(int owner, ClientOrderId id, long nanos) {
        long hash = hash(owner, id);
        int mask = table.length - 1;
        for (int at = (int) hash & mask; table[at] != EMPTY; at = at + 1 & mask) {
            long cell = table[at];
            if (hashOf(cell) == (int) hash && is(entryOf(cell), owner, id)) {
                return isPast(entryOf(cell), nanos) ? EXPIRED : entryOf(cell);
            }
        }
        return traceHashes.contains(hash) ? EXPIRED : UNKNOWN;
    }

    /** Whether even traces of this owner's ids are gone, so that an unknown id may have been seen after all. */
    public boolean hasForgotten(int owner) {
        return forgetful.get(owner);
    }

    public Kind kind(int entry) {
        return KINDS[(int) words[(entry << WORDS_SHIFT) + OWNER_KIND]];
    }

    private static final Kind[] KINDS = Kind.values();

    public int owner(int entry) {
        return (int) (words[(entry << WORDS_SHIFT) + OWNER_KIND] >>> 32);
    }

    /** The order's id if accepted, the caller's code of the reason if refused. */
    public long answer(int entry) {
        return words[(entry << WORDS_SHIFT) + ANSWER];
    }

    /** Number of the order's first event, if accepted. */
    public long sequence(int entry) {
        return words[(entry << WORDS_SHIFT) + SEQUENCE];
    }

    /** Of the order's fields: tells a repetition from another order. */
    public long fingerprint(int entry) {
        return words[(entry << WORDS_SHIFT) + FINGERPRINT];
    }

    public ClientOrderId id(int entry) {
        int at = entry << WORDS_SHIFT;
        return new ClientOrderId(words[at], words[at + 1], words[at + 2], words[at + 3]);
    }

    /** Log time at which the order ended, 0 while it is open. */
    public long closedNanos(int entry) {
        int node = retained[entry];
        return node == RetentionQueue.NONE ? 0 : answers.nanos(node);
    }

    /** Remembers an accepted order as open. */
    public int accept(int owner, ClientOrderId id, long fingerprint, long order, long sequence) {
        return add(owner, id, Kind.ACCEPTED, fingerprint, order, sequence);
    }

    /** Remembers a refused order; its retention begins at once. */
    public void refuse(int owner, ClientOrderId id, long fingerprint, long reason, long nanos) {
        close(add(owner, id, Kind.REFUSED, fingerprint, reason, 0), nanos);
    }

    /** Uses up an id without an order. */
    public void burn(int owner, ClientOrderId id, long nanos) {
        close(add(owner, id, Kind.BURNT, 0, 0, 0), nanos);
    }

    /** The order of an accepted id ended: its retention begins. */
    public void close(int entry, long nanos) {
        int owner = owner(entry);
        retained[entry] = answers.add(owner, nanos, entry);
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
        long hash = hash(owner, entry);
        long closed = answers.nanos(node);
        answers.remove(node);
        removeFromTable(entry, hash);
        retained[entry] = RetentionQueue.NONE;
        words[entry << WORDS_SHIFT] = free;
        free = entry;
        trace(owner, hash, closed);
    }

    /**
     * Remembers a trace. Traces enter in the order in which answers leave, and an owner with too many answers loses
     * its own early, so times are raised to keep the queue in order: a trace may live a little longer, never shorter.
     */
    private void trace(int owner, long hash, long closedNanos) {
        long newest = newestTraceNanos;
        newestTraceNanos = Math.max(newest, closedNanos);
        if (!traceHashes.add(hash)) {
            return;
        }
        traces.add(owner, newestTraceNanos, hash);
        if (traces.countOf(owner) > TRACES_MAX) {
            forgetTrace(traces.oldestOf(owner));
        }
    }

    private long newestTraceNanos;

    private void forgetTrace(int node) {
        forgetful.set(traces.owner(node));
        traceHashes.remove(traces.payload(node));
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
        trace(owner, hash, closedNanos);
    }

    /** Puts back that traces of this owner are gone. */
    public void restoreForgotten(int owner) {
        forgetful.set(owner);
    }

    private int add(int owner, ClientOrderId id, Kind kind, long fingerprint, long answer, long sequence) {
        int entry = take();
        int at = entry << WORDS_SHIFT;
        words[at] = id.w0();
        words[at + 1] = id.w1();
        words[at + 2] = id.w2();
        words[at + 3] = id.w3();
        words[at + FINGERPRINT] = fingerprint;
        words[at + ANSWER] = answer;
        words[at + SEQUENCE] = sequence;
        words[at + OWNER_KIND] = (long) owner << 32 | code(kind);
        if (++tableCount * 2 > table.length) {
            enlargeTable();
        }
        insert(cell(hash(owner, id), entry));
        return entry;
    }

    private static int code(Kind kind) {
        return switch (kind) {
            case ACCEPTED -> 0;
            case REFUSED -> 1;
            case BURNT -> 2;
        };
    }

    private void insert(long cell) {
        int mask = table.length - 1;
        int at = hashOf(cell) & mask;
        while (table[at] != EMPTY) {
            at = at + 1 & mask;
        }
        table[at] = cell;
    }

    private void enlargeTable() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long cell : old) {
            if (cell != EMPTY) {
                insert(cell);
            }
        }
    }

    /** Closes the gap that a removed entry leaves, so that probing needs no tombstones. */
    private void removeFromTable(int entry, long hash) {
        int mask = table.length - 1;
        int gap = (int) hash & mask;
        while (entryOf(table[gap]) != entry) {
            gap = gap + 1 & mask;
        }
        tableCount--;
        for (int at = gap + 1 & mask; table[at] != EMPTY; at = at + 1 & mask) {
            int home = hashOf(table[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = EMPTY;
    }

    private static long cell(long hash, int entry) {
        return hash << 32 | entry;
    }

    private static int hashOf(long cell) {
        return (int) (cell >>> 32);
    }

    private static int entryOf(long cell) {
        return (int) cell;
    }

    private int take() {
        if (free != UNKNOWN) {
            int entry = free;
            free = (int) words[entry << WORDS_SHIFT];
            return entry;
        }
        if (used == retained.length) {
            retained = Arrays.copyOf(retained, used * 2);
            words = Arrays.copyOf(words, words.length * 2);
        }
        return used++;
    }

    private boolean is(int entry, int owner, ClientOrderId id) {
        int at = entry << WORDS_SHIFT;
        return words[at] == id.w0()
                && words[at + 1] == id.w1()
                && words[at + 2] == id.w2()
                && words[at + 3] == id.w3()
                && owner(entry) == owner;
    }

    private boolean isPast(int entry, long nanos) {
        int node = retained[entry];
        return node != RetentionQueue.NONE && answers.nanos(node) + ANSWER_NANOS <= nanos;
    }

    /** 64 bits of owner and id, well mixed (the finalizer of SplitMix64). */
    private static long hash(int owner, ClientOrderId id) {
        return hash(owner, id.w0(), id.w1(), id.w2(), id.w3());
    }

    private long hash(int owner, int entry) {
        int at = entry << WORDS_SHIFT;
        return hash(owner, words[at], words[at + 1], words[at + 2], words[at + 3]);
    }

    private static long hash(int owner, long w0, long w1, long w2, long w3) {
        long hash = mix(w0 + 0x9E37_79B9_7F4A_7C15L * (owner + 1L));
        hash = mix(hash ^ w1);
        hash = mix(hash ^ w2);
        return mix(hash ^ w3);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
