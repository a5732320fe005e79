package com.flowex.trading.api.risk;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.store.RiskQueries;

/** {@code GET /api/trading/kill-switch}, for administrators: the kill switches of their tenant. */
public record GetKillSwitchesEndpoint(RiskQueries risk, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(request.caller().tenant()));
    }
}
