package com.flowex.platform.limits;

import com.flowex.platform.config.LimitSettings;
import com.flowex.platform.redis.Redis;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which budgets a request draws on: its route's, its sender's and its tenant's. The first that is empty refuses it. */
public final class RateLimits implements AutoCloseable {

    /** Bytes of an IPv6 address that name a customer's network. */
    private static final int NETWORK_BYTES = 8;

    private static final String LOWEST = "user";

    /** May the request go on? */
    public sealed interface Verdict {
        /**
         * It may.
         *
         * @param limit requests a minute of its sender's budget
         */
        record Granted(long limit, long remaining) implements Verdict {}

        /**
         * It may not.
         *
         * @param whose budget is empty, for the detail of the answer
         * @param waitNanos until one more request is permitted
         */
        record Refused(String whose, long limit, long waitNanos) implements Verdict {}
    }

    private final Budgets budgets;
    private final int burstPercent;
    private final Quota anonymous;
    private final Quota publicData;
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
        this.tiers = quotas(settings.tiers());
        this.routes = quotas(settings.routes());
        this.messages = Quota.of(settings.sockets().messages(), burstPercent);
    }

    /** Limits of one process, or of all that share a Redis. */
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

    /** A request without a valid token, also one that is about to be answered 401. */
    public Verdict anonymous(String route, int tenant, InetAddress from, int weight) {
        return draw(route, tenant, "a" + network(from), "this address", anonymous, weight);
    }

    /** A look at public market data. */
    public Verdict publicData(String route, int tenant, InetAddress from, int weight) {
        return draw(route, tenant, "p" + network(from), "this address", publicData, weight);
    }

    /** For the messages of a connection that has just been opened. */
    public MessageBudget messages() {
        return new MessageBudget(messages);
    }

    /**
     * A request of somebody who is known.
     *
     * @param sender user or API key, unique within the tenant
     * @param roles lower case; the best decides
     * @param weight how many requests this one counts as
     */
    public Verdict known(String route, int tenant, String sender, Collection<String> roles, int weight) {
        return draw(route, tenant, "u" + tenant + "." + sender, "this user", tier(tenant, roles), weight);
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

    private Verdict draw(String route, int tenant, String sender, String whose, Quota quota, int weight) {
        @Nullable Quota ofRoute = routes.get(route);
        if (ofRoute != null) {
            Budgets.Drawn drawn = budgets.draw("r" + route + " " + sender, ofRoute, 1);
            if (!drawn.granted()) {
                return new Verdict.Refused(whose + " on this route", ofRoute.perMinute(), drawn.waitNanos());
            }
        }
        Budgets.Drawn drawn = budgets.draw(sender, quota, within(quota, weight));
        if (!drawn.granted()) {
            return new Verdict.Refused(whose, quota.perMinute(), drawn.waitNanos());
        }
        Quota ofTenant = Quota.of(tenants.ofTenant(tenant), burstPercent);
        Budgets.Drawn together = budgets.draw("t" + tenant, ofTenant, within(ofTenant, weight));
        return together.granted()
                ? new Verdict.Granted(quota.perMinute(), drawn.remaining())
                : new Verdict.Refused("this tenant", ofTenant.perMinute(), together.waitNanos());
    }

    /** A small quota lets a heavy request through when it is full, not never. */
    private static int within(Quota quota, int weight) {
        return Math.toIntExact(Math.min(weight, quota.capacity()));
    }

    /** The address, or of IPv6 the network: what is behind it, customers choose themselves. */
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
