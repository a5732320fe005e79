package com.flowex.engine.ids;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.ClientOrderId;
import java.util.function.IntConsumer;

/**
 * Client order ids and the answers to their orders.
 *
 * <p>While its order is open, an id is always known. Afterwards its answer is kept for {@link #ANSWER_NANOS} of log
 * time, at most {@link #ANSWERS_MAX} an account. Then a trace of 64 bits is kept for {@link #TRACE_NANOS}. An id with a
 * trace is {@link #EXPIRED}: seen, but its answer is gone. An answer costs about 133 bytes and a trace about 63.
 *
 * <p>By the first rules an account keeps its last {@link #TRACES_MAX} traces. By later ones ({@link #retainTraces}, ADR
 * 0054) an account keeps {@link #IDS_MAX} ids, or fewer if its tenant's share is short ({@link TenantIdQuotas}). A trace
 * leaves for younger ones only once it is {@link #LEAST_NANOS} old, by the newest rules a day ({@link #retainTracesForDay},
 * ADR 0147). Ids that contain their time ({@link TimestampedIds}) need no trace and are never new again. Refusals leave no
 * trace; they are kept for a day.
 *
 * <p>Owners are account indexes; entry {@link #UNKNOWN} means that the id was never seen, as far as is known. Places in
 * the tables depend on a secret of this process, so that a client cannot choose ids that collide. No answer depends on
 * the secret.
 */
public final class ClientOrderIds {

    public static final int UNKNOWN = 0;
    public static final int EXPIRED = -1;

    /** An answer is kept for 24 hours after the order ended. */
    public static final long ANSWER_NANOS = 24 * 3_600_000_000_000L;

    public static final int ANSWERS_MAX = 10_000;

    /** A trace is kept for 30 days after the order ended. */
    public static final long TRACE_NANOS = 30 * ANSWER_NANOS;

    public static final int TRACES_MAX = 20_000;

    /** Highest number of answers and traces of an account by later rules. */
    public static final int IDS_MAX = 200_000;

    /** By later rules, no trace leaves until a quarter of an hour after the order ended, whatever arrives. */
    public static final long LEAST_NANOS = 15 * 60_000_000_000L;

    /** Highest number of answers and traces of an account by rules that keep traces for a day; a quota replaces it. */
    public static final int IDS_A_DAY_MAX = OrderQuota.CLIENT_ORDER_IDS_DEFAULT;

    /** At most two answers leave for a new one, if an account may keep fewer than before. */
    private static final int FORGOTTEN_PER_ANSWER_MAX = 2;

    /** Number of traces of an account, and of its tenant, that may leave for a new id: more than arrive with it. */
    private static final int TRACES_PER_ID_MAX = 4;

    /** No command pays for more than this many expiries of other ids; the rest expires with the next commands. */
    private static final int EXPIRIES_PER_COMMAND_MAX = 64;

    /** Kind of answer that an id has. */
    public enum Kind {
        ACCEPTED,
        REFUSED,
        BURNT
    }

    /** Receiver of traces. */
    @FunctionalInterface
    public interface TraceSink {
        void trace(int owner, long hash, long closedNanos);
    }

    private final ClientOrderIdEntries entries = new ClientOrderIdEntries();

    /**
     * Place of each entry among the answers; {@link RetentionQueue#NONE} while its order is open. The places are apart
     * from the entries because an order's end needs nothing else. Sixteen fit in a cache line, while the entry would be
     * a line last used when the order came.
     */
    private final PagedIntArray places = new PagedIntArray();

    private final HashTable table = new HashTable();

    private final IdHashes hashes = new IdHashes();
    private final TenantIdQuotas shares = new TenantIdQuotas();
    public final AccountIdQuotas quotas = new AccountIdQuotas(shares);
    private final TimestampedIds dates = new TimestampedIds();
    private final RetentionQueue answers = new RetentionQueue(new TenantEntryQueues(shares));
    private final ExpiredIdTraces traces = new ExpiredIdTraces(hashes, shares);
    private boolean retainsTraces;
    private long leastNanos = LEAST_NANOS;

    /** Sets the secret that decides the places in the tables; must be called before anything is added. */
    public void hideBehind(long number) {
        hashes.hideBehind(number);
    }

    /** Assigns an account to its tenant. */
    public void open(int owner, int tenant) {
        shares.open(owner, tenant);
    }

    /** Adopts the rule that an id which may have traded is kept until it is {@link #LEAST_NANOS} old. */
    public void retainTraces() {
        retainsTraces = true;
        quotas.keep();
        traces.leaveInAnyOrder();
    }

    /** Extends that age to a day; with its memory used up, an account or tenant gets only ids that contain their time. */
    public void retainTracesForDay() {
        quotas.limitToDay();
        leastNanos = ANSWER_NANOS;
    }

    private boolean retainsTracesForDay() {
        return leastNanos == ANSWER_NANOS;
    }

    /**
     * Reduces each tenant's ids to its share. Ids from before there were shares may exceed it, so enough of them leave
     * at once that new ids have room. Everything forgotten so far counts as old, as far as it contains its time.
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
     * Finds the entry of an id.
     *
     * @param nanos present log time in nanoseconds
     * @return the entry, {@link #EXPIRED} or {@link #UNKNOWN}
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
        boolean isOld = retainsTraces && dates.isOld(owner, id, nanos);
        return isOld || traces.countOf(owner) > 0 && traces.has(owner, IdHashes.of(owner, id)) ? EXPIRED : UNKNOWN;
    }

    /** Returns true for a refusal past its retention, which counts as never asked unless the id shows its age. */
    private boolean isForgottenRefusal(int entry, ClientOrderId id, long nanos) {
        return retainsTraces && kind(entry) == Kind.REFUSED && TimestampedIds.isUndated(id, nanos);
    }

    /** Removes old ids before their time if an account or its tenant has no room for another id. */
    public void makeRoomFor(int owner, long nanos) {
        if (!retainsTraces) {
            return;
        }
        for (int i = 0; i < FORGOTTEN_PER_ANSWER_MAX && shares.isCrowded(owner); i++) {
            int oldest = answers.oldestBeside(owner);
            if (oldest != RetentionQueue.NONE) {
                forgetAnswer(oldest, nanos, true);
            }
        }
        for (int i = 0; i < TRACES_PER_ID_MAX && countOf(owner) >= quotas.partOf(owner); i++) {
            traces.forgetIfOlder(traces.oldestOf(owner), leastNanos, nanos);
        }
        for (int i = 0; i < TRACES_PER_ID_MAX && shares.isCrowded(owner); i++) {
            traces.forgetIfOlder(traces.oldestBeside(owner), leastNanos, nanos);
        }
    }

    /** Returns the number of the owner's ids that may not leave for new ones yet. */
    public int unforgettableOf(int owner) {
        return answers.countOf(owner) + (retainsTracesForDay() ? traces.youngOf(owner) : traces.countOf(owner));
    }

    private int countOf(int owner) {
        return answers.countOf(owner) + traces.countOf(owner);
    }

    /**
     * Returns true if the owner's tenant has used up its share, so that this new id cannot be remembered. An id that
     * contains its time needs least and is refused last.
     */
    public boolean isTenantFull(int owner, ClientOrderId id, long nanos) {
        return retainsTraces
                && (shares.isUsedUp(owner)
                        || retainsTracesForDay() && shares.isKept(owner) && TimestampedIds.isUndated(id, nanos));
    }

    /**
     * Returns true if a new id can be remembered until it may be forgotten. That is always so for ids that contain
     * their time; other ids are limited in number.
     */
    public boolean hasRoomFor(int owner, ClientOrderId id, long nanos) {
        return countOf(owner) < quotas.maxOf(owner) || !TimestampedIds.isUndated(id, nanos);
    }

    /** Returns true if one of the owner's ids may leave for a new one; the call itself removes none. */
    public boolean canMakeRoomFor(int owner, long nanos) {
        return traces.isOlder(traces.oldestOf(owner), leastNanos, nanos);
    }

    /** Works like {@link #canMakeRoomFor}, for the ids of a full tenant. */
    public boolean canTenantMakeRoomFor(int owner, long nanos) {
        return answers.oldestBeside(owner) != RetentionQueue.NONE
                || traces.isOlder(traces.oldestBeside(owner), leastNanos, nanos);
    }

    /** Returns true if even traces of this owner's ids are gone, so that an unknown id may have been seen before. */
    public boolean hasForgotten(int owner) {
        return traces.forgetful().get(owner);
    }

    public Kind kind(int entry) {
        return entries.kind(entry);
    }

    public int owner(int entry) {
        return entries.owner(entry);
    }

    /** Returns the order's id if accepted, the caller's code of the reason if refused. */
    public long answer(int entry) {
        return entries.answer(entry);
    }

    /** Returns the number of the order's first event, if accepted. */
    public long sequence(int entry) {
        return entries.sequence(entry);
    }

    /** Returns the fingerprint of the order's fields, which distinguishes a repetition from another order. */
    public long fingerprint(int entry) {
        return entries.fingerprint(entry);
    }

    public ClientOrderId id(int entry) {
        return entries.id(entry);
    }

    /** Returns the log time at which the order ended, 0 while it is open. */
    public long closedNanos(int entry) {
        int place = places.get(entry);
        return place == RetentionQueue.NONE ? 0 : answers.nanos(place);
    }

    /** Stores the id of an accepted order, which is open. */
    public int accept(int owner, ClientOrderId id, long fingerprint, long order, long sequence) {
        return add(owner, id, Kind.ACCEPTED, fingerprint, order, sequence);
    }

    /** Stores the id of a refused order; its retention begins at once. */
    public void refuse(int owner, ClientOrderId id, long fingerprint, long reason, long nanos) {
        close(add(owner, id, Kind.REFUSED, fingerprint, reason, 0), owner, nanos);
    }

    /** Uses up an id without an order. */
    public void burn(int owner, ClientOrderId id, long nanos) {
        close(add(owner, id, Kind.BURNT, 0, 0, 0), owner, nanos);
    }

    /** Starts the retention of the id of an order that ended; {@link #UNKNOWN} means that it had none. */
    public void close(int entry, int owner, long nanos) {
        if (entry == UNKNOWN) {
            return;
        }
        restoreClosed(entry, owner, nanos);
        int max = retainsTraces ? shares.part(owner, ANSWERS_MAX) : ANSWERS_MAX;
        for (int i = 0; i < FORGOTTEN_PER_ANSWER_MAX && answers.countOf(owner) > max; i++) {
            forgetAnswer(answers.oldestOf(owner), nanos, true);
        }
    }

    /** Restores the end of an order. */
    public void restoreClosed(int entry, int owner, long nanos) {
        places.set(entry, answers.add(owner, nanos, entry));
    }

    /** Removes ids past retention; called once for each command. */
    public void expire(long nanos) {
        age(nanos, EXPIRIES_PER_COMMAND_MAX);
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
        shares.add(owner, -TenantIdQuotas.ANSWER);
        long millis = retainsTraces ? TimestampedIds.millis(id, nanos) : ClientOrderId.UNDATED;
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
        // A hash can only repeat among ids chosen to collide; one trace is enough for them, so that they do not slow
        // each other's look-up.
        if (!retainsTraces || !traces.has(owner, hash)) {
            traces.add(owner, hash, closed);
        }
        if (!retainsTraces && traces.countOf(owner) > TRACES_MAX) {
            traces.forget(traces.oldestOf(owner));
        }
    }

    /** Gives every id whose order has ended, oldest end first. */
    public void closed(IntConsumer sink) {
        for (int node = answers.oldest(); node != RetentionQueue.NONE; node = answers.younger(node)) {
            sink.accept((int) answers.payload(node));
        }
    }

    /** Gives every trace, oldest first. */
    public void traces(TraceSink sink) {
        traces.forEach(sink);
    }

    /** Restores a trace. */
    public void restoreTrace(int owner, long hash, long closedNanos) {
        traces.add(owner, hash, closedNanos);
    }

    /** Counts traces that may leave for new ids as old, at most {@code max} of them. */
    public void age(long nanos, int max) {
        if (retainsTracesForDay()) {
            traces.age(leastNanos, nanos, max);
        }
    }

    /** Restores the fact that traces of this owner are gone. */
    public void restoreForgotten(int owner) {
        traces.forgetful().set(owner);
    }

    /** Returns the latest time of the forgotten ids that contain their time, in milliseconds since 1970; 0 if none. */
    public long forgottenMillis(int owner) {
        return dates.forgotten(owner);
    }

    /** Restores the time up to which the owner's ids that contain their time are forgotten. */
    public void restoreForgottenMillis(int owner, long millis) {
        dates.forget(owner, millis);
    }

    /** Restores a refusal. */
    public void restoreRefused(int owner, ClientOrderId id, long fingerprint, long reason, long nanos) {
        restoreClosed(add(owner, id, Kind.REFUSED, fingerprint, reason, 0), owner, nanos);
    }

    /** Restores an id that was used up. */
    public void restoreBurnt(int owner, ClientOrderId id, long nanos) {
        restoreClosed(add(owner, id, Kind.BURNT, 0, 0, 0), owner, nanos);
    }

    /** Returns the number of cells read to find an id. */
    int probes(int owner, ClientOrderId id) {
        return table.probes(hashes.placeOf(owner, id)) + traces.probes(IdHashes.of(owner, id));
    }

    private int add(int owner, ClientOrderId id, Kind kind, long fingerprint, long answer, long sequence) {
        int entry = entries.add(owner, id, kind, fingerprint, answer, sequence);
        places.set(entry, RetentionQueue.NONE);
        table.add(hashes.placeOf(owner, id), entry);
        shares.add(owner, TenantIdQuotas.ANSWER);
        return entry;
    }

    private boolean isPast(int entry, long nanos) {
        int place = places.get(entry);
        return place != RetentionQueue.NONE && answers.nanos(place) + ANSWER_NANOS <= nanos;
    }
}
