package com.flowex.benchmarks.load.client;

import java.util.HexFormat;
import java.util.Map;

/**
 * Maps an index to an order. It is a pure function, so that an order can be sent again without being stored.
 *
 * <p>Four orders alternate: a sell that rests, a buy that takes, a buy that rests, a sell that takes. All have one
 * quantity, so that half of the orders cross and the book does not grow. Resting sells lie in the upper half of one
 * whole unit of price, resting buys in the lower; a taker's limit reaches across.
 *
 * <p>Client order ids are dated (ADR 0054), because a run may use more of them than are remembered of undated ones.
 * They are UUIDs of version 7, of which sixteen orders share a millisecond, independent of the time of sending.
 *
 * @param run prefix that separates the accounts of this run from all others
 * @param startMillis begin of the run, in milliseconds since 1970
 * @param accounts number of accounts that take turns, 1 or more
 */
public record LoadPlan(String run, long startMillis, int accounts) {

    /** Quantity of each order, in the base currency. */
    public static final String QUANTITY = "0.01000";

    static final int INDEX_DIGITS = 9;

    /** Part between the time and the index: version and variant of a UUID, and zeros. */
    static final String ID_MIDDLE = "-7000-8000-000";

    private static final int ORDERS_PER_MILLI = 16;

    private static final int CENTS = 100;
    private static final int HALF = CENTS / 2;

    public int account(int index) {
        // The second term moves the pattern by one after each four, so that each account plays each of the four parts.
        return (int) (((long) index + index / 4) % accounts);
    }

    public boolean isBuy(int index) {
        return index % 4 == 1 || index % 4 == 2;
    }

    /** Returns the two decimals of the price, 0 to 99. */
    public int cents(int index) {
        int depth = (int) ((index * 2_654_435_761L >>> 8) % HALF);
        return switch (index % 4) {
            case 0 -> HALF + depth;
            case 1 -> CENTS - 1;
            case 2 -> HALF - 1 - depth;
            default -> 0;
        };
    }

    /** Returns the time in the id of an order, milliseconds since 1970. */
    long idMillis(int index) {
        return startMillis + index / ORDERS_PER_MILLI;
    }

    public String clientOrderId(int index) {
        String time = HexFormat.of().toHexDigits(idMillis(index), 12);
        String digits = Integer.toString(index);
        return time.substring(0, 8) + "-" + time.substring(8) + ID_MIDDLE + "0".repeat(INDEX_DIGITS - digits.length())
                + digits;
    }

    /** Returns the whole order, as the body of a request. */
    public Map<String, String> order(int index, String symbol, String priceWhole) {
        int cents = cents(index);
        return Map.of(
                "symbol",
                symbol,
                "side",
                isBuy(index) ? "buy" : "sell",
                "type",
                "limit",
                "price",
                priceWhole + "." + cents / 10 + cents % 10,
                "quantity",
                QUANTITY,
                "client_order_id",
                clientOrderId(index));
    }
}
