package com.flowex.identity.app.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Tenants that have browsers or webhooks to notify. One that was added in another process is seen within a minute. */
public final class TenantsWithReceivers {

    private static final Duration LOOK_FOR_TENANTS_EVERY = Duration.ofMinutes(1);

    private final Supplier<List<Integer>> all;
    private final IntPredicate hasAny;
    private final InstantSource clock;
    private final Set<Integer> known = new ConcurrentSkipListSet<>();
    private Instant readAt = Instant.MIN;

    /** @param hasAny true for a tenant that has receivers */
    public TenantsWithReceivers(Supplier<List<Integer>> all, IntPredicate hasAny, InstantSource clock) {
        this.all = all;
        this.hasAny = hasAny;
        this.clock = clock;
    }

    /** Records that a receiver of this tenant was added. */
    public void added(int tenant) {
        known.add(tenant);
    }

    /** Returns the tenants as they were known last. */
    public List<Integer> known() {
        return List.copyOf(known);
    }

    /** Returns the tenants that have receivers now; the worker's thread alone calls this. */
    public List<Integer> current() {
        Instant now = clock.instant();
        if (now.isBefore(readAt) || now.isAfter(readAt.plus(LOOK_FOR_TENANTS_EVERY))) {
            all.get().stream().filter(hasAny::test).forEach(known::add);
            readAt = now;
        }
        known.removeIf(tenant -> !hasAny.test(tenant));
        return known();
    }
}
