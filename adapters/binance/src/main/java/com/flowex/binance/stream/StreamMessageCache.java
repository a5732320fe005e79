package com.flowex.binance.stream;

import com.flowex.marketdata.view.PublicMarket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Cache of the latest message of each market and stream, shared by all followers. Safe for many threads. */
final class StreamMessageCache {

    private record Key(PublicMarket market, String stream) {}

    private record Encoded(Object of, String text) {}

    private final Map<Key, Encoded> latest = new ConcurrentHashMap<>();

    /**
     * Returns a message.
     *
     * @param stream one of a bounded set of names
     * @param of value that the message encodes; an equal value gives the same message
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

    /** Clears the cache, so that it does not keep replaced markets alive. */
    void forget() {
        latest.clear();
    }
}
