package com.flowex.marketdata.api.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.flowex.access.http.response.Json;
import com.flowex.marketdata.api.Ticker;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Cache of the last encoded mini-ticker of each market, shared by all requests within the same second. */
final class MiniTickerMessageCache {

    private record Encoded(long sequence, long seconds, String text) {}

    /** Fields of a {@link Ticker} that a list of markets shows. */
    private record Message(
            String symbol,
            @Nullable String lastPrice,
            @Nullable @JsonProperty("open_24h") String open24h,
            @Nullable @JsonProperty("high_24h") String high24h,
            @Nullable @JsonProperty("low_24h") String low24h,
            @JsonProperty("volume_24h") String volume24h,
            @JsonProperty("quote_volume_24h") String quoteVolume24h,
            long sequence) {

        static Message of(Ticker ticker) {
            return new Message(
                    ticker.symbol(),
                    ticker.lastPrice(),
                    ticker.open24h(),
                    ticker.high24h(),
                    ticker.low24h(),
                    ticker.volume24h(),
                    ticker.quoteVolume24h(),
                    ticker.sequence());
        }
    }

    private final Map<PublicMarket, Encoded> latest = new ConcurrentHashMap<>();

    /** Returns the mini-ticker of a market as a JSON object. */
    String text(PublicMarket market, MarketView view, long seconds) {
        Encoded known = latest.get(market);
        if (known != null && known.sequence == view.sequence() && known.seconds == seconds) {
            return known.text;
        }
        Message message = Message.of(Ticker.of(market.listing(), view, seconds));
        String text = new String(Json.bytes(message), StandardCharsets.UTF_8);
        latest.put(market, new Encoded(view.sequence(), seconds, text));
        return text;
    }

    /** Clears the cache when other markets are shown, so that it does not keep the earlier ones in memory. */
    void forget() {
        latest.clear();
    }
}
