package com.flowex.engine.ids;

import java.util.BitSet;

/** Traces of ids whose answers are gone: 64 bits each, in order of arrival. */
final class ExpiredIdTraces {

    static final int NONE = RetentionQueue.NONE;

    private final HashTable table = new HashTable();
    private final IdHashes hashes;
    private final TenantIdQuotas shares;
    private final RetentionQueue queue;
    private final BitSet forgetful = new BitSet();
    private long newestNanos;
    private boolean leaveInAnyOrder;

    ExpiredIdTraces(IdHashes hashes, TenantIdQuotas shares) {
        this.hashes = hashes;
        this.shares = shares;
        this.queue = new RetentionQueue(new TenantEntryQueues(shares));
    }

    /** Allows the youngest trace of all to leave before older ones of other tenants from now on. */
    void leaveInAnyOrder() {
        leaveInAnyOrder = true;
    }

    int countOf(int owner) {
        return queue.countOf(owner);
    }

    /** Returns the number of the owner's traces that {@link #age} has not passed yet. */
    int youngOf(int owner) {
        return queue.youngOf(owner);
    }

    /** Counts traces that have reached this age as old, at most {@code max} of them. */
    void age(long ageNanos, long nanos, int max) {
        for (int i = 0; i < max && isOlder(queue.oldestYoung(), ageNanos, nanos); i++) {
            queue.passOldestYoung();
        }
    }

    boolean has(int owner, long hash) {
        for (int trace = table.first(hashes.placeOfTrace(hash)); trace != HashTable.NONE; trace = table.next()) {
            if (queue.payload(trace) == hash && queue.owner(trace) == owner) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a trace. Traces enter in the order in which answers leave, and an owner with too many answers loses its own
     * early. So times are raised to keep the queue in order: a trace may live a little longer, never shorter.
     */
    void add(int owner, long hash, long closedNanos) {
        newestNanos = Math.max(newest(), closedNanos);
        table.add(hashes.placeOfTrace(hash), queue.add(owner, newestNanos, hash));
        shares.add(owner, TenantIdQuotas.TRACE);
    }

    /** If any trace may leave, a removed trace must not count, because a snapshot does not contain it. */
    private long newest() {
        if (!leaveInAnyOrder) {
            return newestNanos;
        }
        int youngest = queue.youngest();
        return youngest == NONE ? 0 : queue.nanos(youngest);
    }

    int oldest() {
        return queue.oldest();
    }

    int oldestOf(int owner) {
        return queue.oldestOf(owner);
    }

    /** Returns the oldest trace of all owners of the owner's tenant. */
    int oldestBeside(int owner) {
        return queue.oldestBeside(owner);
    }

    boolean isOlder(int trace, long ageNanos, long nanos) {
        return trace != NONE && queue.nanos(trace) + ageNanos <= nanos;
    }

    /** @return true if the trace was old enough and was forgotten */
    boolean forgetIfOlder(int trace, long ageNanos, long nanos) {
        boolean isOlder = isOlder(trace, ageNanos, nanos);
        if (isOlder) {
            forget(trace);
        }
        return isOlder;
    }

    /** Removes the oldest traces of tenants that remember too much, as far as they have reached this age. */
    void forgetCrowded(long ageNanos, long nanos) {
        int trace = queue.oldest();
        while (trace != NONE) {
            int younger = queue.younger(trace);
            if (shares.isCrowded(queue.owner(trace))) {
                forgetIfOlder(trace, ageNanos, nanos);
            }
            trace = younger;
        }
    }

    /** @param trace oldest trace of its owner */
    void forget(int trace) {
        int owner = queue.owner(trace);
        forgetful.set(owner);
        table.remove(hashes.placeOfTrace(queue.payload(trace)), trace);
        queue.remove(trace);
        shares.add(owner, -TenantIdQuotas.TRACE);
    }

    /** Returns the owners that have lost traces. */
    BitSet forgetful() {
        return forgetful;
    }

    /** Gives every trace, oldest first. */
    void forEach(ClientOrderIds.TraceSink sink) {
        for (int node = queue.oldest(); node != NONE; node = queue.younger(node)) {
            sink.trace(queue.owner(node), queue.payload(node), queue.nanos(node));
        }
    }

    int probes(long hash) {
        return table.probes(hashes.placeOfTrace(hash));
    }
}
