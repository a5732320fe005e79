package com.flowex.domain.account;

/**
 * Numbers of open orders and of remembered client order ids that an account may have in all markets together. Zero
 * means the default of the exchange.
 *
 * @param openOrdersMax highest number of open orders at a time, at most {@link #OPEN_ORDERS_HIGHEST}
 * @param clientOrderIdsMax highest number of client order ids that the exchange remembers for the account, at most
 *     {@link #CLIENT_ORDER_IDS_HIGHEST}; ids that contain their time are not limited by it
 */
public record OrderQuota(int openOrdersMax, int clientOrderIdsMax) {

    /** Open orders of an account without a quota of its own. */
    public static final int OPEN_ORDERS_DEFAULT = 5_000;

    /**
     * One command may end all orders of an account, and its events are one message of at most 1 MiB: 10,000 events of
     * 61 bytes leave 400 kB for balances and price movements.
     */
    public static final int OPEN_ORDERS_HIGHEST = 10_000;

    /** Remembered ids of an account without a quota of its own, by rules 3 and later. */
    public static final int CLIENT_ORDER_IDS_DEFAULT = 500_000;

    /**
     * A tenant has 2^21 pieces of 64 bytes. This many ids, their 10,000 answers and 10,000 open orders leave more than a
     * quarter to the tenant's other accounts.
     */
    public static final int CLIENT_ORDER_IDS_HIGHEST = 1_500_000;

    /** Quota of an account for which none was set. */
    public static final OrderQuota DEFAULT = new OrderQuota(0, 0);

    public OrderQuota {
        if (openOrdersMax < 0 || openOrdersMax > OPEN_ORDERS_HIGHEST) {
            throw new IllegalArgumentException(
                    "open orders are 0 to " + OPEN_ORDERS_HIGHEST + ", was " + openOrdersMax);
        }
        if (clientOrderIdsMax < 0 || clientOrderIdsMax > CLIENT_ORDER_IDS_HIGHEST) {
            throw new IllegalArgumentException(
                    "client order ids are 0 to " + CLIENT_ORDER_IDS_HIGHEST + ", was " + clientOrderIdsMax);
        }
    }

    /** Returns the number of open orders that an account with this quota may have. */
    public int openOrders() {
        return openOrdersMax == 0 ? OPEN_ORDERS_DEFAULT : openOrdersMax;
    }

    /** Returns the number of remembered ids of an account with this quota, as long as its tenant's share has room. */
    public int clientOrderIds() {
        return clientOrderIdsMax == 0 ? CLIENT_ORDER_IDS_DEFAULT : clientOrderIdsMax;
    }
}
