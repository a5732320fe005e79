package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TransferStepRingTest {

    private static void fill(TransferStepRing ring, int entries) {
        for (int i = 0; i < entries; i++) {
            int entry = ring.take();
            ring.set(entry, 7, entry * 3L);
        }
    }

    /** Numbers begin again after two thousand million steps, some years of a busy exchange. */
    @Test
    void numbersGoRoundAndNothingIsMixedUp() {
        TransferStepRing ring = new TransferStepRing(TransferStepRing.LAST - 10_000);
        fill(ring, 300_000);

        int entry = ring.oldest();
        for (int i = 0; i < 300_000; i++) {
            assertEquals(entry * 3L, ring.get(entry, 7));
            assertEquals(i, TransferStepRing.minus(entry, ring.oldest()));
            entry = TransferStepRing.plus(entry, 1);
        }
        assertEquals(300_000, ring.count());
        assertTrue(ring.next() < 300_000);
    }

    /** Issue 14: memory is that of what is there, not of what ever was. */
    @Test
    void pagesThatAreLeftAreFree() {
        TransferStepRing ring = new TransferStepRing(TransferStepRing.LAST - 50_000);
        fill(ring, 20_000);
        for (int round = 0; round < 50; round++) {
            fill(ring, 20_000);
            for (int i = 0; i < 20_000; i++) {
                assertEquals(ring.oldest() * 3L, ring.get(ring.oldest(), 7));
                ring.drop();
            }
        }

        assertEquals(20_000, ring.count());
        assertTrue(ring.pages() <= 6, () -> ring.pages() + " pages");
        for (int i = 0; i < 20_000; i++) {
            ring.drop();
        }
        assertEquals(TransferStepRing.NONE, ring.oldest());
        fill(ring, 1);
        assertEquals(1, ring.count());
    }
}
