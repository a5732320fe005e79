package com.flowex.engine.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.timers.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that owe or are liquidated, and the order in which they are due for a look at their level. An account is due,
 * settled (its last look holds), or waits for a price or a market.
 *
 * <p>Accounts become due in batches; a batch is a queue of settled or waiting accounts, so a price makes a whole tenant
 * due in one step. Within a batch the lowest level at the last look comes first, then the lower tenant and number.
 */
public final class MarginWatch {

    /** An account that waits is due again after this time, if no price comes before. */
    public static final long RETRY_NANOS = 30_000_000_000L;

    private static final Comparator<MarginAccount> BY_LEVEL = Comparator.<MarginAccount>comparingLong(
                    account -> account.levelMillionths)
            .thenComparingLong(MarginAccount::packedId);

    private final Accounts accounts;
    private final Timers timers;
    private final Int2ObjectHashMap<MarginAccount> entries = new Int2ObjectHashMap<>();
    private final List<NavigableSet<MarginAccount>> batches = new ArrayList<>();
    private final Int2ObjectHashMap<NavigableSet<MarginAccount>> settled = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<NavigableSet<MarginAccount>> waiting = new Int2ObjectHashMap<>();
    private boolean isOn;

    public MarginWatch(Accounts accounts, Timers timers) {
        this.accounts = accounts;
        this.timers = timers;
    }

    /** Begins to watch, by the rules that liquidate. */
    public void turnOn() {
        isOn = true;
    }

    /** Returns true if no account owes or is liquidated, or the rules in force do not watch them. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns the entry of an account; null if it has none. */
    public @Nullable MarginAccount find(int account) {
        return entries.get(account);
    }

    public boolean isLiquidating(int account) {
        MarginAccount entry = entries.isEmpty() ? null : entries.get(account);
        return entry != null && entry.isLiquidating();
    }

    /** Watches an account that begins to owe; does nothing if it is watched. */
    public void open(int account) {
        if (isOn && !entries.containsKey(account)) {
            MarginAccount entry = newEntry(account);
            put(entry, lastBatch());
        }
    }

    private MarginAccount newEntry(int account) {
        MarginAccount entry = new MarginAccount(account, accounts.id(account).packed());
        entries.put(account, entry);
        return entry;
    }

    /** Ends the watch of an account that owes nothing, unless its liquidation is still to end. */
    public void leave(int account) {
        MarginAccount entry = entries.get(account);
        if (entry != null && entry.queue != null) {
            if (entry.isLiquidating()) {
                makeDue(entry);
            } else {
                takeOut(entry);
                entries.remove(account);
            }
        }
    }

    /** Makes an account due whose money or debts have changed; does nothing if it is not watched or is due. */
    public void makeDue(int account) {
        MarginAccount entry = entries.get(account);
        if (entry != null && entry.queue != null) {
            makeDue(entry);
        }
    }

    private void makeDue(MarginAccount entry) {
        if (batchOf(entry) == 0) {
            takeOut(entry);
            put(entry, lastBatch());
        }
    }

    /** Makes all accounts of a tenant due, because a price or a rule has changed. */
    public void makeAllDue(int tenant) {
        NavigableSet<MarginAccount> all = settled.remove(tenant);
        if (all == null || all.isEmpty()) {
            makeWaitingDue(tenant);
            return;
        }
        NavigableSet<MarginAccount> others = waiting.remove(tenant);
        if (others != null) {
            for (MarginAccount entry : others) {
                stopTimer(entry);
                put(entry, all);
            }
        }
        batches.add(all);
    }

    /** Makes the waiting accounts of a tenant due, because a source has given a price. */
    public void makeWaitingDue(int tenant) {
        NavigableSet<MarginAccount> all = waiting.remove(tenant);
        if (all != null && !all.isEmpty()) {
            all.forEach(this::stopTimer);
            batches.add(all);
        }
    }

    public boolean hasDue() {
        dropEmptyBatches();
        return !batches.isEmpty();
    }

    /** Takes the next account that is due; its look must end by one of the following methods. */
    public MarginAccount takeDue() {
        dropEmptyBatches();
        MarginAccount entry = batches.getFirst().first();
        takeOut(entry);
        return entry;
    }

    /** Takes an account out of its turn; its look must end as after {@link #takeDue}. */
    public void take(MarginAccount entry) {
        takeOut(entry);
    }

    /** Ends a look whose result holds until something changes. */
    public void settle(MarginAccount entry, long levelMillionths) {
        entry.levelMillionths = levelMillionths;
        put(entry, queueOf(settled, entry));
    }

    /** Ends a look that could not be completed: the account waits for a price, and for its timer. */
    public void await(MarginAccount entry, long nowNanos) {
        long retry = nowNanos > Long.MAX_VALUE - RETRY_NANOS ? Long.MAX_VALUE : nowNanos + RETRY_NANOS;
        awaitUntil(entry, retry);
    }

    private void awaitUntil(MarginAccount entry, long retryNanos) {
        entry.timer = timers.start(retryNanos, Timers.Kind.MARGIN_RETRY, 0, entry.packedId, entry.account);
        put(entry, queueOf(waiting, entry));
    }

    /** Ends a look for which the command has no steps left: the account is due again. */
    public void postpone(MarginAccount entry) {
        put(entry, lastBatch());
    }

    /** Ends the look at an account that owes nothing and is not liquidated. */
    public void drop(MarginAccount entry) {
        entries.remove(entry.account);
    }

    /** Returns the place of the account's batch, counted from 1; 0 if it is not due. A queue is one object. */
    @SuppressWarnings("ReferenceEquality")
    public int batchOf(MarginAccount entry) {
        dropEmptyBatches();
        for (int place = 0; place < batches.size(); place++) {
            if (batches.get(place) == entry.queue) {
                return place + 1;
            }
        }
        return 0;
    }

    /** Returns the log time at which a waiting account is due; 0 if it does not wait. */
    public long retryNanos(MarginAccount entry) {
        return entry.timer == Timers.NONE ? 0 : timers.deadlineNanos(entry.timer);
    }

    /** Restores an account from a snapshot, after its debts; all accounts are restored before anything else is asked. */
    public MarginAccount restore(int account, long levelMillionths, int batch, long retryNanos) {
        MarginAccount known = entries.get(account);
        MarginAccount entry = known == null ? newEntry(account) : known;
        takeOut(entry);
        entry.levelMillionths = levelMillionths;
        while (batches.size() < batch) {
            batches.add(new TreeSet<>(BY_LEVEL));
        }
        if (batch > 0) {
            put(entry, batches.get(batch - 1));
        } else if (retryNanos != 0) {
            awaitUntil(entry, retryNanos);
        } else {
            put(entry, queueOf(settled, entry));
        }
        return entry;
    }

    private NavigableSet<MarginAccount> queueOf(
            Int2ObjectHashMap<NavigableSet<MarginAccount>> queues, MarginAccount entry) {
        return queues.computeIfAbsent(AccountId.unpacked(entry.packedId).tenant(), _ -> new TreeSet<>(BY_LEVEL));
    }

    private NavigableSet<MarginAccount> lastBatch() {
        dropEmptyBatches();
        if (batches.isEmpty()) {
            batches.add(new TreeSet<>(BY_LEVEL));
        }
        return batches.getLast();
    }

    private void dropEmptyBatches() {
        batches.removeIf(NavigableSet::isEmpty);
    }

    private static void put(MarginAccount entry, NavigableSet<MarginAccount> queue) {
        queue.add(entry);
        entry.queue = queue;
    }

    private void takeOut(MarginAccount entry) {
        stopTimer(entry);
        NavigableSet<MarginAccount> queue = entry.queue;
        if (queue != null) {
            queue.remove(entry);
            entry.queue = null;
        }
    }

    private void stopTimer(MarginAccount entry) {
        if (entry.timer != Timers.NONE) {
            timers.stop(entry.timer);
            entry.timer = Timers.NONE;
        }
    }
}
