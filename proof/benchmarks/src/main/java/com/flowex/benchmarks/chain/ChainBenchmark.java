package com.flowex.benchmarks.chain;

import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.SigningKeys;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.telemetry.Telemetry;
import com.sun.management.OperatingSystemMXBean;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Processor time of a request with the chain (request id, address, headers, route, token, three rate limits, timer) and
 * without it. Without means a bare Helidon route that sends the same body. Both run alternately in one process; the
 * client runs there too and costs the same for both.
 */
public final class ChainBenchmark {

    private static final byte[] BODY = "{\"answer\":\"0123456789\"}".getBytes(StandardCharsets.US_ASCII);
    private static final String PATH = "/api/trading/bench";
    private static final int ROUNDS_DEFAULT = 7;
    private static final int REQUESTS_DEFAULT = 200_000;

    private ChainBenchmark() {}

    /** Runs the benchmark. Arguments: requests a round and rounds, both optional. */
    public static void main(String[] args) throws IOException {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : REQUESTS_DEFAULT;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS_DEFAULT;
        AccessTokens tokens =
                new AccessTokens(SigningKeys.ofSecret(new byte[48]), Duration.ofHours(1), InstantSource.system());
        String token =
                tokens.issue(Caller.inSession(7, new AccountId(1, 1_007), Set.of(Role.TRADER), true, "a-session"));
        try (Telemetry telemetry = new Telemetry(Profile.DEV);
                HttpServer with = withChain(tokens, telemetry)) {
            WebServer without = withoutChain();
            try (RepeatingClient toChain = new RepeatingClient(with.port(), PATH, token, BODY.length);
                    RepeatingClient toBare = new RepeatingClient(without.port(), PATH, token, BODY.length)) {
                compare(toChain, toBare, requests, rounds);
            } finally {
                without.stop();
            }
        }
    }

    private static HttpServer withChain(AccessTokens tokens, Telemetry telemetry) {
        EdgeSettings settings =
                EdgeSettings.of(Map.of("FLOWEX_RATE_TRADER", "100000000", "FLOWEX_RATE_TENANT", "100000000"));
        Routes routes = new Routes()
                .get(PATH, Access.CALLER, _ -> Answer.bytes(200, "application/json", BODY))
                .get("/api/trading/orders/{id}", Access.CALLER, _ -> Answer.noContent());
        return HttpServer.builder(tokens, telemetry, new Health())
                .port(0)
                .routes(routes)
                .limits(RateLimits.of(settings.limits(), Optional.empty(), _ -> 100_000_000))
                .start();
    }

    private static WebServer withoutChain() {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(HttpRouting.builder().get(PATH, (_, response) -> {
                    response.header(HeaderNames.CONTENT_TYPE, "application/json");
                    response.send(BODY);
                }))
                .build()
                .start();
    }

    private static void compare(RepeatingClient toChain, RepeatingClient toBare, int requests, int rounds)
            throws IOException {
        List<Double> differences = new ArrayList<>();
        for (int round = -2; round < rounds; round++) {
            double bare = microsEach(toBare, requests);
            double chain = microsEach(toChain, requests);
            if (round >= 0) {
                differences.add(chain - bare);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: with %.1f us, without %.1f us, the chain %.1f us of processor a request%n",
                        round + 1,
                        chain,
                        bare,
                        chain - bare);
            }
        }
        double[] sorted =
                differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "chain: median %.1f us, %s%n",
                sorted[sorted.length / 2],
                Arrays.toString(Arrays.stream(sorted)
                        .mapToObj(micros -> String.format(Locale.ROOT, "%.1f", micros))
                        .toArray()));
    }

    private static double microsEach(RepeatingClient client, int requests) throws IOException {
        long before = cpuNanos();
        client.run(requests);
        return (cpuNanos() - before) / 1e3 / requests;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
