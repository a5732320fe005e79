package com.flowex.marketdata.api.stream;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.PublicMarket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cache of the last encoded message of each interval's candle, shared by all subscribers. */
final class KlineMessageCache {

    private record Key(PublicMarket market, Interval interval) {}

    private record Encoded(Kline kline, String text) {}

    private final Map<Key, Encoded> latest = new ConcurrentHashMap<>();

    String text(PublicMarket market, Kline kline) {
        Key key = new Key(market, kline.interval());
        Encoded known = latest.get(key);
        if (known != null && known.kline.equals(kline)) {
            return known.text;
        }
        String text = encoded(market.listing(), kline);
        latest.put(key, new Encoded(kline, text));
        return text;
    }

    /** Returns the JSON of a candle. Nothing in it needs escaping: digits, points, letters of symbols. */
    private static String encoded(Listing listing, Kline kline) {
        Candle candle = kline.candle();
        return "{\"type\":\"kline\",\"symbol\":\"" + listing.symbol()
                + "\",\"interval\":\"" + kline.interval().code()
                + "\",\"open_time\":\"" + Instant.ofEpochSecond(candle.openSeconds())
                + "\",\"close_time\":\""
                + Instant.ofEpochSecond(kline.interval().closeOf(candle.openSeconds()))
                + "\",\"open\":\"" + listing.priceText(candle.openUnits())
                + "\",\"high\":\"" + listing.priceText(candle.highUnits())
                + "\",\"low\":\"" + listing.priceText(candle.lowUnits())
                + "\",\"close\":\"" + listing.priceText(candle.closeUnits())
                + "\",\"volume\":\"" + listing.volumeText(candle.volumeUnits())
                + "\",\"quote_volume\":\"" + listing.quoteVolumeText(candle.quoteVolumeUnits())
                + "\",\"trades\":" + candle.trades()
                + ",\"closed\":" + kline.closed()
                + "}";
    }

    /** Clears the cache when other markets are shown, so that it does not keep the earlier ones in memory. */
    void forget() {
        latest.clear();
    }
}
