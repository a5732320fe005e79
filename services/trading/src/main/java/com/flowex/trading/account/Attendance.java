package com.flowex.trading.account;

import com.flowex.desk.CommandResult;
import com.flowex.desk.OrderEntryService;
import com.flowex.domain.AccountId;
import com.flowex.edge.stream.StreamClock;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Accounts whose open orders end with their connections. While one of its connections is there the account's dead man's timer in
 * the engine is started anew again and again; when the last has gone, and none came back for as long as was asked, its orders
 * are canceled from here. Where nobody is left to do that the timer runs out.
 */
final class Attendance implements AutoCloseable {

    static final int GRACE_SECONDS_MIN = 5;
    static final int GRACE_SECONDS_MAX = 3_600;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int HEARTBEAT_SECONDS_MAX = 60;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /**
     * How an account stands.
     *
     * @param connections that asked for it and are there
     * @param dueNanos while one is there, when the timer is started anew; else when its orders end
     */
    private record Watch(int connections, int graceSeconds, long dueNanos) {}

    private final OrderEntryService desk;
    private final StreamClock clock;
    private final Map<AccountId, Watch> watches = new ConcurrentHashMap<>();
    private final Worker worker;

    Attendance(OrderEntryService desk, Workers workers, StreamClock clock) {
        this.desk = desk;
        this.clock = clock;
        this.worker = workers.every("account-attendance", LOOK_EVERY, this::look);
    }

    void start() {
        worker.start();
    }

    /**
     * A connection asks for it, or for another time to come back in.
     *
     * @param again whether it had asked before
     * @throws com.flowex.ground.refusal.Refusal if the engine does not answer: then nothing is watched that was not before
     */
    void comes(AccountId account, int graceSeconds, boolean again) {
        desk.timer(account, timerNanos(graceSeconds)).orThrow(); // before the answer: from then on it is kept
        watches.compute(
                account,
                (_, known) -> new Watch(
                        (known == null ? 0 : known.connections) + (again ? 0 : 1),
                        graceSeconds,
                        renewal(graceSeconds)));
    }

    /** A connection is gone that had asked for it. */
    void left(AccountId account) {
        watches.computeIfPresent(
                account,
                (_, known) -> known.connections > 1
                        ? new Watch(known.connections - 1, known.graceSeconds, known.dueNanos)
                        : new Watch(0, known.graceSeconds, clock.nanoTime() + known.graceSeconds * NANOS_PER_SECOND));
    }

    /** A connection that is there wants it no more. */
    void leaves(AccountId account) {
        Watch left = watches.computeIfPresent(
                account,
                (_, known) -> known.connections > 1
                        ? new Watch(known.connections - 1, known.graceSeconds, known.dueNanos)
                        : null);
        if (left == null) {
            desk.timer(account, 0).orThrow();
        }
    }

    /** So often, while a connection is there: so long before it runs out. */
    private static int heartbeatSeconds(int graceSeconds) {
        return Math.min(graceSeconds / 2, HEARTBEAT_SECONDS_MAX);
    }

    private static long timerNanos(int graceSeconds) {
        return (graceSeconds + 2L * heartbeatSeconds(graceSeconds)) * NANOS_PER_SECOND;
    }

    private long renewal(int graceSeconds) {
        return clock.nanoTime() + heartbeatSeconds(graceSeconds) * NANOS_PER_SECOND;
    }

    private void look() {
        watches.forEach((account, watch) -> {
            if (clock.nanoTime() - watch.dueNanos >= 0) {
                due(account, watch);
            }
        });
    }

    /** What is not answered is tried again at the next look; the timer runs on meanwhile. */
    private void due(AccountId account, Watch watch) {
        if (watch.connections > 0) {
            if (isDone(desk.timer(account, timerNanos(watch.graceSeconds)))) {
                Watch renewed = new Watch(watch.connections, watch.graceSeconds, renewal(watch.graceSeconds));
                watches.replace(account, watch, renewed);
            }
        } else if (isDone(desk.disconnected(account)) && isDone(desk.timer(account, 0))) {
            ended(account, watch);
        }
    }

    /** Who came back meanwhile has a timer that was just stopped: it is started at the next look. */
    private void ended(AccountId account, Watch watch) {
        if (!watches.remove(account, watch)) {
            watches.computeIfPresent(
                    account, (_, now) -> new Watch(now.connections, now.graceSeconds, clock.nanoTime()));
        }
    }

    private static boolean isDone(CommandResult<?> ruling) {
        return ruling instanceof CommandResult.Accepted<?>;
    }

    /** Nothing is canceled: who comes back in time to an exchange that starts again finds its orders. */
    @Override
    public void close() {
        worker.close();
    }
}
