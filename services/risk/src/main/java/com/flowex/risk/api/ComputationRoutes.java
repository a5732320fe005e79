package com.flowex.risk.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.risk.app.RiskTaskQueue;

/** Route that orders a computation before its scheduled time. */
public final class ComputationRoutes {

    private static final int WEIGHT = 20;

    private final RiskTaskQueue orders;

    public ComputationRoutes(RiskTaskQueue orders) {
        this.orders = orders;
    }

    public Routes routes() {
        return new Routes()
                .post("/api/v1/risk/scores", Access.of(Permission.TENANT_CONFIGURE), this::order)
                .withoutBody()
                .weight(WEIGHT);
    }

    /** The schema RiskComputation of docs/api/openapi.yaml. */
    private record Body(String task, String state) {}

    private Answer order(Request request) {
        RiskTaskQueue.Ordered ordered =
                orders.scores(request.tenant(), "user " + request.caller().userId());
        Body body = new Body(ordered.id(), ordered.state());
        request.audit("task " + ordered.id(), null, body);
        return Answer.of(202, body);
    }
}
