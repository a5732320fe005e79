package com.flowex.access.http.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same text as java.time's, for every day there is and for a million moments. */
class IsoTimeTest {

    @Test
    void everyDayOfEightThousandYearsIsTheCalendars() {
        LocalDate end = LocalDate.of(10_000, 1, 2);
        for (LocalDate day = LocalDate.of(1969, 12, 30); day.isBefore(end); day = day.plusDays(1)) {
            assertSame(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-02-29T23:59:59.999999999Z",
                "2100-02-28T23:59:59.9Z",
                "2100-03-01T00:00:00Z",
                "2024-12-31T23:59:59.000000001Z",
                "9999-12-31T23:59:59.999999999Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-11-20T09:30:00.120Z",
                "2026-11-20T09:30:00.120034Z"
            })
    void edgesOfTheCalendarAreFormattedLikeInstant(String text) {
        assertSame(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aMillionRandomMomentsAreTheSameText(long seed) {
        Random random = new Random(seed);
        int[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 500_000; i++) {
            long nanos = random.nextLong() / steps[random.nextInt(4)] * steps[random.nextInt(4)];
            Instant moment = Instant.ofEpochSecond(0, nanos);
            assertEquals(moment.toString(), IsoTime.ofNanos(nanos));
            assertSame(moment);
        }
    }

    private static void assertSame(Instant moment) {
        assertEquals(moment.toString(), IsoTime.of(moment));
    }
}
