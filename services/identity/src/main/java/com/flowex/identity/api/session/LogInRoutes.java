package com.flowex.identity.api.session;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.session.LogInHistory;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.session.LogInsTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Endpoints of the history of log-ins: a user's own, and that of a customer for operators. */
public final class LogInRoutes {

    private final LogInHistory history;
    private final UserAdministration staff;

    public LogInRoutes(LogInHistory history, UserAdministration staff) {
        this.history = history;
        this.staff = staff;
    }

    public Routes routes() {
        return new Routes()
                .get("/api/auth/log-ins", Access.of(Permission.ACCOUNT), this::own)
                .get("/api/v1/users/{id}/log-ins", Access.of(Permission.USERS_READ), this::others);
    }

    /**
     * Log-ins of one day with the same way, outcome and network.
     *
     * @param network null for further networks together
     */
    record Shown(
            String way,
            String outcome,
            @Nullable String network,
            String userAgent,
            long times,
            Instant firstAt,
            Instant lastAt) {

        static Shown of(LogInsTable.LogIns row) {
            return new Shown(
                    row.way(),
                    row.outcome(),
                    row.network().orElse(null),
                    row.agent(),
                    row.times(),
                    row.firstAt(),
                    row.lastAt());
        }
    }

    private Answer own(Request request) {
        Caller caller = request.caller();
        return list(caller.tenant(), caller.userId());
    }

    private Answer others(Request request) {
        int tenant = request.caller().tenant();
        return list(tenant, staff.require(tenant, request.pathNumber("id")).id());
    }

    private Answer list(int tenant, long userId) {
        return Answer.ok(
                Page.whole(history.of(tenant, userId).stream().map(Shown::of).toList()));
    }
}
