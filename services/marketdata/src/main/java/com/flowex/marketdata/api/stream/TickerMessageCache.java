package com.flowex.marketdata.api.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.flowex.access.http.response.Json;
import com.flowex.marketdata.api.Ticker;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cache of the last encoded ticker message of each market, shared by all requests within the same second. */
final class TickerMessageCache {

    private record Encoded(long sequence, long seconds, String text) {}

    private record Message(String type, @JsonUnwrapped Ticker ticker) {}

    private final Map<PublicMarket, Encoded> latest = new ConcurrentHashMap<>();

    String text(PublicMarket market, MarketView view, long seconds) {
        Encoded known = latest.get(market);
        if (known != null && known.sequence == view.sequence() && known.seconds == seconds) {
            return known.text;
        }
        Ticker ticker = Ticker.of(market.listing(), view, seconds);
        String text = new String(Json.bytes(new Message("ticker", ticker)), StandardCharsets.UTF_8);
        latest.put(market, new Encoded(view.sequence(), seconds, text));
        return text;
    }

    /** Clears the cache when other markets are shown, so that it does not keep the earlier ones in memory. */
    void forget() {
        latest.clear();
    }
}
