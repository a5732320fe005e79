package com.flowex.marketdata.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A ring of the latest trades of one market. One thread adds, any number read, nobody waits.
 *
 * <p>Places count the trades added since start; each reader keeps the place it has read to. A reader that the ring has
 * overtaken learns it, instead of reading on as if nothing were missing.
 */
public final class Tape {

    /**
     * A power of two. At 20,000 trades a second a reader may be 0.8 s behind; 16,384 x 64 bytes = 1 MiB a market, or 4
     * MiB when each has been encoded for subscribers.
     */
    public static final int CAPACITY = 16_384;

    private final AtomicReferenceArray<Entry> ring;
    private final int mask;
    private volatile long end;

    /** An empty tape of {@link #CAPACITY} places. */
    public Tape() {
        this(CAPACITY);
    }

    /**
     * An empty tape.
     *
     * @param capacity a power of two
     */
    Tape(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, was " + capacity);
        }
        this.ring = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
    }

    /** A trade with its place, and the one text that all its subscribers get. */
    public static final class Entry {

        private final long place;
        private final PublicTrade trade;
        private volatile Optional<String> text = Optional.empty();

        private Entry(long place, PublicTrade trade) {
            this.place = place;
            this.trade = trade;
        }

        public PublicTrade trade() {
            return trade;
        }

        /** The trade's message, encoded by whoever needs it first: a trade that nobody reads costs no text. */
        public String text(Encoder encoder) {
            Optional<String> known = text;
            if (known.isPresent()) {
                return known.get();
            }
            String encoded = encoder.encode(trade);
            text = Optional.of(encoded);
            return encoded;
        }
    }

    /** Turns a trade into its message. */
    public interface Encoder {
        String encode(PublicTrade trade);
    }

    /** Adds the next trade; only one thread may. */
    public void add(PublicTrade trade) {
        long place = end;
        ring.set((int) place & mask, new Entry(place, trade));
        end = place + 1;
    }

    /** The place that the next trade will take. */
    public long end() {
        return end;
    }

    /** The entry at a place before {@link #end}, or nothing when the ring has overtaken it. */
    public Optional<Entry> at(long place) {
        Entry entry = ring.get((int) place & mask);
        return entry != null && entry.place == place ? Optional.of(entry) : Optional.empty();
    }

    /**
     * The latest trades, newest first.
     *
     * @param countMax at most so many
     */
    public List<PublicTrade> latest(int countMax) {
        return before(Long.MAX_VALUE, countMax);
    }

    /**
     * The latest trades before an event, newest first.
     *
     * @param sequence only trades of earlier events
     * @param countMax at most so many
     */
    public List<PublicTrade> before(long sequence, int countMax) {
        long to = end;
        List<PublicTrade> trades = new ArrayList<>((int) Math.min(countMax, Math.min(to, ring.length())));
        for (long place = to - 1; place >= 0 && trades.size() < countMax; place--) {
            Optional<Entry> entry = at(place);
            if (entry.isEmpty()) {
                break;
            }
            if (entry.get().trade().sequence() < sequence) {
                trades.add(entry.get().trade());
            }
        }
        return trades;
    }
}
