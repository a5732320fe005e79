package com.flowex.binance.stream;

import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.market.PublicMarket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What markets were at each tick of a period, the same for all who follow them at that pace: so they are sent the same texts, each
 * made once. Safe for many threads.
 */
final class Ticks {

    private record Key(PublicMarket market, long periodNanos) {}

    private record Tick(long number, MarketView view) {}

    private final Map<Key, Tick> latest = new ConcurrentHashMap<>();

    /** The market as whoever asked first saw it at this tick, or at a later one. */
    MarketView at(PublicMarket market, long periodNanos, long number) {
        return latest.compute(
                        new Key(market, periodNanos),
                        (_, known) -> known != null && known.number >= number ? known : new Tick(number, market.view()))
                .view;
    }

    /** Others are shown from now on. */
    void forget() {
        latest.clear();
    }
}
