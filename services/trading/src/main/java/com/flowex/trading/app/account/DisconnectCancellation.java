package com.flowex.trading.app.account;

import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cancel on disconnect: accounts whose open orders are canceled when their connections end. While an account has a
 * connection, its dead man's timer in the engine is restarted periodically. When the last connection has ended and none
 * returns within the grace time, this class cancels the orders. If this process is gone, the timer expires and the
 * engine cancels them.
 */
public final class DisconnectCancellation implements AutoCloseable {

    public static final int GRACE_SECONDS_MIN = 5;
    public static final int GRACE_SECONDS_MAX = 3_600;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int HEARTBEAT_SECONDS_MAX = 60;
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    /**
     * State of an account.
     *
     * @param connections number of open connections that asked for cancel on disconnect
     * @param dueNanos time at which the timer is restarted while a connection is open; otherwise the time at which the
     *     orders are canceled
     */
    private record WatchedAccount(int connections, int graceSeconds, long dueNanos) {}

    private final OrderEntryService orderEntry;
    private final StreamClock clock;
    private final Map<AccountId, WatchedAccount> watches = new ConcurrentHashMap<>();
    private final Worker worker;

    public DisconnectCancellation(OrderEntryService orderEntry, Workers workers, StreamClock clock) {
        this.orderEntry = orderEntry;
        this.clock = clock;
        this.worker = workers.every("cancel-on-disconnect", CHECK_INTERVAL, this::check);
    }

    public void start() {
        worker.start();
    }

    /**
     * Turns cancel on disconnect on for a connection, or changes its grace time.
     *
     * @param again true if the connection had asked before
     * @throws com.flowex.platform.errors.Refusal if the engine does not answer; then nothing has changed here
     */
    public void comes(AccountId account, int graceSeconds, boolean again) {
        orderEntry
                .timer(account, timerNanos(graceSeconds))
                .orThrow(); // before the reply: the promise holds from then on
        watches.compute(
                account,
                (_, known) -> new WatchedAccount(
                        (known == null ? 0 : known.connections) + (again ? 0 : 1),
                        graceSeconds,
                        renewal(graceSeconds)));
    }

    /** Records that a connection with cancel on disconnect has ended. */
    public void left(AccountId account) {
        watches.computeIfPresent(
                account,
                (_, known) -> known.connections > 1
                        ? new WatchedAccount(known.connections - 1, known.graceSeconds, known.dueNanos)
                        : new WatchedAccount(
                                0, known.graceSeconds, clock.nanoTime() + known.graceSeconds * NANOS_PER_SECOND));
    }

    /** Turns cancel on disconnect off for an open connection. */
    public void leaves(AccountId account) {
        WatchedAccount left = watches.computeIfPresent(
                account,
                (_, known) -> known.connections > 1
                        ? new WatchedAccount(known.connections - 1, known.graceSeconds, known.dueNanos)
                        : null);
        if (left == null) {
            orderEntry.timer(account, 0).orThrow();
        }
    }

    /**
     * Interval at which the timer is restarted while a connection is open. The timer runs two intervals longer than the
     * grace time.
     */
    private static int heartbeatSeconds(int graceSeconds) {
        return Math.min(graceSeconds / 2, HEARTBEAT_SECONDS_MAX);
    }

    private static long timerNanos(int graceSeconds) {
        return (graceSeconds + 2L * heartbeatSeconds(graceSeconds)) * NANOS_PER_SECOND;
    }

    private long renewal(int graceSeconds) {
        return clock.nanoTime() + heartbeatSeconds(graceSeconds) * NANOS_PER_SECOND;
    }

    private void check() {
        watches.forEach((account, watch) -> {
            if (clock.nanoTime() - watch.dueNanos >= 0) {
                due(account, watch);
            }
        });
    }

    /**
     * Restarts the timer, or cancels the orders of an account without connections. A command without an answer is
     * repeated at the next check; the timer continues meanwhile.
     */
    private void due(AccountId account, WatchedAccount watch) {
        if (watch.connections > 0) {
            if (isDone(orderEntry.timer(account, timerNanos(watch.graceSeconds)))) {
                WatchedAccount renewed =
                        new WatchedAccount(watch.connections, watch.graceSeconds, renewal(watch.graceSeconds));
                watches.replace(account, watch, renewed);
            }
        } else if (isDone(orderEntry.disconnected(account)) && isDone(orderEntry.timer(account, 0))) {
            ended(account, watch);
        }
    }

    /** Forgets an account. If it reconnected meanwhile, its timer was just stopped, and the next check restarts it. */
    private void ended(AccountId account, WatchedAccount watch) {
        if (!watches.remove(account, watch)) {
            watches.computeIfPresent(
                    account, (_, now) -> new WatchedAccount(now.connections, now.graceSeconds, clock.nanoTime()));
        }
    }

    private static boolean isDone(CommandResult<?> result) {
        return result instanceof CommandResult.Accepted<?>;
    }

    /**
     * Stops the checks without canceling orders. A client that reconnects in time to a restarted exchange finds its
     * orders.
     */
    @Override
    public void close() {
        worker.close();
    }
}
