package com.flowex.domain.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandTest {

    private static final BigInteger WHOLE = BigInteger.valueOf(FeeRates.WHOLE);

    @Test
    void boundsOfTheBandAreRoundedInwards() {
        assertEquals(1_002, Band.highestBuy(999, 3_999));
        assertEquals(996, Band.lowestSell(999, 3_999));
    }

    @Test
    void withoutAReferenceOrAWidthThereIsNoBand() {
        assertEquals(Long.MAX_VALUE, Band.highestBuy(0, 10));
        assertEquals(Long.MAX_VALUE, Band.highestBuy(10, 0));
        assertEquals(0, Band.lowestSell(0, 10));
        assertEquals(0, Band.lowestSell(10, 0));
    }

    /** Failure 10. */
    @Test
    void anyReferenceAndWidthGiveTheExactBoundsOrTheLargestPrice() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            long reference = (random.nextLong() >>> 1 + random.nextInt(62)) + (i % 2 == 0 ? 1 : 0);
            reference = i % 1_000 == 0 || reference <= 0 ? Long.MAX_VALUE - i : reference;
            int millionths = 1 + random.nextInt(FeeRates.WHOLE - 1);
            BigInteger high = BigInteger.valueOf(reference)
                    .multiply(BigInteger.valueOf(FeeRates.WHOLE + millionths))
                    .divide(WHOLE)
                    .min(BigInteger.valueOf(Long.MAX_VALUE));
            BigInteger[] low = BigInteger.valueOf(reference)
                    .multiply(BigInteger.valueOf(FeeRates.WHOLE - millionths))
                    .divideAndRemainder(WHOLE);
            long lowest = low[0].longValueExact() + low[1].signum();

            assertEquals(high.longValueExact(), Band.highestBuy(reference, millionths));
            assertEquals(lowest, Band.lowestSell(reference, millionths));
        }
    }
}
