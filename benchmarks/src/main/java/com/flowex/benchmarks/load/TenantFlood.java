package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * How long the orders of one tenant take with and without a flood of orders from all users of another, in turns against
 * one running exchange. The other tenant is one that {@code scripts/make-tenants.sh} made; nothing lifts its limits.
 */
public final class TenantFlood {

    private static final int PAIRS_DEFAULT = 5;
    private static final int USERS = 10;

    /** Of the users that the script makes. */
    private static final String PASSWORD = "Tenant-user-2026!";

    /** Requests a second of all users together: four times what their limits let through. */
    private static final int RATE = 2_000;

    private TenantFlood() {}

    /** Arguments: URL, how many pairs, the flooding tenant's slug; all optional. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        String slug = args.length > 2 ? args[2] : "t1";
        try (ExchangeApi orders = new ExchangeApi(url);
                ExchangeApi others = new ExchangeApi(url, "X-Tenant", slug)) {
            List<User> flood = IntStream.rangeClosed(1, USERS)
                    .mapToObj(i -> new User(others, others.login("user" + i + "@" + slug + ".example", PASSWORD)))
                    .toList();
            new OrdersBeside(url, orders, flood).measure(pairs, "orders of another tenant");
        }
    }

    /** Places orders one after the other, as often as its part of the rate allows. */
    private static final class User implements OrdersBeside.Sender {

        private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1) * USERS / RATE;

        private final ExchangeApi api;
        private final Trader trader;
        private long dueNanos = System.nanoTime();

        User(ExchangeApi api, Trader trader) {
            this.api = api;
            this.trader = trader;
        }

        /** Served is what the exchange decided, even if it refused for lack of funds. */
        @Override
        public boolean send() {
            dueNanos = Math.max(dueNanos + STEP_NANOS, System.nanoTime() - STEP_NANOS);
            LockSupport.parkNanos(dueNanos - System.nanoTime());
            Map<String, String> order = Map.of(
                    "symbol", "BTC-USDT", "side", "buy", "type", "limit", "price", "100.00", "quantity", "0.0100");
            int status =
                    api.tryPost(trader.token(), "/api/trading/orders", order).status();
            return status == 201 || status == 422;
        }
    }
}
