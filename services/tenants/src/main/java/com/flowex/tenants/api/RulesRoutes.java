package com.flowex.tenants.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code PUT /api/v1/rules}: switches the whole exchange to newer rules of the engine; there is no way back. */
public final class RulesRoutes {

    /** Request body; the version may be missing. */
    private record Form(@Nullable Integer version) {}

    /** The schema Rules of docs/api/openapi.yaml. */
    private record RulesBody(int version) {}

    private final CommandSubmitter orders;

    public RulesRoutes(CommandSubmitter orders) {
        this.orders = orders;
    }

    public Routes routes() {
        return new Routes().put("/api/v1/rules", Access.of(Permission.TENANTS_MANAGE), this::adopt);
    }

    /**
     * Adopts a version; one that this build does not know never gets into the log, because it would stop the exchange.
     */
    private Answer adopt(Request request) {
        Fields fields = new Fields();
        Form form = request.body(Form.class);
        int version = fields.within("version", form.version(), RulesVersion.FIRST, RulesVersion.NEWEST);
        fields.check();
        Outcome outcome = orders.submit(request.caller().account(), new AdoptRules(version));
        boolean isAdopted = outcome instanceof Outcome.Accepted;
        // The newest known version that is not newer than the log's is the log's own.
        if (!isAdopted && version != RulesVersion.NEWEST) {
            throw Refusal.refused(RejectReason.RULES_NOT_NEWER);
        }
        RulesBody after = new RulesBody(version);
        if (isAdopted) {
            request.audit("rules", null, after);
        }
        return Answer.ok(after);
    }
}
