package com.flowex.protocol;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.state.OrderQuotaState;

/** Messages about accounts' quotas of open orders and client order ids, from {@link RandomValues}. */
final class RandomQuotas {

    private RandomQuotas() {}

    private static OrderQuota quota(RandomValues any) {
        return new OrderQuota(
                any.within(0, OrderQuota.OPEN_ORDERS_HIGHEST), any.within(0, OrderQuota.CLIENT_ORDER_IDS_HIGHEST));
    }

    static SetOrderQuota set(RandomValues any) {
        return new SetOrderQuota(any.account(), quota(any));
    }

    static QueryOrderQuota query(RandomValues any) {
        return new QueryOrderQuota(any.account());
    }

    static OrderQuotaSet event(RandomValues any) {
        return new OrderQuotaSet(any.account(), quota(any));
    }

    static OrderQuotaState state(RandomValues any) {
        return new OrderQuotaState(any.account(), quota(any));
    }

    static PreviewAnswer usage(RandomValues any) {
        return new PreviewAnswer.Quota(new OrderQuotaUsage(any.anyInt(), any.anyInt(), any.anyInt(), any.anyInt()));
    }
}
