package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.URI;

/**
 * How long the orders of one tenant take with and without a flood of orders from all users of another, in turns against
 * one running exchange. The other tenant is one that {@code scripts/make-tenants.sh} made; nothing lifts its limits.
 */
public final class TenantFlood {

    private static final int PAIRS_DEFAULT = 5;

    /** Requests a second of all users together: four times what their limits let through. */
    private static final String RATE = "2000";

    private static final String CONNECTIONS = "64";

    private TenantFlood() {}

    /**
     * Arguments: URL, how many pairs, the flooding tenant's slug, its requests a second (0: as many as are answered), its
     * connections; all optional.
     */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        String slug = args.length > 2 ? args[2] : "t1";
        String rate = args.length > 3 ? args[3] : RATE;
        String connections = args.length > 4 ? args[4] : CONNECTIONS;
        try (ExchangeApi orders = new ExchangeApi(url);
                FloodProcess flood = new FloodProcess("orders", url.toString(), slug, rate, connections)) {
            new OrdersBeside(url, orders, flood).measure(pairs, "orders of another tenant");
        }
    }
}
