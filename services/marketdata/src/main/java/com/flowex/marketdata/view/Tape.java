package com.flowex.marketdata.view;

import com.flowex.marketdata.store.PublicTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Ring buffer of the latest trades of one market. One thread adds, any number of threads read, and none of them waits.
 *
 * <p>Places count the trades added since the start; each reader keeps the place up to which it has read. A reader that
 * the ring has overtaken finds no entry at its place, so it notices that it missed trades.
 */
public final class Tape {

    /**
     * Number of places, a power of two. At 20,000 trades a second a reader may be 0.8 s behind. A market takes 16,384 x
     * 64 bytes = 1 MiB, or 4 MiB when each trade has been encoded for subscribers.
     */
    public static final int CAPACITY = 16_384;

    private final AtomicReferenceArray<Entry> ring;
    private final int mask;
    private volatile long end;

    /** Creates an empty tape of {@link #CAPACITY} places. */
    public Tape() {
        this(CAPACITY);
    }

    /**
     * Creates an empty tape.
     *
     * @param capacity number of places, a power of two
     */
    Tape(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, was " + capacity);
        }
        this.ring = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
    }

    /** Kind of a trade's message. Readers that use the same instance share the text. */
    public static final class Words {}

    /** Trade with its place, and one text for each kind of message, shared by all its subscribers. */
    public static final class Entry {

        private record EntryText(Words words, String text, Optional<EntryText> others) {

            Optional<String> in(Words requested) {
                return words == requested ? Optional.of(text) : others.flatMap(entryText -> entryText.in(requested));
            }
        }

        private final long place;
        private final PublicTrade trade;
        private volatile Optional<EntryText> entryText = Optional.empty();

        private Entry(long place, PublicTrade trade) {
            this.place = place;
            this.trade = trade;
        }

        public PublicTrade trade() {
            return trade;
        }

        /**
         * Returns a message of the trade. The first reader encodes it, so a trade without readers costs no text.
         *
         * @param words constant that identifies the kind of message
         */
        public String text(Words words, Encoder encoder) {
            Optional<EntryText> known = entryText;
            Optional<String> text = known.flatMap(each -> each.in(words));
            if (text.isPresent()) {
                return text.get();
            }
            String encoded = encoder.encode(trade);
            entryText = Optional.of(new EntryText(words, encoded, known));
            return encoded;
        }
    }

    /** Encoder of a trade's message. */
    public interface Encoder {
        String encode(PublicTrade trade);
    }

    /** Adds the next trade. Only one thread may call this. */
    public void add(PublicTrade trade) {
        long place = end;
        ring.set((int) place & mask, new Entry(place, trade));
        end = place + 1;
    }

    /** Returns the place of the next trade. */
    public long end() {
        return end;
    }

    /** Returns the entry at a place before {@link #end}; empty if the ring has overtaken it. */
    public Optional<Entry> at(long place) {
        Entry entry = ring.get((int) place & mask);
        return entry != null && entry.place == place ? Optional.of(entry) : Optional.empty();
    }

    /**
     * Returns the first place on the ring from which on {@code isBefore} is false for every trade; {@link #end} if it
     * is true for all.
     *
     * @param isBefore true for the earlier trades, false for the later ones
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
     * Returns the trades from the first one for which {@code isBefore} is false, oldest first. The result is empty if
     * the ring does not reach back to the trade before that one.
     *
     * @param isBefore true for the earlier trades, false for the later ones
     * @param countMax largest number of trades returned
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
     * Returns the latest trades, newest first.
     *
     * @param countMax largest number of trades returned
     */
    public List<PublicTrade> latest(int countMax) {
        return before(Long.MAX_VALUE, countMax);
    }

    /**
     * Returns the latest trades before an event, newest first.
     *
     * @param sequence number of the event; only trades of earlier events are returned
     * @param countMax largest number of trades returned
     */
    public List<PublicTrade> before(long sequence, int countMax) {
        return before(trade -> trade.sequence() < sequence, countMax);
    }

    /**
     * Returns the latest trades for which {@code isBefore} is true, newest first.
     *
     * @param isBefore true for the earlier trades, false for the later ones
     * @param countMax largest number of trades returned
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
