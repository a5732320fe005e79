package com.flowex.trading.app.account;

import com.flowex.access.socket.StreamClock;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cancel on disconnect: accounts whose open orders, in all markets or in some, are canceled when their connections end.
 * While a scope has a connection, its dead man's timer in the engine is restarted periodically. When the last connection
 * of the scope has ended and none returns within the grace time, this class cancels the orders. If this process is gone,
 * the timer expires and the engine cancels them.
 */
public final class DisconnectCancellation implements AutoCloseable {

    public static final int GRACE_SECONDS_MIN = 5;
    public static final int GRACE_SECONDS_MAX = 3_600;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int HEARTBEAT_SECONDS_MAX = 60;
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    /**
     * Orders that are canceled together. Scopes of one account are independent: that of all markets neither contains
     * nor replaces that of one.
     *
     * @param market market of the orders; null means all markets
     */
    public record Scope(AccountId account, @Nullable InstrumentId market) {}

    /**
     * State of a scope.
     *
     * @param connections number of open connections that asked for cancel on disconnect
     * @param dueNanos time at which the timer is restarted while a connection is open; otherwise the time at which the
     *     orders are canceled
     */
    private record Watch(int connections, int graceSeconds, long dueNanos) {}

    private final OrderEntryService orderEntry;
    private final StreamClock clock;
    private final Map<Scope, Watch> watches = new ConcurrentHashMap<>();
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
     * @param before scopes that the connection has already; it keeps those that are not among {@code scopes}
     * @throws Refusal if the engine refuses one of the timers or does not answer; then nothing has changed here
     */
    public void comes(Set<Scope> scopes, int graceSeconds, Set<Scope> before) {
        startTimers(scopes, timerNanos(graceSeconds)); // before the reply: the promise holds from then on
        for (Scope scope : scopes) {
            int more = before.contains(scope) ? 0 : 1;
            watches.compute(
                    scope,
                    (_, known) -> new Watch(
                            (known == null ? 0 : known.connections) + more, graceSeconds, renewal(graceSeconds)));
        }
    }

    /** Starts all timers. If one is refused, those that were started and that no connection has are stopped again. */
    private void startTimers(Set<Scope> scopes, long nanos) {
        List<Scope> started = new ArrayList<>();
        try {
            for (Scope scope : scopes) {
                timer(scope, nanos).orThrow();
                started.add(scope);
            }
        } catch (Refusal refusal) {
            started.removeIf(watches::containsKey);
            CommandResult.each(started, scope -> timer(scope, 0));
            throw refusal;
        }
    }

    /** Records that a connection with cancel on disconnect has ended. */
    public void left(Set<Scope> scopes) {
        for (Scope scope : scopes) {
            watches.computeIfPresent(
                    scope,
                    (_, known) -> known.connections > 1
                            ? new Watch(known.connections - 1, known.graceSeconds, known.dueNanos)
                            : new Watch(
                                    0, known.graceSeconds, clock.nanoTime() + known.graceSeconds * NANOS_PER_SECOND));
        }
    }

    /**
     * Turns cancel on disconnect off for an open connection.
     *
     * @throws Refusal if the engine does not answer; a timer that was not stopped then runs out
     */
    public void leaves(Set<Scope> scopes) {
        List<Scope> last = scopes.stream().filter(this::isLeftByLast).toList();
        CommandResult.each(last, scope -> timer(scope, 0)).forEach(stopped -> {
            if (!isDone(stopped)) {
                stopped.orThrow();
            }
        });
    }

    private boolean isLeftByLast(Scope scope) {
        Watch left = watches.computeIfPresent(
                scope,
                (_, known) -> known.connections > 1
                        ? new Watch(known.connections - 1, known.graceSeconds, known.dueNanos)
                        : null);
        return left == null;
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
        watches.forEach((scope, watch) -> {
            if (clock.nanoTime() - watch.dueNanos >= 0) {
                due(scope, watch);
            }
        });
    }

    /**
     * Restarts the timer, or cancels the orders of a scope without connections. A command without an answer is repeated
     * at the next check; the timer continues meanwhile. A market that is delisted has neither orders nor a timer.
     */
    private void due(Scope scope, Watch watch) {
        if (watch.connections > 0) {
            CommandResult<CommittedEvents> renewal = timer(scope, timerNanos(watch.graceSeconds));
            if (isDelisted(renewal)) {
                watches.remove(scope, watch);
            } else if (isDone(renewal)) {
                Watch renewed = new Watch(watch.connections, watch.graceSeconds, renewal(watch.graceSeconds));
                watches.replace(scope, watch, renewed);
            }
        } else if (isDone(orderEntry.disconnected(scope.account, scope.market)) && isDone(timer(scope, 0))) {
            ended(scope, watch);
        }
    }

    /** Forgets a scope. If a connection returned meanwhile, its timer was just stopped, and the next check restarts it. */
    private void ended(Scope scope, Watch watch) {
        if (!watches.remove(scope, watch)) {
            watches.computeIfPresent(scope, (_, now) -> new Watch(now.connections, now.graceSeconds, clock.nanoTime()));
        }
    }

    private CommandResult<CommittedEvents> timer(Scope scope, long nanos) {
        return orderEntry.timer(scope.account, scope.market, nanos);
    }

    private static boolean isDone(CommandResult<?> result) {
        return result instanceof CommandResult.Accepted<?> || isDelisted(result);
    }

    private static boolean isDelisted(CommandResult<?> result) {
        return result instanceof CommandResult.Refused<?>(Refusal why, boolean _)
                && why.code() == RefusalCode.INSTRUMENT_DELISTED;
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
