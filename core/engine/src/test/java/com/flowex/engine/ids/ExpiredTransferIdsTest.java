package com.flowex.engine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiredTransferIdsTest {

    private final ExpiredTransferIds forgotten = new ExpiredTransferIds();

    private List<Long> all() {
        List<Long> prints = new ArrayList<>();
        forgotten.forEach(prints::add);
        return prints;
    }

    @Test
    void expiredIdsAndNoOthersAreKnown() {
        Random random = new Random(1);
        Set<Long> prints = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long print = random.nextLong();
            assertEquals(!prints.add(print), forgotten.has(print));
            forgotten.add(print);
        }

        prints.forEach(print -> assertTrue(forgotten.has(print)));
        for (int i = 0; i < 200_000; i++) {
            assertFalse(forgotten.has(random.nextLong()));
        }
        assertEquals(prints.size(), forgotten.count());
        assertEquals(prints, new HashSet<>(all()));
    }

    /** Failure 3: a node that was restored, and has another secret, writes the same. */
    @Test
    void theOrderIsThatOfTheNumbersHoweverTheyCame() {
        List<Long> prints = new ArrayList<>(List.of(5L, -1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE, 4L, -2L, 5L));
        prints.forEach(forgotten::add);

        List<Long> sorted = new ArrayList<>(new HashSet<>(prints));
        sorted.sort(Long::compareUnsigned);
        assertEquals(sorted, all());
    }
}
