package com.flowex.backtest.lobster;

import com.flowex.backtest.data.DataException;
import com.flowex.domain.order.Side;

/**
 * One row of a message file.
 *
 * @param row number of the row in the file, from 1
 * @param timeNanos time in nanoseconds after midnight
 * @param order market's own number of the resting order; 0 or negative if there is none
 * @param size number of shares, positive for orders and their executions
 * @param price price in units of 1/10,000, positive for orders and their executions
 * @param direction direction of the resting order: 1 buys, -1 sells; any value if there is none
 */
public record LobsterMessage(long row, long timeNanos, Kind kind, long order, long size, long price, long direction) {

    /** Kind of an event. */
    public enum Kind {
        SUBMISSION(1),
        PARTIAL_CANCEL(2),
        DELETION(3),
        EXECUTION(4),
        /** Execution of an order that was never published; it changes no book. */
        HIDDEN_EXECUTION(5),
        /** An auction; the orders that it executes have rows of their own. */
        CROSS_TRADE(6),
        /** A halt of trading, or its end if the price is 0 or 1. */
        HALT(7);

        private static final Kind[] ALL = values();

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** Returns the format's number of the kind. */
        public int number() {
            return number;
        }

        private boolean namesAnOrder() {
            return number <= EXECUTION.number;
        }

        private boolean hasPrice() {
            return number <= HIDDEN_EXECUTION.number;
        }
    }

    /** Number of fields; later files have one more, which is ignored. */
    private static final int FIELD_COUNT = 6;

    /** Largest price; prices are 32 bits on the market's wire. */
    public static final long PRICE_MAX = (1L << 32) - 1;

    /** Largest size, signed 32 bits; the largest price times the largest size still fits 63 bits. */
    public static final long SIZE_MAX = (1L << 31) - 1;

    /** Price in a halt's row while trading is halted; other prices end the halt. */
    private static final long HALTED = -1;

    public static LobsterMessage of(NumberCsvReader rows) {
        if (rows.fieldCount() < FIELD_COUNT) {
            throw new DataException(rows.where() + " has " + rows.fieldCount() + " fields instead of " + FIELD_COUNT
                    + ": time, type, order, size, price, direction");
        }
        Kind kind = kind(rows);
        long size = rows.whole(3, "size");
        long price = rows.whole(4, "price");
        if (kind.hasPrice()) {
            requireWithin(rows, 3, "size", size, SIZE_MAX);
            requireWithin(rows, 4, "price", price, PRICE_MAX);
        }
        return new LobsterMessage(
                rows.rowNumber(),
                rows.nanos(0, "time"),
                kind,
                rows.whole(2, "order"),
                size,
                price,
                direction(rows, kind));
    }

    public boolean isHalt() {
        return price == HALTED;
    }

    /** Returns the side of the resting order; only kinds that name an order have it. */
    public Side side() {
        return direction == 1 ? Side.BUY : Side.SELL;
    }

    private static Kind kind(NumberCsvReader rows) {
        long number = rows.whole(1, "type");
        for (Kind kind : Kind.ALL) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw rows.malformed(1, "type", "not 1 to " + Kind.ALL.length);
    }

    private static long direction(NumberCsvReader rows, Kind kind) {
        long direction = rows.whole(5, "direction");
        if (direction != 1 && direction != -1 && kind.namesAnOrder()) {
            throw rows.malformed(5, "direction", "not 1 or -1");
        }
        return direction;
    }

    private static void requireWithin(NumberCsvReader rows, int field, String name, long value, long max) {
        if (value < 1 || value > max) {
            throw rows.malformed(field, name, "not within 1.." + max);
        }
    }
}
