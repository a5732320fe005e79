package com.flowex.gateway;

import com.flowex.domain.value.WholeNumber;
import com.flowex.gateway.route.LoadBalancingPolicy;
import com.flowex.gateway.route.RouteDefaults;
import com.flowex.gateway.route.RouteFile;
import com.flowex.gateway.route.RouteTable;
import com.flowex.gateway.route.UpstreamAddress;
import com.flowex.gateway.upstream.UpstreamPolicy;
import com.flowex.platform.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the gateway.
 *
 * @param routes routes; empty where none is named
 * @param retryPercent retries per hundred calls, in the long run
 * @param names interval for resolving names of several addresses again
 * @param operators address of the operators' server, never the relaying port
 */
public record GatewaySettings(
        RouteTable routes, UpstreamPolicy upstreams, int retryPercent, Duration names, UpstreamAddress operators) {

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
    private static final String WEIGHED = UpstreamAddress.FORM + ", each with *WEIGHT if it has one, between commas";

    /**
     * Reads the settings.
     *
     * @throws com.flowex.platform.settings.StartupException naming every error
     */
    public static GatewaySettings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        GatewaySettings settings = read(reader, true);
        reader.finish();
        return settings;
    }

    /**
     * Reads the settings without throwing.
     *
     * @param breaker true if upstreams that fail half of their calls get no calls
     */
    public static GatewaySettings read(SettingsReader reader, boolean breaker) {
        reader.group("The gateway");
        List<UpstreamAddress> listed = reader.list(
                "FLOWEX_GATEWAY_UPSTREAMS",
                "",
                WEIGHED,
                GatewaySettings::upstream,
                "what FLOWEX_SERVICES=gateway relays everything to; or FLOWEX_GATEWAY_ROUTES");
        String file = reader.text(
                "FLOWEX_GATEWAY_ROUTES",
                "",
                "file of routes and upstreams (docs/operations/gateway.md), instead of it");
        RouteDefaults defaults = defaults(reader);
        RouteTable routes = routes(reader, listed, file, defaults);
        return new GatewaySettings(
                routes,
                rules(reader, breaker),
                reader.integer(
                        "FLOWEX_GATEWAY_RETRY_PERCENT",
                        10,
                        0,
                        100,
                        "calls tried again per hundred calls of a route, in the long run"),
                reader.duration(
                        "FLOWEX_GATEWAY_DNS_SECONDS",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        3_600,
                        "how often names of several addresses (dns:) are asked again"),
                reader.parsed(
                        "FLOWEX_GATEWAY_OPERATORS",
                        "127.0.0.1:8019",
                        "HOST:PORT; port 0 picks a free one",
                        GatewaySettings::operators,
                        "where operators ask the gateway itself: /live, /ready, /metrics, /upstreams"));
    }

    private static RouteDefaults defaults(SettingsReader reader) {
        Duration firstByte = reader.duration(
                "FLOWEX_GATEWAY_FIRST_BYTE_SECONDS",
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                3_600,
                "longest from a call's last byte to its answer's first; then 504");
        Duration whole = reader.duration(
                "FLOWEX_GATEWAY_WHOLE_SECONDS",
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                86_400,
                "longest of a call with its answer; WebSockets have no limit");
        if (whole.compareTo(firstByte) < 0) {
            reader.refuse("FLOWEX_GATEWAY_WHOLE_SECONDS must not be less than FLOWEX_GATEWAY_FIRST_BYTE_SECONDS");
        }
        return new RouteDefaults(
                reader.oneOf(
                        "FLOWEX_GATEWAY_BALANCE",
                        LoadBalancingPolicy.ROUND_ROBIN,
                        LoadBalancingPolicy.class,
                        "how calls are shared out, where a route does not say otherwise"),
                firstByte,
                whole,
                reader.integer(
                        "FLOWEX_GATEWAY_RETRIES",
                        2,
                        0,
                        RouteDefaults.RETRIES_MAX,
                        "how often GET, HEAD, PUT and DELETE without a body are tried again elsewhere; POST never is"));
    }

    private static UpstreamPolicy rules(SettingsReader reader, boolean breaker) {
        return new UpstreamPolicy(
                reader.duration(
                        "FLOWEX_GATEWAY_CONNECT_MS",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1),
                        60_000,
                        "longest until a connection to an upstream is there"),
                reader.parsed(
                        "FLOWEX_GATEWAY_HEALTH_PATH",
                        "/ready",
                        "a path without a query",
                        GatewaySettings::path,
                        "asked of each upstream; one that does not answer 200 twice in a row gets no calls"),
                reader.duration(
                        "FLOWEX_GATEWAY_HEALTH_SECONDS",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        3_600,
                        "how often"),
                reader.integer(
                        "FLOWEX_GATEWAY_FAILURES_MAX",
                        3,
                        1,
                        1_000,
                        "calls in a row without an answer before an upstream gets none for a while"),
                reader.duration(
                        "FLOWEX_GATEWAY_EJECTION_SECONDS",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        3_600,
                        "for how long the first time; twice as long each time after, up to 64 times"),
                reader.duration(
                        "FLOWEX_GATEWAY_SLOW_START_SECONDS",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        3_600,
                        "for how long one that is back gets less than its share, from a twentieth to all"),
                breaker);
    }

    private static RouteTable routes(
            SettingsReader reader, List<UpstreamAddress> upstreams, String file, RouteDefaults defaults) {
        if (file.isEmpty()) {
            return upstreams.isEmpty()
                    ? new RouteTable(List.of(), Map.of())
                    : RouteTable.everythingTo(upstreams, defaults);
        }
        if (!upstreams.isEmpty()) {
            reader.refuse("FLOWEX_GATEWAY_UPSTREAMS and FLOWEX_GATEWAY_ROUTES must not both be set");
        }
        return lines(reader, file)
                .map(lines -> RouteFile.read(lines, defaults))
                .map(read -> {
                    read.errors().forEach(error -> reader.refuse("FLOWEX_GATEWAY_ROUTES " + file + ": " + error));
                    return read.table();
                })
                .orElseGet(() -> new RouteTable(List.of(), Map.of()));
    }

    private static Optional<List<String>> lines(SettingsReader reader, String file) {
        try {
            return Optional.of(Files.readAllLines(Path.of(file)));
        } catch (IOException e) {
            reader.refuse("FLOWEX_GATEWAY_ROUTES must name a file that can be read, was \"" + file + "\"");
            return Optional.empty();
        }
    }

    private static UpstreamAddress upstream(String text) {
        int star = text.indexOf('*');
        return star < 0
                ? UpstreamAddress.of(text, 1)
                : UpstreamAddress.of(
                        text.substring(0, star),
                        Math.toIntExact(WholeNumber.parse(text.substring(star + 1))
                                .orElseThrow(IllegalArgumentException::new)));
    }

    private static UpstreamAddress operators(String text) {
        String free = ":0";
        if (!text.endsWith(free)) {
            return UpstreamAddress.of(text, 1);
        }
        // Any port will do for reading the host.
        String host = UpstreamAddress.of(text + "1", 1).host();
        return new UpstreamAddress(host, 0, 1, false);
    }

    private static String path(String text) {
        if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** Returns true if there is no route. */
    public boolean isEmpty() {
        return routes.routes().isEmpty();
    }
}
