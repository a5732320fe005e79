package com.flowex.trading.risk;

import com.flowex.desk.AccountIdParser;
import com.flowex.desk.ConsistentView;
import com.flowex.desk.OrderEntryService;
import com.flowex.domain.AccountId;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code GET /api/trading/accounts/{number}/risk}, for administrators: the limits and switches of an account. */
public record GetAccountRiskEndpoint(RiskQueries risk, OrderEntryService desk, ConsistentView view)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = AccountIdParser.of(request.caller().tenant(), request.path("number"));
        view.await(request);
        AccountRisk found = risk.of(account);
        if (found.isUntouched()) {
            desk.requireAccount(account);
        }
        return Answer.ok(found);
    }
}
