package com.flowex.marketdata.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.domain.Decimals;
import com.flowex.domain.Scale;
import com.flowex.domain.Side;
import com.flowex.edge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** A client's book, kept by the rules of docs/api/market-data-stream.md and nothing else. */
final class FollowedBook {

    private static final long UNKNOWN = -1;

    private final Scale price;
    private final Scale quantity;
    private final Map<Long, Long> bids = new TreeMap<>();
    private final Map<Long, Long> asks = new TreeMap<>();
    private long sequence = UNKNOWN;
    private int gaps;

    FollowedBook(Scale price, Scale quantity) {
        this.price = price;
        this.quantity = quantity;
    }

    /**
     * Takes a message; returns whether it has to subscribe anew, because something was missed.
     */
    synchronized boolean on(String text) {
        JsonNode message = read(text);
        switch (message.path("type").asText()) {
            case "depth_snapshot" -> {
                forget();
                set(message);
            }
            case "depth" -> {
                if (sequence == UNKNOWN) {
                    return false; // rule 1: before the snapshot
                }
                if (message.path("previous").asLong() != sequence) {
                    forget();
                    gaps++;
                    return true; // rule 4
                }
                set(message);
            }
            default -> {}
        }
        return false;
    }

    /** The connection is lost: rule 5. */
    synchronized void lost() {
        forget();
    }

    private void forget() {
        bids.clear();
        asks.clear();
        sequence = UNKNOWN;
    }

    private void set(JsonNode message) {
        set(bids, message.path("bids"));
        set(asks, message.path("asks"));
        sequence = message.path("sequence").asLong();
        if (checksum() != message.path("checksum").asLong()) {
            throw new AssertionError("the book at " + sequence + " has another checksum than " + message);
        }
    }

    private long checksum() {
        StringJoiner levels = new StringJoiner("|");
        new TreeMap<>(bids).descendingMap().entrySet().stream().limit(10).forEach(level -> levels.add(text(level)));
        asks.entrySet().stream().limit(10).forEach(level -> levels.add(text(level)));
        CRC32 crc = new CRC32();
        crc.update(levels.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private String text(Map.Entry<Long, Long> level) {
        return Decimals.format(level.getKey(), price) + ":" + Decimals.format(level.getValue(), quantity);
    }

    private void set(Map<Long, Long> levels, JsonNode changes) {
        for (JsonNode level : changes) {
            long at = units(level.get(0).asText(), price);
            long now = units(level.get(1).asText(), quantity);
            if (now == 0) {
                levels.remove(at);
            } else {
                levels.put(at, now);
            }
        }
    }

    private static long units(String text, Scale scale) {
        return switch (Decimals.parse(text, scale)) {
            case Decimals.Parsed.Units(long units) -> units;
            case Decimals.Parsed.Malformed(String why) -> throw new AssertionError(text + " is " + why);
        };
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    synchronized Map<Long, Long> levels(Side side) {
        return new TreeMap<>(side == Side.BUY ? bids : asks);
    }

    synchronized long sequence() {
        return sequence;
    }

    synchronized int gaps() {
        return gaps;
    }
}
