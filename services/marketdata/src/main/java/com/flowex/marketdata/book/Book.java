package com.flowex.marketdata.book;

import com.flowex.domain.Side;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Open quantity by price of one market, folded from events. Not thread-safe: the projection's thread owns it.
 *
 * <p>A level is a sum over orders and over accounts: nothing bounds it, so it is no {@code long}.
 */
public final class Book {

    /** Levels published on each side: the window of every depth, snapshot and delta. */
    public static final int DEPTH_LEVELS = 1_000;

    private final TreeMap<Long, BigInteger> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, BigInteger> asks = new TreeMap<>();
    private final Set<Long> dirtyBids = new HashSet<>();
    private final Set<Long> dirtyAsks = new HashSet<>();
    private final int depthLevels;
    private long sequence;

    /** An empty book that publishes {@link #DEPTH_LEVELS} levels. */
    public Book() {
        this(DEPTH_LEVELS);
    }

    /**
     * An empty book.
     *
     * @param depthLevels levels published on each side, 1 or more
     */
    Book(int depthLevels) {
        this.depthLevels = depthLevels;
    }

    /**
     * Adds to or takes from a level.
     *
     * @param sequence the event's number
     * @param quantityUnits what joined the level; negative for what left it
     * @throws IllegalStateException if more leaves a level than it has: the events are not the engine's
     */
    public void change(long sequence, Side side, long priceUnits, long quantityUnits) {
        BigInteger now = levels(side).getOrDefault(priceUnits, BigInteger.ZERO).add(BigInteger.valueOf(quantityUnits));
        if (now.signum() < 0) {
            throw new IllegalStateException("event " + sequence + " takes " + -quantityUnits + " from " + side
                    + " level " + priceUnits + ", which then has " + now);
        }
        put(side, priceUnits, now);
        dirty(side).add(priceUnits);
        this.sequence = sequence;
    }

    /** Puts a level back as it was stored. */
    public void restore(Side side, long priceUnits, BigInteger quantityUnits) {
        put(side, priceUnits, quantityUnits);
    }

    /** Puts the sequence back as it was stored. */
    public void restoreSequence(long sequence) {
        this.sequence = sequence;
    }

    private void put(Side side, long priceUnits, BigInteger quantityUnits) {
        if (quantityUnits.signum() == 0) {
            levels(side).remove(priceUnits);
        } else {
            levels(side).put(priceUnits, quantityUnits);
        }
    }

    /** Number of the last event that changed this book, 0 if none did. */
    public long sequence() {
        return sequence;
    }

    /** The best levels as of now. */
    public Depth depth() {
        return new Depth(sequence, Levels.best(bids, depthLevels), Levels.best(asks, depthLevels));
    }

    /** The best levels as of now, fewer than are published. */
    public Depth best(int levels) {
        return new Depth(sequence, Levels.best(bids, levels), Levels.best(asks, levels));
    }

    /** Receives levels; quantity 0 for one that is gone. */
    public interface LevelSink {
        void level(Side side, long priceUnits, BigInteger quantityUnits);
    }

    /** Gives each level changed since {@link #clean} once, with the quantity it has now. */
    public void dirtyLevels(LevelSink sink) {
        dirtyLevels(Side.BUY, sink);
        dirtyLevels(Side.SELL, sink);
    }

    private void dirtyLevels(Side side, LevelSink sink) {
        Map<Long, BigInteger> levels = levels(side);
        for (long price : dirty(side)) {
            sink.level(side, price, levels.getOrDefault(price, BigInteger.ZERO));
        }
    }

    /** Every level is stored as it is now. */
    public void clean() {
        dirtyBids.clear();
        dirtyAsks.clear();
    }

    private Map<Long, BigInteger> levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    private Set<Long> dirty(Side side) {
        return side == Side.BUY ? dirtyBids : dirtyAsks;
    }
}
