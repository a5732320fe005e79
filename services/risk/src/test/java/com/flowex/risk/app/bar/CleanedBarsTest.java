package com.flowex.risk.app.bar;

import static com.flowex.risk.app.bar.TestDays.TODAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: nothing that is wrong with the days goes by unnoticed, and each thing that is wrong costs trust. */
class CleanedBarsTest {

    private final List<DailyBar> good = TestDays.moving(400, 0.5, 1);
    private final double trust = CleanedBars.of(good, TODAY).quality().trust();

    private DataQuality changed(List<DailyBar> days, String note) {
        DataQuality quality = CleanedBars.of(days, TODAY).quality();
        assertTrue(quality.notes().contains(note), () -> note + " is not in " + quality.notes());
        assertTrue(quality.trust() < trust, "it costs trust");
        return quality;
    }

    @Test
    void wholeDaysOfAYearAreTrustedWholly() {
        assertEquals(1, trust);
        assertEquals(List.of(), CleanedBars.of(good, TODAY).quality().notes());
    }

    @Test
    void aDayThatIsThereTwiceCountsOnce() {
        List<DailyBar> days = new ArrayList<>(good);
        days.add(good.get(7));
        assertEquals(1, changed(days, "duplicate_days").duplicates());
        assertEquals(good, CleanedBars.of(days, TODAY).bars());
    }

    @Test
    void aDayThatHasNotBeenYetIsLeftOutAndSoIsToday() {
        List<DailyBar> days = new ArrayList<>(good);
        days.add(new DailyBar(TODAY, 1, 1, 1, 1, 1));
        assertEquals(1, CleanedBars.of(days, TODAY).quality().trust());
        days.add(new DailyBar(TODAY + 3, 1, 1, 1, 1, 1));
        assertEquals(1, changed(days, "future_days").future());
        assertEquals(good, CleanedBars.of(days, TODAY).bars());
    }

    @Test
    void impossibleBarsAreExcluded() {
        for (DailyBar absurd : List.of(
                new DailyBar(TODAY - 50, 0, 1, 1, 1, 1),
                new DailyBar(TODAY - 50, 2, 1, 1, 1, 1),
                new DailyBar(TODAY - 50, 1, 1, 2, 1, 1),
                new DailyBar(TODAY - 50, 1, 1, 1, 1, -1),
                new DailyBar(TODAY - 50, Double.NaN, 1, 1, 1, 1),
                new DailyBar(-5, 1, 1, 1, 1, 1))) {
            List<DailyBar> days = new ArrayList<>(good);
            days.add(absurd);
            assertEquals(1, changed(days, "absurd_days").absurd());
            assertEquals(good, CleanedBars.of(days, TODAY).bars());
        }
    }

    @Test
    void missingDaysAreCountedAndNothingIsMadeUpForThem() {
        List<DailyBar> days = new ArrayList<>(good);
        days.subList(100, 120).clear();
        DataQuality quality = changed(days, "gaps");
        assertEquals(20, quality.longestGap());
        assertEquals(380, quality.present());
        assertEquals(400, quality.expected());
    }

    @Test
    void aChangeOfUnitsIsUndone() {
        List<DailyBar> days = new ArrayList<>(good);
        days.subList(0, 200).replaceAll(day -> day.times(1_000));
        CleanedBars clean = CleanedBars.of(days, TODAY);
        assertEquals(1, changed(days, "split_suspected").splits());
        for (int i = 0; i < 400; i++) {
            assertEquals(
                    good.get(i).close(),
                    clean.bars().get(i).close(),
                    0.01 * good.get(i).close());
        }
    }

    @Test
    void aSlipOfADayIsLeftOut() {
        List<DailyBar> days = new ArrayList<>(good);
        days.set(50, days.get(50).times(7.3));
        assertEquals(1, changed(days, "spikes").spikes());
        assertEquals(399, CleanedBars.of(days, TODAY).bars().size());
    }

    @Test
    void oldDaysAreTrustedLessAndThoseOfTwoWeeksAgoNotAtAll() {
        assertEquals(3, changed(good.subList(0, 397), "stale").stale());
        assertEquals(0, CleanedBars.of(good.subList(0, 380), TODAY).quality().trust());
        assertEquals(0, CleanedBars.of(List.of(), TODAY).quality().trust());
    }
}
