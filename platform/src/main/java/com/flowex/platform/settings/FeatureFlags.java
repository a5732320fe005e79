package com.flowex.platform.settings;

/**
 * Feature flags: parts that can be switched off as a whole.
 *
 * @param webSocket the stream at /ws/market-data
 * @param metrics /metrics and the timers behind it
 * @param rateLimiting every rate limit
 * @param circuitBreaker true to block calls to a failing Redis or gateway upstream for a while
 * @param debug more lines in the log, and the reason of an internal fault in its answer
 */
public record FeatureFlags(
        boolean webSocket, boolean metrics, boolean rateLimiting, boolean circuitBreaker, boolean debug) {

    public static FeatureFlags read(SettingsReader reader, Profile profile) {
        reader.group("Feature flags");
        FeatureFlags features = new FeatureFlags(
                reader.flag("FLOWEX_FEATURE_WEBSOCKET", true, "the stream at /ws/market-data; off answers 404"),
                reader.flag("FLOWEX_FEATURE_METRICS", true, "/metrics and the timers of routes; off answers 404"),
                reader.flag("FLOWEX_FEATURE_RATE_LIMITING", true, "every rate limit"),
                reader.flag(
                        "FLOWEX_FEATURE_CIRCUIT_BREAKER",
                        true,
                        "a Redis that fails, and an upstream of the gateway that fails half of its calls, is left alone for some seconds;"
                                + " off: every request tries it again"),
                reader.flag(
                        "FLOWEX_FEATURE_DEBUG",
                        false,
                        "debug lines in the log, every request logged, and the reason of a fault in its answer"));
        reader.inProduction(
                profile, !features.debug(), "FLOWEX_FEATURE_DEBUG must be off in production: it shows what is inside");
        reader.inProduction(
                profile,
                features.rateLimiting(),
                "FLOWEX_FEATURE_RATE_LIMITING must be on in production: FLOWEX_RATE_... say how much is permitted");
        return features;
    }
}
