package com.flowex.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the ladder is a sorted map of levels. Method: random levels come and go in a ladder and in a {@link TreeMap};
 * the best level and the whole walk from it are compared.
 */
class PriceLadderTest {

    @ParameterizedTest
    @ValueSource(longs = {70, 4_095, 1_000_000, 1L << 40, Long.MAX_VALUE / 4})
    void theLadderIsASortedMapOfLevels(long keyMax) {
        Random random = new Random(keyMax);
        PriceLadder ladder = new PriceLadder(keyMax);
        TreeMap<Long, Long> map = new TreeMap<>();
        for (int i = 1; i <= 20_000; i++) {
            long spread = random.nextInt(4) == 0 ? keyMax : Math.min(keyMax, 300);
            long key = random.nextLong(spread + 1);
            if (map.containsKey(key)) {
                ladder.remove(ladder.levelAt(key));
                map.remove(key);
            } else {
                ladder.payload(ladder.levelAt(key), i);
                map.put(key, (long) i);
            }
            if (map.size() > 400) {
                ladder.remove(ladder.levelAt(map.firstKey()));
                map.pollFirstEntry();
            }
            if (i % 50 == 0) {
                assertEquals(List.copyOf(map.entrySet()), walk(ladder));
            }
            assertEquals(map.isEmpty(), ladder.best() == PriceLadder.NO_LEVEL);
            if (!map.isEmpty()) {
                assertEquals(map.firstKey(), ladder.key(ladder.best()));
            }
        }
    }

    private static List<Map.Entry<Long, Long>> walk(PriceLadder ladder) {
        List<Map.Entry<Long, Long>> levels = new ArrayList<>();
        for (int level = ladder.best(); level != PriceLadder.NO_LEVEL; level = ladder.after(level)) {
            levels.add(Map.entry(ladder.key(level), ladder.payload(level)));
        }
        return levels;
    }
}
