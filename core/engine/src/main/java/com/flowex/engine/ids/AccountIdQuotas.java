package com.flowex.engine.ids;

import org.agrona.collections.Int2IntHashMap;

/**
 * Numbers of ids that accounts may have, by their quotas and by the rest of their tenant's share. By rules 1 no number is
 * limited.
 */
public final class AccountIdQuotas {

    private final TenantIdQuotas shares;

    /** Quotas of accounts that have one; 0 for the others. */
    private final Int2IntHashMap quotas = new Int2IntHashMap(0);

    private int defaultMax = Integer.MAX_VALUE;
    private boolean defaultShrinks;

    AccountIdQuotas(TenantIdQuotas shares) {
        this.shares = shares;
    }

    /** Adopts the rules that limit the number of ids. */
    void keep() {
        defaultMax = ClientOrderIds.IDS_MAX;
    }

    /** Adopts the rules that keep ids for a day: a higher default, which shrinks before an id is refused. */
    void limitToDay() {
        defaultMax = ClientOrderIds.IDS_A_DAY_MAX;
        defaultShrinks = true;
    }

    /** @param max 0 for the default */
    public void set(int owner, int max) {
        if (max == 0) {
            quotas.remove(owner);
        } else {
            quotas.put(owner, max);
        }
    }

    /**
     * Returns the number of the owner's ids from which on the oldest leave. A quota above the default holds while the
     * tenant's share fills, because it was granted at the expense of the others; a lower one shrinks like the default.
     */
    int partOf(int owner) {
        int quota = quotaOf(owner);
        if (quota > defaultMax) {
            return quota;
        }
        int part = shares.part(owner, defaultMax);
        return quota == 0 ? part : Math.min(quota, part);
    }

    /** Returns the number of the owner's ids from which on a new one must contain its time. */
    public int maxOf(int owner) {
        if (defaultMax == Integer.MAX_VALUE) {
            return Integer.MAX_VALUE;
        }
        return defaultShrinks || quotaOf(owner) != 0 ? partOf(owner) : defaultMax;
    }

    private int quotaOf(int owner) {
        return quotas.isEmpty() ? 0 : quotas.get(owner);
    }
}
