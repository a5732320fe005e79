package com.flowex.cluster.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The commands that were sent and not answered, oldest first; as many as fit, found by their number. */
final class InFlight {
    private final @Nullable OutcomePromise[] ring;
    private final int mask;
    private long oldest;
    private long next;

    /** @param capacity a power of two */
    InFlight(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("the capacity is a power of two, was " + capacity);
        }
        ring = new OutcomePromise[capacity];
        mask = capacity - 1;
    }

    boolean isFull() {
        return next - oldest == ring.length;
    }

    /** The number of the next command that is {@link #add added}. */
    long nextId() {
        return next;
    }

    void add(OutcomePromise promise) {
        ring[(int) next++ & mask] = promise;
    }

    /** Takes a command out; null for an answer that comes after its command was given up. */
    @Nullable
    OutcomePromise remove(long id) {
        if (id < oldest || id >= next) {
            return null;
        }
        int slot = (int) id & mask;
        OutcomePromise promise = ring[slot];
        ring[slot] = null;
        skipAnswered();
        return promise;
    }

    private void skipAnswered() {
        while (oldest < next && ring[(int) oldest & mask] == null) {
            oldest++;
        }
    }

    /** The outcome of those that waited too long is not known; what was sent first is late first. */
    void giveUpLate(long nowNanos) {
        while (oldest < next) {
            OutcomePromise promise = ring[(int) oldest & mask];
            if (promise != null && !promise.isLate(nowNanos)) {
                return;
            }
            giveUpOldest();
        }
    }

    /** Takes out all, oldest first: nobody answers them any more. */
    void takeAll(Consumer<OutcomePromise> taker) {
        while (oldest < next) {
            OutcomePromise promise = takeOldest();
            if (promise != null) {
                taker.accept(promise);
            }
        }
    }

    private void giveUpOldest() {
        OutcomePromise promise = takeOldest();
        if (promise != null) {
            promise.complete(new Outcome.Unknown());
        }
    }

    private @Nullable OutcomePromise takeOldest() {
        int slot = (int) oldest++ & mask;
        OutcomePromise promise = ring[slot];
        ring[slot] = null;
        return promise;
    }
}
