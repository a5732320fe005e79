package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.client.ExchangeApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Main class of the process that {@link FloodProcess} starts: it floods when its input says {@code begin}, and stops
 * when it says {@code end}.
 */
public final class FloodClient {

    private FloodClient() {}

    /**
     * Runs the client until its input ends. Arguments: {@code orders URL SLUG RATE CONNECTIONS} or
     * {@code logins URL EMAIL AT_ONCE}.
     */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args[1]);
        Flood flood = args[0].equals("orders")
                ? OrderFlood.of(url, args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]))
                : new ConcurrentLogins(new ExchangeApi(url), args[2], Integer.parseInt(args[3]));
        System.out.println("ready");
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String word = words.readLine(); word != null; word = words.readLine()) {
            if (word.equals("begin")) {
                flood.begin();
            } else {
                Flood.Tally tally = flood.end();
                System.out.printf(Locale.ROOT, "tally %d %d%n", tally.sent(), tally.served());
            }
        }
        System.exit(0);
    }
}
