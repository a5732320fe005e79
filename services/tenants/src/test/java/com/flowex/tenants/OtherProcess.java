package com.flowex.tenants;

import com.flowex.access.http.server.HttpServer;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestStand;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.tenants.app.listing.Listings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A process of its own on the given database: everything of this service that serves requests, with the limits, but a
 * log of its own, since the log of an exchange is one process's. Prints its port; ends when its parent stops listening.
 */
final class OtherProcess {

    /** A client that polls for a change is not refused for that. */
    private static final Map<String, String> RATES =
            Map.of("FLOWEX_RATE_ANONYMOUS", "1000000", "FLOWEX_RATE_PUBLIC", "1000000");

    private OtherProcess() {}

    public static void main(String[] server) throws IOException {
        DatabaseChoice.Server database = new DatabaseChoice.Server(server[0], server[1], server[2]);
        BrokenExchange exchange = new BrokenExchange();
        try (TestStand stand = TestStand.on(database, RATES)) {
            CommandSubmitter path =
                    new CommandSubmitter(exchange, stand.telemetry().registry());
            OrderEntryService orderEntry = new OrderEntryService(
                    path,
                    new InstrumentDirectory(),
                    new OrderDefaults(
                            new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
            Listings listings = new Listings(path, exchange.catalog(), Duration.ofSeconds(1));
            TenantsService service = new TenantsService(stand.edge(), orderEntry, listings, new Crowd(), List.of());
            try (HttpServer http = HttpServer.builder(stand.edge())
                    .host("127.0.0.1")
                    .limits(RateLimits.of(stand.limits(), stand.redis(), stand.tenants()))
                    .routes(service.routes())
                    .port(0)
                    .start()) {
                System.out.println("port " + http.port());
                while (System.in.read() >= 0) {
                    // Its parent goes on.
                }
            }
            service.close();
        }
    }
}
