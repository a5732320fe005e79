package com.flowex.desk;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.command.Command;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.tracing.Trace;
import com.flowex.ground.tracing.Tracing;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The way of a command from a request into the log. Waits for the outcome, which the client bounds; remembers per account the last
 * event the caller was told of, so that the caller's next read can wait for it.
 */
public final class OrderPath {

    /** No view is further behind than this while it works; afterwards a read waits for nothing. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** About 100 bytes each. */
    private static final int ACCOUNTS_MAX = 200_000;

    private final ExchangeClient client;
    private final FairQueue turns;
    private final Headroom headroom;
    private final Counter unknown;
    private final Counter overloaded;
    private final Cache<AccountId, Long> acknowledged = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** A way on which tenants take turns by the settings' defaults, and whose memory is never full. */
    public OrderPath(ExchangeClient client, MeterRegistry registry) {
        this(client, FairQueue.of(DeskSettings.DEFAULTS.turns()), new Headroom(Long.MAX_VALUE), registry);
    }

    /**
     * A way into the log.
     *
     * @param client keeps every promise within its own time-out, so this waits without one
     * @param turns of tenants
     * @param headroom for orders, where the engine runs
     */
    public OrderPath(ExchangeClient client, FairQueue turns, Headroom headroom, MeterRegistry registry) {
        this.client = client;
        this.turns = turns;
        this.headroom = headroom;
        this.unknown = counter("unknown", registry);
        this.overloaded = counter("overloaded", registry);
        active(acknowledged, registry);
        Gauge.builder("exchange.turns.waiting", turns, FairQueue::waiting)
                .description("Commands that wait for their tenant's turn")
                .register(registry);
        Gauge.builder("exchange.memory.full", headroom, room -> room.isFull() ? 1 : 0)
                .description("1 while memory is nearly full and new orders are refused")
                .register(registry);
        Gauge.builder("exchange.disk.full", headroom, room -> room.isDiskFull() ? 1 : 0)
                .description("1 while the log's disk is nearly full and new orders are refused")
                .register(registry);
    }

    private static void active(Cache<AccountId, Long> acknowledged, MeterRegistry registry) {
        Gauge.builder("exchange.accounts.active", acknowledged, Cache::estimatedSize)
                .description("Accounts that this process had a command of within ten minutes, about")
                .register(registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("exchange.unanswered")
                .description("Commands without an answer from the log")
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * Sends a command and waits for what the log says, whatever it is: for callers that have more to tell about an
     * unknown outcome than {@link #submit} has.
     *
     * @param account whose next reads shall see it
     * @throws Refusal {@code overloaded} if too much of its tenant waits for its turn beside other tenants', or if it brings orders
     *     and memory is nearly full; nothing was sent
     */
    public Outcome outcome(AccountId account, Command command) {
        Outcome outcome = inTurn(account.tenant(), command);
        switch (outcome) {
            case Outcome.Accepted accepted -> remember(account, accepted.lastSequence());
            case Outcome.Rejected(var _, long sequence) -> remember(account, sequence);
            case Outcome.Repeated(FirstAnswer answer, boolean _) -> remember(account, sequenceOf(answer));
            case Outcome.Tried _ -> {
                // Nothing happened that a read could wait for.
            }
            case Outcome.Unknown() -> unknown.increment();
            case Outcome.Overloaded() -> overloaded.increment();
        }
        return outcome;
    }

    /**
     * Sends a command and waits for what the log says.
     *
     * @param account whose next reads shall see it
     * @return accepted, rejected, repeated or tried
     * @throws Refusal {@code unknown_outcome}; {@code overloaded} if nothing was sent
     */
    public Outcome submit(AccountId account, Command command) {
        Outcome outcome = outcome(account, command);
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Repeated _, Outcome.Tried _ -> outcome;
            case Outcome.Unknown() -> throw Refusal.unknownOutcome();
            case Outcome.Overloaded() -> throw Refusal.overloaded();
        };
    }

    /**
     * Like {@link #submit} for commands that are accepted or an error.
     *
     * @throws Refusal with the engine's code if it was refused
     */
    public Outcome.Accepted accepted(AccountId account, Command command) {
        return switch (submit(account, command)) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected(var reason, long _) -> throw Refusal.refused(reason);
            case Outcome.Repeated _, Outcome.Tried _, Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("a command without an id is not repeated: " + command);
        };
    }

    /** Number of the last event this account was told of; 0 if none lately. */
    public long lastSequence(AccountId account) {
        Long sequence = acknowledged.getIfPresent(account);
        return sequence == null ? 0 : sequence;
    }

    private void remember(AccountId account, long sequence) {
        if (sequence > 0) {
            acknowledged.asMap().merge(account, sequence, Math::max);
        }
    }

    private static long sequenceOf(FirstAnswer answer) {
        return switch (answer) {
            case FirstAnswer.Accepted(var _, long sequence) -> sequence;
            case FirstAnswer.Posted(long sequence) -> sequence;
            case FirstAnswer.Refused _ -> 0;
        };
    }

    private Outcome inTurn(int tenant, Command command) {
        headroom.require(command);
        turns.take(tenant);
        try {
            Trace trace = Trace.current();
            return trace.isRecorded() ? traced(trace.begin("log"), command) : awaited(client.submit(command));
        } finally {
            turns.leave(tenant);
        }
    }

    /** The engine's part is made of the times in its answer: it knows nothing of traces. */
    private Outcome traced(Trace log, Command command) {
        long begunNanos = Tracing.nowNanos();
        log.with("flowex.command", command.getClass().getSimpleName());
        try {
            Outcome outcome = awaited(client.submit(command));
            log.with("flowex.outcome", outcome.getClass().getSimpleName());
            if (outcome instanceof Outcome.Accepted accepted) {
                log.answered(begunNanos, accepted.timeNanos(), accepted.sequence(), accepted.lastSequence());
            }
            return outcome;
        } finally {
            log.end();
        }
    }

    private static Outcome awaited(CompletableFuture<Outcome> promise) {
        try {
            return promise.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the client's promise is never kept exceptionally", e.getCause());
        }
    }
}
