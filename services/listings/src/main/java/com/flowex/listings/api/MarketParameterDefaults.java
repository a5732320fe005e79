package com.flowex.listings.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Scale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Default parameters of a market, by the power of ten of its price. For a price from 10^m up to ten times that, the
 * tick is 10^(m-5), so a price has six digits. The lot is 10^(-m-2), worth from a hundredth to a tenth of the quote
 * asset. The highest price is 10^(m+4), from a thousand to ten thousand times the price. The largest order is worth one
 * to ten millions, or what the scales hold.
 *
 * @param magnitude m
 */
record MarketParameterDefaults(int magnitude) {

    private static final int DIGITS = 5;
    private static final int PLACES = 8;
    private static final int HIGHEST = 4;
    private static final int LARGEST = 6;

    /** Growth factor for the supply of a coin without a maximum. */
    private static final BigDecimal GROWTH = BigDecimal.TEN;

    /** Returns the defaults for a price above zero. */
    static MarketParameterDefaults ofPrice(BigDecimal price) {
        return new MarketParameterDefaults(power(price));
    }

    /** Returns the defaults for a market with a given tick above zero and an unknown price. */
    static MarketParameterDefaults ofTick(BigDecimal tick) {
        return new MarketParameterDefaults(power(tick) + DIGITS);
    }

    private static int power(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    BigDecimal tick() {
        return BigDecimal.ONE.scaleByPowerOfTen(magnitude - DIGITS);
    }

    /** Returns the lot, no finer than the asset's scale. */
    BigDecimal lot(Scale asset) {
        return BigDecimal.ONE.scaleByPowerOfTen(Math.max(-magnitude - 2, -asset.places()));
    }

    BigDecimal maxPrice() {
        return BigDecimal.ONE.scaleByPowerOfTen(magnitude + HIGHEST);
    }

    /** Returns an amount worth a million, or what the scales hold: the largest order at the highest price fits them. */
    BigDecimal maxQuantity(Scale asset, Scale quote) {
        int held = Math.min(Scale.PLACES_MAX - asset.places(), Scale.PLACES_MAX - quote.places() - magnitude - HIGHEST);
        return BigDecimal.ONE.scaleByPowerOfTen(Math.min(LARGEST - magnitude, held));
    }

    /** Returns the number of decimal places of a number, zero or above. */
    static int places(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    /** Returns the finest scale, up to eight places, that holds the largest future supply. */
    static Scale scale(Optional<BigDecimal> most, Optional<BigDecimal> now) {
        BigDecimal held = most.or(() -> now.map(GROWTH::multiply)).orElse(BigDecimal.ONE);
        int places = PLACES;
        while (places > 0 && held.compareTo(BigDecimal.valueOf(Asset.supplyMax(new Scale(places)))) > 0) {
            places--;
        }
        return new Scale(places);
    }

    /** Returns the maximum supply in whole coins; the most that the scale holds if no provider reports it. */
    static long supply(Optional<BigDecimal> most, Scale scale) {
        BigDecimal held = BigDecimal.valueOf(Asset.supplyMax(scale));
        return most.map(each -> each.setScale(0, RoundingMode.UP))
                .filter(each -> each.signum() > 0)
                .map(held::min)
                .orElse(held)
                .longValueExact();
    }
}
