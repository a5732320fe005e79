package com.flowex.engine.account;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All open accounts, numbered from 0 in the order of opening. The engine's loops use this index.
 *
 * <p>An isolated account has a main one, which was opened before it; every other account is its own main one.
 */
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

    /** Main accounts of isolated ones, and isolated accounts of main ones, by their ids. */
    private final Int2IntHashMap mains = new Int2IntHashMap(UNKNOWN);

    private final Int2ObjectHashMap<NavigableMap<Long, Integer>> isolated = new Int2ObjectHashMap<>();
    private boolean mayIsolate;
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
        int main = account.isIsolated() ? indexOf(account.main()) : UNKNOWN;
        if (main != UNKNOWN) {
            mains.put(index, main);
            isolated.computeIfAbsent(main, _ -> new TreeMap<>()).put(account.packed(), index);
        }
        return index;
    }

    /** Knows isolated accounts, from the rules on that have them. */
    public void isolate() {
        mayIsolate = true;
    }

    /** Returns the main account of an account. */
    public int main(int index) {
        if (!mayIsolate || mains.isEmpty()) {
            return index;
        }
        int main = mains.get(index);
        return main == UNKNOWN ? index : main;
    }

    public boolean isIsolated(int index) {
        return main(index) != index;
    }

    /** Returns the isolated accounts of an account, by market. */
    public Collection<Integer> isolatedOf(int main) {
        NavigableMap<Long, Integer> known = mayIsolate ? isolated.get(main) : null;
        return known == null ? List.of() : known.values();
    }

    /** Returns true if the account's balances may be negative. */
    public boolean mayOwe(int index) {
        return mayOwe.get(index);
    }

    /** Returns true if a kill switch stops the account, or its main one. */
    public boolean isKilled(int index) {
        return killed.get(index) || killed.get(main(index));
    }

    /** Returns true if the account's own kill switch is on. */
    public boolean hasKillSwitchOn(int index) {
        return killed.get(index);
    }

    public void kill(int index, boolean isOn) {
        killed.set(index, isOn);
    }

    /** Returns the restriction of the account, or that of its main one if it is stronger. */
    public AccountRestriction restriction(int index) {
        AccountRestriction own = ownRestriction(index);
        AccountRestriction ofMain = ownRestriction(main(index));
        return own.compareTo(ofMain) < 0 ? ofMain : own;
    }

    public AccountRestriction ownRestriction(int index) {
        if (suspended.get(index)) {
            return AccountRestriction.SUSPENDED;
        }
        return reducing.get(index) ? AccountRestriction.REDUCE_ONLY : AccountRestriction.NONE;
    }

    public void restrict(int index, AccountRestriction restriction) {
        suspended.set(index, restriction == AccountRestriction.SUSPENDED);
        reducing.set(index, restriction == AccountRestriction.REDUCE_ONLY);
    }

    /** Returns the quota of open orders and client order ids of the account's main account. */
    public OrderQuota quota(int index) {
        if (quotas.isEmpty()) {
            return OrderQuota.DEFAULT;
        }
        OrderQuota quota = quotas.get(main(index));
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

    /** Returns true if self-trade prevention treats two accounts as one: it looks at their main accounts. */
    public boolean isOneOwner(int index, int other) {
        int one = main(index);
        int second = main(other);
        return one == second || preventionGroup(one) != 0 && preventionGroup(one) == preventionGroup(second);
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
