package com.flowex.marketdata.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

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

    /** In which words a trade is told: whoever tells it by the same one of these shares the text. */
    public static final class Words {}

    /** A trade with its place, and the one text of each kind that all its subscribers get. */
    public static final class Entry {

        private record Told(Words words, String text, Optional<Told> others) {

            Optional<String> in(Words asked) {
                return words == asked ? Optional.of(text) : others.flatMap(told -> told.in(asked));
            }
        }

        private final long place;
        private final PublicTrade trade;
        private volatile Optional<Told> told = Optional.empty();

        private Entry(long place, PublicTrade trade) {
            this.place = place;
            this.trade = trade;
        }

        public PublicTrade trade() {
            return trade;
        }

        /**
         * A message of the trade, encoded by whoever needs it first: a trade that nobody reads costs no text.
         *
         * @param words a constant
         */
        public String text(Words words, Encoder encoder) {
            Optional<Told> known = told;
            Optional<String> text = known.flatMap(each -> each.in(words));
            if (text.isPresent()) {
                return text.get();
            }
            String encoded = encoder.encode(trade);
            told = Optional.of(new Told(words, encoded, known));
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
     * The first place on the ring from which on no trade is before something; {@link #end} if all are.
     *
     * @param isBefore of the earlier trades true, of the later ones false
     */
    public long firstPlace(Predicate<PublicTrade> isBefore) {
        long high = end;
        long low = Math.max(0, high - ring.length());
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).map(entry -> isBefore.test(entry.trade())).orElse(true)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The trades from one on, oldest first; nothing if the ring does not reach back to the one before it.
     *
     * @param isBefore of the earlier trades true, of the later ones false
     * @param countMax at most so many
     */
    public Optional<List<PublicTrade>> from(Predicate<PublicTrade> isBefore, int countMax) {
        long first = firstPlace(isBefore);
        if (first == 0 || at(first - 1).isEmpty()) {
            return Optional.empty();
        }
        List<PublicTrade> trades = new ArrayList<>();
        for (long place = first; place < end && trades.size() < countMax; place++) {
            Optional<Entry> entry = at(place);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            trades.add(entry.get().trade());
        }
        return Optional.of(trades);
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
        return before(trade -> trade.sequence() < sequence, countMax);
    }

    /**
     * The latest trades before one, newest first.
     *
     * @param isBefore of the earlier trades true, of the later ones false
     * @param countMax at most so many
     */
    public List<PublicTrade> before(Predicate<PublicTrade> isBefore, int countMax) {
        long to = end;
        List<PublicTrade> trades = new ArrayList<>((int) Math.min(countMax, Math.min(to, ring.length())));
        for (long place = to - 1; place >= 0 && trades.size() < countMax; place--) {
            Optional<Entry> entry = at(place);
            if (entry.isEmpty()) {
                break;
            }
            if (isBefore.test(entry.get().trade())) {
                trades.add(entry.get().trade());
            }
        }
        return trades;
    }
}
