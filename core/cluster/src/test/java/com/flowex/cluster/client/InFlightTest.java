package com.flowex.cluster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(4);

    private OutcomePromise add(long deadlineNanos) {
        OutcomePromise promise = new OutcomePromise(new OpenAccount(new AccountId(1, 1_000)), deadlineNanos);
        inFlight.add(promise);
        return promise;
    }

    @Test
    void anAnswerFindsItsCommandOnce() {
        OutcomePromise first = add(0);
        OutcomePromise second = add(0);
        assertSame(second, inFlight.remove(1));
        assertNull(inFlight.remove(1));
        assertNull(inFlight.remove(2));
        assertNull(inFlight.remove(-1));
        assertSame(first, inFlight.remove(0));
    }

    @Test
    void roomComesBackWhenTheOldestIsAnswered() {
        List<OutcomePromise> promises = List.of(add(0), add(0), add(0), add(0));
        assertTrue(inFlight.isFull());
        assertSame(promises.get(2), inFlight.remove(2));
        assertTrue(inFlight.isFull());
        assertSame(promises.get(0), inFlight.remove(0));
        assertFalse(inFlight.isFull());
        assertEquals(4, inFlight.nextId());
        OutcomePromise fifth = add(0);
        assertTrue(inFlight.isFull());
        assertSame(fifth, inFlight.remove(4));
    }

    @Test
    void lateCommandBecomesUnknownAndItsAnswerIsIgnored() {
        OutcomePromise late = add(10);
        OutcomePromise inTime = add(20);
        inFlight.giveUpLate(15);
        assertEquals(new Outcome.Unknown(), late.join());
        assertFalse(inTime.isDone());
        assertNull(inFlight.remove(0));
        assertSame(inTime, inFlight.remove(1));
    }

    @Test
    void lostSessionReturnsUnansweredCommandsOldestFirst() {
        OutcomePromise first = add(10);
        OutcomePromise second = add(20);
        OutcomePromise third = add(20);
        assertSame(second, inFlight.remove(1));
        List<OutcomePromise> promises = new ArrayList<>();
        inFlight.takeAll(promises::add);
        assertEquals(List.of(first, third), promises);
        assertFalse(first.isDone() || second.isDone() || third.isDone());
        assertFalse(inFlight.isFull());
        assertNull(inFlight.remove(2));
    }
}
