package com.flowex.marketdata.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.flowex.edge.http.Json;
import com.flowex.marketdata.market.MarketView;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.market.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ticker message of each market as last encoded, for all who ask within the same second. */
final class TickerTexts {

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

    /** Others are shown from now on: those that were are not kept for their texts. */
    void forget() {
        latest.clear();
    }
}
