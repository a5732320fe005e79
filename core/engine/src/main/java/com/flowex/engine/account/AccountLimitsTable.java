package com.flowex.engine.account;

import com.flowex.domain.account.AccountLimits;
import com.flowex.engine.layout.IntPair;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Limits of accounts in markets, in addition to the markets' own rules. They are looked up by a hash and listed by
 * sorted keys.
 */
public final class AccountLimitsTable {

    /** Receiver of an account's limits in a market. */
    @FunctionalInterface
    public interface LimitsSink {
        void limits(int account, int market, AccountLimits limits);
    }

    private final Long2ObjectHashMap<AccountLimits> all = new Long2ObjectHashMap<>();
    private long[] keys = new long[8];
    private int count;

    /** Returns true if no account has limits. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns an account's limits in a market, both given by index; {@link AccountLimits#NONE} if none were set. */
    public AccountLimits of(int account, int market) {
        if (count == 0) {
            return AccountLimits.NONE;
        }
        AccountLimits limits = all.get(key(account, market));
        return limits == null ? AccountLimits.NONE : limits;
    }

    public void set(int account, int market, AccountLimits limits) {
        long key = key(account, market);
        int at = Arrays.binarySearch(keys, 0, count, key);
        boolean isNone = limits.equals(AccountLimits.NONE);
        if (at >= 0 && isNone) {
            System.arraycopy(keys, at + 1, keys, at, --count - at);
        } else if (at < 0 && !isNone) {
            insert(-at - 1, key);
        }
        if (isNone) {
            all.remove(key);
        } else {
            all.put(key, limits);
        }
    }

    private void insert(int at, long key) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, count - at);
        keys[at] = key;
        count++;
    }

    /** Gives all limits by account, then market. */
    public void all(LimitsSink sink) {
        for (int i = 0; i < count; i++) {
            int account = IntPair.high(keys[i]);
            int market = IntPair.low(keys[i]);
            sink.limits(account, market, of(account, market));
        }
    }

    private static long key(int account, int market) {
        return IntPair.of(account, market);
    }
}
