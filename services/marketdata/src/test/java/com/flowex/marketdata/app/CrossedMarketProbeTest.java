package com.flowex.marketdata.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.order.Side;
import com.flowex.marketdata.view.LiveMarkets;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CrossedMarketProbeTest {

    private final LiveMarkets live = new LiveMarkets();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void quotesCrossedForAMinuteWithoutATradeAreReported() {
        try (Telemetry telemetry = new Telemetry(Profile.DEV)) {
            CrossedMarketProbe watch = new CrossedMarketProbe(live::markets, telemetry, nanos::get);
            live.rest(Side.BUY, 9_900, 10);
            live.rest(Side.SELL, 10_100, 10);
            live.markets().publish();
            assertEquals(Health.UP, watch.check().state());

            live.rest(Side.BUY, 10_200, 10);
            live.markets().publish();
            assertEquals(Health.UP, watch.check().state(), "a view may be behind for a moment");
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            assertEquals(
                    "no trade for a minute although quotes cross: BTC-USD of tenant 1",
                    watch.check().state().why());

            live.leave(Side.BUY, 10_200, 10);
            live.markets().publish();
            assertEquals(Health.UP, watch.check().state());
        }
    }

    @Test
    void spreadAndDepthAreMeasured() {
        try (Telemetry telemetry = new Telemetry(Profile.DEV)) {
            CrossedMarketProbe watch = new CrossedMarketProbe(live::markets, telemetry, nanos::get);
            live.rest(Side.BUY, 9_900, 10_000);
            live.rest(Side.BUY, 9_800, 5_000);
            live.rest(Side.SELL, 10_100, 10_000);
            live.markets().publish();
            watch.check();

            assertEquals(200.0, gauge(telemetry, "flowex.market.spread.bps", "market", "BTC-USD"));
            assertEquals(1.5, gauge(telemetry, "flowex.market.depth", "side", "bid"));
            assertEquals(1.0, gauge(telemetry, "flowex.market.levels", "side", "ask"));
        }
    }

    private static double gauge(Telemetry telemetry, String name, String tag, String value) {
        return telemetry
                .registry()
                .get(name)
                .tag("market", "BTC-USD")
                .tag(tag, value)
                .gauge()
                .value();
    }
}
