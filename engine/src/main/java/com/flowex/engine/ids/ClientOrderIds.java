package com.flowex.engine.ids;

import com.flowex.domain.ClientOrderId;
import java.util.function.IntConsumer;

/**
 * What became of the ids that accounts gave their orders.
 *
 * <p>While its order is open, an id is always known. Afterwards its answer is kept for {@link #ANSWER_NANOS} of log time,
 * the last {@link #ANSWERS_MAX} an account; then its trace, 64 bits, for {@link #TRACE_NANOS}. An id with a trace is
 * {@link #EXPIRED}: seen, but its answer is gone. An answer costs about 133 bytes and a trace about 63.
 *
 * <p>By the first rules an account keeps its last {@link #TRACES_MAX} traces. By later ones ({@link #keepTraces}, ADR 0054) it is remembered of
 * {@link #IDS_MAX}, fewer where its tenant's share is short ({@link TenantShares}), and a trace leaves for younger ones only once it is
 * {@link #LEAST_NANOS} old, by the newest rules a day ({@link #keepTracesADay}, ADR 0147); ids that say their time ({@link DatedIds}) need no trace and are never new again; and refusals leave none, they are
 * remembered for a day.
 *
 * <p>Owners are account indexes; entry {@link #UNKNOWN} is an id never seen (as far as anyone remembers). Where in the tables something
 * stands depends on a secret of this process, so that nobody can choose ids that stand in each other's way; nothing that is answered
 * depends on it.
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

    /** Answers and traces of an account by later rules. */
    public static final int IDS_MAX = 200_000;

    /** A quarter of an hour after the order ended, by later rules: until then no trace leaves, whatever comes. */
    public static final long LEAST_NANOS = 15 * 60_000_000_000L;

    /** Answers and traces of an account by rules that keep traces a day ({@link #keepTracesADay}). */
    public static final int IDS_A_DAY_MAX = 500_000;

    /** Two leave for one that comes, where an account keeps fewer than before. */
    private static final int FORGOTTEN_PER_ANSWER_MAX = 2;

    /** So many traces of an account, and of its tenant, may leave for an id that comes: more than come with it. */
    private static final int TRACES_PER_ID_MAX = 4;

    /** No command pays for more than so many others' ids that leave; the rest leaves with the next commands. */
    private static final int EXPIRIES_PER_COMMAND_MAX = 64;

    /** What is known of an id. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        BURNT
    }

    /** Is given the traces. */
    @FunctionalInterface
    public interface TraceSink {
        void trace(int owner, long hash, long closedNanos);
    }

    private final IdEntries entries = new IdEntries();

    /**
     * Of an entry its place among the answers, {@link RetentionQueue#NONE} while its order is open. They stand by themselves
     * because they are all that an order's end needs: sixteen in a cache line, where the entry would be a line that was last
     * used when the order came.
     */
    private final IntPages places = new IntPages();

    private final HashTable table = new HashTable();

    private final IdHashes hashes = new IdHashes();
    private final TenantShares shares = new TenantShares();
    private final DatedIds dates = new DatedIds();
    private final RetentionQueue answers = new RetentionQueue(new TenantChains(shares));
    private final ForgottenIds traces = new ForgottenIds(hashes, shares);
    private boolean keepsTraces;
    private int idsMax = IDS_MAX;
    private long leastNanos = LEAST_NANOS;

    /** Before anything is remembered: what decides where it stands. */
    public void hideBehind(long number) {
        hashes.hideBehind(number);
    }

    /** An account is its tenant's. */
    public void open(int owner, int tenant) {
        shares.open(owner, tenant);
    }

    /** From now on nothing that may have traded is forgotten for younger ids, until it is {@link #LEAST_NANOS} old. */
    public void keepTraces() {
        keepsTraces = true;
        traces.leaveInAnyOrder();
    }

    /**
     * And not until it is a day old: whoever has used up what may be remembered of an account, or of a tenant, is refused further ids, but for
     * those that say their time.
     */
    public void keepTracesADay() {
        idsMax = IDS_A_DAY_MAX;
        leastNanos = ANSWER_NANOS;
    }

    private boolean keepsTracesADay() {
        return leastNanos == ANSWER_NANOS;
    }

    /**
     * What was remembered before there were shares may be more than its tenant's: so much of it leaves at once that new ids have
     * room. And whatever was forgotten until now is old, as far as it says its time.
     */
    public void fitIntoShares(long nanos) {
        traces.forgetCrowded(LEAST_NANOS, nanos);
        int node = answers.oldest();
        while (node != RetentionQueue.NONE) {
            int younger = answers.younger(node);
            if (shares.isCrowded(answers.owner(node))) {
                forgetAnswer(node, nanos, answers.nanos(node) + LEAST_NANOS > nanos);
            }
            node = younger;
        }
        dates.forgetUntil(traces.forgetful(), nanos);
    }

    /**
     * Finds what is known of an id.
     *
     * @param nanos log time now
     * @return an entry, {@link #EXPIRED} or {@link #UNKNOWN}
     */
    public int find(int owner, ClientOrderId id, long nanos) {
        for (int entry = table.first(hashes.placeOf(owner, id)); entry != HashTable.NONE; entry = table.next()) {
            if (entries.is(entry, owner, id)) {
                if (!isPast(entry, nanos)) {
                    return entry;
                }
                if (!isForgottenRefusal(entry, id, nanos)) {
                    return EXPIRED;
                }
            }
        }
        boolean isOld = keepsTraces && dates.isOld(owner, id, nanos);
        return isOld || hasTrace(owner, id) ? EXPIRED : UNKNOWN;
    }

    private boolean hasTrace(int owner, ClientOrderId id) {
        return traces.countOf(owner) > 0 && traces.has(owner, IdHashes.of(owner, id));
    }

    /** A refusal past its retention is as if never asked, unless the id says that it is old. */
    private boolean isForgottenRefusal(int entry, ClientOrderId id, long nanos) {
        return keepsTraces && kind(entry) == Kind.REFUSED && DatedIds.millis(id, nanos) == ClientOrderId.UNDATED;
    }

    /** Lets what is old leave before its time, if an account or its tenant has no room for a further id. */
    public void makeRoomFor(int owner, long nanos) {
        if (!keepsTraces) {
            return;
        }
        for (int i = 0; i < FORGOTTEN_PER_ANSWER_MAX && shares.isCrowded(owner); i++) {
            int oldest = answers.oldestBeside(owner);
            if (oldest != RetentionQueue.NONE) {
                forgetAnswer(oldest, nanos, true);
            }
        }
        for (int i = 0; i < TRACES_PER_ID_MAX && countOf(owner) >= shares.part(owner, idsMax); i++) {
            traces.forgetIfOlder(traces.oldestOf(owner), leastNanos, nanos);
        }
        for (int i = 0; i < TRACES_PER_ID_MAX && shares.isCrowded(owner); i++) {
            traces.forgetIfOlder(traces.oldestBeside(owner), leastNanos, nanos);
        }
    }

    private int countOf(int owner) {
        return answers.countOf(owner) + traces.countOf(owner);
    }

    /** Whether the owner's tenant has used up its share: this new id cannot be remembered. What says its time needs least and is refused last. */
    public boolean isTenantFull(int owner, ClientOrderId id, long nanos) {
        return keepsTraces
                && (shares.isUsedUp(owner) || keepsTracesADay() && shares.isKept(owner) && isUndated(id, nanos));
    }

    private static boolean isUndated(ClientOrderId id, long nanos) {
        return DatedIds.millis(id, nanos) == ClientOrderId.UNDATED;
    }

    /** Whether a new id can be remembered until it may be forgotten: of those that say their time always, of others so many. */
    public boolean hasRoomFor(int owner, ClientOrderId id, long nanos) {
        int max = keepsTracesADay() ? shares.part(owner, idsMax) : idsMax;
        return !keepsTraces || countOf(owner) < max || !isUndated(id, nanos);
    }

    /** Whether one of the owner's ids may leave for a new one; asking lets none leave. */
    public boolean canMakeRoomFor(int owner, long nanos) {
        return traces.isOlder(traces.oldestOf(owner), leastNanos, nanos);
    }

    /** As {@link #canMakeRoomFor}, of a full tenant's ids. */
    public boolean canTenantMakeRoomFor(int owner, long nanos) {
        return answers.oldestBeside(owner) != RetentionQueue.NONE
                || traces.isOlder(traces.oldestBeside(owner), leastNanos, nanos);
    }

    /** Whether even traces of this owner's ids are gone, so that an unknown id may have been seen after all. */
    public boolean hasForgotten(int owner) {
        return traces.forgetful().get(owner);
    }

    public Kind kind(int entry) {
        return entries.kind(entry);
    }

    public int owner(int entry) {
        return entries.owner(entry);
    }

    /** The order's id if accepted, the caller's code of the reason if refused. */
    public long answer(int entry) {
        return entries.answer(entry);
    }

    /** Number of the order's first event, if accepted. */
    public long sequence(int entry) {
        return entries.sequence(entry);
    }

    /** Of the order's fields: tells a repetition from another order. */
    public long fingerprint(int entry) {
        return entries.fingerprint(entry);
    }

    public ClientOrderId id(int entry) {
        return entries.id(entry);
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

    /** The order of an accepted id ended: its retention begins. {@link #UNKNOWN}: nobody gave the order an id. */
    public void close(int entry, int owner, long nanos) {
        if (entry == UNKNOWN) {
            return;
        }
        restoreClosed(entry, owner, nanos);
        int max = keepsTraces ? shares.part(owner, ANSWERS_MAX) : ANSWERS_MAX;
        for (int i = 0; i < FORGOTTEN_PER_ANSWER_MAX && answers.countOf(owner) > max; i++) {
            forgetAnswer(answers.oldestOf(owner), nanos, true);
        }
    }

    /** Puts back that an order ended. */
    public void restoreClosed(int entry, int owner, long nanos) {
        places.set(entry, answers.add(owner, nanos, entry));
    }

    /** Drops what is past retention; called once a command. */
    public void expire(long nanos) {
        for (int i = 0; i < EXPIRIES_PER_COMMAND_MAX; i++) {
            int oldest = answers.oldest();
            if (oldest == RetentionQueue.NONE || answers.nanos(oldest) + ANSWER_NANOS > nanos) {
                break;
            }
            forgetAnswer(oldest, nanos, true);
        }
        for (int i = 0; i < EXPIRIES_PER_COMMAND_MAX; i++) {
            if (!traces.forgetIfOlder(traces.oldest(), TRACE_NANOS, nanos)) {
                break;
            }
        }
    }

    private void forgetAnswer(int node, long nanos, boolean mayLeaveTrace) {
        int entry = (int) answers.payload(node);
        int owner = answers.owner(node);
        long closed = answers.nanos(node);
        ClientOrderId id = id(entry);
        answers.remove(node);
        table.remove(hashes.placeOf(owner, id), entry);
        shares.add(owner, -TenantShares.ANSWER);
        long millis = keepsTraces ? DatedIds.millis(id, nanos) : ClientOrderId.UNDATED;
        if (millis != ClientOrderId.UNDATED) {
            dates.forget(owner, millis);
        } else if (!mayLeaveTrace) {
            traces.forgetful().set(owner);
        } else if (!isForgottenRefusal(entry, id, nanos)) {
            leaveTrace(owner, IdHashes.of(owner, id), closed);
        }
        entries.giveBack(entry);
    }

    private void leaveTrace(int owner, long hash, long closed) {
        // Only ids that were chosen for it have one trace: they are not to stand in each other's way.
        if (!keepsTraces || !traces.has(owner, hash)) {
            traces.add(owner, hash, closed);
        }
        if (!keepsTraces && traces.countOf(owner) > TRACES_MAX) {
            traces.forget(traces.oldestOf(owner));
        }
    }

    /** Gives every remembered id whose order has ended, oldest end first. */
    public void closed(IntConsumer sink) {
        for (int node = answers.oldest(); node != RetentionQueue.NONE; node = answers.younger(node)) {
            sink.accept((int) answers.payload(node));
        }
    }

    /** Gives every trace, oldest first. */
    public void traces(TraceSink sink) {
        traces.forEach(sink);
    }

    /** Puts a trace back. */
    public void restoreTrace(int owner, long hash, long closedNanos) {
        traces.add(owner, hash, closedNanos);
    }

    /** Puts back that traces of this owner are gone. */
    public void restoreForgotten(int owner) {
        traces.forgetful().set(owner);
    }

    /** The youngest of the owner's forgotten ids that say their time, milliseconds since 1970; 0 if none. */
    public long forgottenMillis(int owner) {
        return dates.forgotten(owner);
    }

    /** Puts back which of the owner's ids that say their time are forgotten. */
    public void restoreForgottenMillis(int owner, long millis) {
        dates.forget(owner, millis);
    }

    /** Puts back a refusal. */
    public void restoreRefused(int owner, ClientOrderId id, long fingerprint, long reason, long nanos) {
        restoreClosed(add(owner, id, Kind.REFUSED, fingerprint, reason, 0), owner, nanos);
    }

    /** Puts back an id that was used up. */
    public void restoreBurnt(int owner, ClientOrderId id, long nanos) {
        restoreClosed(add(owner, id, Kind.BURNT, 0, 0, 0), owner, nanos);
    }

    /** How many cells are looked at to find an id. */
    int probes(int owner, ClientOrderId id) {
        return table.probes(hashes.placeOf(owner, id)) + traces.probes(IdHashes.of(owner, id));
    }

    private int add(int owner, ClientOrderId id, Kind kind, long fingerprint, long answer, long sequence) {
        int entry = entries.add(owner, id, kind, fingerprint, answer, sequence);
        places.set(entry, RetentionQueue.NONE);
        table.add(hashes.placeOf(owner, id), entry);
        shares.add(owner, TenantShares.ANSWER);
        return entry;
    }

    private boolean isPast(int entry, long nanos) {
        int place = places.get(entry);
        return place != RetentionQueue.NONE && answers.nanos(place) + ANSWER_NANOS <= nanos;
    }
}
