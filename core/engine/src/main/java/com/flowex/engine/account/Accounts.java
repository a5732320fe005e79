package com.flowex.engine.account;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/** All open accounts, numbered from 0 in the order of opening. The engine's loops use this index. */
public final class Accounts {

    public static final int UNKNOWN = -1;

    /** Highest number of accounts, 2^24; balances and lists are indexed by {@code int}. */
    private static final int ACCOUNTS_MAX = 1 << 24;

    private final Long2LongHashMap indexes = new Long2LongHashMap(1 << 10, 0.55f, UNKNOWN);
    private final List<AccountId> ids = new ArrayList<>();
    private final BitSet mayOwe = new BitSet();
    private final BitSet killed = new BitSet();
    private final BitSet reducing = new BitSet();
    private final BitSet suspended = new BitSet();
    private final Int2ObjectHashMap<OrderQuota> quotas = new Int2ObjectHashMap<>();
    private final List<@Nullable OwnerId> owners = new ArrayList<>();
    private long[] groups = new long[16];
    private int[] deadMansTimers = new int[16];

    public int indexOf(AccountId account) {
        return (int) indexes.get(account.packed());
    }

    public boolean isFull() {
        return ids.size() >= ACCOUNTS_MAX;
    }

    public int open(AccountId account, boolean accountMayOwe) {
        int index = ids.size();
        mayOwe.set(index, accountMayOwe);
        indexes.put(account.packed(), index);
        ids.add(account);
        return index;
    }

    /** Returns true if the account's balances may be negative. */
    public boolean mayOwe(int index) {
        return mayOwe.get(index);
    }

    /** Returns true if a kill switch stops the account. */
    public boolean isKilled(int index) {
        return killed.get(index);
    }

    public void kill(int index, boolean isOn) {
        killed.set(index, isOn);
    }

    public AccountRestriction restriction(int index) {
        if (suspended.get(index)) {
            return AccountRestriction.SUSPENDED;
        }
        return reducing.get(index) ? AccountRestriction.REDUCE_ONLY : AccountRestriction.NONE;
    }

    public void restrict(int index, AccountRestriction restriction) {
        suspended.set(index, restriction == AccountRestriction.SUSPENDED);
        reducing.set(index, restriction == AccountRestriction.REDUCE_ONLY);
    }

    /** Returns the account's quota of open orders and client order ids. */
    public OrderQuota quota(int index) {
        if (quotas.isEmpty()) {
            return OrderQuota.DEFAULT;
        }
        OrderQuota quota = quotas.get(index);
        return quota == null ? OrderQuota.DEFAULT : quota;
    }

    public void quota(int index, OrderQuota quota) {
        if (quota.equals(OrderQuota.DEFAULT)) {
            quotas.remove(index);
        } else {
            quotas.put(index, quota);
        }
    }

    /** Returns the owner of the account; null if it has none. */
    public @Nullable OwnerId owner(int index) {
        return index < owners.size() ? owners.get(index) : null;
    }

    public void give(int index, OwnerId owner) {
        while (owners.size() <= index) {
            owners.add(null);
        }
        owners.set(index, owner);
    }

    /** Returns the account's group for self-trade prevention; 0 if it is in none. */
    public long preventionGroup(int index) {
        return index < groups.length ? groups[index] : 0;
    }

    public void preventionGroup(int index, long group) {
        if (index >= groups.length) {
            groups = Arrays.copyOf(groups, Math.max(index + 1, groups.length * 2));
        }
        groups[index] = group;
    }

    /** Returns true if self-trade prevention treats two accounts as one. */
    public boolean isOneOwner(int index, int other) {
        return index == other || preventionGroup(index) != 0 && preventionGroup(index) == preventionGroup(other);
    }

    /**
     * Returns the timer that cancels the account's orders; {@link com.flowex.engine.timers.Timers#NONE} if none runs.
     */
    public int deadMansTimer(int index) {
        return index < deadMansTimers.length ? deadMansTimers[index] : 0;
    }

    public void deadMansTimer(int index, int timer) {
        if (index >= deadMansTimers.length) {
            deadMansTimers = Arrays.copyOf(deadMansTimers, Math.max(index + 1, deadMansTimers.length * 2));
        }
        deadMansTimers[index] = timer;
    }

    public AccountId id(int index) {
        return ids.get(index);
    }

    public int count() {
        return ids.size();
    }
}
