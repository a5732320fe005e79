package com.flowex.identity;

import com.flowex.platform.http.Access;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.http.Routes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes below /api/auth: translation between the wire and {@link Registration}, {@link Sessions}. */
final class AuthRoutes {

    private static final int REFRESH_TOKEN_LENGTH_MAX = 512;
    private static final int EMAIL_LENGTH_MAX = 254;

    private final Registration registration;
    private final Sessions sessions;
    private final UsersTable users;

    AuthRoutes(Registration registration, Sessions sessions, UsersTable users) {
        this.registration = registration;
        this.sessions = sessions;
        this.users = users;
    }

    Routes routes() {
        return new Routes()
                .post("/api/auth/register", Access.PUBLIC, this::register)
                .audited()
                .post("/api/auth/login", Access.PUBLIC, this::login)
                .audited()
                .post("/api/auth/refresh", Access.PUBLIC, this::refresh)
                .post("/api/auth/logout", Access.PUBLIC, this::logout)
                .audited()
                .get("/api/auth/me", Access.CALLER, this::me)
                .post("/api/auth/verify-2fa", Access.PUBLIC, this::verifySecondFactor);
    }

    record Credentials(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    record Refresh(@Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[***]";
        }
    }

    record SecondFactor(@Nullable String code) {}

    record Registered(String id, String email, String firstName, String lastName, String account, Instant createdAt) {}

    record Me(
            String id,
            String email,
            String firstName,
            String lastName,
            String account,
            Instant createdAt,
            List<String> roles) {}

    private Answer register(Request request) {
        User user = registration.register(request.body(Registration.Form.class));
        return Answer.created(new Registered(
                Long.toString(user.id()),
                user.email(),
                user.firstName(),
                user.lastName(),
                Long.toString(user.account().number()),
                user.createdAt()));
    }

    private Answer login(Request request) {
        Credentials sent = request.body(Credentials.class);
        Fields fields = new Fields();
        String email = fields.text("email", sent.email(), EMAIL_LENGTH_MAX);
        String password = fields.text("password", sent.password(), PasswordRule.LENGTH_MAX);
        fields.check();
        return secret(sessions.login(email, password));
    }

    private Answer refresh(Request request) {
        return secret(sessions.refresh(refreshToken(request)));
    }

    private Answer logout(Request request) {
        sessions.logout(refreshToken(request));
        return Answer.noContent();
    }

    private Answer me(Request request) {
        User user = users.byId(request.caller().userId())
                .orElseThrow(() -> ProblemException.unauthorized("unauthorized", "this user is no more"));
        return Answer.ok(new Me(
                Long.toString(user.id()),
                user.email(),
                user.firstName(),
                user.lastName(),
                Long.toString(user.account().number()),
                user.createdAt(),
                user.roleLabels()));
    }

    private Answer verifySecondFactor(Request request) {
        Fields fields = new Fields();
        String code = fields.text("code", request.body(SecondFactor.class).code(), 6);
        if (!code.isEmpty() && !code.matches("[0-9]{6}")) {
            fields.refuse("code", "six digits");
        }
        fields.check();
        throw ProblemException.notYet("a second factor");
    }

    private static String refreshToken(Request request) {
        Fields fields = new Fields();
        String token =
                fields.text("refresh_token", request.body(Refresh.class).refreshToken(), REFRESH_TOKEN_LENGTH_MAX);
        fields.check();
        return token;
    }

    /** No cache on the way may keep tokens. */
    private static Answer secret(Sessions.Tokens tokens) {
        return Answer.ok(tokens).header("Cache-Control", "no-store");
    }
}
