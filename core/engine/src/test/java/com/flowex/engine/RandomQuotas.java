package com.flowex.engine;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.SetOrderQuota;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Quotas of accounts in three of eight random logs: so few open orders that they are met, or more than the default.
 * Their dice are their own, so that the rest of each log stays the same.
 */
final class RandomQuotas {

    private static final int SELDOM = 150;

    private final Random random;
    private final RandomAccounts accounts;
    private final boolean isUsed;

    RandomQuotas(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        accounts = new RandomAccounts(random);
        isUsed = random.nextInt(8) < 3;
    }

    /** Returns the command that comes now, out of turn; null if none does. */
    @Nullable
    Command next() {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        if (random.nextInt(3) == 0) {
            return new QueryOrderQuota(accounts.anyone());
        }
        int openOrders = random.nextInt(3) == 0 ? OrderQuota.OPEN_ORDERS_HIGHEST : random.nextInt(12);
        int ids = random.nextBoolean() ? 0 : OrderQuota.CLIENT_ORDER_IDS_HIGHEST - random.nextInt(1_000_000);
        return new SetOrderQuota(accounts.anyone(), new OrderQuota(openOrders, ids));
    }
}
