package com.flowex.binance.stream;

import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Views of markets at each tick of a period, shared by all followers at that pace: they get the same messages, each
 * made once. Safe for many threads.
 */
final class TickViews {

    private record Key(PublicMarket market, long periodNanos) {}

    private record Tick(long number, MarketView view) {}

    private final Map<Key, Tick> latest = new ConcurrentHashMap<>();

    /** Returns the view that the first caller at this tick, or a later one, got. */
    MarketView at(PublicMarket market, long periodNanos, long number) {
        return latest.compute(
                        new Key(market, periodNanos),
                        (_, known) -> known != null && known.number >= number ? known : new Tick(number, market.view()))
                .view;
    }

    /** Clears the cache after the markets were replaced. */
    void forget() {
        latest.clear();
    }
}
