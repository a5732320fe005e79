package com.flowex.edge.limits;

import com.flowex.ground.redis.Redis;
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

    /** Looks at the figures: they are made once a second at most, so more often they are the same. */
    private static final int WATCHING_PER_MINUTE = 120;

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

    /**
     * Somebody who is known.
     *
     * @param name user or API key, unique within the tenant
     * @param roles lower case; the best decides
     */
    public record Sender(int tenant, String name, Collection<String> roles) {}

    /** A request without a valid token, also one that is about to be answered 401. */
    public Verdict anonymous(String route, int tenant, InetAddress from, int weight) {
        return draw(new Drawing(route, "a" + network(from), "this address", anonymous, weight), strangers(tenant));
    }

    /** A look at public market data. */
    public Verdict publicData(String route, int tenant, InetAddress from, int weight) {
        return draw(new Drawing(route, "p" + network(from), "this address", publicData, weight), strangers(tenant));
    }

    /** Something that is no request at all, and nobody's but an address's. */
    public Verdict stray(InetAddress from) {
        return own("a" + network(from), "this address", anonymous, 1);
    }

    /** The page and its parts, the documents. */
    public Verdict files(InetAddress from) {
        return own("f" + network(from), "this address", files, 1);
    }

    /** A look at the figures. */
    public Verdict watching(InetAddress from) {
        return own("w" + network(from), "this address", watching, 1);
    }

    /** For the messages of a connection that has just been opened. */
    public MessageBudget messages() {
        return new MessageBudget(messages);
    }

    /** @param weight how many requests this one counts as */
    public Verdict known(String route, Sender sender, int weight) {
        return draw(drawing(route, "u", sender, weight), new Together("t", sender.tenant(), "this tenant"));
    }

    /**
     * A request that only takes risk away. Its budgets are its own: whatever else its sender, its tenant or strangers send,
     * it comes through.
     */
    public Verdict canceling(String route, Sender sender, int weight) {
        return draw(drawing(route, "c", sender, weight), new Together("d", sender.tenant(), "this tenant's cancels"));
    }

    private Drawing drawing(String route, String kind, Sender sender, int weight) {
        String budget = kind + sender.tenant() + "." + sender.name();
        return new Drawing(route, budget, "this user", tier(sender.tenant(), sender.roles()), weight);
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

    /** What one request draws on for its sender alone. */
    private record Drawing(String route, String budget, String whose, Quota quota, int weight) {}

    /** What it draws on with others of its tenant: strangers, users and cancels have each a budget of this size. */
    private record Together(String kind, int tenant, String whose) {}

    private static Together strangers(int tenant) {
        return new Together("s", tenant, "everybody without a token");
    }

    private Verdict draw(Drawing drawing, Together together) {
        @Nullable Quota ofRoute = routes.get(drawing.route());
        if (ofRoute != null) {
            Budgets.Drawn drawn = budgets.draw("r" + drawing.route() + " " + drawing.budget(), ofRoute, 1);
            if (!drawn.granted()) {
                return new Verdict.Refused(drawing.whose() + " on this route", ofRoute.perMinute(), drawn.waitNanos());
            }
        }
        Verdict own = own(drawing.budget(), drawing.whose(), drawing.quota(), drawing.weight());
        if (own instanceof Verdict.Refused) {
            return own;
        }
        Quota quota = Quota.of(tenants.ofTenant(together.tenant()), burstPercent);
        Budgets.Drawn drawn = budgets.draw(together.kind() + together.tenant(), quota, within(quota, drawing.weight()));
        return drawn.granted() ? own : new Verdict.Refused(together.whose(), quota.perMinute(), drawn.waitNanos());
    }

    private Verdict own(String budget, String whose, Quota quota, int weight) {
        Budgets.Drawn drawn = budgets.draw(budget, quota, within(quota, weight));
        return drawn.granted()
                ? new Verdict.Granted(quota.perMinute(), drawn.remaining())
                : new Verdict.Refused(whose, quota.perMinute(), drawn.waitNanos());
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
