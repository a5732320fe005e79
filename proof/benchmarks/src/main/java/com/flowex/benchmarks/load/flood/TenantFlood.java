package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.client.ExchangeApi;
import java.io.IOException;
import java.net.URI;

/**
 * Latency of one tenant's orders with and without a flood of orders from all users of another, alternately against one
 * running exchange. {@code scripts/make-tenants.sh} created the other tenant, whose limits are not lifted.
 */
public final class TenantFlood {

    private static final int PAIRS_DEFAULT = 5;

    /** Requests a second of all users together: four times their limits. */
    private static final String RATE = "2000";

    private static final String CONNECTIONS = "64";

    private TenantFlood() {}

    /**
     * Runs the benchmark. Arguments: URL, number of pairs, slug of the flooding tenant, its requests a second (0: no
     * fixed rate), its connections; all optional.
     */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        String slug = args.length > 2 ? args[2] : "t1";
        String rate = args.length > 3 ? args[3] : RATE;
        String connections = args.length > 4 ? args[4] : CONNECTIONS;
        try (ExchangeApi orders = new ExchangeApi(url);
                FloodProcess flood = new FloodProcess("orders", url.toString(), slug, rate, connections)) {
            new LatencyUnderFlood(url, orders, flood).measure(pairs, "orders of another tenant");
        }
    }
}
