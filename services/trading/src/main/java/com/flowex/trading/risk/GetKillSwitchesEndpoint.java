package com.flowex.trading.risk;

import com.flowex.platform.exchange.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/kill-switch}, for administrators: what is stopped in their tenant. */
public final class GetKillSwitchesEndpoint implements Endpoint {

    private final RiskQueries risk;
    private final OwnView view;

    public GetKillSwitchesEndpoint(RiskQueries risk, OwnView view) {
        this.risk = risk;
        this.view = view;
    }

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(request.caller().tenant()));
    }
}
