package com.flowex.trading.market;

import com.flowex.domain.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How much rests at each price of one market. Not thread-safe: {@link Books} is the lock. */
final class MarketDepth {

    private final NavigableMap<Long, BigInteger> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, BigInteger> asks = new TreeMap<>();

    void add(Side side, long priceUnits, long quantityUnits) {
        side(side).merge(priceUnits, BigInteger.valueOf(quantityUnits), BigInteger::add);
    }

    /**
     * Takes quantity away from a level.
     *
     * @throws IllegalStateException if the level has less than that
     */
    void remove(Side side, long priceUnits, long quantityUnits) {
        NavigableMap<Long, BigInteger> levels = side(side);
        BigInteger left = levels.getOrDefault(priceUnits, BigInteger.ZERO).subtract(BigInteger.valueOf(quantityUnits));
        if (left.signum() < 0) {
            throw new IllegalStateException("level " + priceUnits + " of " + side + " would hold " + left);
        }
        if (left.signum() == 0) {
            levels.remove(priceUnits);
        } else {
            levels.put(priceUnits, left);
        }
    }

    /** The best levels of a side, best first. */
    List<BookLevel> best(Side side, int limit) {
        List<BookLevel> levels = new ArrayList<>();
        for (Map.Entry<Long, BigInteger> level : side(side).entrySet()) {
            if (levels.size() == limit) {
                break;
            }
            levels.add(new BookLevel(level.getKey(), level.getValue()));
        }
        return levels;
    }

    private NavigableMap<Long, BigInteger> side(Side side) {
        return switch (side) {
            case BUY -> bids;
            case SELL -> asks;
        };
    }
}
