package com.flowex.identity.app.password;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Queue of hashes that wait for a thread. Tenants take turns, so that a tenant's logins wait behind its own and behind
 * at most one of each other tenant. A tenant takes at most half of the queue. Thread-safe.
 */
final class HashingQueue {

    private final ReentrantLock lock = new ReentrantLock();
    /** Tasks by tenant; the tenant whose turn is next comes first. A tenant without tasks is not in the map. */
    private final Map<Integer, Queue<FutureTask<?>>> waiting = new LinkedHashMap<>();

    private final int room;
    private int size;

    /** @param room capacity, 2 or more */
    HashingQueue(int room) {
        this.room = room;
    }

    /** @throws RejectedExecutionException if the queue, or the tenant's half of it, is full */
    void add(int tenant, FutureTask<?> task) {
        lock.lock();
        try {
            Queue<FutureTask<?>> own = waiting.get(tenant);
            if (size == room || own != null && own.size() >= room / 2) {
                throw new RejectedExecutionException();
            }
            waiting.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(task);
            size++;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the next task. It must be called exactly once for each call of {@link #add}. */
    void runNext() {
        FutureTask<?> next;
        lock.lock();
        try {
            Map.Entry<Integer, Queue<FutureTask<?>>> turn =
                    waiting.entrySet().iterator().next();
            next = turn.getValue().remove();
            waiting.remove(turn.getKey());
            if (!turn.getValue().isEmpty()) {
                waiting.put(turn.getKey(), turn.getValue());
            }
            size--;
        } finally {
            lock.unlock();
        }
        next.run();
    }
}
