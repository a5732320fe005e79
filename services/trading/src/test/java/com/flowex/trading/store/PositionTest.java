package com.flowex.trading.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void buyAddsTheReceivedQuantityAndItsCost() {
        Position position = Position.FLAT.after(Side.BUY, 1_000, 50_000, 1).after(Side.BUY, 1_000, 52_000, 1);

        assertEquals(position(1_998, 102_000), position);
    }

    @Test
    void sellingTakesAwayItsShareOfTheCost() {
        Position position = Position.FLAT.after(Side.BUY, 1_000, 50_000, 0).after(Side.SELL, 250, 99_999, 7);

        assertEquals(position(750, 37_500), position);
    }

    @Test
    void sellingEverythingLeavesNothing() {
        Position position = Position.FLAT.after(Side.BUY, 1_000, 50_001, 0).after(Side.SELL, 1_000, 60_000, 60);

        assertEquals(Position.FLAT, position);
    }

    @Test
    void sellingMoreThanWasBoughtOpensTheOtherWay() {
        Position position = Position.FLAT.after(Side.BUY, 100, 5_000, 0).after(Side.SELL, 300, 18_000, 18);

        // 200 of the 300 sold were not bought before: 2/3 of 17_982.
        assertEquals(position(-200, -11_988), position);
    }

    @Test
    void rebateIsPaidInTheGivenAsset() {
        assertEquals(position(1_000, 49_990), Position.FLAT.after(Side.BUY, 1_000, 50_000, -10));
        assertEquals(position(-990, -50_000), Position.FLAT.after(Side.SELL, 1_000, 50_000, -10));
    }

    @Test
    void buyReducesAShortPosition() {
        Position position = Position.FLAT.after(Side.SELL, 200, 12_000, 0).after(Side.BUY, 50, 1, 0);

        assertEquals(position(-150, -9_000), position);
    }

    @Test
    void aShareOfHugeNumbersIsExact() {
        long cost = 9_000_000_000_000_000_000L;
        Position position = Position.FLAT
                .after(Side.BUY, 3_000_000_000_000_000L, cost, 0)
                .after(Side.SELL, 1_000_000_000_000_000L, 1, 0);

        assertEquals(position(2_000_000_000_000_000L, 6_000_000_000_000_000_000L), position);
    }

    /**
     * Goal: the position is the plain sum of its fills and its cost never changes sides. Method: random fills beside a
     * sum in big integers.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_120})
    void theQuantityIsTheSumOfAllFills(long seed) {
        Random random = new Random(seed);
        Position position = Position.FLAT;
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long quantity = 1 + random.nextLong(1_000_000_000L);
            long quote = 1 + random.nextLong(1_000_000_000_000L);
            long fee = random.nextLong(side == Side.BUY ? quantity : quote) / 10;
            position = position.after(side, quantity, quote, fee);
            sum = sum.add(BigInteger.valueOf(side == Side.BUY ? quantity - fee : -quantity));

            assertEquals(sum, position.quantityUnits(), () -> "seed " + seed);
            assertTrue(position.costUnits().signum() * position.quantityUnits().signum() >= 0, () -> "seed " + seed);
        }
    }

    /** Closes finding F1: what is bought may be sent away and bought again, without end. */
    @Test
    void aPositionBeyondSixtyFourBitsIsExact() {
        Position position = Position.FLAT
                .after(Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE, 0)
                .after(Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE, 0)
                .after(Side.SELL, Long.MAX_VALUE, 1, 0);

        assertEquals(position(Long.MAX_VALUE, Long.MAX_VALUE), position);
    }

    private static Position position(long quantityUnits, long costUnits) {
        return new Position(BigInteger.valueOf(quantityUnits), BigInteger.valueOf(costUnits));
    }

    private static BigInteger realized(Position before, Side side, long quantity, long quote, long fee) {
        return before.realizedBy(before.after(side, quantity, quote, fee), side, quote, fee);
    }

    @Test
    void partialCloseRealizesProceedsLessItsShareOfTheCost() {
        Position bought = Position.FLAT.after(Side.BUY, 10, 1_000, 0);
        assertEquals(BigInteger.ZERO, realized(Position.FLAT, Side.BUY, 10, 1_000, 0));
        assertEquals(BigInteger.valueOf(60 - 2), realized(bought, Side.SELL, 4, 460, 2));
        assertEquals(BigInteger.valueOf(-100), realized(bought, Side.SELL, 10, 900, 0));
        Position sold = Position.FLAT.after(Side.SELL, 10, 1_000, 0);
        assertEquals(BigInteger.valueOf(100), realized(sold, Side.BUY, 10, 900, 0));
        assertEquals(BigInteger.valueOf(100), realized(sold, Side.BUY, 20, 1_800, 0));
    }
}
