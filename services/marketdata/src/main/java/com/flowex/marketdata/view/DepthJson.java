package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.DepthChange;
import com.flowex.marketdata.view.book.Levels;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * JSON of depth messages. It is built without a mapper, because it is made dozens of times a second. Every character in
 * it is a digit, a point or part of a symbol, so nothing needs escaping.
 */
public final class DepthJson {

    /** Number of levels of each side that the checksum covers. */
    static final int CHECKED_LEVELS = 10;

    private static final int BYTES_PER_LEVEL = 28;

    private DepthJson() {}

    static String snapshot(Listing listing, Depth depth) {
        StringBuilder text = start("{\"type\":\"depth_snapshot\",", listing, depth.bids(), depth.asks());
        text.append(",\"sequence\":").append(depth.sequence());
        return end(text, listing, depth.bids(), depth.asks(), checksum(listing, depth));
    }

    /** @param checksum checksum of the depth that the change leads to */
    static String change(Listing listing, DepthChange change, long checksum) {
        StringBuilder text = start("{\"type\":\"depth\",", listing, change.bids(), change.asks());
        text.append(",\"previous\":").append(change.previous());
        text.append(",\"sequence\":").append(change.sequence());
        return end(text, listing, change.bids(), change.asks(), checksum);
    }

    /**
     * Returns the checksum by which a client checks its book. It is the CRC-32 of the best {@link #CHECKED_LEVELS}
     * levels of the bids and then of the asks, best first. Each level is written {@code price:quantity} as in messages;
     * all are joined by {@code |}.
     */
    static long checksum(Listing listing, Depth depth) {
        StringBuilder text = new StringBuilder(2 * CHECKED_LEVELS * BYTES_PER_LEVEL);
        checked(text, listing, depth.bids());
        checked(text, listing, depth.asks());
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static void checked(StringBuilder text, Listing listing, Levels levels) {
        for (int i = 0; i < Math.min(CHECKED_LEVELS, levels.size()); i++) {
            text.append(text.isEmpty() ? "" : "|")
                    .append(listing.priceText(levels.priceUnits(i)))
                    .append(':')
                    .append(listing.volumeText(levels.quantityUnits(i)));
        }
    }

    /**
     * Returns the message of the best levels.
     *
     * @param limit levels on each side
     */
    static String partial(Listing listing, Depth depth, int limit) {
        StringBuilder text = new StringBuilder(128 + 2 * limit * BYTES_PER_LEVEL);
        text.append("{\"type\":\"partial_depth\",\"symbol\":\"").append(listing.symbol());
        text.append("\",\"levels\":").append(limit);
        text.append(",\"sequence\":").append(depth.sequence());
        levels(text, ",\"bids\":[", listing, depth.bids(), limit);
        levels(text, "],\"asks\":[", listing, depth.asks(), limit);
        return text.append("]}").toString();
    }

    static String bestPrice(Listing listing, Depth depth) {
        StringBuilder text = new StringBuilder(160);
        text.append("{\"type\":\"best_price\",\"symbol\":\"").append(listing.symbol());
        text.append("\",\"sequence\":").append(depth.sequence());
        best(text, "bid", listing, depth.bids());
        best(text, "ask", listing, depth.asks());
        return text.append('}').toString();
    }

    private static void best(StringBuilder text, String side, Listing listing, Levels levels) {
        text.append(",\"").append(side).append("_price\":");
        quoted(text, levels.isEmpty() ? "" : listing.priceText(levels.priceUnits(0)));
        text.append(",\"").append(side).append("_quantity\":");
        quoted(text, levels.isEmpty() ? "" : listing.volumeText(levels.quantityUnits(0)));
    }

    private static void quoted(StringBuilder text, String decimal) {
        text.append(decimal.isEmpty() ? "null" : "\"" + decimal + "\"");
    }

    /**
     * Returns the body of the answer to a request for a depth.
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

    private static String end(StringBuilder text, Listing listing, Levels bids, Levels asks, long checksum) {
        levels(text, ",\"bids\":[", listing, bids, bids.size());
        levels(text, "],\"asks\":[", listing, asks, asks.size());
        return text.append("],\"checksum\":").append(checksum).append('}').toString();
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
