package com.flowex.client;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Order book of one market, kept by the rules of docs/api/market-data-stream.md; the code names the rules by number.
 * Not thread-safe.
 *
 * <p>Pass it every message of the connection; when {@link #on} returns {@link Next#SUBSCRIBE}, subscribe to the
 * market's depth again. While {@link #isWhole} is false there is no book: show nothing, trade on nothing.
 */
public final class LocalOrderBook {

    /** Next action of the client after a message. */
    public enum Next {
        /** Read on. */
        READ,
        /** A message was missed: subscribe again; the answer is a snapshot. */
        SUBSCRIBE
    }

    private static final int CHECKED_LEVELS = 10;
    private static final long UNKNOWN = -1;

    private final String symbol;
    private final TreeMap<BigDecimal, String> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, String> asks = new TreeMap<>();
    private long sequence = UNKNOWN;
    private int missed;

    /** Makes a book that waits for its snapshot. */
    public LocalOrderBook(String symbol) {
        this.symbol = symbol;
    }

    /** Processes a message of the connection; messages of other channels and markets change nothing. */
    public Next on(String text) {
        Map<String, @Nullable Object> message = JsonText.object(text);
        if (!symbol.equals(message.get("symbol"))) {
            return Next.READ;
        }
        if ("depth_snapshot".equals(message.get("type"))) {
            lost(); // rule 2: the book is exactly these levels
            return set(message);
        }
        if (!"depth".equals(message.get("type")) || !isWhole()) {
            return Next.READ; // rule 1: a change before the snapshot is ignored
        }
        return number(message, "previous") == sequence ? set(message) : startAnew(); // rules 3 and 4
    }

    /** Clears the book, because the connection is lost (rule 5). */
    public void lost() {
        bids.clear();
        asks.clear();
        sequence = UNKNOWN;
    }

    private Next set(Map<String, @Nullable Object> message) {
        set(bids, message.get("bids"));
        set(asks, message.get("asks"));
        sequence = number(message, "sequence");
        return number(message, "checksum") == checksum() ? Next.READ : startAnew(); // rule 6
    }

    private static void set(SortedMap<BigDecimal, String> side, @Nullable Object levels) {
        if (!(levels instanceof List<?> list)) {
            throw new IllegalArgumentException("a depth message without levels");
        }
        for (Object level : list) {
            if (!(level instanceof List<?> pair)
                    || !(pair.getFirst() instanceof String price)
                    || !(pair.getLast() instanceof String quantity)) {
                throw new IllegalArgumentException("no level: " + level);
            }
            if (quantity.equals("0")) {
                side.remove(new BigDecimal(price));
            } else {
                side.put(new BigDecimal(price), quantity);
            }
        }
    }

    private Next startAnew() {
        lost();
        missed++;
        return Next.SUBSCRIBE;
    }

    private long checksum() {
        StringJoiner levels = new StringJoiner("|");
        for (Map<BigDecimal, String> side : List.of(bids, asks)) {
            side.entrySet().stream()
                    .limit(CHECKED_LEVELS)
                    .forEach(level -> levels.add(level.getKey().toPlainString() + ":" + level.getValue()));
        }
        CRC32 crc = new CRC32();
        crc.update(levels.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static long number(Map<String, @Nullable Object> message, String field) {
        if (message.get(field) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a depth message without " + field);
    }

    /** True if there is a book, as of {@link #sequence}. */
    public boolean isWhole() {
        return sequence != UNKNOWN;
    }

    /** Returns the exchange's number of the last event in it; -1 while there is no book. */
    public long sequence() {
        return sequence;
    }

    /** Returns the number of times that a message was missed. */
    public int missed() {
        return missed;
    }

    /** Returns a copy of the bids, price to quantity, the highest price first. */
    public NavigableMap<BigDecimal, BigDecimal> bids() {
        return decimals(bids);
    }

    /** Returns a copy of the asks, price to quantity, the lowest price first. */
    public NavigableMap<BigDecimal, BigDecimal> asks() {
        return decimals(asks);
    }

    private static NavigableMap<BigDecimal, BigDecimal> decimals(SortedMap<BigDecimal, String> side) {
        NavigableMap<BigDecimal, BigDecimal> levels = new TreeMap<>(side.comparator());
        side.forEach((price, quantity) -> levels.put(price, new BigDecimal(quantity)));
        return levels;
    }
}
