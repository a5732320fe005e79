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
 * Upstreams that may stand for each other. A name of several addresses is asked again and again; what is known of an address that is
 * still among them stays known, and where no answer comes the last one stands.
 */
public final class UpstreamGroup {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamGroup.class);

    /** Which addresses a name has now. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    private final String name;
    private final List<UpstreamAddress> addresses;
    private final UpstreamRules rules;
    private final Names names;
    private final LongSupplier clock;
    private volatile List<Upstream> members = List.of();
    private volatile boolean isNameUnknown;

    public UpstreamGroup(
            String name, List<UpstreamAddress> addresses, UpstreamRules rules, Names names, LongSupplier clock) {
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

    /** True if none is ready and at least one still answers. */
    public boolean isLimited() {
        return !hasSomebodyIn() && members.stream().anyMatch(Upstream::isReachable);
    }

    /** Whether somebody is in that was not asked yet. */
    public boolean hasOtherThan(Set<Upstream> tried) {
        return members.stream().anyMatch(member -> member.isIn() && !tried.contains(member));
    }

    /** Asks names of several addresses which they have now. */
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
            LOG.warn("a name of the upstreams {} has no address now: the last ones stand", name);
        }
        isNameUnknown = unknown;
        if (unknown) {
            known.forEach(found::putIfAbsent);
        }
        take(found);
    }

    private Upstream member(Map<String, Upstream> known, UpstreamAddress address, String host) {
        Upstream same = known.get(host + ":" + address.port());
        return same == null ? new Upstream(host, address.port(), address.weight(), rules, clock) : same;
    }

    private void take(Map<String, Upstream> found) {
        List<Upstream> before = members;
        members = List.copyOf(found.values());
        before.stream().filter(gone -> !found.containsKey(gone.name())).forEach(Upstream::closeIdle);
    }

    /**
     * The upstream that is asked next. Where none is ready, most likely for the same reason, those that answer are still asked: each says itself what it
     * can do, and what protects (halts, cancellations) needs less than everything.
     *
     * @param tried those that were asked already
     */
    public Optional<Upstream> pick(Picker picker, Set<Upstream> tried) {
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

    /** Ends connections that rest. */
    public void close() {
        members.forEach(Upstream::closeIdle);
    }
}
