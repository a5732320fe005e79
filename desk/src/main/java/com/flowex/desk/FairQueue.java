package com.flowex.desk;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
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
 * Whose command goes into the log next: tenants share what is on its way at once evenly, so that the orders of one wait
 * behind its own and not behind another's flood. A tenant that is alone has all of it to itself. Within a tenant first come
 * is first served. Safe for many threads.
 */
public final class FairQueue {

    /** A tenant that sent nothing for so long leaves its share to the others. */
    private static final long ACTIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** However many tenants there are, each has so many on their way at once. */
    private static final int SHARE_MIN = 2;

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final LongSupplier clock;
    private final int atOnce;
    private final int waitingMax;
    private final Duration longest;
    private long lookedNanos;

    /** The commands of one tenant. */
    private static final class Lane {
        private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        private int onTheirWay;
        private long lastNanos;
    }

    /**
     * Begins with nobody.
     *
     * @param atOnce commands on their way at once that tenants share while more than one sends some
     * @param waitingMax commands of one tenant that wait for their turn; more are refused
     * @param longest how long one waits; then it is refused
     */
    public FairQueue(int atOnce, int waitingMax, Duration longest) {
        this(atOnce, waitingMax, longest, System::nanoTime);
    }

    public static FairQueue of(TurnSettings settings) {
        return new FairQueue(settings.atOnce(), settings.waitingMax(), settings.longest());
    }

    FairQueue(int atOnce, int waitingMax, Duration longest, LongSupplier clock) {
        this.atOnce = atOnce;
        this.waitingMax = waitingMax;
        this.longest = longest;
        this.clock = clock;
        this.lookedNanos = clock.getAsLong();
    }

    /**
     * Waits for a command's turn; to be given on by {@link #leave}.
     *
     * @throws Refusal {@code overloaded} if too many of this tenant wait, or this one did for too long
     */
    public void take(int tenant) {
        CompletableFuture<Void> turn = ask(tenant);
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

    /** A turn, come already or to come. */
    CompletableFuture<Void> ask(int tenant) {
        lock.lock();
        try {
            long now = clock.getAsLong();
            Lane lane = lanes.computeIfAbsent(tenant, _ -> new Lane());
            lane.lastNanos = now;
            look(now);
            if (lane.waiting.isEmpty() && lane.onTheirWay < share()) {
                lane.onTheirWay++;
                return NOW;
            }
            if (lane.waiting.size() == waitingMax) {
                throw refused(waitingMax + " wait already");
            }
            CompletableFuture<Void> turn = new CompletableFuture<>();
            lane.waiting.add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** The command is answered: the next one's turn. */
    public void leave(int tenant) {
        List<CompletableFuture<Void>> next = List.of();
        lock.lock();
        try {
            Lane lane = lanes.get(tenant);
            if (lane == null) {
                throw new IllegalStateException("nothing of tenant " + tenant + " is on its way");
            }
            lane.onTheirWay--;
            if (!lane.waiting.isEmpty()) {
                next = next(lane);
            }
        } finally {
            lock.unlock();
        }
        next.forEach(turn -> turn.complete(null));
    }

    /** More than one where the share has grown. */
    private List<CompletableFuture<Void>> next(Lane lane) {
        List<CompletableFuture<Void>> next = new ArrayList<>();
        int share = share();
        CompletableFuture<Void> turn = lane.onTheirWay < share ? lane.waiting.poll() : null;
        while (turn != null) {
            lane.onTheirWay++;
            next.add(turn);
            turn = lane.onTheirWay < share ? lane.waiting.poll() : null;
        }
        return next;
    }

    /** Whether it was still waiting. */
    private boolean giveUp(int tenant, CompletableFuture<Void> turn) {
        lock.lock();
        try {
            Lane lane = lanes.get(tenant);
            return lane != null && lane.waiting.removeIf(each -> each == turn);
        } finally {
            lock.unlock();
        }
    }

    private int share() {
        int tenants = lanes.size();
        return tenants == 1 ? Integer.MAX_VALUE : Math.max(SHARE_MIN, atOnce / tenants);
    }

    /** Forgets tenants that have gone quiet. */
    private void look(long now) {
        if (now - lookedNanos > LOOK_NANOS) {
            lookedNanos = now;
            lanes.values()
                    .removeIf(lane ->
                            lane.onTheirWay == 0 && lane.waiting.isEmpty() && now - lane.lastNanos > ACTIVE_NANOS);
        }
    }

    /** How many commands wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
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
