package com.flowex.engine.ids;

import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * Memory use of each tenant in pieces of 64 bytes: an id with its answer counts {@link #ANSWER}, a trace
 * {@link #TRACE}. The more of its share of {@link #TENANT_MAX} a tenant uses, the sooner ids of one account may leave.
 * So an account cannot use up the memory that others of its tenant need, and no tenant uses more than its share.
 */
public final class TenantIdQuotas {

    /** An answer costs about 133 bytes. */
    static final int ANSWER = 2;

    /** A trace costs about 63 bytes. */
    static final int TRACE = 1;

    /** 2^21 pieces are 128 MB. */
    public static final int TENANT_MAX = 1 << 21;

    /** From half of the share on, each account of the tenant has a tenth; from three quarters on, a hundredth. */
    private static final int TIGHT = TENANT_MAX / 2;

    private static final int TIGHTER = TENANT_MAX / 4 * 3;

    /** The last eighth is reserved for ids that contain their time, and for resting orders. */
    private static final int KEPT = TENANT_MAX / 8 * 7;

    private final Int2IntHashMap places = new Int2IntHashMap(-1);
    private int[] tenants = new int[16];
    private int[] used = new int[16];

    /** Assigns an account to its tenant. */
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

    /** Returns true if the owner's tenant has used its whole share. */
    boolean isUsedUp(int owner) {
        return used[tenantOf(owner)] >= TENANT_MAX;
    }

    /** Returns true if only the part reserved for ids that contain their time is left of the tenant's share. */
    boolean isKept(int owner) {
        return used[tenantOf(owner)] >= KEPT;
    }

    /** Returns true if so much of the tenant's share is used that its oldest ids leave before their time. */
    boolean isCrowded(int owner) {
        return used[tenantOf(owner)] >= TIGHTER;
    }

    /** Returns the part of {@code max} that an account of the owner's tenant may have now. */
    int part(int owner, int max) {
        int pieces = used[tenantOf(owner)];
        return pieces < TIGHT ? max : pieces < TIGHTER ? max / 10 : max / 100;
    }

    /** Returns a number for the owner's tenant. */
    int tenantOf(int owner) {
        return owner < tenants.length ? tenants[owner] : 0;
    }
}
