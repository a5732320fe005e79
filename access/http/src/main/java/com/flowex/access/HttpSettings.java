package com.flowex.access;

import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.settings.GuessableSecret;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of HTTP.
 *
 * @param connectionsMax connections on each port; a connection costs a virtual thread and about 20 KB of buffers
 * @param connectionsPerAddress connections of one address, unless it is a trusted proxy's
 * @param requestMax time after which a connection is cut off that has neither ended a request nor begun another
 * @param bodyBytesMax longest body of a request, bytes
 * @param headersBytesMax longest headers of a request, bytes
 * @param trustedProxies proxies whose X-Forwarded-For is trusted
 * @param gatewayKey key by which a gateway signs the origin of requests; empty: no gateway is trusted
 * @param corsOrigins other origins whose pages may call this exchange from a browser
 * @param hstsAge time for which a browser insists on https; zero omits the header
 * @param metricsFrom addresses that may read /metrics
 * @param requestLog requests that are logged
 * @param requestSample one in this number of successful requests is logged
 * @param requestSlow duration from which on a request is reported in the performance log
 */
public record HttpSettings(
        int connectionsMax,
        int connectionsPerAddress,
        Duration requestMax,
        int bodyBytesMax,
        int headersBytesMax,
        List<AddressRange> trustedProxies,
        Optional<SecretSource.Supplied> gatewayKey,
        List<String> corsOrigins,
        Duration hstsAge,
        List<AddressRange> metricsFrom,
        RequestLog requestLog,
        int requestSample,
        Duration requestSlow) {

    /** Requests that are logged. */
    public enum RequestLog {
        OFF,
        FAILED,
        ALL
    }

    /** Leading bits of the largest block of proxies in production: the largest private one has eight. */
    private static final int PROXY_BITS_MIN = 8;

    public static HttpSettings read(SettingsReader reader, Profile profile) {
        reader.group("HTTP");
        HttpSettings settings = new HttpSettings(
                reader.integer(
                        "FLOWEX_HTTP_CONNECTIONS_MAX",
                        20_000,
                        1,
                        1_000_000,
                        "connections on each port; newcomers beyond it wait"),
                reader.integer(
                        "FLOWEX_HTTP_CONNECTIONS_PER_ADDRESS",
                        2_000,
                        1,
                        1_000_000,
                        "connections of one address on all ports, unless it is a trusted proxy's; those beyond hear 429"),
                reader.duration(
                        "FLOWEX_HTTP_REQUEST_MAX_SECONDS",
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        3_600,
                        "a connection on which no new request begins for so long is cut off"),
                reader.integer("FLOWEX_HTTP_BODY_BYTES_MAX", 65_536, 1_024, 65_536, "longest body; beyond it 413"),
                reader.integer(
                        "FLOWEX_HTTP_HEADERS_BYTES_MAX", 16_384, 2_048, 1_048_576, "longest headers; beyond it 431"),
                reader.list(
                        "FLOWEX_TRUSTED_PROXIES",
                        "",
                        "addresses or blocks such as 10.0.0.0/8 between commas",
                        AddressRange::of,
                        "whose X-Forwarded-For is believed; that of others is ignored"),
                gatewayKey(reader, profile),
                reader.list(
                        "FLOWEX_CORS_ORIGINS",
                        "",
                        "origins such as https://app.example.com between commas",
                        HttpSettings::origin,
                        "whose pages may call this exchange from a browser, besides its own"),
                reader.parsed(
                        "FLOWEX_HSTS_SECONDS",
                        "31536000",
                        "a whole number within 0..63072000",
                        HttpSettings::age,
                        "how long browsers insist on https once they have seen it; 0 says nothing"),
                reader.list(
                        "FLOWEX_METRICS_FROM",
                        "127.0.0.0/8,::1",
                        "addresses or blocks between commas",
                        AddressRange::of,
                        "who may read /metrics, which names tenants; a request forwarded by an address that is not in"
                                + " FLOWEX_TRUSTED_PROXIES may not"),
                reader.oneOf(
                        "FLOWEX_REQUEST_LOG",
                        profile == Profile.DEV ? RequestLog.OFF : RequestLog.FAILED,
                        RequestLog.class,
                        "requests that leave a line in the log; failed means answered 5xx"),
                reader.integer(
                        "FLOWEX_REQUEST_LOG_SAMPLE",
                        1,
                        1,
                        1_000_000,
                        "with FLOWEX_REQUEST_LOG=all one of so many requests leaves a line, and each that is answered 5xx"),
                reader.duration(
                        "FLOWEX_SLOW_REQUEST_MS",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1),
                        600_000,
                        "a request that takes longer is in the performance log"));
        reader.inProduction(
                profile,
                settings.trustedProxies.stream().noneMatch(range -> range.bits() < PROXY_BITS_MIN),
                "FLOWEX_TRUSTED_PROXIES must have no block larger than /8 in production: senders could then claim any address");
        return settings;
    }

    private static Optional<SecretSource.Supplied> gatewayKey(SettingsReader reader, Profile profile) {
        String rule = "at least " + RelayToken.KEY_LENGTH_MIN + " characters";
        String key = reader.secret(
                "FLOWEX_GATEWAY_KEY",
                rule,
                "by which a gateway signs where a request comes from, the same for it and the services; empty: no gateway is"
                        + " believed, and limits of addresses see the gateway's own");
        reader.inProduction(
                profile,
                key.length() < RelayToken.KEY_LENGTH_MIN || !GuessableSecret.isOne(key),
                "FLOWEX_GATEWAY_KEY must be random in production; for example: openssl rand -base64 48");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (key.length() < RelayToken.KEY_LENGTH_MIN) {
            reader.refuse("FLOWEX_GATEWAY_KEY must be " + rule);
        }
        return Optional.of(new SecretSource.Supplied(key));
    }

    private static Duration age(String text) {
        long seconds = WholeNumber.parse(text).orElseThrow(IllegalArgumentException::new);
        if (seconds < 0 || seconds > 63_072_000) {
            throw new IllegalArgumentException();
        }
        return Duration.ofSeconds(seconds);
    }

    private static String origin(String text) {
        URI uri = URI.create(text);
        boolean plain = uri.getScheme() != null && uri.getRawAuthority() != null;
        if (!plain || !text.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
