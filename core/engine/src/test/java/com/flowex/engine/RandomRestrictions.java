package com.flowex.engine;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.value.AccountId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Restrictions of accounts in three of eight random logs, one at a time or a few; dice of their own, so that nothing of the other logs changes: what few
 * of these reach is still reached.
 */
final class RandomRestrictions {

    private static final int SELDOM = 300;
    private static final int OFTEN = 100;

    private final Random random;
    private final RandomAccounts accounts;
    private final boolean isUsed;
    private final Deque<AccountId> restricted = new ArrayDeque<>();

    RandomRestrictions(long seed) {
        random = new Random(Long.reverse(seed));
        accounts = new RandomAccounts(random);
        isUsed = random.nextBoolean() && seed % 4 != 0;
    }

    /** The next command, out of turn; null: none. */
    @Nullable
    RestrictAccount next() {
        if (!isUsed) {
            return null;
        }
        if (!restricted.isEmpty() && random.nextInt(OFTEN) == 0) {
            return new RestrictAccount(restricted.removeFirst(), AccountRestriction.NONE);
        }
        if (random.nextInt(SELDOM) > 0) {
            return null;
        }
        AccountId account = accounts.anyone();
        restricted.add(account);
        AccountRestriction restriction =
                random.nextInt(3) == 0 ? AccountRestriction.SUSPENDED : AccountRestriction.REDUCE_ONLY;
        return new RestrictAccount(account, restriction);
    }
}
