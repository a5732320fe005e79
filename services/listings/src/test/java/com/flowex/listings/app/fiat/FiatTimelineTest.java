package com.flowex.listings.app.fiat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.listings.store.FiatDaysTable.DayAmount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A past day has the rate of the most trusted source, of that day or a few days before it; else none. */
class FiatTimelineTest {

    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

    private static DayAmount provider(String currency, int day, String amount) {
        return new DayAmount("provider", currency, "EUR", FRIDAY.plusDays(day), Optional.of(new BigDecimal(amount)));
    }

    private static DayAmount operator(int day, String amount) {
        return new DayAmount(
                "operator",
                "CHF",
                "USD",
                FRIDAY.plusDays(day),
                Optional.of(amount).filter(text -> !text.isEmpty()).map(BigDecimal::new));
    }

    private static String on(FiatTimeline timeline, int day) {
        return timeline.on(FRIDAY.plusDays(day))
                .map(rate -> rate.rate().stripTrailingZeros().toPlainString() + " "
                        + rate.source().word() + " "
                        + FRIDAY.until(rate.day()).getDays())
                .orElse("none");
    }

    private static FiatTimeline of(String currency, Map<String, BigDecimal> sample, DayAmount... amounts) {
        return FiatTimeline.of(new FiatTimeline.Pair("USD", currency), List.of(amounts), sample, 3);
    }

    @Test
    void aDayWithoutARateHasTheLastBeforeItUpToTheBound() {
        FiatTimeline timeline = of(
                "CHF",
                Map.of(),
                provider("USD", 0, "1.25"),
                provider("CHF", 0, "1"),
                provider("USD", 1, "1.25"),
                provider("USD", 7, "2"),
                provider("CHF", 7, "1"));
        assertEquals(
                List.of("none", "0.8 provider 0", "0.8 provider 0", "0.8 provider 0", "none", "0.5 provider 7"),
                List.of(
                        on(timeline, -1),
                        on(timeline, 0),
                        on(timeline, 1), // one of the two alone is no rate
                        on(timeline, 3),
                        on(timeline, 4),
                        on(timeline, 8)));
        assertEquals("0.8 provider 0", on(of("EUR", Map.of(), provider("USD", 0, "1.25")), 2));
    }

    @Test
    void theOperatorsRateComesFirstUntilItIsTakenBack() {
        FiatTimeline timeline = of(
                "CHF",
                Map.of("USD", BigDecimal.ONE, "CHF", new BigDecimal("0.85")),
                provider("USD", 0, "1.25"),
                provider("CHF", 0, "1"),
                operator(1, "0.9"),
                operator(3, ""));
        assertEquals("0.8 provider 0", on(timeline, 0));
        assertEquals("0.9 operator 1", on(timeline, 2));
        assertEquals("0.8 provider 0", on(timeline, 3));
        assertEquals("0.85 sample 4", on(timeline, 4));
    }

    @Test
    void theCountedCurrencyIsWorthOneOnEveryDay() {
        assertEquals("1 operator 9", on(of("USD", Map.of()), 9));
        assertEquals("none", on(of("CHF", Map.of("USD", BigDecimal.ONE)), 0));
        assertEquals(6, FiatTimeline.carriedDays(Duration.ofHours(144)));
        assertEquals(1, FiatTimeline.carriedDays(Duration.ofHours(1)));
    }
}
