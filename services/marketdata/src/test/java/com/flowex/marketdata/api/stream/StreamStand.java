package com.flowex.marketdata.api.stream;

import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.marketdata.view.LiveMarkets;
import com.flowex.platform.telemetry.TenantLabels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A hub behind a real server, opened anew for each test, and its figures. */
abstract class StreamStand {

    static final String OWN = Integer.toString(Tenant.DEFAULT);

    private static TestStand stand;

    final LiveMarkets live = new LiveMarkets();
    final MeterRegistry meters = new SimpleMeterRegistry();
    StreamHub hub = hub(StreamLimits.DEFAULT);
    TestServer server = server();

    @BeforeAll
    static void open() {
        stand = TestStand.freshFor("marketdata");
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    StreamHub hub(StreamLimits limits) {
        StreamHub opened = new MarketChannels(live::markets, _ -> true, limits, live.clock())
                .hub(
                        new StreamMetrics("flowex.market.data.stream", "market data", meters, new TenantLabels()),
                        stand.workers());
        opened.start();
        return opened;
    }

    TestServer server() {
        return TestServer.with(stand, builder -> builder.webSocket("/ws/market-data", hub::listener));
    }

    StreamClient connect() {
        return StreamClient.connect(server.port());
    }

    double counted(String name) {
        Counter counter = meters.find(name).tag("tenant", OWN).counter();
        return counter == null ? 0 : counter.count();
    }

    static StreamLimits limits(int subscriptions, Duration ping, Duration stall) {
        return limits(subscriptions, ping, stall, Duration.ofMillis(500));
    }

    static StreamLimits limits(int subscriptions, Duration ping, Duration stall, Duration goodbye) {
        return new StreamLimits(
                100, subscriptions, 4_096, 256, 65_536, 16, ping, Duration.ofSeconds(60), stall, goodbye);
    }

    void reopen(StreamLimits limits) {
        stop();
        hub = hub(limits);
        server = server();
    }
}
