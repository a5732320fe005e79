package com.flowex.gateway.upstream;

import com.flowex.gateway.route.UpstreamAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group of interchangeable upstreams. A name of several addresses is resolved repeatedly. The state of an address that
 * remains is kept, and without an answer the last addresses stay in use.
 */
public final class UpstreamGroup {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamGroup.class);

    /** Resolver of a name's present addresses. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    private final String name;
    private final List<UpstreamAddress> addresses;
    private final UpstreamPolicy rules;
    private final Names names;
    private final LongSupplier clock;
    private volatile List<Upstream> members = List.of();
    private volatile boolean isNameUnknown;

    public UpstreamGroup(
            String name, List<UpstreamAddress> addresses, UpstreamPolicy rules, Names names, LongSupplier clock) {
        this.name = name;
        this.addresses = List.copyOf(addresses);
        this.rules = rules;
        this.names = names;
        this.clock = clock;
        discover();
    }

    public String name() {
        return name;
    }

    public List<Upstream> members() {
        return members;
    }

    public boolean hasSomebodyIn() {
        return members.stream().anyMatch(Upstream::isIn);
    }

    /** Returns true if none is ready and at least one still answers. */
    public boolean isLimited() {
        return !hasSomebodyIn() && members.stream().anyMatch(Upstream::isReachable);
    }

    /** Returns true if an available upstream has not been tried yet. */
    public boolean hasOtherThan(Set<Upstream> tried) {
        return members.stream().anyMatch(member -> member.isIn() && !tried.contains(member));
    }

    /** Resolves the names of several addresses again. */
    public void discover() {
        Map<String, Upstream> known = new LinkedHashMap<>();
        members.forEach(member -> known.put(member.name(), member));
        Map<String, Upstream> found = new LinkedHashMap<>();
        boolean unknown = false;
        for (UpstreamAddress address : addresses) {
            if (!address.isManyNames()) {
                found.computeIfAbsent(
                        address.host() + ":" + address.port(), _ -> member(known, address, address.host()));
                continue;
            }
            try {
                for (InetAddress each : names.addressesOf(address.host())) {
                    String host = each.getHostAddress();
                    found.computeIfAbsent(host + ":" + address.port(), _ -> member(known, address, host));
                }
            } catch (UnknownHostException e) {
                unknown = true;
            }
        }
        if (unknown && !isNameUnknown) {
            LOG.warn(
                    "a host name of the upstream group {} has no address now: the last known addresses are used", name);
        }
        isNameUnknown = unknown;
        if (unknown) {
            known.forEach(found::putIfAbsent);
        }
        take(found);
    }

    private Upstream member(Map<String, Upstream> known, UpstreamAddress address, String host) {
        Upstream same = known.get(host + ":" + address.port());
        return same == null ? new Upstream(name, host, address.port(), address.weight(), rules, clock) : same;
    }

    private void take(Map<String, Upstream> found) {
        List<Upstream> before = members;
        members = List.copyOf(found.values());
        before.stream().filter(upstream -> !found.containsKey(upstream.name())).forEach(Upstream::closeIdle);
    }

    /**
     * Picks the next upstream. Where none is ready, most likely for a common reason, those that answer still get calls.
     * Each decides by itself what it can do, and protective calls (halts, cancellations) need less than others.
     *
     * @param tried upstreams that were tried already
     */
    public Optional<Upstream> pick(LoadBalancer picker, Set<Upstream> tried) {
        boolean isAnyIn = hasSomebodyIn();
        List<Upstream> in = new ArrayList<>();
        for (Upstream member : members) {
            if ((isAnyIn ? member.isIn() : member.isReachable()) && !tried.contains(member)) {
                in.add(member);
            }
        }
        while (!in.isEmpty()) {
            Upstream picked = picker.pick(in);
            if (picked.permits()) {
                return Optional.of(picked);
            }
            in.remove(picked);
        }
        return Optional.empty();
    }

    /** Closes idle connections. */
    public void close() {
        members.forEach(Upstream::closeIdle);
    }
}
