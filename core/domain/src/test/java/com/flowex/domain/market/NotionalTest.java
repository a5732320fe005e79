package com.flowex.domain.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.market.Notional.Conversion;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotionalTest {

    /** Failure 10: both the short way and the long way agree with exact arithmetic, at the ends of every scale. */
    @Test
    void theProductIsExactForAnyPriceAndQuantity() {
        Random random = new Random(10);
        for (int i = 0; i < 200_000; i++) {
            long price = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            long quantity = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            Conversion conversion = new Conversion(new Scale(random.nextInt(19)).unitsPerWhole(), 1);
            BigInteger[] parts = BigInteger.valueOf(price)
                    .multiply(BigInteger.valueOf(quantity))
                    .divideAndRemainder(BigInteger.valueOf(conversion.divisor()));
            if (parts[0].bitLength() <= 63) {
                long floor = parts[0].longValueExact();
                assertEquals(floor, Notional.roundedDown(price, quantity, conversion));
                assertEquals(floor + parts[1].signum(), Notional.roundedUp(price, quantity, conversion));
            } else {
                assertThrows(ArithmeticException.class, () -> Notional.roundedUp(price, quantity, conversion));
            }
        }
    }

    @Test
    void theFillsOfAnOrderNeverNeedMoreThanItsHold() {
        Random random = new Random(11);
        Conversion conversion = new Conversion(10_000, 1);
        for (int i = 0; i < 100_000; i++) {
            long price = 1 + random.nextLong(1_000_000);
            long whole = 1 + random.nextLong(1_000_000);
            long part = random.nextLong(whole + 1);
            long paid = Notional.roundedDown(price - random.nextLong(price), part, conversion);
            long rest = Notional.roundedUp(price, whole - part, conversion);

            assertTrue(paid + rest <= Notional.roundedUp(price, whole, conversion));
        }
    }

    @Test
    void aQuoteFinerThanPriceAndBaseIsMultiplied() {
        Conversion conversion = Conversion.of(new Scale(2), new Scale(0), new Scale(6));

        assertEquals(150_0000, Notional.roundedDown(150, 1, conversion));
    }

    @Test
    void aFeeIsRoundedDownAndNeverOverflows() {
        assertEquals(0, Notional.feeOf(999, 1_000));
        assertEquals(1, Notional.feeOf(1_000, 1_000));
        assertEquals(Long.MAX_VALUE / 10, Notional.feeOf(Long.MAX_VALUE, 100_000));
    }
}
