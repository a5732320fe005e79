package com.flowex.listings.opening;

import com.flowex.domain.Asset;
import com.flowex.domain.Scale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The figures of a market whose price is of some power of ten, where nobody gives others. With a price from 10^m up to ten times that:
 * a tick is 10^(m-5), so a price has six digits; a lot is 10^(-m-2), worth from a hundredth to a tenth of the quote asset; the highest
 * price is 10^(m+4), from a thousand to ten thousand times the price; the largest order is worth a million to ten millions, or what the
 * scales hold.
 *
 * @param magnitude m
 */
record PriceFigures(int magnitude) {

    private static final int DIGITS = 5;
    private static final int PLACES = 8;
    private static final int HIGHEST = 4;
    private static final int LARGEST = 6;

    /** So many more than there are now may be made of a coin that knows no most. */
    private static final BigDecimal GROWTH = BigDecimal.TEN;

    /** Of a market with this price; above zero. */
    static PriceFigures ofPrice(BigDecimal price) {
        return new PriceFigures(power(price));
    }

    /** Of a market whose tick is given and whose price nobody knows; above zero. */
    static PriceFigures ofTick(BigDecimal tick) {
        return new PriceFigures(power(tick) + DIGITS);
    }

    private static int power(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    BigDecimal tick() {
        return BigDecimal.ONE.scaleByPowerOfTen(magnitude - DIGITS);
    }

    /** No finer than the asset. */
    BigDecimal lot(Scale asset) {
        return BigDecimal.ONE.scaleByPowerOfTen(Math.max(-magnitude - 2, -asset.places()));
    }

    BigDecimal maxPrice() {
        return BigDecimal.ONE.scaleByPowerOfTen(magnitude + HIGHEST);
    }

    /** As much as a million is worth, or as the scales hold: the largest order at the highest price fits them. */
    BigDecimal maxQuantity(Scale asset, Scale quote) {
        int held = Math.min(Scale.PLACES_MAX - asset.places(), Scale.PLACES_MAX - quote.places() - magnitude - HIGHEST);
        return BigDecimal.ONE.scaleByPowerOfTen(Math.min(LARGEST - magnitude, held));
    }

    /** Decimal places of a plain number, none below zero. */
    static int places(BigDecimal value) {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    /** The finest scale up to eight places that holds as many whole coins as there may ever be. */
    static Scale scale(Optional<BigDecimal> most, Optional<BigDecimal> now) {
        BigDecimal held = most.or(() -> now.map(GROWTH::multiply)).orElse(BigDecimal.ONE);
        int places = PLACES;
        while (places > 0 && held.compareTo(BigDecimal.valueOf(Asset.supplyMax(new Scale(places)))) > 0) {
            places--;
        }
        return new Scale(places);
    }

    /** How many whole coins there may ever be; as many as the scale holds where nobody says it. */
    static long supply(Optional<BigDecimal> most, Scale scale) {
        BigDecimal held = BigDecimal.valueOf(Asset.supplyMax(scale));
        return most.map(each -> each.setScale(0, RoundingMode.UP))
                .filter(each -> each.signum() > 0)
                .map(held::min)
                .orElse(held)
                .longValueExact();
    }
}
