package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./flowex bench gateway}: what a call costs a gateway's processor, and how many calls a second go through it beside how many go
 * without it. By turns in one run, so that a machine that is fast today and slow tomorrow cannot change what is compared; gateway, exchange
 * and this client share the processors.
 */
public final class GatewayHop {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS_MAX = 300_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private final int calls;
    private final String token;

    /** @param rate calls a second */
    private record Round(double direct, double rate, double hopMicros) {
        double share() {
            return rate / direct;
        }
    }

    private GatewayHop(int calls, String token) {
        this.calls = calls;
        this.token = token;
    }

    /** Arguments: URL of the exchange, URL of the gateway before it, the gateway's process id, calls of each part. */
    public static void main(String[] args) throws IOException {
        URI direct = URI.create(args[0]);
        URI through = URI.create(args[1]);
        try (ExchangeApi api = new ExchangeApi(direct)) {
            Trader reader = api.register("hop" + Long.toString(System.currentTimeMillis(), 36) + "@load.example");
            new GatewayHop(Integer.parseInt(args[3]), reader.token()).run(direct, through, Long.parseLong(args[2]));
        }
    }

    private void run(URI direct, URI through, long gateway) throws IOException {
        rate(direct);
        rate(through);
        List<Round> rounds = new ArrayList<>();
        for (int number = 1; number <= ROUNDS; number++) {
            double without = rate(direct);
            ServerTime before = ServerTime.of(gateway);
            double with = rate(through);
            double micros = ServerTime.of(gateway).microsSince(before, calls).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            Round round = new Round(without, with, micros);
            rounds.add(round);
            tell("round " + number + ":", round);
        }
        rounds.sort((left, right) -> Double.compare(left.share(), right.share()));
        tell("gateway", rounds.get(ROUNDS / 2));
    }

    private static void tell(String what, Round round) {
        System.out.printf(
                Locale.ROOT,
                "%s hop_us=%.1f direct=%.0f/s through=%.0f/s share=%.2f%n",
                what,
                round.hopMicros(),
                round.direct(),
                round.rate(),
                round.share());
    }

    private double rate(URI url) throws IOException {
        byte[] question = ("GET /api/trading/pairs HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Connections connections =
                new Connections(new InetSocketAddress(url.getHost(), url.getPort()), CONNECTIONS)) {
            Questions questions = new Questions(connections, List.of(question), calls);
            long begun = System.nanoTime();
            questions.run(ROUND_NANOS_MAX);
            long nanos = System.nanoTime() - begun;
            if (questions.refused() + questions.unanswered() > 0) {
                throw new LoadFailed(questions.refused() + " refused, " + questions.unanswered() + " unanswered");
            }
            return calls * NANOS_PER_SECOND / nanos;
        }
    }
}
