package com.flowex.wallet.app.history;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.projection.TailFactory;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.store.journal.Holding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Replay of ranges of the event log. The number of concurrent replays is limited, and so is that of each tenant and the
 * time of each. Reads beyond the limit are refused and counted.
 */
final class EventReplayReader {

    static final int AT_ONCE = 4;
    static final int AT_ONCE_OF_TENANT = 2;

    private static final Duration LONGEST = Duration.ofSeconds(8);

    /**
     * A range of events to replay.
     *
     * @param mark position somewhere before the range
     * @param first first event of the range
     * @param shown no event behind this one is read
     * @param until end of the range
     */
    record ReplayRange(Checkpoint mark, long first, long shown, BalanceTime until) {

        private boolean isBehind(EventBatch batch) {
            return batch.firstSequence() > shown || isBehindEnd(batch);
        }

        private boolean isBehindEnd(EventBatch batch) {
            return switch (until) {
                case BalanceTime.Event(long sequence) -> batch.firstSequence() > sequence;
                case BalanceTime.Time(long nanos) -> batch.timeNanos() > nanos;
            };
        }

        /** Returns true if no event behind this one belongs to the range. */
        private boolean isLast(long sequence) {
            return sequence >= shown || until instanceof BalanceTime.Event(long requested) && sequence >= requested;
        }
    }

    /**
     * Result of a replay for an account.
     *
     * @param sequence last event of the range; 0 if there is none
     * @param isFinal true if no future event can belong to the range
     */
    record ReplayedBalances(long sequence, boolean isFinal, Map<AssetId, Holding> units) {}

    private final TailFactory tails;
    private final Counter refused;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Integer> reading = new HashMap<>();
    private int all;

    EventReplayReader(TailFactory tails, MeterRegistry registry) {
        this.tails = tails;
        this.refused = Counter.builder("flowex.balance.history.refused")
                .description("Reads of past balances that were refused because others were running")
                .register(registry);
    }

    /**
     * Replays a range for an account.
     *
     * @throws Refusal {@code overloaded} if too many reads are running, {@code unavailable} if the log does not answer
     */
    ReplayedBalances read(AccountId account, ReplayRange reach) {
        enter(account.tenant());
        try {
            Reading consumer = new Reading(account, reach);
            try (EventTail _ = tails.open(reach.mark(), consumer)) {
                return consumer.result.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.unavailable("the log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("the log");
        } finally {
            leave(account.tenant());
        }
    }

    private void enter(int tenant) {
        lock.lock();
        try {
            int own = reading.getOrDefault(tenant, 0);
            if (all == AT_ONCE || own == AT_ONCE_OF_TENANT) {
                refused.increment();
                throw Refusal.overloaded();
            }
            reading.put(tenant, own + 1);
            all++;
        } finally {
            lock.unlock();
        }
    }

    private void leave(int tenant) {
        lock.lock();
        try {
            all--;
            reading.computeIfPresent(tenant, (_, own) -> own == 1 ? null : own - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Consumer of the replayed events; runs on the tail's thread. */
    private static final class Reading implements BatchConsumer {

        private final CompletableFuture<ReplayedBalances> result = new CompletableFuture<>();
        private final AccountId account;
        private final ReplayRange reach;
        private final Map<AssetId, Holding> units = new HashMap<>();
        private long expected;
        private long last;

        Reading(AccountId account, ReplayRange reach) {
            this.account = account;
            this.reach = reach;
            this.expected = reach.mark().sequence() + 1;
        }

        @Override
        public void on(EventBatch batch, long endPosition) {
            if (result.isDone() || batch.count() == 0) {
                return;
            }
            if (batch.firstSequence() != expected) {
                throw new IllegalStateException("event " + expected + " is missing, got " + batch.firstSequence());
            }
            expected += batch.count();
            if (reach.isBehind(batch)) {
                result.complete(new ReplayedBalances(last, reach.isBehindEnd(batch), units));
            } else if (batch.firstSequence() >= reach.first()) {
                take(batch);
            }
        }

        private void take(EventBatch batch) {
            last = expected - 1;
            for (Event event : batch.events()) {
                if (event instanceof BalanceChanged changed && changed.account().equals(account)) {
                    units.put(changed.asset(), new Holding(changed.balanceUnits(), changed.heldUnits()));
                }
            }
            if (reach.isLast(last)) {
                result.complete(new ReplayedBalances(last, reach.until() instanceof BalanceTime.Event, units));
            }
        }

        @Override
        public void idle() {
            // More events come: the requested ones are in the log.
        }

        @Override
        public void stopped(Throwable why) {
            result.completeExceptionally(why);
        }
    }
}
