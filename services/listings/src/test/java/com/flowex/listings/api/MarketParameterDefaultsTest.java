package com.flowex.listings.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a market's figures follow from its price, and are never more than its scales hold. */
class MarketParameterDefaultsTest {

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest
    @CsvSource({
        "67123.45, 0.1, 0.000001, 100000000, 100",
        "3456.7, 0.01, 0.00001, 10000000, 1000",
        "1, 0.00001, 0.01, 10000, 1000000",
        "0.99999, 0.000001, 0.1, 1000, 10000000",
        "0.00001234, 0.0000000001, 1000, 0.1, 10000000000",
    })
    void ticksLotsAndLimitsFollowFromThePrice(String price, String tick, String lot, String most, String largest) {
        MarketParameterDefaults figures = MarketParameterDefaults.ofPrice(new BigDecimal(price));

        assertEquals(tick, plain(figures.tick()));
        assertEquals(lot, plain(figures.lot(new Scale(8))));
        assertEquals(most, plain(figures.maxPrice()));
        assertEquals(largest, plain(figures.maxQuantity(new Scale(8), new Scale(6))));
        assertEquals(figures, MarketParameterDefaults.ofTick(figures.tick()));
    }

    @ParameterizedTest
    @CsvSource({"67123.45, 8, 18", "67123.45, 0, 6", "0.0000001, 3, 6", "1, 18, 18", "99999999, 2, 2"})
    void theLargestOrderFitsWhateverTheScales(String price, int asset, int quote) {
        Scale base = new Scale(asset);
        Scale paid = new Scale(quote);
        MarketParameterDefaults figures = MarketParameterDefaults.ofPrice(new BigDecimal(price));
        Scale prices = new Scale(MarketParameterDefaults.places(figures.tick()));
        long largest = figures.maxQuantity(base, paid).movePointRight(asset).longValueExact();
        InstrumentRules rules = new InstrumentRules(
                prices,
                figures.tick().movePointRight(prices.places()).longValueExact(),
                figures.maxPrice().movePointRight(prices.places()).longValueExact(),
                figures.lot(base).movePointRight(asset).longValueExact(),
                1,
                largest,
                0);
        assertTrue(rules.fit(base, paid));
    }

    @Test
    void aScaleHoldsAllThatThereMayBe() {
        Optional<BigDecimal> nothing = Optional.empty();
        assertEquals(new Scale(8), MarketParameterDefaults.scale(Optional.of(new BigDecimal("21000000")), nothing));
        assertEquals(
                21_000_000, MarketParameterDefaults.supply(Optional.of(new BigDecimal("20999999.9")), new Scale(8)));
        assertEquals(
                new Scale(4), MarketParameterDefaults.scale(nothing, Optional.of(new BigDecimal("8800000000000"))));
        assertEquals(new Scale(8), MarketParameterDefaults.scale(nothing, nothing));
        assertEquals(9_223_372_036L, MarketParameterDefaults.supply(nothing, new Scale(8)));
        assertEquals(new Scale(0), MarketParameterDefaults.scale(Optional.of(new BigDecimal("1e30")), nothing));
    }
}
