package com.flowex.domain.order;

/**
 * Open orders and remembered client order ids of an account, with their present limits.
 *
 * @param openOrders open orders in all markets
 * @param openOrdersMax highest number of open orders
 * @param clientOrderIds remembered ids that may not leave for new ones yet
 * @param clientOrderIdsMax number of such ids from which on a new one must contain its time; it falls while the
 *     tenant's share is short. By rules 1 there is no limit, and it is the largest {@code int}
 */
public record OrderQuotaUsage(int openOrders, int openOrdersMax, int clientOrderIds, int clientOrderIdsMax) {}
