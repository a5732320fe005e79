package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.restriction.Restrictions;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.restriction.Restriction;
import com.flowex.identity.store.restriction.RestrictionKind;
import com.flowex.identity.store.restriction.RestrictionRequest;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of users' restrictions: /api/v1/users/{id}/restrictions. */
public final class RestrictionRoutes {

    private static final String OF_USER = "/api/v1/users/{id}/restrictions";
    private static final int REASON_LENGTH_MAX = 500;
    private static final Instant ENDS_MAX = Instant.parse("9999-01-01T00:00:00Z");

    private final UserAdministration staff;
    private final Restrictions restrictions;
    private final InstantSource clock;

    public RestrictionRoutes(UserAdministration staff, Restrictions restrictions, InstantSource clock) {
        this.staff = staff;
        this.restrictions = restrictions;
        this.clock = clock;
    }

    public Routes routes() {
        return new Routes()
                .get(OF_USER, Access.of(Permission.USERS_READ), this::list)
                .query("limit", "cursor")
                .weight(3)
                .post(OF_USER, Access.of(Permission.USERS_MANAGE), this::set)
                .delete(OF_USER + "/{restriction}", Access.of(Permission.USERS_MANAGE), this::lift);
    }

    /** @param endsAt end; null: until the restriction is lifted */
    record Form(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable String endsAt) {}

    /**
     * Schema Restriction of docs/api/openapi.yaml.
     *
     * @param carriedOut true if the exchange has confirmed the restriction
     */
    record Shown(
            String id,
            String kind,
            String reason,
            String setBy,
            Instant setAt,
            @Nullable Instant endsAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            boolean carriedOut) {

        static Shown of(Restriction of) {
            Long endedBy = of.endedBy();
            return new Shown(
                    Long.toString(of.id()),
                    of.kind().word(),
                    of.reason(),
                    Long.toString(of.setBy()),
                    of.setAt(),
                    of.endsAt(),
                    of.endedAt(),
                    endedBy == null ? null : Long.toString(endedBy),
                    of.isCarriedOut());
        }
    }

    /** Part of a restriction that the audit log keeps. It has no reason, because that may contain personal data. */
    private record Audited(String restriction, @Nullable Instant endsAt) {}

    private Answer list(Request request) {
        int tenant = request.caller().tenant();
        int limit = request.limit();
        long user = staff.require(tenant, request.pathNumber("id")).id();
        List<Restriction> rows = restrictions.page(tenant, user, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.id())).map(Shown::of));
    }

    private Answer set(Request request) {
        Caller caller = request.caller();
        long user = request.pathNumber("id");
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        RestrictionKind kind = fields.oneOf("kind", form.kind(), RestrictionKind.class);
        if (kind == RestrictionKind.INACTIVE) {
            fields.refuse("kind", "no_withdrawals, reduce_only or suspended");
        }
        String reason = fields.name("reason", form.reason(), REASON_LENGTH_MAX);
        Instant endsAt = endsAt(form.endsAt(), fields);
        fields.check();
        request.audit("user " + user, null, new Audited(kind.word(), endsAt));
        Restriction set = staff.restrict(
                caller,
                user,
                (holding, held) ->
                        restrictions.set(holding, held, new RestrictionRequest(kind, reason, endsAt), caller.userId()));
        return Answer.created(Shown.of(restrictions.carryOut(set)));
    }

    private @Nullable Instant endsAt(@Nullable String text, Fields fields) {
        if (text == null) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            if (at.isAfter(clock.instant()) && at.isBefore(ENDS_MAX)) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // Falls through: answered like a time in the past.
        }
        fields.refuse("ends_at", "a time to come, such as 2027-01-01T00:00:00Z, or left out");
        return null;
    }

    private Answer lift(Request request) {
        Caller caller = request.caller();
        long user = request.pathNumber("id");
        long id = request.pathNumber("restriction");
        request.audit("user " + user, new Audited("restriction " + id, null), null);
        Restriction lifted =
                staff.restrict(caller, user, (holding, held) -> restrictions.lift(holding, held, id, caller.userId()));
        request.audit("user " + user, new Audited(lifted.kind().word(), lifted.endsAt()), null);
        return Answer.ok(Shown.of(restrictions.carryOut(lifted)));
    }
}
