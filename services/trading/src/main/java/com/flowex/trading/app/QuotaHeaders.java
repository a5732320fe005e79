package com.flowex.trading.app;

import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import java.util.function.BiConsumer;

/**
 * Headers with an account's limits of open orders and client order ids, in the form of the rate limit's: the limit, and
 * the number that is left at least.
 */
public final class QuotaHeaders {

    private QuotaHeaders() {}

    /** Gives the headers by name and value, if the use of the quota is known. */
    public static void report(OrderEntryService orderEntry, AccountId account, BiConsumer<String, String> sink) {
        orderEntry.quotas().known(account).ifPresent(usage -> {
            report("X-Open-Orders", usage.openOrders(), usage.openOrdersMax(), sink);
            if (isLimited(usage)) {
                report("X-Client-Order-Ids", usage.clientOrderIds(), usage.clientOrderIdsMax(), sink);
            }
        });
    }

    /** Returns true if the number of ids is limited: by rules 1 it is not. */
    public static boolean isLimited(OrderQuotaUsage usage) {
        return usage.clientOrderIdsMax() != Integer.MAX_VALUE;
    }

    private static void report(String name, int used, int limit, BiConsumer<String, String> sink) {
        sink.accept(name + "-Limit", Integer.toString(limit));
        sink.accept(name + "-Remaining", Integer.toString(Math.max(limit - used, 0)));
    }
}
