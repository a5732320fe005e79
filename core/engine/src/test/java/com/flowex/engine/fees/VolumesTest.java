package com.flowex.engine.fees;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes against a map of days. */
class VolumesTest {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Volumes volumes = new Volumes();

    private List<String> daysOf(int balance, long day) {
        List<String> days = new ArrayList<>();
        volumes.days(balance, day, (when, units) -> days.add(when + ":" + units));
        return days;
    }

    @Test
    void accountThatNeverTradedHasNoVolume() {
        assertEquals(0, volumes.of(123_456, 20_000));
        assertEquals(List.of(), daysOf(123_456, 20_000));
    }

    @Test
    void aDayCountsForThirtyDaysAndNoLonger() {
        volumes.add(3, 20_000, 70);
        volumes.add(3, 20_001, 5);

        assertEquals(75, volumes.of(3, 20_029));
        assertEquals(5, volumes.of(3, 20_030));
        assertEquals(0, volumes.of(3, 20_031));
    }

    @Test
    void theDaysThatCountAreGivenOldestFirst() {
        volumes.add(3, 20_000, 1);
        volumes.add(3, 20_005, 2);
        volumes.add(3, 20_005, 3);
        volumes.add(3, 20_009, 4);

        assertEquals(List.of("20000:1", "20005:5", "20009:4"), daysOf(3, 20_010));
        assertEquals(List.of("20005:5", "20009:4"), daysOf(3, 20_030));
        assertEquals(List.of(), daysOf(3, 20_060));
    }

    /** Failure 10. */
    @Test
    void aSumPastALongStaysAtTheLargest() {
        volumes.add(0, 5, Long.MAX_VALUE);
        volumes.add(0, 5, Long.MAX_VALUE);
        volumes.add(0, 6, Long.MAX_VALUE - 1);
        assertEquals(Long.MAX_VALUE, volumes.of(0, 6));

        assertEquals(Long.MAX_VALUE - 1, volumes.of(0, 35));
        volumes.add(0, 35, 1);
        assertEquals(Long.MAX_VALUE, volumes.of(0, 35));
        assertEquals(1, volumes.of(0, 36));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTradesOnAnyDaysAddUpAsInAMapOfDays(long seed) {
        Random random = new Random(seed);
        Map<Integer, TreeMap<Long, BigInteger>> expected = new HashMap<>();
        long day = 20_000;
        for (int i = 0; i < 20_000; i++) {
            int balance = random.nextInt(200);
            long traded = random.nextLong() >>> 1 + random.nextInt(62);
            day += random.nextInt(200) == 0 ? random.nextInt(40) : 0;
            TreeMap<Long, BigInteger> days = expected.computeIfAbsent(balance, _ -> new TreeMap<>());
            assertEquals(sumOf(days, day), volumes.of(balance, day), () -> "seed " + seed);
            volumes.add(balance, day, traded);
            days.merge(day, BigInteger.valueOf(traded), (a, b) -> a.add(b).min(MOST));
        }
    }

    private static long sumOf(NavigableMap<Long, BigInteger> days, long day) {
        return days.tailMap(day - Volumes.DAYS, false).values().stream()
                .reduce(BigInteger.ZERO, BigInteger::add)
                .min(MOST)
                .longValueExact();
    }
}
