package com.flowex.engine.ids;

import java.util.Arrays;

/**
 * Entries of each tenant in order of arrival: eight bytes an entry. They are apart from the entries because few
 * commands read them from the old end.
 */
final class TenantEntryQueues {

    private static final int NONE = Slab.NONE;

    private final TenantIdQuotas shares;

    /** Next older and next younger entry of each entry. */
    private final PagedIntArray links = new PagedIntArray();

    private int[] heads = new int[16];
    private int[] tails = new int[16];

    TenantEntryQueues(TenantIdQuotas shares) {
        this.shares = shares;
    }

    /** Returns the oldest entry of all owners of the owner's tenant. */
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
        links.set(older(entry), tails[tenant]);
        links.set(younger(entry), NONE);
        if (tails[tenant] == NONE) {
            heads[tenant] = entry;
        } else {
            links.set(younger(tails[tenant]), entry);
        }
        tails[tenant] = entry;
    }

    void remove(int entry, int owner) {
        int tenant = shares.tenantOf(owner);
        int before = links.get(older(entry));
        int after = links.get(younger(entry));
        if (before == NONE) {
            heads[tenant] = after;
        } else {
            links.set(younger(before), after);
        }
        if (after == NONE) {
            tails[tenant] = before;
        } else {
            links.set(older(after), before);
        }
    }

    private static int older(int entry) {
        return entry << 1;
    }

    private static int younger(int entry) {
        return entry << 1 | 1;
    }
}
