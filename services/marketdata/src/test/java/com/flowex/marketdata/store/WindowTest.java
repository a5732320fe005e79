package com.flowex.marketdata.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.errors.Refusal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @Test
    void partsFillAWindowExactlyAndAreFew() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 2_000; i++) {
            long from = random.nextLong(2_000_000_000L);
            Window window = new Window(from, from + 1 + random.nextLong(Window.SECONDS_MAX));
            long at = from;
            long candles = 0;
            for (Window.Part part : window.parts()) {
                assertEquals(at, part.fromSeconds());
                assertEquals(0, part.fromSeconds() % part.interval().seconds());
                assertEquals(
                        0,
                        (part.toSeconds() - part.fromSeconds())
                                % part.interval().seconds());
                candles += (part.toSeconds() - part.fromSeconds())
                        / part.interval().seconds();
                at = part.toSeconds();
            }
            assertEquals(window.toSeconds(), at);
            assertTrue(
                    window.parts().size() <= 7 && candles <= 366 + 2 * (59 + 59 + 23),
                    () -> window + " is " + window.parts());
        }
    }

    @Test
    void aWindowThatBeginsBeforeSecondsAreStoredBeginsWithAMinute() {
        Window window = new Window(1_000_001, 2_000_000);
        assertEquals(window, window.storedFrom(1_000_001));
        assertEquals(1_000_020, window.storedFrom(1_000_002).fromSeconds());
        Window whole = new Window(1_000_020, 2_000_000);
        assertEquals(whole, whole.storedFrom(1_500_000));
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "15m, 900", "24h, 86400", "30d, 2592000", "1s, 1"})
    void aWindowIsANumberOfUnits(String text, long seconds) {
        assertEquals(seconds, Window.seconds(text, 1, Window.SECONDS_MAX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "24", "h", "-1h", "1.5h", "367d", "99999999d", "24H", " 24h", "999999999s"})
    void malformedWindowIsRefused(String text) {
        assertThrows(Refusal.class, () -> Window.seconds(text, 1, Window.SECONDS_MAX));
    }

    @Test
    void aWindowOfWholeHoursIsNothingElse() {
        assertEquals(7_200, Window.seconds("120m", 3_600, 86_400));
        assertThrows(Refusal.class, () -> Window.seconds("90m", 3_600, 86_400));
        assertThrows(Refusal.class, () -> Window.seconds("25h", 3_600, 86_400));
    }
}
