package com.flowex.marketdata.view.book;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Open quantity by price of one market, reduced from events. Not thread-safe: the projection's thread owns it.
 *
 * <p>A level is a sum over orders and accounts. No bound is known, so it is not a {@code long}.
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

    /** Creates an empty book that publishes {@link #DEPTH_LEVELS} levels. */
    public Book() {
        this(DEPTH_LEVELS);
    }

    /**
     * Creates an empty book.
     *
     * @param depthLevels levels published on each side, 1 or more
     */
    Book(int depthLevels) {
        this.depthLevels = depthLevels;
    }

    /**
     * Adds to or takes from a level.
     *
     * @param sequence number of the event
     * @param quantityUnits quantity that joined the level; negative for a quantity that left it
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

    /** Restores a level from the database. */
    public void restore(Side side, long priceUnits, BigInteger quantityUnits) {
        put(side, priceUnits, quantityUnits);
    }

    /** Restores the sequence from the database. */
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

    /** Returns the number of the last event that changed this book; 0 if none did. */
    public long sequence() {
        return sequence;
    }

    /** Returns the best levels as of now. */
    public Depth depth() {
        return new Depth(sequence, Levels.best(bids, depthLevels), Levels.best(asks, depthLevels));
    }

    /**
     * Returns the best levels as of now.
     *
     * @param levels number of levels on each side, fewer than are published
     */
    public Depth best(int levels) {
        return new Depth(sequence, Levels.best(bids, levels), Levels.best(asks, levels));
    }

    /** Receiver of levels; quantity 0 means that the level is gone. */
    public interface LevelSink {
        void level(Side side, long priceUnits, BigInteger quantityUnits);
    }

    /** Passes each level changed since {@link #clean} to the sink once, with its present quantity. */
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

    /** Marks every level as stored. */
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
