package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.store.AccountRisk;
import com.flowex.trading.store.RiskQueries;

/** {@code GET /api/trading/accounts/{number}/risk}, for administrators: the limits and switches of an account. */
public record GetAccountRiskEndpoint(RiskQueries risk, OrderEntryService orderEntry, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        view.await(request);
        AccountRisk found = risk.of(account);
        if (found.hasNoSettings()) {
            orderEntry.requireAccount(account);
        }
        return Answer.ok(AccountRiskBody.of(found));
    }
}
