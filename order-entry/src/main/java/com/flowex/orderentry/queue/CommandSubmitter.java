package com.flowex.orderentry.queue;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.tracing.Trace;
import com.flowex.platform.tracing.Tracing;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Path of a command from a request into the log. It waits for the outcome within the client's time-out. It remembers,
 * by account, the last event acknowledged to the caller, so that the caller's next read can wait for it.
 */
public final class CommandSubmitter {

    /** Lag that a working view never reaches; after this time a read need not wait for the write. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** One entry takes about 100 bytes. */
    private static final int ACCOUNTS_MAX = 200_000;

    private final ExchangeClient client;
    private final FairQueue turns;
    private final LoadShedder shedder;
    private final Counter unknown;
    private final Counter overloaded;
    private final Cache<AccountId, Long> acknowledged = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS_MAX)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** Creates a path with the default sharing among tenants and without a limit of memory. */
    public CommandSubmitter(ExchangeClient client, MeterRegistry registry) {
        this(client, FairQueue.of(OrderEntrySettings.DEFAULTS.turns()), new LoadShedder(Long.MAX_VALUE), registry);
    }

    /**
     * Creates a path into the log.
     *
     * @param client completes every future within its own time-out, so this class waits without one
     * @param turns fair queue of the tenants' commands
     * @param shedder limits of memory and disk, where the engine runs
     */
    public CommandSubmitter(ExchangeClient client, FairQueue turns, LoadShedder shedder, MeterRegistry registry) {
        this.client = client;
        this.turns = turns;
        this.shedder = shedder;
        this.unknown = counter("unknown", registry);
        this.overloaded = counter("overloaded", registry);
        active(acknowledged, registry);
        Gauge.builder("flowex.commands.queued", turns, FairQueue::waiting)
                .description("Commands in the queues of tenants")
                .register(registry);
        Gauge.builder("flowex.order.entry.memory.full", shedder, room -> room.isFull() ? 1 : 0)
                .description("1 while memory is nearly full and new orders are refused")
                .register(registry);
        Gauge.builder("flowex.order.entry.disk.full", shedder, room -> room.isDiskFull() ? 1 : 0)
                .description("1 while the log's disk is nearly full and new orders are refused")
                .register(registry);
    }

    private static void active(Cache<AccountId, Long> acknowledged, MeterRegistry registry) {
        Gauge.builder("flowex.accounts.active", acknowledged, Cache::estimatedSize)
                .description("Accounts that sent a command through this process within about ten minutes")
                .register(registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("flowex.commands.unanswered")
                .description("Commands without an answer from the log")
                .tag("outcome", outcome)
                .register(registry);
    }

    /**
     * Sends a command and returns the log's outcome of any kind. It serves callers that report an unknown outcome in
     * more detail than {@link #submit}.
     *
     * @param account account whose next reads have to show the result
     * @throws Refusal {@code overloaded} if too many commands of its tenant wait for their turn, or if it brings orders
     *     and memory is nearly full; nothing was sent
     */
    public Outcome outcome(AccountId account, Command command) {
        Outcome outcome = inTurn(account.tenant(), command);
        switch (outcome) {
            case Outcome.Accepted accepted -> remember(account, accepted.lastSequence());
            case Outcome.Rejected(var _, long sequence) -> remember(account, sequence);
            case Outcome.Repeated(FirstAnswer answer, boolean _) -> remember(account, sequenceOf(answer));
            case Outcome.Previewed _ -> {
                // A preview makes no event that a read could wait for.
            }
            case Outcome.Unknown() -> unknown.increment();
            case Outcome.Overloaded() -> overloaded.increment();
        }
        return outcome;
    }

    /**
     * Sends a command and waits for the log's outcome.
     *
     * @param account account whose next reads have to show the result
     * @return accepted, rejected, repeated or tried
     * @throws Refusal {@code unknown_outcome}; {@code overloaded} if nothing was sent
     */
    public Outcome submit(AccountId account, Command command) {
        Outcome outcome = outcome(account, command);
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Repeated _, Outcome.Previewed _ -> outcome;
            case Outcome.Unknown() -> throw Refusal.unknownOutcome();
            case Outcome.Overloaded() -> throw Refusal.overloaded();
        };
    }

    /**
     * Sends a command, as {@link #submit} does, that is either accepted or fails.
     *
     * @throws Refusal with the engine's code if it was refused
     */
    public Outcome.Accepted accepted(AccountId account, Command command) {
        return switch (submit(account, command)) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected(var reason, long _) -> throw Refusal.refused(reason);
            case Outcome.Repeated _, Outcome.Previewed _, Outcome.Unknown _, Outcome.Overloaded _ ->
                throw new IllegalStateException("a command without an id is not repeated: " + command);
        };
    }

    /** Returns the number of the last event acknowledged to this account; 0 if there was none lately. */
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
        shedder.require(command);
        turns.take(tenant);
        try {
            Trace trace = Trace.current();
            return trace.isRecorded() ? traced(trace.begin("log"), command) : awaited(client.submit(command));
        } finally {
            turns.leave(tenant);
        }
    }

    /**
     * Records the engine's part of the trace from the times in its answer, because the engine knows nothing of traces.
     */
    private Outcome traced(Trace log, Command command) {
        long startNanos = Tracing.nowNanos();
        log.with("flowex.command", command.getClass().getSimpleName());
        try {
            Outcome outcome = awaited(client.submit(command));
            log.with("flowex.outcome", outcome.getClass().getSimpleName());
            if (outcome instanceof Outcome.Accepted accepted) {
                log.answered(startNanos, accepted.timeNanos(), accepted.sequence(), accepted.lastSequence());
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
