package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.protocol.event.EventBatch;
import io.aeron.cluster.NanosecondClusterClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Effects of log time alone, on a node that gets no command. */
@Timeout(600)
class TimerTest {
    private static final Price PRICE = new Price(30_000_00);

    @TempDir
    Path directory;

    private final NanosecondClusterClock clock = new NanosecondClusterClock();

    private long in(long millis) {
        return clock.time() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static Command tillDate(String id, long expiresNanos) {
        OrderTerms terms = new OrderTerms.Limit(PRICE, TimeInForce.GTD, expiresNanos, false, Quantity.ZERO);
        return TestMarket.order(id, TestMarket.SELLER, Side.SELL, 1_000, terms);
    }

    private static Command twap(int slices) {
        OrderTerms terms = new OrderTerms.Twap(PRICE, slices, OrderTerms.Twap.INTERVAL_MIN_NANOS);
        return TestMarket.order("twap", TestMarket.SELLER, Side.SELL, 1_000L * slices, terms);
    }

    private static Collector tail(ClusterNode node) {
        Collector tail = new Collector();
        node.openTail(Checkpoint.START, tail);
        return tail;
    }

    private static List<EventBatch> expiries(Collector tail) {
        return tail.batches().stream().filter(batch -> expiriesIn(batch) > 0).toList();
    }

    private static int expired(Collector tail) {
        return expiries(tail).stream().mapToInt(TimerTest::expiriesIn).sum();
    }

    private static int expiriesIn(EventBatch batch) {
        return (int) batch.events().stream()
                .filter(event ->
                        event instanceof OrderExpired expired && expired.reason() == ExpiryReason.GOOD_TILL_DATE)
                .count();
    }

    private static long slices(Collector tail) {
        return tail.batches().stream()
                .flatMap(batch -> batch.events().stream())
                .filter(SliceStarted.class::isInstance)
                .count();
    }

    @Test
    void anOrderExpiresAtItsTimeWithoutAnyCommand() {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Collector tail = tail(node);
            long deadline = in(300);
            assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, tillDate("a", deadline)));
            Waiting.until(() -> !expiries(tail).isEmpty());
            long late = expiries(tail).getFirst().timeNanos() - deadline;
            assertTrue(late >= 0 && late < TimeUnit.MINUTES.toNanos(1), () -> "late by " + late + " ns");
        }
    }

    /** Goal: the timer is set for the earliest deadline, and set anew when that order is gone. */
    @Test
    void theEarlierOfTwoDeadlinesComesFirst() {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Collector tail = tail(node);
            long first = in(300);
            long second = in(2_000);
            Asking.outcome(node, tillDate("later", second));
            Asking.outcome(node, tillDate("earlier", first));
            Waiting.until(() -> expired(tail) == 2);
            assertTrue(expiries(tail).getFirst().timeNanos() < second);
            assertTrue(expiries(tail).getLast().timeNanos() >= second);
        }
    }

    @Test
    void anOrderExpiresAlthoughTheNodeWasKilledBeforeItsTime() {
        expiresAfterRestart(false);
    }

    @Test
    void anOrderExpiresAlthoughTheNodeWasRestartedFromASnapshot() {
        expiresAfterRestart(true);
    }

    private void expiresAfterRestart(boolean clean) {
        ClusterNode node = Started.on(directory);
        Asking.begin(node);
        long overdue = in(100);
        long deadline = in(3_000);
        Asking.outcome(node, tillDate("a", deadline));
        Asking.outcome(node, tillDate("overdue", overdue));
        stop(node, clean);
        Waiting.until(() -> clock.time() > overdue);
        try (ClusterNode again = Started.on(directory)) {
            Collector tail = tail(again);
            // In one batch where the start took until both were overdue.
            Waiting.until(() -> expired(tail) == 2);
            assertTrue(expiries(tail).getFirst().timeNanos() >= overdue);
            assertTrue(expiries(tail).getLast().timeNanos() >= deadline);
        }
    }

    private static void stop(ClusterNode node, boolean clean) {
        if (clean) {
            node.close();
        } else {
            node.abandon();
        }
    }

    @Test
    void slicesGoOnAfterARestart() {
        ClusterNode node = Started.on(directory);
        Asking.begin(node);
        assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, twap(3)));
        node.abandon();
        try (ClusterNode again = Started.on(directory)) {
            Collector tail = tail(again);
            Waiting.until(() -> slices(tail) == 3);
        }
    }

    /** Goal: no command takes for ever, and what is left over is done at once. */
    @Test
    void threeThousandOrdersOfOneDeadlineExpireInSeveralCommands() {
        int orders = 3_000;
        TestCore core = new TestCore();
        ClusterNode node = Started.on(directory, core);
        Asking.begin(node);
        Collector tail = tail(node);
        int resting = 0;
        int accepted = 0;
        long deadline = 0;
        for (long millis = 10_000; accepted < orders; millis *= 2) { // a busy machine needs a later deadline
            deadline = in(millis);
            accepted = accepted(node, orders, "of" + millis + "-", deadline);
            resting += accepted;
        }
        int expected = resting;
        long last = deadline;
        Waiting.until(() -> expired(tail) == expected);
        long batches = expiries(tail).stream()
                .filter(batch -> batch.timeNanos() >= last)
                .count();
        assertTrue(batches >= 3, () -> batches + " batches");
        node.abandon();
        assertReplayGives(core, tail);
    }

    /** Places orders at once; those that came behind the deadline are not among the accepted. */
    private static int accepted(ClusterNode node, int orders, String prefix, long deadline) {
        List<Command> commands = IntStream.range(0, orders)
                .mapToObj(i -> tillDate(prefix + i, deadline))
                .toList();
        List<CompletableFuture<Outcome>> placed =
                commands.stream().map(node.client()::submit).toList();
        int accepted = 0;
        for (int i = 0; i < orders; i++) {
            Outcome outcome = placed.get(i).orTimeout(2, TimeUnit.MINUTES).join();
            boolean isSent = false;
            while (outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Overloaded) { // a busy machine
                outcome = Asking.outcome(node, commands.get(i));
                isSent = true;
            }
            if (outcome instanceof Outcome.Rejected(RejectReason reason, long _)) {
                assertEquals(RejectReason.EXPIRY_PASSED, reason);
            } else if (!(isSent && outcome instanceof Outcome.Repeated)) {
                assertInstanceOf(Outcome.Accepted.class, outcome);
            }
            accepted += outcome instanceof Outcome.Rejected ? 0 : 1;
        }
        return accepted;
    }

    /** Goal: what the timer did is in the log as what a client did. Method: two starts from nothing but the log. */
    private void assertReplayGives(TestCore before, Collector tail) {
        for (int i = 0; i < 2; i++) {
            TestCore core = new TestCore();
            ClusterNode node = Started.on(directory, core);
            Collector again = tail(node);
            again.await(tail.delivered().getLast().behind().sequence());
            node.abandon();
            assertEquals(before.digest(), core.digest());
            assertEquals(before.applied(), core.applied());
            assertEquals(before.times(), core.times());
            assertEquals(tail.delivered(), again.delivered());
        }
    }

    @Test
    void aClientsAdvanceTimeDoesNoHarm() {
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            Collector tail = tail(node);
            Asking.outcome(node, tillDate("a", in(500)));
            for (int i = 0; i < 10; i++) {
                Outcome.Accepted nothing =
                        assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, AdvanceTime.ADVANCE_TIME));
                assertEquals(List.of(), nothing.events());
            }
            Waiting.until(() -> !expiries(tail).isEmpty());
        }
    }

    /** Goal: a timer that finds nothing due writes nothing. Method: its order is canceled just when it comes. */
    @Test
    void timersOfOrdersThatAreGoneLeaveNoTrace() {
        TestCore core = new TestCore();
        ClusterNode node = Started.on(directory, core);
        Asking.begin(node);
        Collector tail = tail(node);
        for (int i = 0; i < 200; i++) {
            String id = "o" + i;
            Outcome placed = Asking.outcome(node, tillDate(id, in(i % 8 + 2)));
            if (placed instanceof Outcome.Accepted) {
                Asking.outcome(node, TestMarket.cancel(id, TestMarket.SELLER));
            }
        }
        tail.await(Asking.payments(node, 1, 1));
        node.abandon();
        assertReplayGives(core, tail);
    }
}
