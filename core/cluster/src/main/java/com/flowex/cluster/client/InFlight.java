package com.flowex.cluster.client;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands that were sent and not answered, oldest first, in a ring of fixed capacity, found by their number. */
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

    boolean isEmpty() {
        return next == oldest;
    }

    boolean isFull() {
        return next - oldest == ring.length;
    }

    /** Returns the number of the next command to be {@link #add added}. */
    long nextId() {
        return next;
    }

    void add(OutcomePromise promise) {
        ring[(int) next++ & mask] = promise;
    }

    /** Removes a command; returns null for an answer that comes after its command was given up. */
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

    /** Completes commands that waited too long as unknown; the first sent is the first to be late. */
    void giveUpLate(long nowNanos) {
        while (oldest < next) {
            OutcomePromise promise = ring[(int) oldest & mask];
            if (promise != null && !promise.isLate(nowNanos)) {
                return;
            }
            giveUpOldest();
        }
    }

    /** Removes all commands, oldest first, because nothing will answer them. */
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
