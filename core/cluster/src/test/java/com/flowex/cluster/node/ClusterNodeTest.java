package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.event.EventBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ClusterNodeTest {
    @TempDir
    Path directory;

    @Test
    void anAcceptedCommandIsRememberedAfterARestart() {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Outcome.Accepted accepted =
                    assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, TestMarket.payment(1)));
            assertEquals(3, accepted.events().size());
        }
        try (ClusterNode node = Started.on(directory)) {
            Outcome.Repeated repeated =
                    assertInstanceOf(Outcome.Repeated.class, Asking.outcome(node, TestMarket.payment(1)));
            assertInstanceOf(FirstAnswer.Posted.class, repeated.answer());
        }
    }

    /** Closes finding T12: the answer comes through the log, and neither the event log nor a view ever hears of it. */
    @Test
    void anOrderThatIsTriedLeavesNoTraceInTheEventLog() {
        PlaceOrder order = (PlaceOrder) TestMarket.order(1);
        TryOrder trial = new TryOrder(order.request());
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Outcome.Previewed first = assertInstanceOf(Outcome.Previewed.class, Asking.outcome(node, trial));
            assertInstanceOf(PreviewAnswer.Planned.class, first.trial());
            Outcome.Accepted placed = assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, order));
            assertEquals(first.sequence() + 1, placed.sequence());
        }
        try (ClusterNode node = Started.on(directory)) {
            Outcome.Previewed again = assertInstanceOf(Outcome.Previewed.class, Asking.outcome(node, trial));
            assertInstanceOf(PreviewAnswer.Repeats.class, again.trial());
        }
    }

    /** Closes finding F17's part: the node kept every tail that was ever opened, until it ended itself. */
    @Test
    void aTailThatIsOverIsForgotten() {
        try (ClusterNode node = Started.on(directory)) {
            node.openTail(Checkpoint.START, new Collector());
            for (int i = 0; i < 20; i++) {
                node.openTail(Checkpoint.START, new Collector()).close();
            }
            assertEquals(2, node.retainedTails(), "the one that is read, and the last one that ended");
        }
    }

    /** Aeron's counters are mapped memory: a read of them at a stopping node ended the process. */
    @Test
    void healthOfAStoppingNodeIsAnswered() throws InterruptedException {
        ClusterNode node = Started.on(directory);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        List<Thread> asking = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    while (!over.get()) {
                        assertTrue(node.member().isPresent());
                        answers.incrementAndGet();
                    }
                }))
                .toList();
        Asking.begin(node);
        node.close();
        long closed = answers.get();
        while (answers.get() < closed + 1_000) {
            Thread.onSpinWait();
        }
        over.set(true);
        for (Thread each : asking) {
            each.join();
        }
        MemberHealth last = node.member().orElseThrow();
        assertEquals("follower", last.role());
        assertFalse(last.takesPart());
        assertEquals(Optional.of("this node does not lead: ask the one that does"), node.takeSnapshot());
    }

    @Test
    void aTailDeliversEveryEventInOrderAcrossARestart() {
        List<EventBatch> before;
        Checkpoint checkpoint;
        try (ClusterNode node = Started.on(directory)) {
            Collector live = new Collector();
            node.openTail(Checkpoint.START, live);
            Asking.begin(node);
            long last = Asking.payments(node, 1, 100);
            before = live.await(last).batches();
            checkpoint = live.delivered().get(49).behind();
        }
        try (ClusterNode node = Started.on(directory)) {
            Collector again = new Collector();
            node.openTail(Checkpoint.START, again);
            Collector rest = new Collector();
            node.openTail(checkpoint, rest);
            long last = Asking.payments(node, 101, 100);
            assertEquals(before, again.await(last).batches().subList(0, before.size()));
            assertEquals(
                    again.batches().subList(50, again.batches().size()),
                    rest.await(last).batches());
        }
    }
}
