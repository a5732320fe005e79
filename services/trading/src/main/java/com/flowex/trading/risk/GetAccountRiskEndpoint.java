package com.flowex.trading.risk;

import com.flowex.desk.AccountIdParser;
import com.flowex.desk.ConsistentView;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code GET /api/trading/accounts/{number}/risk}, for administrators: the limits and switches of an account. */
public record GetAccountRiskEndpoint(RiskQueries risk, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(AccountIdParser.of(request.caller().tenant(), request.path("number"))));
    }
}
