package com.flowex.identity.api.factor;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.recovery.FactorRecoveries;
import com.flowex.identity.store.credential.FactorRecoveriesTable.Recovery;
import com.flowex.identity.store.credential.FactorRecoveriesTable.State;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints of the recovery of users who have lost their second factors, for them and for operators. */
public final class RecoveryRoutes {

    private static final String OWN = "/api/auth/recovery";
    private static final String ALL = "/api/v1/recoveries";
    private static final String RECOVERY = "recovery";
    private static final int ACCEPTED = 202;

    private final FactorRecoveries recoveries;

    public RecoveryRoutes(FactorRecoveries recoveries) {
        this.recoveries = recoveries;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        Access manage = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .post(OWN, Access.PUBLIC, this::request)
                .partOf(Feature.FACTOR_RECOVERY)
                .audited()
                .post(OWN + "/confirm", Access.PUBLIC, request -> byLink(request, false))
                .audited()
                .post(OWN + "/cancel", Access.PUBLIC, request -> byLink(request, true))
                .audited()
                .get(OWN, own, this::show)
                .delete(OWN, own, this::cancel)
                .audited()
                .get(ALL, Access.of(Permission.USERS_READ), this::list)
                .query("state", "limit", "cursor")
                .weight(3)
                .post(ALL + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(ALL + "/{id}/stop", manage, request -> decide(request, false))
                .withoutBody()
                .post("/api/v1/users/{id}/recovery", manage, this::begin)
                .withoutBody();
    }

    record MfaToken(@Nullable String mfaToken) {
        @Override
        public String toString() {
            return "MfaToken[***]";
        }
    }

    record Token(@Nullable String token) {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /**
     * Recovery as its user sees it; all fields are null if none is open.
     *
     * @param dueAt time at which the factors are removed; null before the mailed link was opened
     */
    record Shown(
            @Nullable String state,
            @Nullable Instant askedAt,
            @Nullable Instant dueAt,
            @Nullable Boolean needsApproval) {

        static Shown of(Recovery recovery) {
            return new Shown(recovery.state().word(), recovery.requestedAt(), due(recovery), recovery.needsApproval());
        }
    }

    private static @Nullable Instant due(Recovery recovery) {
        return recovery.state() == State.ASKED ? null : recovery.dueAt();
    }

    /** Schema FactorRecovery of docs/api/openapi.yaml. */
    record Listed(
            String id,
            String userId,
            String state,
            boolean needsApproval,
            String askedBy,
            @Nullable String decidedBy,
            Instant askedAt,
            @Nullable Instant dueAt,
            Instant changedAt) {

        static Listed of(Recovery of) {
            Long decidedBy = of.decidedBy();
            return new Listed(
                    Long.toString(of.id()),
                    Long.toString(of.userId()),
                    of.state().word(),
                    of.needsApproval(),
                    Long.toString(of.requestedBy()),
                    decidedBy == null ? null : Long.toString(decidedBy),
                    of.requestedAt(),
                    due(of),
                    of.changedAt());
        }
    }

    private Answer request(Request request) {
        Fields fields = new Fields();
        String token = fields.text("mfa_token", request.body(MfaToken.class).mfaToken(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        Device device = Device.of(request.remoteAddress(), request.header("User-Agent"));
        Recovery requested = recoveries.request(token, device, request.tenantHost());
        audit(request, requested);
        return Answer.of(ACCEPTED, Shown.of(requested));
    }

    private Answer byLink(Request request, boolean cancels) {
        Fields fields = new Fields();
        String token = fields.text("token", request.body(Token.class).token(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        Recovery recovery = cancels ? recoveries.cancel(token) : recoveries.confirm(token);
        audit(request, recovery);
        return Answer.ok(Shown.of(recovery));
    }

    private Answer show(Request request) {
        Caller caller = request.caller();
        return Answer.ok(recoveries
                .open(caller.tenant(), caller.userId())
                .map(Shown::of)
                .orElseGet(() -> new Shown(null, null, null, null)));
    }

    private Answer cancel(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of(RECOVERY, "to be canceled"));
        Optional<Recovery> canceled = recoveries.cancel(caller.tenant(), caller.userId());
        audit(request, canceled.orElseThrow(() -> Refusal.notFound("no recovery of your second factors waits")));
        return Answer.noContent();
    }

    private Answer list(Request request) {
        int limit = request.limit();
        Fields fields = new Fields();
        Optional<String> state = request.query("state");
        state.ifPresent(text -> fields.oneOf("state", text, State.class));
        fields.check();
        List<Recovery> rows = recoveries.page(
                request.caller().tenant(), state.orElse(null), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.id())).map(Listed::of));
    }

    private Answer decide(Request request, boolean approves) {
        long id = request.pathNumber("id");
        request.audit(RECOVERY + " " + id, null, Map.of(RECOVERY, approves ? "approved" : "stopped"));
        Caller caller = request.caller();
        Recovery decided = approves ? recoveries.approve(caller, id) : recoveries.stop(caller, id);
        audit(request, decided);
        return Answer.ok(Listed.of(decided));
    }

    private Answer begin(Request request) {
        long user = request.pathNumber("id");
        request.audit("user " + user, null, Map.of(RECOVERY, "to begin"));
        Recovery begun = recoveries.begin(request.caller(), user, request.tenantHost());
        audit(request, begun);
        return Answer.of(ACCEPTED, Listed.of(begun));
    }

    private static void audit(Request request, Recovery recovery) {
        request.audit(
                "user " + recovery.userId(),
                null,
                Map.of(RECOVERY, recovery.id(), "state", recovery.state().word()));
    }
}
