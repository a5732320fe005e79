package com.flowex.engine.ids;

import com.flowex.engine.layout.IntPair;
import java.util.Arrays;

/**
 * Entries in the order of their times: over all owners, by tenant and by owner. The oldest of any of these can leave
 * first; nothing else ever leaves. Entry {@link #NONE} means "no entry".
 */
final class RetentionQueue {

    static final int NONE = Slab.NONE;

    private static final int WORDS_SHIFT = 2;
    private static final int NANOS = 0;
    private static final int PAYLOAD = 1;

    /** Bit of {@link #NANOS} that is set once an entry counts as old. Log time needs 63 bits. */
    private static final long OLD = Long.MIN_VALUE;

    /** Next younger and next older entry of all. */
    private static final int ALL = 2;

    /** Next younger entry of the same owner, and the owner. */
    private static final int OWNED = 3;

    private final Slab entries = new Slab(WORDS_SHIFT);
    private final TenantEntryQueues tenants;
    private int head;
    private int tail;

    /** Oldest entry that counts as young; the younger ones do, too. */
    private int oldestYoung;

    private int[] heads = new int[16];
    private int[] tails = new int[16];
    private int[] counts = new int[16];
    private int[] young = new int[16];

    /** @param tenants tenants' chains, used only by this queue */
    RetentionQueue(TenantEntryQueues tenants) {
        this.tenants = tenants;
    }

    int oldest() {
        return head;
    }

    int youngest() {
        return tail;
    }

    /** Returns the oldest entry of all owners of the owner's tenant. */
    int oldestBeside(int owner) {
        return tenants.oldestBeside(owner);
    }

    int oldestOf(int owner) {
        return owner < heads.length ? heads[owner] : NONE;
    }

    int countOf(int owner) {
        return owner < counts.length ? counts[owner] : 0;
    }

    /** Returns the oldest entry that {@link #passOldestYoung} has not passed. */
    int oldestYoung() {
        return oldestYoung;
    }

    /** Counts {@link #oldestYoung} as old. */
    void passOldestYoung() {
        young[owner(oldestYoung)]--;
        entries.set(oldestYoung, NANOS, entries.get(oldestYoung, NANOS) | OLD);
        oldestYoung = younger(oldestYoung);
    }

    /** Returns the number of the owner's entries that do not count as old. */
    int youngOf(int owner) {
        return owner < young.length ? young[owner] : 0;
    }

    long nanos(int entry) {
        return entries.get(entry, NANOS) & ~OLD;
    }

    long payload(int entry) {
        return entries.get(entry, PAYLOAD);
    }

    int owner(int entry) {
        return IntPair.low(entries.get(entry, OWNED));
    }

    /** Returns the next younger entry of any owner. */
    int younger(int entry) {
        return IntPair.high(entries.get(entry, ALL));
    }

    /** @param nanos log time in nanoseconds, not before that of any other entry */
    int add(int owner, long nanos, long payload) {
        makeRoomFor(owner);
        int entry = entries.take();
        entries.set(entry, NANOS, nanos);
        entries.set(entry, PAYLOAD, payload);
        entries.set(entry, ALL, IntPair.of(NONE, tail));
        entries.set(entry, OWNED, IntPair.of(NONE, owner));
        if (tail == NONE) {
            head = entry;
        } else {
            entries.set(tail, ALL, IntPair.of(entry, IntPair.low(entries.get(tail, ALL))));
        }
        tail = entry;
        if (oldestYoung == NONE) {
            oldestYoung = entry;
        }
        young[owner]++;
        if (tails[owner] == NONE) {
            heads[owner] = entry;
        } else {
            entries.set(tails[owner], OWNED, IntPair.of(entry, owner));
        }
        tails[owner] = entry;
        counts[owner]++;
        tenants.add(entry, owner);
        return entry;
    }

    /** Removes an entry, which must be its owner's oldest. */
    void remove(int entry) {
        long all = entries.get(entry, ALL);
        int younger = IntPair.high(all);
        int older = IntPair.low(all);
        if (older == NONE) {
            head = younger;
        } else {
            entries.set(older, ALL, IntPair.of(younger, IntPair.low(entries.get(older, ALL))));
        }
        if (younger == NONE) {
            tail = older;
        } else {
            entries.set(younger, ALL, IntPair.of(IntPair.high(entries.get(younger, ALL)), older));
        }
        if (oldestYoung == entry) {
            oldestYoung = younger;
        }
        if (entries.get(entry, NANOS) >= 0) {
            young[owner(entry)]--;
        }
        tenants.remove(entry, owner(entry));
        leaveOwner(entry);
        entries.giveBack(entry);
    }

    private void leaveOwner(int entry) {
        long owned = entries.get(entry, OWNED);
        int owner = IntPair.low(owned);
        if (heads[owner] != entry) {
            throw new IllegalStateException("an entry leaves before an older one of its owner");
        }
        heads[owner] = IntPair.high(owned);
        if (heads[owner] == NONE) {
            tails[owner] = NONE;
        }
        counts[owner]--;
    }

    private void makeRoomFor(int owner) {
        if (owner >= heads.length) {
            int length = Math.max(owner + 1, heads.length * 2);
            heads = Arrays.copyOf(heads, length);
            tails = Arrays.copyOf(tails, length);
            counts = Arrays.copyOf(counts, length);
            young = Arrays.copyOf(young, length);
        }
    }
}
