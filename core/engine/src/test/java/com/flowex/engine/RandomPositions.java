package com.flowex.engine;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.value.AccountId;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Limits of positions that come and go while orders are open, in three of sixty-four random logs, one of them with isolated
 * accounts. Their dice are their own, so that the other logs stay the same.
 */
final class RandomPositions {

    private static final int SELDOM = 40;

    private final Random random;
    private final RandomAccounts accounts;
    private final ObservedExchange observed;
    private final boolean isUsed;

    RandomPositions(long seed, ObservedExchange observed) {
        random = new Random(seed * 0x94D049BB133111EBL + 17);
        accounts = new RandomAccounts(random);
        this.observed = observed;
        long place = Math.floorMod(seed, 64);
        isUsed = place == 13 || place == 27 || place == 39;
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns the next command, out of turn; null means none. */
    @Nullable
    Command next() {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        AccountId account = accounts.anyone();
        AccountLimits limits = random.nextInt(4) == 0
                ? AccountLimits.NONE
                : new AccountLimits(0, 1 + random.nextInt(random.nextBoolean() ? 5_000 : 30_000), 0);
        return new SetAccountLimits(account, accounts.marketFor(account, observed), limits);
    }
}
