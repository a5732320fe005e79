package com.flowex.access.ratelimit;

import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rate limits, in requests a minute.
 *
 * @param anonymous each address, without a valid token
 * @param publicData each address, for public GETs: market data
 * @param files each address, for the page, its parts and the documents
 * @param tiers by role; a caller has the limit of the best one
 * @param tenant all users of a tenant together
 * @param routes further limits on single routes, per caller or address; key as in "POST /api/auth/login"
 * @param burstPercent share of a minute's quota that may come at once
 * @param keysMax number of budgets in memory; beyond it the least used are forgotten
 * @param benchmarkFrom addresses that may request the tier without limits
 * @param sockets limits of WebSockets
 */
public record LimitSettings(
        int anonymous,
        int publicData,
        int files,
        Map<String, Integer> tiers,
        int tenant,
        Map<String, Integer> routes,
        int burstPercent,
        int keysMax,
        List<AddressRange> benchmarkFrom,
        SocketSettings sockets) {

    private static final int MAX = 100_000_000;

    private record Tier(String role, int perMinute) {}

    /** Tiers, the lowest first. */
    private static final List<Tier> TIERS = List.of(
            new Tier("user", 600),
            new Tier("moderator", 600),
            new Tier("viewer", 600),
            new Tier("analyst", 1_200),
            new Tier("trader", 3_000),
            new Tier("vip_trader", 12_000),
            new Tier("admin", 6_000),
            new Tier("super_admin", 6_000));

    public static LimitSettings read(SettingsReader reader, Profile profile) {
        reader.group("Rate limits, in requests a minute");
        int anonymous = quota(reader, "ANONYMOUS", 60, "each address without a valid token");
        int publicData = quota(reader, "PUBLIC", 1_200, "each address, for public market data");
        int files = quota(reader, "FILES", 6_000, "each address, for the page, its parts and /docs");
        Map<String, Integer> tiers = new LinkedHashMap<>();
        TIERS.forEach(tier -> tiers.put(
                tier.role(),
                quota(
                        reader,
                        tier.role().toUpperCase(java.util.Locale.ROOT),
                        tier.perMinute(),
                        "each user whose best role is " + tier.role())));
        LimitSettings settings = new LimitSettings(
                anonymous,
                publicData,
                files,
                Map.copyOf(tiers),
                quota(
                        reader,
                        "TENANT",
                        600_000,
                        "all users of a tenant together; so many again for their cancels, and for all without a token"),
                routes(reader),
                reader.integer(
                        "FLOWEX_RATE_BURST_PERCENT", 100, 1, 1_000, "share of a minute's quota that may come at once"),
                reader.integer(
                        "FLOWEX_RATE_KEYS_MAX",
                        200_000,
                        1_000,
                        10_000_000,
                        "budgets kept in memory, about 300 bytes each; the least used beyond are forgotten"),
                reader.list(
                        "FLOWEX_BENCHMARK_FROM",
                        profile == Profile.DEV ? "127.0.0.0/8,::1" : "",
                        "addresses or blocks between commas",
                        AddressRange::of,
                        "from where a request with the header X-Rate-Tier: benchmark is not limited: for ./flowex load"),
                SocketSettings.read(reader));
        reader.inProduction(
                profile,
                settings.benchmarkFrom().isEmpty(),
                "FLOWEX_BENCHMARK_FROM must be empty in production: it lifts every rate limit");
        return settings;
    }

    private static int quota(SettingsReader reader, String name, int otherwise, String about) {
        return reader.integer("FLOWEX_RATE_" + name, otherwise, 1, MAX, about);
    }

    private static Map<String, Integer> routes(SettingsReader reader) {
        List<Map.Entry<String, Integer>> routes = reader.list(
                "FLOWEX_RATE_ROUTES",
                "",
                "routes such as POST /api/auth/login=30 between commas",
                LimitSettings::route,
                "limits of single routes, for each caller or address, besides the others");
        Map<String, Integer> byName = new LinkedHashMap<>();
        routes.forEach(route -> byName.put(route.getKey(), route.getValue()));
        return Map.copyOf(byName);
    }

    private static Map.Entry<String, Integer> route(String text) {
        int equals = text.lastIndexOf('=');
        long perMinute = equals < 0
                ? 0
                : WholeNumber.parse(text.substring(equals + 1).strip()).orElse(0);
        if (perMinute < 1 || perMinute > MAX || text.indexOf(" /") < 1) {
            throw new IllegalArgumentException();
        }
        return Map.entry(text.substring(0, equals).strip(), (int) perMinute);
    }
}
