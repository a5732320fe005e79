package com.flowex.trading.app.account;

import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** The newest entries of an account that is followed in this process, and its followers. Thread-safe. */
final class RecentAccountEntries {

    /** Number of entries in memory; a follower that is further behind reads stored entries. */
    static final int RECENT_MAX = 1_000;

    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AccountEntry> recent = new ArrayDeque<>();
    /** Number of the last entry that is known to be stored; 0 if unknown. */
    private long last;

    RecentAccountEntries with(Runnable follower) {
        followers.add(follower);
        return this;
    }

    /**
     * Removes a follower.
     *
     * @return true if no follower is left
     */
    boolean without(Runnable follower) {
        followers.remove(follower);
        return followers.isEmpty();
    }

    /** Adds committed entries. Entries that are already known are ignored; a view that restarts sends them again. */
    void onEvents(long first, List<AccountEvent> events) {
        lock.lock();
        try {
            if (first > last + 1) {
                recent.clear(); // entries in the gap are stored
            }
            for (int i = Math.clamp(last + 1 - first, 0, events.size()); i < events.size(); i++) {
                recent.add(new AccountEntry(first + i, events.get(i)));
                last = first + i;
            }
            while (recent.size() > RECENT_MAX) {
                recent.remove();
            }
        } finally {
            lock.unlock();
        }
        followers.forEach(Runnable::run);
    }

    /** Notes that entries up to this number are stored, and wakes the followers if they are new. */
    void shown(long number) {
        lock.lock();
        try {
            if (number <= last) {
                return;
            }
            recent.clear();
            last = number;
        } finally {
            lock.unlock();
        }
        followers.forEach(Runnable::run);
    }

    /**
     * Returns the entries from a number on; an empty list if there are none yet.
     *
     * @return the entries; empty if they must be read from the database
     */
    Optional<List<AccountEntry>> from(long number, int max) {
        lock.lock();
        try {
            if (last > 0 && number > last) {
                return Optional.of(List.of());
            }
            if (recent.isEmpty() || number < recent.getFirst().number()) {
                return Optional.empty();
            }
            List<AccountEntry> some = new ArrayList<>();
            for (AccountEntry entry : recent) {
                if (entry.number() >= number && some.size() < max) {
                    some.add(entry);
                }
            }
            return Optional.of(some);
        } finally {
            lock.unlock();
        }
    }
}
