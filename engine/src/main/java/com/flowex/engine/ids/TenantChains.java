package com.flowex.engine.ids;

import java.util.Arrays;

/**
 * The entries of each tenant in the order in which they came: eight bytes an entry, by themselves, because few commands look at them
 * from the old end.
 */
final class TenantChains {

    private static final int NONE = Slab.NONE;

    private final Shares shares;
    private final IntPages older = new IntPages();
    private final IntPages younger = new IntPages();
    private int[] heads = new int[16];
    private int[] tails = new int[16];

    TenantChains(Shares shares) {
        this.shares = shares;
    }

    /** The oldest of all owners of the owner's tenant. */
    int oldestBeside(int owner) {
        int tenant = shares.tenantOf(owner);
        return tenant < heads.length ? heads[tenant] : NONE;
    }

    void add(int entry, int owner) {
        int tenant = shares.tenantOf(owner);
        if (tenant >= heads.length) {
            int length = Math.max(tenant + 1, heads.length * 2);
            heads = Arrays.copyOf(heads, length);
            tails = Arrays.copyOf(tails, length);
        }
        older.set(entry, tails[tenant]);
        younger.set(entry, NONE);
        if (tails[tenant] == NONE) {
            heads[tenant] = entry;
        } else {
            younger.set(tails[tenant], entry);
        }
        tails[tenant] = entry;
    }

    void remove(int entry, int owner) {
        int tenant = shares.tenantOf(owner);
        int before = older.get(entry);
        int after = younger.get(entry);
        if (before == NONE) {
            heads[tenant] = after;
        } else {
            younger.set(before, after);
        }
        if (after == NONE) {
            tails[tenant] = before;
        } else {
            older.set(after, before);
        }
    }
}
