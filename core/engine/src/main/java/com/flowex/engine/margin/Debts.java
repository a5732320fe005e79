package com.flowex.engine.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.market.Assets;
import com.flowex.engine.timers.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All debts, and what each asset's lending pool is owed. A debt is the pool's claim: both sides change by
 * {@link #change} alone, so that they cannot differ. Each debt has a timer for its next hour of interest.
 */
public final class Debts {

    private final Accounts accounts;
    private final Assets assets;
    private final Timers timers;
    private final MarginWatch watch;

    /** Debts of each account that owes, by number of the asset. */
    private final Int2ObjectHashMap<List<Debt>> byAccount = new Int2ObjectHashMap<>();

    /** Debts by slot, which their timers name. */
    private final List<@Nullable Debt> slots = new ArrayList<>();

    private final Deque<Integer> free = new ArrayDeque<>();
    private long[] lent = new long[16];
    private long[] interest = new long[16];

    public Debts(Accounts accounts, Assets assets, Timers timers, MarginWatch watch) {
        this.accounts = accounts;
        this.assets = assets;
        this.timers = timers;
        this.watch = watch;
    }

    /** Returns true if no account owes anything. */
    public boolean isEmpty() {
        return byAccount.isEmpty();
    }

    /** Returns the debts of an account, by number of the asset. */
    public List<Debt> of(int account) {
        List<Debt> debts = byAccount.get(account);
        return debts == null ? List.of() : debts;
    }

    /** Returns the debt of an account in an asset; null if it owes none of it. */
    public @Nullable Debt find(int account, int asset) {
        for (Debt debt : of(account)) {
            if (debt.asset == asset) {
                return debt;
            }
        }
        return null;
    }

    /** Returns the debt that a timer is for. */
    public Debt at(int slot) {
        Debt debt = slots.get(slot);
        if (debt == null) {
            throw new IllegalStateException("a timer of a debt that is repaid");
        }
        return debt;
    }

    /** Returns the units of an asset that its pool has lent and not got back: the sum of all principals. */
    public long lentOf(int asset) {
        return asset < lent.length ? lent[asset] : 0;
    }

    /** Returns the interest that an asset's pool is owed: the sum of that of all debts, each rounded up. */
    public long interestOf(int asset) {
        return asset < interest.length ? interest[asset] : 0;
    }

    /**
     * Makes an account owe so many units more, with interest of one hour. Hours that are due must have been charged.
     *
     * @return growth of the interest owed
     */
    public long lend(int account, int asset, long units, int rateBillionths, long nowNanos) {
        Debt debt = find(account, asset);
        if (debt == null) {
            debt = open(new Debt(account, asset, DebtBalance.NOTHING, rateBillionths, Interest.hourAfter(nowNanos)));
        }
        return change(debt, debt.owed.lent(units, rateBillionths));
    }

    /**
     * Charges the hours that are due.
     *
     * @param rateBillionths rate from the next hour on
     * @return growth of the interest owed
     */
    public long charge(Debt debt, int rateBillionths, long nowNanos) {
        long hours = debt.hoursDue(nowNanos);
        DebtBalance owed = debt.owedAt(nowNanos);
        stop(debt);
        debt.nextHourNanos = Interest.later(debt.nextHourNanos, hours);
        debt.rateBillionths = rateBillionths;
        start(debt);
        return change(debt, owed);
    }

    /** Takes a repayment; the debt is gone with its last unit. Hours that are due must have been charged. */
    public void repay(Debt debt, long units) {
        change(debt, debt.owed.repaid(units));
        if (debt.owed.units() == 0) {
            close(debt);
        }
    }

    /** Restores a debt from a snapshot. */
    public void restore(int account, int asset, DebtBalance owed, int rateBillionths, long nextHourNanos) {
        change(open(new Debt(account, asset, DebtBalance.NOTHING, rateBillionths, nextHourNanos)), owed);
    }

    /** Sets both sides of a debt: the account's and the pool's. */
    private long change(Debt debt, DebtBalance next) {
        int asset = debt.asset;
        if (asset >= lent.length) {
            int length = Math.max(asset + 1, lent.length * 2);
            lent = Arrays.copyOf(lent, length);
            interest = Arrays.copyOf(interest, length);
        }
        long more = next.interest().owed() - debt.owed.interest().owed();
        lent[asset] = Math.addExact(lent[asset], next.principal() - debt.owed.principal());
        interest[asset] += more;
        debt.owed = next;
        watch.makeDue(debt.account);
        return more;
    }

    private Debt open(Debt debt) {
        List<Debt> ofAccount = byAccount.computeIfAbsent(debt.account, _ -> new ArrayList<>());
        int place = 0;
        while (place < ofAccount.size() && ofAccount.get(place).asset < debt.asset) {
            place++;
        }
        ofAccount.add(place, debt);
        Integer slot = free.poll();
        if (slot == null) {
            debt.slot = slots.size();
            slots.add(debt);
        } else {
            debt.slot = slot;
            slots.set(slot, debt);
        }
        start(debt);
        watch.open(debt.account);
        return debt;
    }

    /** Watches all accounts that owe, from the rules on that liquidate. */
    public void beginWatch() {
        watch.turnOn();
        byAccount.keySet().forEach(watch::open);
    }

    private void close(Debt debt) {
        stop(debt);
        slots.set(debt.slot, null);
        free.push(debt.slot);
        List<Debt> ofAccount = of(debt.account);
        ofAccount.remove(debt);
        if (ofAccount.isEmpty()) {
            byAccount.remove(debt.account);
            watch.leave(debt.account);
        }
    }

    /** An hour behind the end of time never comes. */
    private void start(Debt debt) {
        if (debt.nextHourNanos != Long.MAX_VALUE) {
            AccountId account = accounts.id(debt.account);
            long asset = assets.get(debt.asset).id().value();
            debt.timer = timers.start(debt.nextHourNanos, Timers.Kind.INTEREST, account.packed(), asset, debt.slot);
        }
    }

    private void stop(Debt debt) {
        if (debt.timer != Timers.NONE) {
            timers.stop(debt.timer);
            debt.timer = Timers.NONE;
        }
    }
}
