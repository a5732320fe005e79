package com.flowex.identity.api.factor;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.identity.api.AccountRoutes;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.store.user.User;
import java.util.Map;

/** Endpoint through which users remove all their second factors deliberately. */
public final class FactorRemovalRoutes {

    private final FactorRemoval removal;
    private final Reauthentication proof;

    public FactorRemovalRoutes(FactorRemoval removal, Reauthentication proof) {
        this.removal = removal;
        this.proof = proof;
    }

    public Routes routes() {
        return new Routes()
                .post("/api/auth/2fa/remove", Access.of(Permission.ACCOUNT), this::removeAll)
                .partOf(Feature.FACTOR_REMOVAL)
                .audited();
    }

    private Answer removeAll(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of("second_factors", "to be removed"));
        User user = proof.require(caller, request.body(Reauthentication.Form.class));
        removal.all(user, AccountRoutes.session(caller));
        request.audit(
                "user " + user.id(),
                user.factors(),
                Map.of("second_factors", "removed", "other_sessions", "ended", "withdrawals", "locked for a day"));
        return Answer.noContent();
    }
}
