package com.flowex.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.margin.InterestRate;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.value.AssetId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginRatesTest {

    private static final AssetId DOLLAR = new AssetId(2);
    private static final RatePoint IDLE = new RatePoint(0, 7);
    private static final RatePoint FULL = new RatePoint(RatePoint.USE_MAX, 10);

    private static MarginRates curve(RatePoint... points) {
        return new MarginRates(List.of(points), List.of(), null);
    }

    private static MarginRates discounts(RateDiscount... discounts) {
        return new MarginRates(List.of(), List.of(discounts), DOLLAR);
    }

    private static void assertInvalid(Runnable making) {
        assertThrows(IllegalArgumentException.class, making::run);
    }

    @Test
    void aUseRoundsUpToAMillionth() {
        assertEquals(0, MarginRates.useMillionths(0, 0));
        assertEquals(0, MarginRates.useMillionths(0, 5));
        assertEquals(1_000_000, MarginRates.useMillionths(1, 0));
        assertEquals(333_334, MarginRates.useMillionths(1, 2));
        assertEquals(1, MarginRates.useMillionths(1, Long.MAX_VALUE));
        assertEquals(500_000, MarginRates.useMillionths(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void aRateBetweenTwoPointsRoundsUp() {
        assertEquals(new InterestRate(0, 7, 7), curve(IDLE, FULL).rate(99, 0, 10, 0));
        assertEquals(new InterestRate(333_334, 9, 9), curve(IDLE, FULL).rate(99, 1, 2, 0));
        assertEquals(new InterestRate(333_000, 8, 8), curve(IDLE, FULL).rate(99, 333, 667, 0));
        assertEquals(new InterestRate(1_000_000, 10, 10), curve(IDLE, FULL).rate(99, 10, 0, 0));
    }

    @Test
    void theSteepestLineIsExact() {
        MarginRates steep = curve(
                new RatePoint(0, 0), new RatePoint(999_999, 0), new RatePoint(RatePoint.USE_MAX, MarginTerms.RATE_MAX));
        assertEquals(0, steep.rate(0, 999_999, 1, 0).billionths());
        assertEquals(MarginTerms.RATE_MAX, steep.rate(0, 9_999_991, 9, 0).billionths());
    }

    @Test
    void theHighestDiscountThatAVolumeReachesCounts() {
        MarginRates rates = discounts(
                new RateDiscount(5, 1_000), new RateDiscount(6, 5_000), new RateDiscount(Long.MAX_VALUE, 10_000));
        assertEquals(99, rates.rate(99, 0, 0, 4).billionths());
        assertEquals(90, rates.rate(99, 0, 0, 5).billionths());
        assertEquals(50, rates.rate(99, 0, 0, 6).billionths());
        assertEquals(0, rates.rate(99, 0, 0, Long.MAX_VALUE).billionths());
        assertEquals(99, rates.rate(99, 0, 0, 6).poolBillionths());
    }

    @Test
    void withoutAnythingTheRateIsThatOfTheTerms() {
        assertTrue(MarginRates.NONE.isEmpty());
        assertEquals(99, MarginRates.NONE.rate(99, 1, 1, 1).billionths());
    }

    @Test
    void aCurveGoesFromNothingToEverythingAndNeverFalls() {
        RatePoint half = new RatePoint(500_000, 8);
        assertInvalid(() -> curve(IDLE));
        assertInvalid(() -> curve(IDLE, half));
        assertInvalid(() -> curve(half, FULL));
        assertInvalid(() -> curve(IDLE, half, half, FULL));
        assertInvalid(() -> curve(IDLE, new RatePoint(500_000, 6), FULL));
        assertInvalid(() -> new MarginRates(Collections.nCopies(MarginRates.POINTS_MAX + 1, FULL), List.of(), null));
        assertInvalid(() -> new RatePoint(-1, 0));
        assertInvalid(() -> new RatePoint(RatePoint.USE_MAX + 1, 0));
        assertInvalid(() -> new RatePoint(0, -1));
        assertInvalid(() -> new RatePoint(0, MarginTerms.RATE_MAX + 1));
    }

    @Test
    void discountsRiseWithTheVolumeAndNameItsCurrency() {
        assertInvalid(() -> discounts(new RateDiscount(5, 1), new RateDiscount(5, 2)));
        assertInvalid(() -> discounts(new RateDiscount(5, 2), new RateDiscount(6, 1)));
        assertInvalid(() -> discounts());
        assertInvalid(() -> new MarginRates(List.of(), List.of(new RateDiscount(5, 2)), null));
        assertInvalid(() -> new MarginRates(
                List.of(), Collections.nCopies(MarginRates.DISCOUNTS_MAX + 1, new RateDiscount(5, 2)), DOLLAR));
        assertInvalid(() -> new RateDiscount(-1, 0));
        assertInvalid(() -> new RateDiscount(0, -1));
        assertInvalid(() -> new RateDiscount(0, 10_001));
    }
}
