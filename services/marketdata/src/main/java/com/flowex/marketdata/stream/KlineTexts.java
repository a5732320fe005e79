package com.flowex.marketdata.stream;

import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.PublicMarket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The message of each interval's candle as last encoded, for all who follow it. */
final class KlineTexts {

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

    /** Nothing in it needs escaping: digits, points, letters of symbols. */
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

    /** Others are shown from now on: those that were are not kept for their texts. */
    void forget() {
        latest.clear();
    }
}
