package com.flowex.wallet.app.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.testing.Await;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.store.journal.Holding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How many read the log again at once, and how far. */
class EventReplayReaderTest {

    private static final AssetId BTC = new AssetId(1);

    private final List<BatchConsumer> open = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final TailFactory tails = (from, consumer) -> {
        open.add(consumer);
        return new EventTail() {
            @Override
            public Checkpoint checkpoint() {
                return from;
            }

            @Override
            public void close() {
                open.remove(consumer);
            }
        };
    };

    private final EventReplayReader reader = new EventReplayReader(tails, registry);

    private static AccountId account(int tenant) {
        return new AccountId(tenant, 1_001);
    }

    private static EventBatch batch(int tenant, long sequence, long units) {
        return new EventBatch(
                sequence, 1, 0, 1_000 * sequence, List.of(new BalanceChanged(account(tenant), BTC, units, units / 2)));
    }

    private static EventReplayReader.ReplayRange upTo(long sequence) {
        return new EventReplayReader.ReplayRange(Checkpoint.START, 1, sequence, new BalanceTime.Event(sequence));
    }

    private CompletableFuture<EventReplayReader.ReplayedBalances> begin(int tenant) {
        int before = open.size();
        CompletableFuture<EventReplayReader.ReplayedBalances> replayed =
                CompletableFuture.supplyAsync(() -> reader.read(account(tenant), upTo(2)), Thread::startVirtualThread);
        Await.until(() -> open.size() > before);
        return replayed;
    }

    private void refused(int tenant, double times) {
        Refusal refusal = assertThrows(Refusal.class, () -> reader.read(account(tenant), upTo(2)));
        assertEquals(RefusalCode.OVERLOADED, refusal.code());
        assertEquals(
                times, registry.get("flowex.balance.history.refused").counter().count());
    }

    @Test
    void readsOfATenantAreBoundedAndExcessOnesAreRefusedAndCounted() {
        List<CompletableFuture<EventReplayReader.ReplayedBalances>> reading = new ArrayList<>();
        for (int i = 0; i < EventReplayReader.AT_ONCE_OF_TENANT; i++) {
            reading.add(begin(1));
        }
        refused(1, 1);
        for (int i = 0; i < EventReplayReader.AT_ONCE - EventReplayReader.AT_ONCE_OF_TENANT; i++) {
            reading.add(begin(2 + i));
        }
        refused(9, 2);
        open.forEach(consumer -> {
            consumer.on(batch(1, 1, 10), 64);
            consumer.on(batch(1, 2, 20), 128);
        });
        assertEquals(
                new EventReplayReader.ReplayedBalances(2, true, Map.of(BTC, new Holding(20, 10))),
                reading.getFirst().join());
        reading.forEach(CompletableFuture::join);
        assertEquals(0, open.size());
        CompletableFuture<EventReplayReader.ReplayedBalances> again = begin(1);
        open.getFirst().stopped(new IllegalStateException("the node stops"));
        CompletionException ended = assertThrows(CompletionException.class, again::join);
        assertEquals(
                RefusalCode.UNAVAILABLE,
                assertInstanceOf(Refusal.class, ended.getCause()).code());
    }

    /** Events beyond the view are not returned, and an answer that may still grow says so. */
    @Test
    void eventsBeyondTheViewAreNotRead() {
        CompletableFuture<EventReplayReader.ReplayedBalances> replayed = CompletableFuture.supplyAsync(
                () -> reader.read(
                        account(1),
                        new EventReplayReader.ReplayRange(Checkpoint.START, 2, 2, new BalanceTime.Time(9_000))),
                Thread::startVirtualThread);
        Await.until(() -> open.size() == 1);
        BatchConsumer consumer = open.getFirst();
        consumer.on(batch(1, 1, 10), 64);
        consumer.on(batch(2, 2, 20), 128);
        consumer.on(batch(1, 3, 30), 192);
        assertEquals(new EventReplayReader.ReplayedBalances(2, false, Map.of()), replayed.join());
    }
}
