package com.flowex.engine.ids;

import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * How much is remembered for each tenant, in pieces of 64 bytes: an id with its answer counts {@link #ANSWER}, a trace
 * {@link #TRACE}. The fuller a tenant's share of {@link #TENANT_MAX}, the sooner ids of one account may leave, so that an
 * account cannot use up what others of its tenant need; and no tenant uses more than its share.
 */
public final class TenantShares {

    /** An answer costs about 133 bytes. */
    static final int ANSWER = 2;

    /** A trace costs about 63 bytes. */
    static final int TRACE = 1;

    /** 2^21 pieces are 128 MB. */
    public static final int TENANT_MAX = 1 << 21;

    /** From half of its share on, a tenant's accounts have a tenth each, from three quarters on a hundredth. */
    private static final int TIGHT = TENANT_MAX / 2;

    private static final int TIGHTER = TENANT_MAX / 4 * 3;

    /** The last eighth is for ids that say their time, and for what rests. */
    private static final int KEPT = TENANT_MAX / 8 * 7;

    private final Int2IntHashMap places = new Int2IntHashMap(-1);
    private int[] tenants = new int[16];
    private int[] used = new int[16];

    /** An account is its tenant's. */
    void open(int owner, int tenant) {
        if (owner >= tenants.length) {
            tenants = Arrays.copyOf(tenants, Math.max(owner + 1, tenants.length * 2));
        }
        int place = places.get(tenant);
        if (place < 0) {
            place = places.size();
            places.put(tenant, place);
        }
        if (place >= used.length) {
            used = Arrays.copyOf(used, used.length * 2);
        }
        tenants[owner] = place;
    }

    void add(int owner, int pieces) {
        used[tenantOf(owner)] += pieces;
    }

    /** Whether the owner's tenant has used all that it may. */
    boolean isUsedUp(int owner) {
        return used[tenantOf(owner)] >= TENANT_MAX;
    }

    /** Whether no more than what is kept for ids that say their time is left of the tenant's share. */
    boolean isKept(int owner) {
        return used[tenantOf(owner)] >= KEPT;
    }

    /** Whether so much of the tenant's share is used that its oldest ids leave before their time. */
    boolean isCrowded(int owner) {
        return used[tenantOf(owner)] >= TIGHTER;
    }

    /** How many of so many an account of the owner's tenant may have now. */
    int part(int owner, int max) {
        int pieces = used[tenantOf(owner)];
        return pieces < TIGHT ? max : pieces < TIGHTER ? max / 10 : max / 100;
    }

    /** A number for the owner's tenant. */
    int tenantOf(int owner) {
        return owner < tenants.length ? tenants[owner] : 0;
    }
}
