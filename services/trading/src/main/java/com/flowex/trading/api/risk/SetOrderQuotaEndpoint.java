package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.platform.errors.Fields;
import com.flowex.trading.app.AccountRiskCommands;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /api/trading/accounts/{number}/order-quota}, for administrators: sets the number of open orders and client
 * order ids that an account may have in all markets. Open orders and remembered ids stay.
 */
public record SetOrderQuotaEndpoint(AccountRiskCommands change) implements Endpoint {

    /** The request body; a missing field means the default. */
    private record QuotaForm(
            @Nullable Integer maxOpenOrders, @Nullable Integer maxClientOrderIds) {}

    @Override
    public Answer answer(Request request) {
        QuotaForm form = request.body(QuotaForm.class);
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        Fields fields = new Fields();
        int openOrders = limit(fields, "max_open_orders", form.maxOpenOrders(), OrderQuota.OPEN_ORDERS_HIGHEST);
        int ids = limit(fields, "max_client_order_ids", form.maxClientOrderIds(), OrderQuota.CLIENT_ORDER_IDS_HIGHEST);
        fields.check();
        return SetLimitsEndpoint.changed(
                change, request, account, new SetOrderQuota(account, new OrderQuota(openOrders, ids)));
    }

    private static int limit(Fields fields, String field, @Nullable Integer value, int highest) {
        return value == null ? 0 : fields.within(field, value, 0, highest);
    }
}
