package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.OrderQuotas;
import java.util.function.Function;

/**
 * {@code GET /api/trading/order-quota} for the caller's own account, and
 * {@code GET /api/trading/accounts/{number}/order-quota} for administrators: the number of open orders and client order
 * ids that the account may have, and has. The log answers, so the numbers are exact.
 */
public final class GetOrderQuotaEndpoint implements Endpoint {

    private final OrderQuotas quotas;
    private final Function<Request, AccountId> account;

    private GetOrderQuotaEndpoint(OrderQuotas quotas, Function<Request, AccountId> account) {
        this.quotas = quotas;
        this.account = account;
    }

    /** Creates the endpoint for the caller's own account. */
    public static GetOrderQuotaEndpoint ofCaller(OrderQuotas quotas) {
        return new GetOrderQuotaEndpoint(quotas, request -> request.caller().account());
    }

    /** Creates the endpoint for any account of the caller's tenant. */
    public static GetOrderQuotaEndpoint ofTenant(OrderQuotas quotas) {
        return new GetOrderQuotaEndpoint(
                quotas, request -> AccountIdParser.of(request.caller().tenant(), request.path("number")));
    }

    @Override
    public Answer answer(Request request) {
        AccountId id = account.apply(request);
        return Answer.ok(OrderQuotaBody.of(id, quotas.query(id).orThrow()));
    }
}
