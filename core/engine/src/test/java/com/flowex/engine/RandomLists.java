package com.flowex.engine;

import com.flowex.domain.command.Command;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Lists of orders in every fourth random log: a working order that triggers a pair, one that does not rest, and pairs
 * with a take-profit. Their dice are their own, so that the other logs stay the same.
 */
final class RandomLists {

    private static final int SELDOM = 12;

    private final Random random;
    private final RandomOrders orders;
    private final boolean isUsed;

    RandomLists(long seed, Heard heard, boolean isLong) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ 47);
        this.orders = new RandomOrders(random, heard, new RandomAccounts(random));
        this.isUsed = Math.floorMod(seed, 4) == 1;
        orders.numbersFrom(1_000_000);
        orders.asksTwice(!isLong);
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next(long timeNanos) {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        orders.now(timeNanos);
        return orders.list();
    }
}
