package com.flowex.identity.password;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hashes that wait for a thread. Tenants take turns, so that one tenant's log-ins wait behind its own and behind at most one of each other
 * tenant. A tenant takes at most half of the room. Safe for many threads.
 */
final class HashingQueue {

    private final ReentrantLock lock = new ReentrantLock();
    /** The tenant whose turn is next comes first; a tenant without work is not in it. */
    private final Map<Integer, Queue<FutureTask<?>>> waiting = new LinkedHashMap<>();

    private final int room;
    private int size;

    /** @param room the most that wait, 2 or more */
    HashingQueue(int room) {
        this.room = room;
    }

    /** @throws RejectedExecutionException if the room, or the tenant's half of it, is full */
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

    /** Runs the next task: called as often as {@link #add} was. */
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
