package com.flowex.backtest.lobster;

import com.flowex.backtest.data.DataException;
import com.flowex.domain.order.Side;

/**
 * One row of a book file: the best levels of both sides after the message of the same row. The object is reused for
 * each row.
 */
public final class PublishedBook {

    private static final int FIELDS_PER_LEVEL = 4;
    /** Value, positive or negative, that marks the absence of further levels on a side. */
    private static final long NO_PRICE = 9_999_999_999L;

    /** Levels of one side, best first. */
    public static final class Levels {

        private final Side side;
        private final long[] prices;
        private final long[] sizes;
        private int count;

        private Levels(Side side, int depth) {
            this.side = side;
            this.prices = new long[depth];
            this.sizes = new long[depth];
        }

        public int count() {
            return count;
        }

        public long price(int level) {
            return prices[level];
        }

        public long size(int level) {
            return sizes[level];
        }

        /** Returns true if there may be levels that this row does not show. */
        public boolean isFull() {
            return count == prices.length;
        }

        /** Returns true if a price is behind every level of this row. */
        public boolean isBehindAll(long price) {
            return count == 0 || isBetter(side, prices[count - 1], price);
        }
    }

    private final Levels bids;
    private final Levels asks;

    /** @param depth number of levels of each side to compare, at least 1 */
    public PublishedBook(int depth) {
        bids = new Levels(Side.BUY, depth);
        asks = new Levels(Side.SELL, depth);
    }

    /** Returns the number of levels of each side that are compared. */
    public int depth() {
        return asks.prices.length;
    }

    public static boolean isBetter(Side side, long price, long than) {
        return side == Side.BUY ? price > than : price < than;
    }

    /** Returns the number of levels of the present row. */
    public static int depthOf(NumberCsvReader rows) {
        if (rows.fieldCount() < FIELDS_PER_LEVEL || rows.fieldCount() % FIELDS_PER_LEVEL != 0) {
            throw new DataException(rows.where() + " has " + rows.fieldCount()
                    + " fields instead of 4 a level: ask price, ask size, bid price, bid size");
        }
        return rows.fieldCount() / FIELDS_PER_LEVEL;
    }

    public void read(NumberCsvReader rows) {
        if (depthOf(rows) < depth()) {
            throw new DataException(rows.where() + " has " + depthOf(rows) + " levels instead of " + depth());
        }
        read(rows, asks, 0, "ask");
        read(rows, bids, 2, "bid");
    }

    private static void read(NumberCsvReader rows, Levels side, int firstField, String name) {
        side.count = 0;
        for (int i = 0; i < side.prices.length; i++) {
            int field = i * FIELDS_PER_LEVEL + firstField;
            long price = rows.whole(field, name + " price " + (i + 1));
            long size = rows.whole(field + 1, name + " size " + (i + 1));
            if (size == 0 || Math.abs(price) == NO_PRICE) {
                continue;
            }
            if (price < 1 || price > LobsterMessage.PRICE_MAX || !side.isBehindAll(price)) {
                throw rows.malformed(field, name + " price " + (i + 1), "not a price behind the level before");
            }
            if (size < 0) {
                throw rows.malformed(field + 1, name + " size " + (i + 1), "not positive");
            }
            side.prices[side.count] = price;
            side.sizes[side.count++] = size;
        }
    }

    public Levels levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** Returns true if bids and asks cross, as they do while orders for an auction are collected. */
    public boolean isCrossed() {
        return bids.count > 0 && asks.count > 0 && bids.prices[0] >= asks.prices[0];
    }
}
