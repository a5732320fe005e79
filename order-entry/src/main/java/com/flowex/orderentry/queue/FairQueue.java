package com.flowex.orderentry.queue;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Fair queue in front of the log. Tenants share the commands in flight evenly, so that a tenant's orders wait behind
 * its own and not behind another's flood. A tenant that is alone has all slots to itself. Within a tenant, commands are
 * served first come, first served. Thread-safe.
 */
public final class FairQueue {

    /** Idle time after which a tenant leaves its share to the others. */
    private static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long CHECK_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Number of commands that each tenant may have in flight, however many tenants there are. */
    private static final int SHARE_MIN = 2;

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, TenantQueue> queues = new HashMap<>();
    private final LongSupplier clock;
    private final int atOnce;
    private final int waitingMax;
    private final Duration longest;
    private long checkedNanos;

    /** Queue of one tenant's commands. */
    private static final class TenantQueue {
        private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        private int onTheirWay;
        private long lastNanos;
    }

    /**
     * Creates an empty queue.
     *
     * @param atOnce number of commands in flight that tenants share while more than one sends some
     * @param waitingMax number of commands of one tenant that may wait for their turn; further ones are refused
     * @param longest time that a command may wait; then it is refused
     */
    public FairQueue(int atOnce, int waitingMax, Duration longest) {
        this(atOnce, waitingMax, longest, System::nanoTime);
    }

    public static FairQueue of(FairQueueSettings settings) {
        return new FairQueue(settings.atOnce(), settings.waitingMax(), settings.longest());
    }

    FairQueue(int atOnce, int waitingMax, Duration longest, LongSupplier clock) {
        this.atOnce = atOnce;
        this.waitingMax = waitingMax;
        this.longest = longest;
        this.clock = clock;
        this.checkedNanos = clock.getAsLong();
    }

    /**
     * Waits for a command's turn; the caller must end the turn with {@link #leave}.
     *
     * @throws Refusal {@code overloaded} if too many commands of this tenant wait, or this one waited for too long
     */
    public void take(int tenant) {
        CompletableFuture<Void> turn = request(tenant);
        if (turn != NOW) {
            await(tenant, turn);
        }
    }

    private void await(int tenant, CompletableFuture<Void> turn) {
        try {
            turn.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            if (giveUp(tenant, turn)) {
                throw refused("this one has waited for " + longest.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (giveUp(tenant, turn)) {
                throw refused("this one was interrupted");
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn comes or does not", e);
        }
    }

    /** Returns a future that completes when the turn comes; it may be complete already. */
    CompletableFuture<Void> request(int tenant) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            TenantQueue queue = queues.computeIfAbsent(tenant, _ -> new TenantQueue());
            queue.lastNanos = now;
            check(now);
            if (queue.waiting.isEmpty() && queue.onTheirWay < share()) {
                queue.onTheirWay++;
                return NOW;
            }
            if (queue.waiting.size() == waitingMax) {
                throw refused(waitingMax + " wait already");
            }
            CompletableFuture<Void> turn = new CompletableFuture<>();
            queue.waiting.add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the turn of an answered command and starts the next one. */
    public void leave(int tenant) {
        List<CompletableFuture<Void>> next = List.of();
        lock.lock();
        try {
            TenantQueue queue = queues.get(tenant);
            if (queue == null) {
                throw new IllegalStateException("nothing of tenant " + tenant + " is on its way");
            }
            queue.onTheirWay--;
            if (!queue.waiting.isEmpty()) {
                next = next(queue);
            }
        } finally {
            lock.unlock();
        }
        next.forEach(turn -> turn.complete(null));
    }

    /** Returns the turns to start; more than one if the tenant's share has grown. */
    private List<CompletableFuture<Void>> next(TenantQueue queue) {
        List<CompletableFuture<Void>> next = new ArrayList<>();
        int share = share();
        CompletableFuture<Void> turn = queue.onTheirWay < share ? queue.waiting.poll() : null;
        while (turn != null) {
            queue.onTheirWay++;
            next.add(turn);
            turn = queue.onTheirWay < share ? queue.waiting.poll() : null;
        }
        return next;
    }

    /** Removes a turn from the queue; returns true if it was still waiting. */
    private boolean giveUp(int tenant, CompletableFuture<Void> turn) {
        lock.lock();
        try {
            TenantQueue queue = queues.get(tenant);
            return queue != null && queue.waiting.removeIf(each -> each == turn);
        } finally {
            lock.unlock();
        }
    }

    private int share() {
        int tenants = queues.size();
        return tenants == 1 ? Integer.MAX_VALUE : Math.max(SHARE_MIN, atOnce / tenants);
    }

    /** Forgets tenants that are idle. */
    private void check(long now) {
        if (now - checkedNanos > CHECK_INTERVAL_NANOS) {
            checkedNanos = now;
            queues.values()
                    .removeIf(queue ->
                            queue.onTheirWay == 0 && queue.waiting.isEmpty() && now - queue.lastNanos > ACTIVE_NANOS);
        }
    }

    /** Returns the number of commands that wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return queues.values().stream()
                    .mapToInt(queue -> queue.waiting.size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    private static Refusal refused(String why) {
        return Refusal.forNow(
                RefusalCode.OVERLOADED,
                "commands of this tenant wait for their turn beside other tenants', and " + why
                        + "; nothing was done, ask again",
                1);
    }
}
