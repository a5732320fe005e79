package com.flowex.trading.risk;

import com.flowex.desk.ConsistentView;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;

/** {@code GET /api/trading/kill-switch}, for administrators: the kill switches of their tenant. */
public record GetKillSwitchesEndpoint(RiskQueries risk, ConsistentView view) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        view.await(request);
        return Answer.ok(risk.of(request.caller().tenant()));
    }
}
