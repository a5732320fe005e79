package com.flowex.gateway.upstream;

import com.flowex.gateway.route.LoadBalancingPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Load balancer of one route: picks one of the available upstreams by the route's policy. Safe for many threads. */
public final class LoadBalancer {

    private final LoadBalancingPolicy balance;
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    /** Credit of each upstream for the weighted policy; of present upstreams only. */
    private final Map<Upstream, Long> credits = new HashMap<>();

    public LoadBalancer(LoadBalancingPolicy balance) {
        this.balance = balance;
    }

    /**
     * Picks an upstream.
     *
     * @param from available upstreams; not empty
     */
    Upstream pick(List<Upstream> from) {
        if (from.size() == 1) {
            return from.getFirst();
        }
        return switch (balance) {
            case ROUND_ROBIN -> {
                List<Upstream> warm = warm(from);
                yield warm.get(Math.floorMod(turn.getAndIncrement(), warm.size()));
            }
            case RANDOM -> {
                List<Upstream> warm = warm(from);
                yield warm.get(ThreadLocalRandom.current().nextInt(warm.size()));
            }
            case LEAST_CONNECTIONS -> leastBusy(warm(from));
            case WEIGHTED -> byWeight(from);
        };
    }

    /** Returns the upstreams without those that came back lately, left out as often as their reduced share requires. */
    private static List<Upstream> warm(List<Upstream> from) {
        if (from.stream().allMatch(each -> each.share() == Upstream.WHOLE_SHARE)) {
            return from;
        }
        int luck = ThreadLocalRandom.current().nextInt(Upstream.WHOLE_SHARE);
        List<Upstream> warm = from.stream().filter(each -> each.share() > luck).toList();
        return warm.isEmpty() ? from : warm;
    }

    /** Picks the upstream with the fewest calls; among equals another one each time. */
    private Upstream leastBusy(List<Upstream> from) {
        int first = Math.floorMod(turn.getAndIncrement(), from.size());
        Upstream least = from.get(first);
        for (int i = 1; i < from.size(); i++) {
            Upstream other = from.get((first + i) % from.size());
            if (other.underWay() < least.underWay()) {
                least = other;
            }
        }
        return least;
    }

    /** Adds each upstream's weight to its credit; the one with the most credit is picked and pays the sum of all. */
    private Upstream byWeight(List<Upstream> from) {
        lock.lock();
        try {
            credits.keySet().retainAll(new ArrayList<>(from));
            long all = 0;
            Upstream richest = from.getFirst();
            for (Upstream each : from) {
                long earned = (long) each.weight() * each.share();
                all += earned;
                credits.merge(each, earned, Long::sum);
                if (credits.getOrDefault(each, 0L) > credits.getOrDefault(richest, 0L)) {
                    richest = each;
                }
            }
            credits.merge(richest, -all, Long::sum);
            return richest;
        } finally {
            lock.unlock();
        }
    }
}
