package com.flowex.trading.api.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.value.AccountId;
import com.flowex.trading.app.QuotaHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Use of an account's quota: the schema OrderQuota of docs/api/openapi.yaml.
 *
 * @param clientOrderIds null if the log follows rules by which their number is not limited
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrderQuotaBody(
        String account, Part openOrders, @Nullable Part clientOrderIds) {

    /** One number of the quota. */
    record Part(int limit, int used, int remaining) {
        static Part of(int limit, int used) {
            return new Part(limit, used, Math.max(limit - used, 0));
        }
    }

    static OrderQuotaBody of(AccountId account, OrderQuotaUsage usage) {
        return new OrderQuotaBody(
                Long.toString(account.number()),
                Part.of(usage.openOrdersMax(), usage.openOrders()),
                QuotaHeaders.isLimited(usage) ? Part.of(usage.clientOrderIdsMax(), usage.clientOrderIds()) : null);
    }
}
