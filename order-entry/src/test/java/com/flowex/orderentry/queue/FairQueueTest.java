package com.flowex.orderentry.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock stands still unless it is moved, and threads wait only where a test says so. */
@Timeout(900)
class FairQueueTest {

    private static final int FLOOD = 1;
    private static final int QUIET = 2;
    private static final int AT_ONCE = 8;

    private final AtomicLong nanos = new AtomicLong();
    private final FairQueue turns = new FairQueue(AT_ONCE, 10, Duration.ofMillis(1), nanos::get);

    private List<CompletableFuture<Void>> requested(int tenant, int times) {
        List<CompletableFuture<Void>> requested = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            requested.add(turns.request(tenant));
        }
        return requested;
    }

    private static long come(List<CompletableFuture<Void>> requested) {
        return requested.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void aTenantThatIsAloneHasEverything() {
        assertEquals(1_000, come(requested(FLOOD, 1_000)));
        assertEquals(0, turns.waiting());
    }

    @Test
    void aTenantThatComesBesideAFloodDoesNotWaitForIt() {
        requested(FLOOD, 1_000);

        assertTrue(turns.request(QUIET).isDone());
        assertFalse(turns.request(FLOOD).isDone(), "has more on its way than its share");
    }

    @Test
    void tenantsShareTheInFlightLimitEvenlyAndWaitForTheirOwnTurns() {
        requested(QUIET, 1);
        List<CompletableFuture<Void>> flood = requested(FLOOD, 12);
        assertEquals(AT_ONCE / 2, come(flood));
        assertEquals(8, turns.waiting());

        turns.leave(QUIET);
        assertEquals(AT_ONCE / 2, come(flood), "the other's answer is no turn of its own");

        turns.leave(FLOOD);
        turns.leave(FLOOD);
        assertEquals(AT_ONCE / 2 + 2, come(flood));
        assertTrue(flood.get(5).isDone());
        assertFalse(flood.get(6).isDone(), "who came first goes first");
    }

    @Test
    void eachOfManyTenantsHasTwoInFlight() {
        for (int tenant = 1; tenant <= 100; tenant++) {
            assertTrue(turns.request(tenant).isDone());
        }
        assertTrue(turns.request(50).isDone());
        assertFalse(turns.request(50).isDone());
    }

    @Test
    void aTenantThatGoesQuietLeavesItsShareToTheOthers() {
        requested(QUIET, 1);
        List<CompletableFuture<Void>> flood = requested(FLOOD, 12);
        turns.leave(QUIET);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        CompletableFuture<Void> next = turns.request(FLOOD);
        assertFalse(next.isDone(), "behind those that wait");
        turns.leave(FLOOD);

        assertEquals(12, come(flood), "alone again");
        assertTrue(next.isDone());
        assertEquals(0, turns.waiting());
    }

    @Test
    void queueIsBoundedAndItsRefusalNamesTheRule() {
        requested(QUIET, 1);
        requested(FLOOD, AT_ONCE / 2 + 10);

        Refusal refused = assertThrows(Refusal.class, () -> turns.request(FLOOD));
        assertEquals(RefusalCode.OVERLOADED, refused.code());
        assertEquals(1, refused.retryAfterSeconds());
        assertTrue(refused.detail().contains("wait for their turn"), refused.detail());
        assertTrue(turns.request(QUIET).isDone(), "the other tenant notices nothing");
    }

    @Test
    void timedOutRequestIsRefusedAndUsesNoTurnLater() {
        requested(QUIET, 1);
        requested(FLOOD, AT_ONCE / 2);

        Refusal refused = assertThrows(Refusal.class, () -> turns.take(FLOOD));

        assertEquals(RefusalCode.OVERLOADED, refused.code());
        assertEquals(0, turns.waiting());
        turns.leave(FLOOD);
        assertTrue(turns.request(FLOOD).isDone(), "the turn that was given up is free");
    }

    @Test
    void freeTurnWakesItsWaiter() {
        FairQueue patient = new FairQueue(2, 10, Duration.ofSeconds(20));
        patient.take(QUIET);
        patient.take(FLOOD);
        patient.take(FLOOD);
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> patient.take(FLOOD));

        patient.leave(FLOOD);

        third.join();
        assertEquals(0, patient.waiting());
    }
}
