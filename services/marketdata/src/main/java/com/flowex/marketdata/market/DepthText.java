package com.flowex.marketdata.market;

import com.flowex.marketdata.book.Depth;
import com.flowex.marketdata.book.DepthChange;
import com.flowex.marketdata.book.Levels;

/**
 * The JSON of depth messages. Written by hand: it is made dozens of times a second, and every character in it is a
 * digit, a point or part of a symbol, so there is nothing to escape.
 */
public final class DepthText {

    private static final int BYTES_PER_LEVEL = 28;

    private DepthText() {}

    static String snapshot(Listing listing, Depth depth) {
        StringBuilder text = start("{\"type\":\"depth_snapshot\",", listing, depth.bids(), depth.asks());
        text.append(",\"sequence\":").append(depth.sequence());
        return end(text, listing, depth.bids(), depth.asks());
    }

    static String change(Listing listing, DepthChange change) {
        StringBuilder text = start("{\"type\":\"depth\",", listing, change.bids(), change.asks());
        text.append(",\"previous\":").append(change.previous());
        text.append(",\"sequence\":").append(change.sequence());
        return end(text, listing, change.bids(), change.asks());
    }

    /**
     * The body of a request for a depth.
     *
     * @param limit levels on each side
     */
    public static String page(Listing listing, Depth depth, int limit) {
        StringBuilder text = new StringBuilder(64 + 2 * limit * BYTES_PER_LEVEL);
        text.append("{\"symbol\":\"").append(listing.symbol());
        text.append("\",\"sequence\":").append(depth.sequence());
        levels(text, ",\"bids\":[", listing, depth.bids(), limit);
        levels(text, "],\"asks\":[", listing, depth.asks(), limit);
        return text.append("]}").toString();
    }

    private static StringBuilder start(String head, Listing listing, Levels bids, Levels asks) {
        StringBuilder text = new StringBuilder(128 + (bids.size() + asks.size()) * BYTES_PER_LEVEL);
        return text.append(head)
                .append("\"symbol\":\"")
                .append(listing.symbol())
                .append('"');
    }

    private static String end(StringBuilder text, Listing listing, Levels bids, Levels asks) {
        levels(text, ",\"bids\":[", listing, bids, bids.size());
        levels(text, "],\"asks\":[", listing, asks, asks.size());
        return text.append("]}").toString();
    }

    private static void levels(StringBuilder text, String head, Listing listing, Levels levels, int limit) {
        text.append(head);
        for (int i = 0; i < Math.min(limit, levels.size()); i++) {
            text.append(i == 0 ? "[\"" : ",[\"").append(listing.priceText(levels.priceUnits(i)));
            text.append("\",\"")
                    .append(listing.volumeText(levels.quantityUnits(i)))
                    .append("\"]");
        }
    }
}
