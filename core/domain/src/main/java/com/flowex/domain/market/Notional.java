package com.flowex.domain.market;

import com.flowex.domain.value.Scale;
import java.math.BigInteger;

/**
 * Multiplication of price and quantity, in units of the quote asset: the one place that multiplies two scaled numbers.
 *
 * <p>Holds round up. A fill rounds against its taker: a buyer that takes pays the fraction, a seller that takes forgoes it, so no
 * resting order trades at a worse price than its own. Because {@code floor(a) + ceil(b) <= ceil(a + b)}, what the fills of a
 * resting buy pay and what the rest of it holds never exceed what the whole order held.
 */
public final class Notional {

    private Notional() {}

    /**
     * Divisor and multiplier that turn the product of a price and a quantity into quote units.
     *
     * @param divisor 10^(priceScale + baseScale - quoteScale) where that is at least 1, otherwise 1
     * @param multiplier 10^(quoteScale - priceScale - baseScale) where that is at least 1, otherwise 1
     */
    public record Conversion(long divisor, long multiplier) {

        /**
         * Returns the conversion of an instrument.
         *
         * @throws IllegalArgumentException if the scales are more than 18 places apart
         */
        public static Conversion of(Scale price, Scale base, Scale quote) {
            int places = price.places() + base.places() - quote.places();
            return places >= 0
                    ? new Conversion(new Scale(places).unitsPerWhole(), 1)
                    : new Conversion(1, new Scale(-places).unitsPerWhole());
        }
    }

    /**
     * Returns the quote units for {@code quantityUnits} at {@code priceUnits}, rounded up to a whole unit.
     *
     * @param priceUnits 0 or more
     * @param quantityUnits 0 or more
     * @throws ArithmeticException if the result exceeds a {@code long}; listing and order rules make that impossible
     */
    public static long roundedUp(long priceUnits, long quantityUnits, Conversion conversion) {
        long high = Math.multiplyHigh(priceUnits, quantityUnits);
        long low = priceUnits * quantityUnits;
        if (high == 0 && low >= 0) {
            return Math.multiplyExact(Math.ceilDiv(low, conversion.divisor), conversion.multiplier);
        }
        BigInteger[] parts = dividedExactly(priceUnits, quantityUnits, conversion);
        long floor = parts[0].longValueExact();
        return parts[1].signum() == 0 ? floor : Math.addExact(floor, 1);
    }

    /**
     * Returns the quote units for {@code quantityUnits} at {@code priceUnits}, rounded down to a whole unit.
     *
     * @param priceUnits 0 or more
     * @param quantityUnits 0 or more
     * @throws ArithmeticException if the result exceeds a {@code long}; listing and order rules make that impossible
     */
    public static long roundedDown(long priceUnits, long quantityUnits, Conversion conversion) {
        long high = Math.multiplyHigh(priceUnits, quantityUnits);
        long low = priceUnits * quantityUnits;
        if (high == 0 && low >= 0) {
            return Math.multiplyExact(low / conversion.divisor, conversion.multiplier);
        }
        return dividedExactly(priceUnits, quantityUnits, conversion)[0].longValueExact();
    }

    /**
     * Returns the fewest base units whose value at {@code priceUnits}, rounded down, is one quote unit or more.
     *
     * @param priceUnits 1 or more
     */
    public static long leastPayable(long priceUnits, Conversion conversion) {
        return Math.ceilDiv(conversion.divisor, priceUnits);
    }

    /**
     * Returns true if the value of a quantity at a price, rounded down, is below {@code least} quote units. The value itself may
     * exceed a {@code long}.
     *
     * @param priceUnits 0 or more
     * @param quantityUnits 0 or more
     */
    public static boolean isBelow(long priceUnits, long quantityUnits, Conversion conversion, long least) {
        long high = Math.multiplyHigh(priceUnits, quantityUnits);
        long low = priceUnits * quantityUnits;
        if (high == 0 && low >= 0 && conversion.multiplier == 1) {
            return low / conversion.divisor < least;
        }
        return dividedExactly(priceUnits, quantityUnits, conversion)[0].compareTo(BigInteger.valueOf(least)) < 0;
    }

    /** A fee of {@code millionths} on {@code units}, a fraction dropped: 0..units. */
    public static long feeOf(long units, int millionths) {
        long wholes = units / FeeRates.WHOLE;
        long rest = units % FeeRates.WHOLE;
        return wholes * millionths + rest * millionths / FeeRates.WHOLE;
    }

    /** 100_000.00 USDT times 10_000 BTC at scales 2 and 8 is 10^7 x 10^12 = 10^19, more than a long holds. */
    private static BigInteger[] dividedExactly(long priceUnits, long quantityUnits, Conversion conversion) {
        return BigInteger.valueOf(priceUnits)
                .multiply(BigInteger.valueOf(quantityUnits))
                .multiply(BigInteger.valueOf(conversion.multiplier))
                .divideAndRemainder(BigInteger.valueOf(conversion.divisor));
    }
}
