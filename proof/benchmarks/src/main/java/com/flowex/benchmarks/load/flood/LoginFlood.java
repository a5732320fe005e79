package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.client.ExchangeApi;
import java.io.IOException;
import java.net.URI;

/**
 * Latency of orders with and without a flood of logins, alternately against one running exchange: hashing passwords is
 * slow on purpose, and must not slow orders.
 */
public final class LoginFlood {

    private static final int PAIRS_DEFAULT = 5;

    /**
     * Number of concurrent logins: far more than the exchange hashes at once, and fewer than would lock their address.
     */
    private static final String LOGINS_AT_ONCE = "40";

    private LoginFlood() {}

    /** Runs the benchmark. Arguments: URL, then number of pairs; both optional. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        String email = "flood" + Long.toString(System.currentTimeMillis(), 36) + "@load.example";
        try (ExchangeApi api = new ExchangeApi(url)) {
            api.register(email);
            try (FloodProcess flood = new FloodProcess("logins", url.toString(), email, LOGINS_AT_ONCE)) {
                new LatencyUnderFlood(url, api, flood).measure(pairs, "logins");
            }
        }
    }
}
