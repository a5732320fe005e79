package com.flowex.trading.risk;

import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/accounts/{number}/risk}, for administrators: what an account may do. */
public final class GetAccountRiskEndpoint implements Endpoint {

    private final RiskQueries risk;
    private final OwnView view;

    public GetAccountRiskEndpoint(RiskQueries risk, OwnView view) {
        this.risk = risk;
        this.view = view;
    }

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(RiskAccount.of(request)));
    }
}
