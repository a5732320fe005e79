package com.flowex.marketdata.view.book;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;

/**
 * Price levels of one side, best price first. Immutable. In a change, quantity 0 means that the level is gone.
 *
 * <p>It has two arrays instead of a list of records, because a busy market publishes a thousand levels fifty times a
 * second.
 */
public final class Levels {

    /** Empty levels. */
    public static final Levels NONE = new Levels(new long[0], new BigInteger[0]);

    private final long[] priceUnits;
    private final BigInteger[] quantityUnits;

    private Levels(long[] priceUnits, BigInteger[] quantityUnits) {
        this.priceUnits = priceUnits;
        this.quantityUnits = quantityUnits;
    }

    /**
     * Returns the first levels of a side.
     *
     * @param side quantity by price, best price first
     * @param countMax largest number of levels, 1 or more
     */
    static Levels best(Map<Long, BigInteger> side, int countMax) {
        Builder levels = new Builder(Math.min(side.size(), countMax));
        for (Map.Entry<Long, BigInteger> level : side.entrySet()) {
            if (levels.size == countMax) {
                break;
            }
            levels.add(level.getKey(), level.getValue());
        }
        return levels.build();
    }

    public int size() {
        return priceUnits.length;
    }

    /** Returns the price of the level at this place, 0 being the best. */
    public long priceUnits(int place) {
        return priceUnits[place];
    }

    /** Returns the quantity of the level at this place, 0 being the best. */
    public BigInteger quantityUnits(int place) {
        return quantityUnits[place];
    }

    /** Returns true if there is no level. */
    public boolean isEmpty() {
        return priceUnits.length == 0;
    }

    /**
     * Returns the changes that lead from these levels to {@code after}: the new quantity of each level that differs, 0
     * for one that is gone.
     */
    public Levels changesTo(Levels after, Side side) {
        Builder changes = new Builder(16);
        int old = 0;
        int now = 0;
        while (old < size() || now < after.size()) {
            int order = compare(old, after, now, side);
            if (order < 0) {
                changes.add(priceUnits[old++], BigInteger.ZERO);
            } else if (order > 0) {
                changes.add(after.priceUnits[now], after.quantityUnits[now++]);
            } else {
                if (!quantityUnits[old++].equals(after.quantityUnits[now])) {
                    changes.add(after.priceUnits[now], after.quantityUnits[now]);
                }
                now++;
            }
        }
        return changes.build();
    }

    /**
     * Returns a negative number when the level at {@code old} comes before the one at {@code now}. The end comes after
     * all levels.
     */
    private int compare(int old, Levels after, int now, Side side) {
        if (old == size()) {
            return 1;
        }
        if (now == after.size()) {
            return -1;
        }
        int ascending = Long.compare(priceUnits[old], after.priceUnits[now]);
        return side == Side.SELL ? ascending : -ascending;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Levels that
                && Arrays.equals(priceUnits, that.priceUnits)
                && Arrays.equals(quantityUnits, that.quantityUnits);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(priceUnits) + Arrays.hashCode(quantityUnits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(quantityUnits[i])
                    .append(" @ ")
                    .append(priceUnits[i]);
        }
        return text.append(']').toString();
    }

    private static final class Builder {

        private long[] prices;
        private BigInteger[] quantities;
        private int size;

        Builder(int capacity) {
            prices = new long[capacity];
            quantities = new BigInteger[capacity];
        }

        void add(long price, BigInteger quantity) {
            if (size == prices.length) {
                int capacity = Math.max(16, 2 * size);
                prices = Arrays.copyOf(prices, capacity);
                quantities = Arrays.copyOf(quantities, capacity);
            }
            prices[size] = price;
            quantities[size++] = quantity;
        }

        Levels build() {
            return size == 0 ? NONE : new Levels(Arrays.copyOf(prices, size), Arrays.copyOf(quantities, size));
        }
    }
}
