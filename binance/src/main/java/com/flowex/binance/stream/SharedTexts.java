package com.flowex.binance.stream;

import com.flowex.marketdata.market.PublicMarket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The latest message of each market and stream, for all who follow it. Safe for many threads. */
final class SharedTexts {

    private record Key(PublicMarket market, String stream) {}

    private record Encoded(Object of, String text) {}

    private final Map<Key, Encoded> latest = new ConcurrentHashMap<>();

    /**
     * A message.
     *
     * @param stream of a bounded set of names
     * @param of what the message is made of; equal means the same message
     */
    String text(PublicMarket market, String stream, Object of, Supplier<String> encode) {
        Key key = new Key(market, stream);
        Encoded known = latest.get(key);
        if (known != null && known.of.equals(of)) {
            return known.text;
        }
        String text = encode.get();
        latest.put(key, new Encoded(of, text));
        return text;
    }

    /** Others are shown from now on: those that were are not kept for their texts. */
    void forget() {
        latest.clear();
    }
}
