package com.flowex.trading.risk;

import com.flowex.platform.desk.OwnView;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;

/** {@code GET /api/trading/kill-switch}, for administrators: what is stopped in their tenant. */
public record GetKillSwitchesEndpoint(RiskQueries risk, OwnView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(request.caller().tenant()));
    }
}
