package com.flowex.access.ratelimit;

import com.flowex.platform.redis.Redis;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits of a request: it draws on the budgets of its route, its sender and its tenant. The first empty one
 * refuses it.
 */
public final class RateLimits implements AutoCloseable {

    /** Bytes of an IPv6 address that identify a customer's network. */
    private static final int NETWORK_BYTES = 8;

    /** Requests for the metrics; they are generated at most once a second, so more frequent ones would get the same. */
    private static final int WATCHING_PER_MINUTE = 120;

    private static final String ADDRESS = "this address";
    private static final String USER = "this user";
    private static final String TENANT = "this tenant";
    private static final String CANCELS = "this tenant's cancels";
    private static final String STRANGERS = "callers without a token";

    /** Owners of budgets that are not of one route. */
    public static final List<String> BUDGETS = List.of(ADDRESS, USER, TENANT, CANCELS, STRANGERS);

    private static final String LOWEST = "user";

    /** Verdict on a request. */
    public sealed interface Verdict {
        /**
         * Permitted.
         *
         * @param limit requests a minute of its sender's budget
         */
        record Granted(long limit, long remaining) implements Verdict {}

        /**
         * Refused.
         *
         * @param whose owner of the empty budget, for the detail of the answer
         * @param waitNanos time until one more request is permitted, nanoseconds
         */
        record Refused(String whose, long limit, long waitNanos) implements Verdict {}
    }

    private final Budgets budgets;
    private final int burstPercent;
    private final Quota anonymous;
    private final Quota publicData;
    private final Quota files;
    private final Quota watching;
    private final Map<String, Quota> tiers;
    private final Map<String, Quota> routes;
    private final Quota messages;
    private final TenantQuotas tenants;

    public RateLimits(LimitSettings settings, Budgets budgets, TenantQuotas tenants) {
        this.budgets = budgets;
        this.burstPercent = settings.burstPercent();
        this.tenants = tenants;
        this.anonymous = Quota.of(settings.anonymous(), burstPercent);
        this.publicData = Quota.of(settings.publicData(), burstPercent);
        this.files = Quota.of(settings.files(), burstPercent);
        this.watching = Quota.of(WATCHING_PER_MINUTE, burstPercent);
        this.tiers = quotas(settings.tiers());
        this.routes = quotas(settings.routes());
        this.messages = Quota.of(settings.sockets().messages(), burstPercent);
    }

    /** Returns limits of one process, or of all that share a Redis. */
    public static RateLimits of(LimitSettings settings, Optional<Redis> redis, TenantQuotas tenants) {
        Budgets local = new LocalBudgets(settings.keysMax());
        Budgets budgets =
                redis.<Budgets>map(shared -> new SharedBudgets(shared, local)).orElse(local);
        return new RateLimits(settings, budgets, tenants);
    }

    private Map<String, Quota> quotas(Map<String, Integer> perMinute) {
        return perMinute.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Quota.of(entry.getValue(), burstPercent)));
    }

    /**
     * Identified sender.
     *
     * @param name user or API key, unique within the tenant
     * @param roles lower case; the best decides
     */
    public record Sender(int tenant, String name, Collection<String> roles) {}

    /** Draws for a request without a valid token, also for one that is about to be answered 401. */
    public Verdict anonymous(String route, int tenant, InetAddress from, int weight) {
        return draw(new Drawing(route, "a" + network(from), ADDRESS, anonymous, weight), strangers(tenant));
    }

    /** Draws for a read of public market data. */
    public Verdict publicData(String route, int tenant, InetAddress from, int weight) {
        return draw(new Drawing(route, "p" + network(from), ADDRESS, publicData, weight), strangers(tenant));
    }

    /** Draws for data that is no request, on the address's budget. */
    public Verdict unknownSender(InetAddress from) {
        return own("a" + network(from), ADDRESS, anonymous, 1);
    }

    /** Draws for the page and its parts, and the documents. */
    public Verdict files(InetAddress from) {
        return own("f" + network(from), ADDRESS, files, 1);
    }

    /** Draws for a read of the metrics. */
    public Verdict watching(InetAddress from) {
        return own("w" + network(from), ADDRESS, watching, 1);
    }

    /** Returns the budget of messages of a new connection. */
    public MessageBudget messages() {
        return new MessageBudget(messages);
    }

    /** @param weight number of requests that this one counts as */
    public Verdict known(String route, Sender sender, int weight) {
        return draw(drawing(route, "u", sender, weight), new SharedDraw("t", sender.tenant(), TENANT));
    }

    /**
     * Draws for a request that only reduces risk. Its budgets are its own, so other requests of its sender, its tenant
     * or unknown senders cannot hold it up.
     */
    public Verdict canceling(String route, Sender sender, int weight) {
        return draw(drawing(route, "c", sender, weight), new SharedDraw("d", sender.tenant(), CANCELS));
    }

    private Drawing drawing(String route, String kind, Sender sender, int weight) {
        String budget = kind + sender.tenant() + "." + sender.name();
        return new Drawing(route, budget, USER, tier(sender.tenant(), sender.roles()), weight);
    }

    private Quota tier(int tenant, Collection<String> roles) {
        @Nullable Quota best = null;
        for (String role : roles) {
            @Nullable Quota quota = quota(tenant, role);
            if (quota != null && (best == null || quota.perMinute() > best.perMinute())) {
                best = quota;
            }
        }
        return best == null ? tiers.getOrDefault(LOWEST, anonymous) : best;
    }

    private @Nullable Quota quota(int tenant, String role) {
        long own = tenants.ofTier(tenant, role);
        return own == TenantQuotas.PLATFORMS ? tiers.get(role) : Quota.of(own, burstPercent);
    }

    /** Draw on the budgets of one sender. */
    private record Drawing(String route, String budget, String whose, Quota quota, int weight) {}

    /** Draw on a budget of the tenant: unknown senders, users and cancels each have one of this size. */
    private record SharedDraw(String kind, int tenant, String whose) {}

    private static SharedDraw strangers(int tenant) {
        return new SharedDraw("s", tenant, STRANGERS);
    }

    private Verdict draw(Drawing drawing, SharedDraw sharedDraw) {
        @Nullable Quota ofRoute = routes.get(drawing.route());
        if (ofRoute != null) {
            Budgets.DrawResult drawn = budgets.draw("r" + drawing.route() + " " + drawing.budget(), ofRoute, 1);
            if (!drawn.granted()) {
                return new Verdict.Refused(drawing.whose() + " on this route", ofRoute.perMinute(), drawn.waitNanos());
            }
        }
        Verdict own = own(drawing.budget(), drawing.whose(), drawing.quota(), drawing.weight());
        if (own instanceof Verdict.Refused) {
            return own;
        }
        Quota quota = Quota.of(tenants.ofTenant(sharedDraw.tenant()), burstPercent);
        Budgets.DrawResult drawn =
                budgets.draw(sharedDraw.kind() + sharedDraw.tenant(), quota, within(quota, drawing.weight()));
        return drawn.granted() ? own : new Verdict.Refused(sharedDraw.whose(), quota.perMinute(), drawn.waitNanos());
    }

    private Verdict own(String budget, String whose, Quota quota, int weight) {
        Budgets.DrawResult drawn = budgets.draw(budget, quota, within(quota, weight));
        return drawn.granted()
                ? new Verdict.Granted(quota.perMinute(), drawn.remaining())
                : new Verdict.Refused(whose, quota.perMinute(), drawn.waitNanos());
    }

    /** Bounds the weight by the capacity, so that a small full quota permits a heavy request at all. */
    private static int within(Quota quota, int weight) {
        return Math.toIntExact(Math.min(weight, quota.capacity()));
    }

    /** Returns the address, or for IPv6 the network, because customers choose the rest of the address themselves. */
    public static String network(InetAddress from) {
        byte[] address = from.getAddress();
        return from instanceof Inet6Address
                ? HexFormat.of().formatHex(address, 0, NETWORK_BYTES)
                : HexFormat.of().formatHex(address);
    }

    @Override
    public void close() {
        budgets.close();
    }
}
