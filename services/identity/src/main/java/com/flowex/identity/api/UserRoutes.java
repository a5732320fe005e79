package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.registration.Registration;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.user.RoleRequestsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of users and role requests: /api/v1/users/ and /api/v1/role-requests. */
public final class UserRoutes {

    private static final String USERS = "/api/v1/users/";
    private static final String REQUESTS = "/api/v1/role-requests";
    private static final int REASON_LENGTH_MAX = 500;
    private static final int ROLES_MAX = Role.values().length;

    private final UsersTable users;
    private final Registration registration;
    private final UserAdministration staff;
    private final RoleRequestsTable requests;

    public UserRoutes(
            UsersTable users, Registration registration, UserAdministration staff, RoleRequestsTable requests) {
        this.users = users;
        this.registration = registration;
        this.staff = staff;
        this.requests = requests;
    }

    public Routes routes() {
        Access read = Access.of(Permission.USERS_READ);
        Access manage = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .get(USERS, read, this::list)
                .query("status", "role", "email", "number", "limit", "cursor")
                .weight(3)
                .post(USERS, manage, this::create)
                .get(USERS + "{id}", read, this::get)
                .patch(USERS + "{id}", manage, this::change)
                .delete(USERS + "{id}", manage, this::close)
                .get(REQUESTS, read, this::listRequests)
                .query("status", "limit", "cursor")
                .weight(3)
                .post(REQUESTS, manage, this::request)
                .post(REQUESTS + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(REQUESTS + "/{id}/reject", manage, request -> decide(request, false))
                .withoutBody();
    }

    record NewUser(
            @Nullable String email,
            @Nullable String password,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable List<String> roles) {

        /** Keeps the password out of every log. */
        @Override
        public String toString() {
            return "NewUser[" + email + "]";
        }
    }

    /**
     * @param version version of the user that the caller has seen; the change is refused if it would undo a later one
     */
    record Change(
            @Nullable Long version,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable List<String> roles,
            @Nullable String status) {}

    record RoleRequestForm(
            @Nullable String userId,
            @Nullable String role,
            @Nullable String reason) {}

    record Shown(
            String id,
            String email,
            String firstName,
            String lastName,
            String account,
            Instant createdAt,
            List<String> roles,
            String status,
            boolean emailVerified,
            boolean secondFactor,
            long version) {

        static Shown of(User user) {
            return new Shown(
                    Long.toString(user.id()),
                    user.email(),
                    user.firstName(),
                    user.lastName(),
                    Long.toString(user.account().number()),
                    user.createdAt(),
                    user.roleLabels(),
                    user.status().name().toLowerCase(Locale.ROOT),
                    user.emailVerified(),
                    user.factors().any(),
                    user.version());
        }
    }

    record ShownRequest(
            String id,
            String userId,
            String role,
            String reason,
            String status,
            String requestedBy,
            @Nullable String decidedBy,
            Instant createdAt,
            @Nullable Instant decidedAt) {

        static ShownRequest of(RoleRequestsTable.RoleRequest request) {
            Long decider = request.decidedBy();
            return new ShownRequest(
                    Long.toString(request.id()),
                    Long.toString(request.userId()),
                    request.role().label(),
                    request.reason(),
                    request.status(),
                    Long.toString(request.requestedBy()),
                    decider == null ? null : Long.toString(decider),
                    request.createdAt(),
                    request.decidedAt());
        }
    }

    private Answer list(Request request) {
        int limit = request.limit();
        Fields fields = new Fields();
        Optional<String> status = request.query("status");
        status.ifPresent(text -> fields.oneOf("status", text, User.Status.class));
        Optional<String> role = request.query("role");
        role.ifPresent(text -> fields.oneOf("role", text, Role.class));
        Optional<String> number = request.query("number");
        OptionalLong requested = number.map(WholeNumber::parse).orElse(OptionalLong.empty());
        if (number.isPresent() && (requested.isEmpty() || requested.getAsLong() < 1)) {
            fields.refuse("number", "the number of a user or an account");
        }
        fields.check();
        UsersTable.Filter filter = new UsersTable.Filter(
                status.orElse(null),
                role.orElse(null),
                request.query("email").orElse(null),
                requested.isPresent() ? requested.getAsLong() : null,
                request.cursor(Long.MAX_VALUE),
                limit + 1);
        List<User> rows = users.page(request.caller().tenant(), filter);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.id())).map(Shown::of));
    }

    private Answer get(Request request) {
        return Answer.ok(Shown.of(staff.require(request.caller().tenant(), request.pathNumber("id"))));
    }

    private Answer create(Request request) {
        NewUser form = request.body(NewUser.class);
        Fields fields = new Fields();
        Set<Role> roles = form.roles() == null ? EnumSet.of(Role.USER) : roles(form.roles(), fields);
        fields.check();
        Caller caller = request.caller();
        staff.requireMayGive(caller, roles);
        User user = registration.register(
                caller.tenant(),
                new Registration.Form(form.email(), form.password(), form.firstName(), form.lastName()),
                roles,
                request.tenantHost());
        request.audit("user " + user.id(), null, AuditedUser.of(user));
        return Answer.created(Shown.of(user));
    }

    private Answer change(Request request) {
        Caller caller = request.caller();
        Change form = request.body(Change.class);
        User user = staff.require(caller.tenant(), request.pathNumber("id"));
        Fields fields = new Fields();
        if (form.version() != null) {
            fields.within("version", form.version(), 1, User.VERSION_MAX);
        }
        UserAdministration.Change change = new UserAdministration.Change(
                form.version(),
                form.firstName() == null ? null : Registration.name("first_name", form.firstName(), fields),
                form.lastName() == null ? null : Registration.name("last_name", form.lastName(), fields),
                form.roles() == null ? null : roles(form.roles(), fields),
                form.status() == null ? null : fields.oneOf("status", form.status(), User.Status.class));
        fields.check();
        return Answer.ok(Shown.of(change(request, user, change)));
    }

    /** Changes a user. The audit log has the requested change if it is refused, and the actual change if it is made. */
    private User change(Request request, User user, UserAdministration.Change change) {
        audit(request, user, change.on(user));
        UserAdministration.Changed changed = staff.change(request.caller(), user, change);
        audit(request, changed.before(), changed.after());
        return changed.after();
    }

    private static void audit(Request request, User before, User after) {
        request.audit("user " + before.id(), AuditedUser.of(before), AuditedUser.of(after));
    }

    /** Closes the user; the account on the exchange and its history remain. */
    private Answer close(Request request) {
        Caller caller = request.caller();
        change(request, staff.require(caller.tenant(), request.pathNumber("id")), UserAdministration.Change.CLOSED);
        return Answer.noContent();
    }

    private Answer listRequests(Request request) {
        int limit = request.limit();
        List<RoleRequestsTable.RoleRequest> rows = requests.page(
                request.caller().tenant(),
                request.query("status").orElse(null),
                request.cursor(Long.MAX_VALUE),
                limit + 1);
        return Answer.ok(
                Page.of(rows, limit, row -> request.cursorBehind(row.id())).map(ShownRequest::of));
    }

    private Answer request(Request request) {
        RoleRequestForm form = request.body(RoleRequestForm.class);
        Fields fields = new Fields();
        String userId = fields.text("user_id", form.userId(), 19);
        Role role = fields.oneOf("role", form.role(), Role.class);
        String reason = fields.name("reason", form.reason(), REASON_LENGTH_MAX);
        if (!userId.matches("[1-9][0-9]{0,17}")) {
            fields.refuse("user_id", "the id of a user");
        }
        fields.check();
        RoleRequestsTable.RoleRequest roleRequest =
                staff.request(request.caller(), Long.parseLong(userId), role, reason);
        request.audit("role request " + roleRequest.id(), null, AuditedRoleRequest.of(roleRequest));
        return Answer.created(ShownRequest.of(roleRequest));
    }

    private Answer decide(Request request, boolean approve) {
        long id = request.pathNumber("id");
        request.audit("role request " + id, null, Map.of("status", approve ? "approved" : "rejected"));
        return Answer.ok(ShownRequest.of(staff.decide(request.caller(), id, approve)));
    }

    private static Set<Role> roles(List<String> labels, Fields fields) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (labels.size() > ROLES_MAX) {
            fields.refuse("roles", "at most " + ROLES_MAX + " roles");
            return roles;
        }
        for (String label : labels) {
            Optional.ofNullable(label)
                    .flatMap(Role::of)
                    .ifPresentOrElse(roles::add, () -> fields.refuse("roles", "of the roles that exist"));
        }
        if (roles.isEmpty()) {
            fields.refuse("roles", "at least one");
        }
        return roles;
    }
}
