package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.registration.EmailChanges;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.EmailChangesTable.Pending;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints through which users change their e-mail address. */
public final class EmailChangeRoutes {

    private static final String CHANGE = "/api/auth/email/change";
    private static final String ADDRESS = "email_address";
    private static final int ACCEPTED = 202;

    private final EmailChanges changes;
    private final Reauthentication proof;

    public EmailChangeRoutes(EmailChanges changes, Reauthentication proof) {
        this.changes = changes;
        this.proof = proof;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(CHANGE, own, this::show)
                .post(CHANGE, own, this::request)
                .audited()
                .delete(CHANGE, own, this::cancel)
                .audited()
                .post(CHANGE + "/confirm", Access.PUBLIC, this::confirm)
                .audited()
                .post(CHANGE + "/cancel", Access.PUBLIC, this::object)
                .audited();
    }

    /** @param code code of the second factor; required if the user has one */
    record Form(
            @Nullable String email,
            @Nullable String password,
            @Nullable String code) {

        /** Keeps the proof out of every log. */
        @Override
        public String toString() {
            return "Form[***]";
        }
    }

    record Token(@Nullable String token) {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /** Request that waits for its confirmation; all fields are null if none waits. */
    record Shown(
            @Nullable String email,
            @Nullable Instant askedAt,
            @Nullable Instant expiresAt) {

        static Shown of(Optional<Pending> pending) {
            return pending.map(each -> new Shown(each.email().value(), each.requestedAt(), each.expiresAt()))
                    .orElseGet(() -> new Shown(null, null, null));
        }
    }

    private Answer show(Request request) {
        Caller caller = request.caller();
        return Answer.ok(Shown.of(changes.pending(caller.tenant(), caller.userId())));
    }

    private Answer request(Request request) {
        Form form = request.body(Form.class);
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of(ADDRESS, "change asked for"));
        Fields fields = new Fields();
        String text = fields.text("email", form.email(), Integer.MAX_VALUE);
        Optional<EmailAddress> email = EmailAddress.parse(text);
        if (email.isEmpty() && !text.isEmpty()) {
            fields.refuse("email", "an e-mail address such as name@example.com");
        }
        fields.check();
        User user = proof.require(caller, new Reauthentication.Form(form.password(), form.code()));
        Device device = Device.of(request.remoteAddress(), request.header("User-Agent"));
        return Answer.of(
                ACCEPTED,
                Shown.of(Optional.of(changes.request(user, email.orElseThrow(), device, request.tenantHost()))));
    }

    private Answer cancel(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), null, Map.of(ADDRESS, "change taken back"));
        if (!changes.cancel(caller.tenant(), caller.userId())) {
            throw Refusal.notFound("no change of your address waits");
        }
        return Answer.noContent();
    }

    private Answer confirm(Request request) {
        User before = changes.confirm(token(request));
        request.audit(
                "user " + before.id(),
                null,
                Map.of(ADDRESS, "changed", "sessions", "ended", "withdrawals", "locked for a day"));
        return Answer.noContent();
    }

    private Answer object(Request request) {
        User user = changes.object(token(request));
        request.audit("user " + user.id(), null, Map.of(ADDRESS, "change refused by the present address"));
        return Answer.noContent();
    }

    private static String token(Request request) {
        Fields fields = new Fields();
        String token = fields.text("token", request.body(Token.class).token(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        return token;
    }
}
