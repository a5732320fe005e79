package com.flowex.trading.account;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** The youngest entries of one account that is followed here, and who follows it. Any thread. */
final class Feed {

    /** Who is further behind reads what is stored. */
    static final int RECENT_MAX = 1_000;

    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AccountEntry> recent = new ArrayDeque<>();
    /** Number of the last entry that is known to be stored; 0: not known. */
    private long last;

    Feed with(Runnable follower) {
        followers.add(follower);
        return this;
    }

    /** @return whether nobody is left */
    boolean without(Runnable follower) {
        followers.remove(follower);
        return followers.isEmpty();
    }

    /** Entries that were committed; the same ones may come again, by a view that begins anew. */
    void told(long first, List<AccountEvent> events) {
        lock.lock();
        try {
            if (first > last + 1) {
                recent.clear(); // what lies between is stored
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

    /** Somebody saw that entries up to this one are stored. */
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
     * The entries from a number on, none if there are none yet.
     *
     * @return empty if only what is stored can tell
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
