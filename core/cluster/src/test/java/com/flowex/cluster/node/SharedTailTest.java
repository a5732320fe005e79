package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.protocol.event.EventBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class SharedTailTest {
    @TempDir
    private Path directory;

    private final AtomicLong accounts = new AtomicLong(1_000);

    /** Checks that each event comes once and in order; has room or not, as the test or chance decides. */
    private static final class Reader implements BatchConsumer {
        private final CompletableFuture<Throwable> stopped = new CompletableFuture<>();
        private final @Nullable Random chance;
        private volatile boolean room = true;
        private volatile long sequence;
        private volatile @Nullable Thread servedBy;
        private volatile @Nullable RuntimeException failing;

        Reader(@Nullable Random chance) {
            this.chance = chance;
        }

        @Override
        public boolean hasRoom() {
            return room && (chance == null || chance.nextInt(3) > 0);
        }

        @Override
        public void on(EventBatch batch, long endPosition) {
            RuntimeException why = failing;
            if (why != null) {
                throw why;
            }
            assertEquals(sequence + 1, batch.firstSequence());
            sequence = batch.lastSequence();
            servedBy = Thread.currentThread();
        }

        @Override
        public void idle() {}

        @Override
        public void stopped(Throwable why) {
            stopped.complete(why);
        }

        void await(long event) {
            Waiting.until(() -> sequence >= event || stopped.isDone());
            assertEquals(event, sequence);
        }
    }

    /** @return number of the last event */
    private long openAccounts(ClusterNode node, int count) {
        List<CompletableFuture<Outcome>> promises = Stream.generate(
                        () -> node.client().submit(new OpenAccount(new AccountId(1, accounts.getAndIncrement()))))
                .limit(count)
                .toList();
        long last = 0;
        for (CompletableFuture<Outcome> promise : promises) {
            Outcome.Accepted accepted = assertInstanceOf(
                    Outcome.Accepted.class,
                    promise.orTimeout(2, TimeUnit.MINUTES).join());
            last = Math.max(last, accepted.lastSequence());
        }
        return last;
    }

    private void awaitShared(ClusterNode node, List<Reader> readers) {
        Waiting.until(() -> {
            long last = openAccounts(node, 1);
            readers.forEach(reader -> reader.await(last));
            return readers.stream().map(reader -> reader.servedBy).distinct().count() == 1;
        });
    }

    @Test
    void readersAtTheLiveEndAreServedByOneThread() {
        try (ClusterNode node = Started.on(directory)) {
            List<Reader> readers = List.of(new Reader(null), new Reader(null), new Reader(null));
            openAccounts(node, 50);
            readers.forEach(reader -> node.openTail(Checkpoint.START, reader));
            awaitShared(node, readers);
        }
    }

    @Test
    void slowReaderReadsAloneAndDelaysNoOther() {
        try (ClusterNode node = Started.on(directory)) {
            Reader one = new Reader(null);
            Reader other = new Reader(null);
            node.openTail(Checkpoint.START, one);
            node.openTail(Checkpoint.START, other);
            awaitShared(node, List.of(one, other));
            other.room = false;
            long last = openAccounts(node, 1_000);
            one.await(last);
            other.await(last);
            assertNotEquals(one.servedBy, other.servedBy);
            other.room = true;
            awaitShared(node, List.of(one, other));
        }
    }

    /** Goal: coming and going at any moment, each reader gets every event once, in order. */
    @Test
    void readerThatLeavesAndReturnsMissesNothing() {
        try (ClusterNode node = Started.on(directory)) {
            List<Reader> readers = Stream.iterate(1, seed -> seed + 1)
                    .limit(4)
                    .map(seed -> new Reader(new Random(seed)))
                    .toList();
            readers.forEach(reader -> node.openTail(Checkpoint.START, reader));
            for (int round = 0; round < 20; round++) {
                long last = openAccounts(node, 500);
                readers.forEach(reader -> reader.await(last));
            }
        }
    }

    @Test
    void failedReaderIsNotifiedAndOthersContinue() {
        try (ClusterNode node = Started.on(directory)) {
            Reader one = new Reader(null);
            Reader other = new Reader(null);
            node.openTail(Checkpoint.START, one);
            node.openTail(Checkpoint.START, other);
            awaitShared(node, List.of(one, other));
            RuntimeException why = new IllegalArgumentException("planted");
            other.failing = why;
            one.await(openAccounts(node, 100));
            assertSame(why, other.stopped.orTimeout(2, TimeUnit.MINUTES).join());
        }
    }

    @Test
    void closedReaderReceivesNothing() {
        try (ClusterNode node = Started.on(directory)) {
            Reader one = new Reader(null);
            Reader other = new Reader(null);
            node.openTail(Checkpoint.START, one);
            EventTail tail = node.openTail(Checkpoint.START, other);
            awaitShared(node, List.of(one, other));
            tail.close();
            long before = other.sequence;
            one.await(openAccounts(node, 100));
            assertEquals(before, other.sequence);
            assertEquals(before, tail.checkpoint().sequence());
        }
    }
}
