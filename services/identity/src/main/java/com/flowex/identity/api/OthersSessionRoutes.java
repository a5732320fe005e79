package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Endpoints through which administrators see and end the sessions of another user. */
public final class OthersSessionRoutes {

    private static final String SESSIONS = "/api/v1/users/{id}/sessions";

    private final Sessions sessions;
    private final UserAdministration staff;

    public OthersSessionRoutes(Sessions sessions, UserAdministration staff) {
        this.sessions = sessions;
        this.staff = staff;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .get(SESSIONS, Access.of(Permission.USERS_READ), this::list)
                .delete(SESSIONS, manage, this::endAll)
                .delete(SESSIONS + "/{session}", manage, this::end);
    }

    private Answer list(Request request) {
        User user = user(request);
        UUID own = AccountRoutes.session(request.caller());
        return Answer.ok(Page.whole(sessions.of(user.tenant(), user.id()).stream()
                .map(session -> AccountRoutes.ShownSession.of(session, own))
                .toList()));
    }

    private Answer endAll(Request request) {
        User user = touched(request);
        sessions.endEverything(user);
        request.audit("user " + user.id(), null, Map.of("sessions", "ended"));
        return Answer.noContent();
    }

    private Answer end(Request request) {
        User user = touched(request);
        Optional<UUID> id = AccountRoutes.uuid(request.path("session"));
        request.audit("user " + user.id(), null, Map.of("session", "ended"));
        if (id.isEmpty() || !sessions.end(user.tenant(), user.id(), id.get())) {
            throw Refusal.notFound("there is no such session");
        }
        return Answer.noContent();
    }

    private User user(Request request) {
        return staff.require(request.caller().tenant(), request.pathNumber("id"));
    }

    /** Returns the user whose sessions are ended; one with more permissions than the caller is refused. */
    private User touched(Request request) {
        Caller caller = request.caller();
        User user = user(request);
        staff.requireMayTouch(caller, user);
        return user;
    }
}
