package com.flowex.platform.projection.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every event once, and none out of turn. */
class EventSequencerTest {

    private static final Event EVENT = new AccountOpened(new AccountId(1, 1_000), false);

    private final List<Long> seen = new ArrayList<>();
    private final EventSequencer events = new EventSequencer((_, sequence, _) -> seen.add(sequence));

    private static EventBatch batch(long first, int count) {
        return new EventBatch(first, count, first, 1, Collections.nCopies(count, EVENT));
    }

    @Test
    void eventsAlreadySeenAreSkipped() {
        events.on(List.of(batch(1, 2), batch(3, 1)));
        events.on(List.of(batch(1, 2), batch(3, 2)));

        assertEquals(List.of(1L, 2L, 3L, 4L), seen);
    }

    @Test
    void viewContinuesBehindItsStoredEvents() {
        events.startFrom(7);
        events.on(List.of(batch(7, 2)));

        assertEquals(List.of(8L), seen);
    }

    @Test
    void aMissingEventStopsTheView() {
        events.on(List.of(batch(1, 1)));

        IllegalStateException stopped =
                assertThrows(IllegalStateException.class, () -> events.on(List.of(batch(3, 1))));

        assertEquals("event 2 is missing, got 3", stopped.getMessage());
        assertEquals(List.of(1L), seen);
    }
}
