package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.factor.PaymentConfirmation;
import com.flowex.identity.app.factor.StepUpAuthentication;
import com.flowex.identity.app.password.PasswordPolicy;
import com.flowex.identity.app.recovery.FactorRemoval;
import com.flowex.identity.app.registration.AccountRecovery;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints through which users manage their own access: password, address, sessions, second factors. */
public final class AccountRoutes {

    private static final int EMAIL_LENGTH_MAX = 254;
    private static final int CODE_LENGTH_MAX = 32;

    private final IdentityComponents parts;
    private final Sessions sessions;
    private final AccountRecovery recovery;
    private final PaymentConfirmation payments;
    private final StepUpAuthentication confirmation;
    private final FactorRemoval removal;

    public AccountRoutes(
            IdentityComponents parts,
            Sessions sessions,
            AccountRecovery recovery,
            PaymentConfirmation payments,
            StepUpAuthentication confirmation,
            FactorRemoval removal) {
        this.removal = removal;
        this.confirmation = confirmation;
        this.payments = payments;
        this.parts = parts;
        this.sessions = sessions;
        this.recovery = recovery;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .post("/api/auth/email/verify", Access.PUBLIC, this::verifyEmail)
                .audited()
                .post("/api/auth/email/resend", Access.PUBLIC, this::resend)
                .audited()
                .post("/api/auth/password/forgot", Access.PUBLIC, this::forgot)
                .audited()
                .post("/api/auth/password/reset", Access.PUBLIC, this::reset)
                .audited()
                .post("/api/auth/password/change", own, this::change)
                .audited()
                .get("/api/auth/sessions", own, this::list)
                .delete("/api/auth/sessions", own, this::endOthers)
                .audited()
                .delete("/api/auth/sessions/{id}", own, this::end)
                .audited()
                .get("/api/auth/2fa", own, this::factors)
                .post("/api/auth/2fa/totp/enroll", own, this::enrol)
                .audited()
                .post("/api/auth/2fa/totp/confirm", own, this::confirm)
                .audited()
                .post("/api/auth/2fa/totp/disable", own, this::disable)
                .audited()
                .post("/api/auth/2fa/recovery-codes", own, this::recoveryCodes)
                .audited()
                .post("/api/auth/2fa/email/enable", own, this::mailCodesOn)
                .audited()
                .post("/api/auth/2fa/email/disable", own, this::mailCodesOff)
                .audited();
    }

    record Token(@Nullable String token) {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    record Email(@Nullable String email) {}

    record Reset(@Nullable String token, @Nullable String password) {
        @Override
        public String toString() {
            return "Reset[***]";
        }
    }

    record NewPassword(
            @Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPassword[***]";
        }
    }

    record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    /** @param code code of the second factor; required if the user has passkeys */
    record Password(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Password[***]";
        }
    }

    record ShownSession(
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            String ipAddress,
            String userAgent,
            boolean current) {

        /** @param own session of the caller */
        static ShownSession of(SessionStore.Session session, UUID own) {
            return new ShownSession(
                    session.id().toString(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.address(),
                    session.agent(),
                    session.id().equals(own));
        }
    }

    public record Factors(
            boolean totp, boolean email, boolean sms, int passkeys, int recoveryCodesLeft, boolean paymentCodes) {}

    private Answer verifyEmail(Request request) {
        Fields fields = new Fields();
        String token = fields.text("token", request.body(Token.class).token(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        User user = recovery.verify(token);
        audit(request, user, Map.of("email_verified", user.emailVerified()), Map.of("email_verified", true));
        return Answer.noContent();
    }

    private Answer resend(Request request) {
        recovery.requestVerification(request.tenant(), email(request), request.tenantHost());
        return Answer.of(202, Map.of("status", "sent_if_known"));
    }

    private Answer forgot(Request request) {
        recovery.forgot(request.tenant(), email(request), request.tenantHost());
        return Answer.of(202, Map.of("status", "sent_if_known"));
    }

    private Answer reset(Request request) {
        Reset sent = request.body(Reset.class);
        Fields fields = new Fields();
        String token = fields.text("token", sent.token(), OpaqueToken.LENGTH_MAX);
        String password = fields.text("password", sent.password(), PasswordPolicy.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        audit(request, recovery.reset(token, password), null, Map.of("password", "set", "sessions", "ended"));
        return Answer.noContent();
    }

    private Answer change(Request request) {
        NewPassword sent = request.body(NewPassword.class);
        Fields fields = new Fields();
        String current = fields.text("current_password", sent.currentPassword(), PasswordPolicy.LENGTH_MAX);
        String fresh = fields.text("new_password", sent.newPassword(), PasswordPolicy.LENGTH_MAX);
        fields.check();
        User user = user(request);
        audit(request, user, null, Map.of("password", "set", "other_sessions", "ended"));
        recovery.change(user, current, fresh, session(request.caller()));
        return Answer.noContent();
    }

    private Answer list(Request request) {
        Caller caller = request.caller();
        UUID current = session(caller);
        return Answer.ok(Page.whole(sessions.of(caller.tenant(), caller.userId()).stream()
                .map(session -> ShownSession.of(session, current))
                .toList()));
    }

    private Answer endOthers(Request request) {
        Caller caller = request.caller();
        int ended = sessions.endOthers(caller.tenant(), caller.userId(), session(caller));
        audit(request, user(request), null, Map.of("other_sessions_ended", ended));
        return Answer.ok(Map.of("ended", ended));
    }

    private Answer end(Request request) {
        Caller caller = request.caller();
        Optional<UUID> id = uuid(request.path("id"));
        request.audit("session " + id.map(UUID::toString).orElse("?"), null, Map.of("session", "ended"));
        if (id.isEmpty() || !sessions.end(caller.tenant(), caller.userId(), id.get())) {
            throw Refusal.notFound("there is no such session");
        }
        return Answer.noContent();
    }

    private Answer factors(Request request) {
        User user = user(request);
        return Answer.ok(new Factors(
                user.factors().totp(),
                user.factors().mail(),
                user.factors().sms(),
                user.factors().passkeys(),
                parts.factors().recoveryCodesLeft(user),
                payments.isMailed(user)));
    }

    private Answer enrol(Request request) {
        User user = confirmedByPassword(request);
        audit(request, user, Map.of("totp", user.factors().totp()), Map.of("totp", "to be confirmed"));
        return secret(Answer.ok(parts.factors().enrol(user)));
    }

    private Answer confirm(Request request) {
        User user = user(request);
        audit(request, user, Map.of("totp", user.factors().totp()), Map.of("totp", true));
        List<String> codes = parts.factors().confirm(user, code(request));
        return secret(Answer.ok(Map.of("recovery_codes", codes)));
    }

    private Answer disable(Request request) {
        User user = user(request);
        audit(request, user, Map.of("totp", user.factors().totp()), Map.of("totp", false));
        confirmation.requireOwn(user, code(request));
        removal.authenticator(user);
        return Answer.noContent();
    }

    private Answer recoveryCodes(Request request) {
        User user = user(request);
        audit(request, user, null, Map.of("recovery_codes", "renewed"));
        confirmation.requireOwn(user, code(request));
        return secret(Answer.ok(Map.of("recovery_codes", parts.factors().freshRecoveryCodes(user))));
    }

    private Answer mailCodesOn(Request request) {
        User user = confirmedByPassword(request);
        auditMail(request, user, true);
        parts.factors().mailCodesOn(user);
        return Answer.noContent();
    }

    private Answer mailCodesOff(Request request) {
        User user = confirmedByPassword(request);
        auditMail(request, user, false);
        removal.mailCodes(user);
        return Answer.noContent();
    }

    private static void auditMail(Request request, User user, boolean on) {
        audit(request, user, Map.of("email", user.factors().mail()), Map.of("email", on));
    }

    /** Records the requested change; the outcome of the audit entry shows if it was granted. */
    private static void audit(Request request, User user, @Nullable Object before, Object after) {
        request.audit("user " + user.id(), before, after);
    }

    /**
     * Returns the calling user after they have entered their password again: a stolen access token is not enough. A
     * user with passkeys confirms by a second factor, too.
     */
    private User confirmedByPassword(Request request) {
        Fields fields = new Fields();
        Password sent = request.body(Password.class);
        String password = fields.text("password", sent.password(), PasswordPolicy.LENGTH_MAX);
        String code =
                sent.code() == null || sent.code().isEmpty() ? "" : fields.text("code", sent.code(), CODE_LENGTH_MAX);
        fields.check();
        User user = user(request);
        if (!parts.lockout().password(user.tenant(), user.id(), () -> parts.passwords()
                .matches(user.tenant(), password, user.passwordHash()))) {
            throw Refusal.forbidden("the password is wrong");
        }
        if (user.factors().passkey()) {
            confirmation.require(user, code);
        }
        return user;
    }

    private static String code(Request request) {
        Fields fields = new Fields();
        String code = fields.text("code", request.body(Code.class).code(), CODE_LENGTH_MAX);
        fields.check();
        return code;
    }

    private static String email(Request request) {
        Fields fields = new Fields();
        String email = fields.text("email", request.body(Email.class).email(), EMAIL_LENGTH_MAX);
        fields.check();
        return email;
    }

    private User user(Request request) {
        Caller caller = request.caller();
        return parts.users()
                .byId(caller.tenant(), caller.userId())
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
    }

    /** Returns the session of a caller; a number that no session has for a caller without one. */
    public static UUID session(Caller caller) {
        return caller.credential() instanceof Credential.Session(String id)
                ? uuid(id).orElse(new UUID(0, 0))
                : new UUID(0, 0);
    }

    /** Parses an id; empty if the text is none. */
    public static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Answer secret(Answer answer) {
        return answer.header("Cache-Control", "no-store");
    }
}
