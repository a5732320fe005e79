package com.flowex.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.margin.IndexPrice;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.value.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexPriceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_000 * SECOND;

    private static long index(long... pricesAndVolumes) {
        long[] prices = new long[pricesAndVolumes.length / 2];
        long[] volumes = new long[prices.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = pricesAndVolumes[2 * i];
            volumes[i] = pricesAndVolumes[2 * i + 1];
        }
        return IndexPrice.of(prices, volumes);
    }

    @Test
    void volumeIsTheWeight() {
        assertEquals(101, index(100, 1, 100, 1, 102, 2));
        assertEquals(100, index(100, 100, 101, 1, 102, 1), "the mean is rounded down");
    }

    /** One source with nearly all the volume moves the index by a twentieth at most. */
    @Test
    void aPriceCountsWithinATwentiethOfTheMedian() {
        assertEquals(104, index(100, 1, 100, 1, 1_000_000, 1_000_000));
        assertEquals(95, index(100, 1, 100, 1, 1, 1_000_000));
        assertEquals(19, index(19, 1, 19, 1, 1, 1_000_000), "below 20 units the bound is the median itself");
    }

    @Test
    void theMedianOfTwoIsTheirMean() {
        assertEquals(100, index(90, 1, 111, 1));
    }

    @Test
    void theLargestPricesAndVolumesFit() {
        long[] largest = new long[2 * IndexQuote.SOURCES_MAX];
        java.util.Arrays.fill(largest, IndexQuote.UNITS_MAX);

        assertEquals(IndexQuote.UNITS_MAX, index(largest));
    }

    @Test
    void staleQuotesHaveNoWeightAndAllStaleOnesLeaveThePriceAsItIs() {
        MarginAssets assets = new MarginAssets();
        assets.set(1, 0, new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 1, 1)), 0, 0));
        assets.put(0, new IndexQuote(1, 100, 1, NOW));
        assets.put(0, new IndexQuote(2, 104, 1, NOW + 30 * SECOND));

        assertTrue(assets.reprice(0, NOW + 30 * SECOND));
        assertEquals(102, assets.priceUnits(0));
        assertTrue(assets.reprice(0, NOW + 60 * SECOND));
        assertEquals(104, assets.priceUnits(0));
        assertFalse(assets.reprice(0, NOW + 90 * SECOND));
        assertEquals(104, assets.priceUnits(0));
    }

    @Test
    void aPriceIsCertainWhileThreeSourcesAreFresh() {
        MarginAssets assets = new MarginAssets();
        assertFalse(assets.isCertain(0, NOW));
        assets.set(1, 0, new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 1, 1)), 0, 0));
        for (int source = 1; source <= 3; source++) {
            assertFalse(assets.isCertain(0, NOW));
            assets.put(0, new IndexQuote(source, 100, 1, NOW));
        }

        assertTrue(assets.isCertain(0, NOW + 60 * SECOND - 1));
        assertFalse(assets.isCertain(0, NOW + 60 * SECOND));
    }
}
