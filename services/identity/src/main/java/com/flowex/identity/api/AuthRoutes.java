package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.PublicJwk;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.identity.api.session.RefreshCookie;
import com.flowex.identity.app.factor.PasskeyAnswer;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.password.PasswordPolicy;
import com.flowex.identity.app.registration.Registration;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.app.session.LoginCodes;
import com.flowex.identity.app.session.PasskeyLogins;
import com.flowex.identity.app.session.Sessions;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints that begin, refresh and end sessions: translation between HTTP and {@link Sessions}. */
public final class AuthRoutes {

    private static final int EMAIL_LENGTH_MAX = 254;
    private static final int ACCEPTED = 202;
    private static final int CODE_LENGTH_MAX = 32;

    /** A passkey's signature is larger than a code. */
    private static final int BODY_BYTES_MAX = 16_384;

    private final Registration registration;
    private final Sessions sessions;
    private final UsersTable users;
    private final AccessTokens tokens;
    private static final String LOGIN = "login";
    private static final String SET_COOKIE = "Set-Cookie";

    private final PasskeyLogins passkeys;
    private final UserMailer letters;
    private final MeterRegistry meters;
    private final RefreshCookie cookie;
    private final LoginCodes codes;

    public AuthRoutes(
            Registration registration,
            Sessions sessions,
            PasskeyLogins passkeys,
            IdentityComponents parts,
            RefreshCookie cookie,
            MeterRegistry meters) {
        this.cookie = cookie;
        this.codes = new LoginCodes(parts);
        this.passkeys = passkeys;
        this.letters = parts.letters();
        this.meters = meters;
        this.registration = registration;
        this.sessions = sessions;
        this.users = parts.users();
        this.tokens = parts.accessTokens();
    }

    public Routes routes() {
        return new Routes()
                .post("/api/auth/register", Access.PUBLIC, counted("register", this::register))
                .partOf(Feature.REGISTRATION)
                .audited()
                .post("/api/auth/login", Access.PUBLIC, counted(LOGIN, this::login))
                .audited()
                .post("/api/auth/verify-2fa", Access.PUBLIC, counted("second_factor", this::verifySecondFactor))
                .body(BODY_BYTES_MAX)
                .audited()
                .post(PasskeyRoutes.PASSKEYS + "/login", Access.PUBLIC, counted("passkey", this::loginByPasskey))
                .body(BODY_BYTES_MAX)
                .audited()
                .post("/api/auth/2fa/email/send", Access.PUBLIC, this::mailCode)
                .audited()
                .post("/api/auth/refresh", Access.PUBLIC, counted("refresh", this::refresh))
                .audited()
                .post("/api/auth/logout", Access.PUBLIC, counted("logout", this::logout))
                .audited()
                .get("/api/auth/me", Access.CALLER, this::me)
                .get("/.well-known/jwks.json", Access.PUBLIC, this::jwks);
    }

    /**
     * Counts the calls of an endpoint by outcome: ok, asked (a second factor or a confirmed address is required), or
     * the refusal's code.
     */
    private Endpoint counted(String step, Endpoint endpoint) {
        count(step, "ok");
        if (step.equals(LOGIN)) {
            count(step, "asked");
            count(step, RefusalCode.INVALID_CREDENTIALS.code());
        }
        return request -> {
            try {
                Answer answer = endpoint.answer(request);
                count(step, answer.status() == ACCEPTED ? "asked" : "ok").increment();
                return answer;
            } catch (Refusal refused) {
                count(step, refused.code().code()).increment();
                throw refused;
            }
        };
    }

    private Counter count(String step, String outcome) {
        return Counter.builder("flowex.session.requests")
                .description("Requests of users to begin, continue and end sessions, by outcome")
                .tag("step", step)
                .tag("outcome", outcome)
                .register(meters);
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

    /** @param passkey signature of a passkey in place of a code */
    record SecondFactor(
            @Nullable String mfaToken,
            @Nullable String code,
            @Nullable SignedPasskey passkey) {
        @Override
        public String toString() {
            return "SecondFactor[***]";
        }
    }

    /** Login without a password. */
    record PasskeyLogin(@Nullable SignedPasskey passkey) {}

    record MailedCode(@Nullable String mfaToken) {
        @Override
        public String toString() {
            return "MailedCode[***]";
        }
    }

    record Registered(String id, String email, String firstName, String lastName, String account, Instant createdAt) {}

    record Me(
            String id,
            String email,
            String firstName,
            String lastName,
            String account,
            Instant createdAt,
            List<String> roles,
            List<String> permissions,
            boolean emailVerified) {}

    /** @param email address to which the next step was mailed */
    record Mailed(String email) {}

    private Answer register(Request request) {
        Registration.Form form = request.body(Registration.Form.class);
        return switch (registration.register(request.tenant(), form, device(request), request.tenantHost())) {
            case Registration.Registered(User user) -> {
                request.audit("user " + user.id(), null, AuditedUser.of(user));
                yield Answer.created(registered(user));
            }
            case Registration.MailedRegistration(User user, boolean made, boolean claims) -> {
                request.audit(
                        "user " + user.id(),
                        null,
                        made ? AuditedUser.of(user) : Map.of("address", claims ? "not confirmed" : "taken"));
                yield Answer.of(202, new Mailed(user.email()));
            }
        };
    }

    private static Registered registered(User user) {
        return new Registered(
                Long.toString(user.id()),
                user.email(),
                user.firstName(),
                user.lastName(),
                Long.toString(user.account().number()),
                user.createdAt());
    }

    private Answer login(Request request) {
        Credentials sent = request.body(Credentials.class);
        Fields fields = new Fields();
        String email = fields.text("email", sent.email(), EMAIL_LENGTH_MAX);
        String password = fields.text("password", sent.password(), PasswordPolicy.LENGTH_MAX);
        fields.check();
        boolean byCookie = isByCookie(request);
        return switch (sessions.login(request.tenant(), email, password, device(request))) {
            case Sessions.Tokens tokens -> begun(request, tokens, byCookie);
            case Sessions.Challenge challenge -> {
                request.audit("user " + challenge.userId(), null, Map.of("second_factor", "asked"));
                yield secret(Answer.of(202, challenge));
            }
        };
    }

    /**
     * Returns true if the refresh token goes into a cookie.
     *
     * @throws Refusal {@code csrf} if the request does not come from a page of this exchange
     */
    public boolean isByCookie(Request request) {
        return cookie.isRequested(sender(request));
    }

    /** Answers a log-in with its tokens; the refresh token stands in the cookie or in the body. */
    public Answer begun(Request request, Sessions.Tokens tokens, boolean byCookie) {
        request.audit("user " + tokens.userId(), null, Map.of("session", "goes on"));
        String refresh = tokens.refreshToken();
        if (!byCookie || refresh == null) {
            return secret(Answer.ok(tokens));
        }
        Sessions.Tokens shown = new Sessions.Tokens(
                tokens.accessToken(), null, tokens.tokenType(), tokens.expiresIn(), tokens.userId());
        return secret(Answer.ok(shown).header(SET_COOKIE, cookie.set(sender(request), refresh)));
    }

    private Answer verifySecondFactor(Request request) {
        SecondFactor sent = request.body(SecondFactor.class);
        Fields fields = new Fields();
        Optional<PasskeyAnswer.Signed> signed =
                sent.passkey() == null ? Optional.empty() : Optional.of(SignedPasskey.parse(sent.passkey(), fields));
        String code = signed.isPresent() ? "" : fields.text("code", sent.code(), CODE_LENGTH_MAX);
        if (signed.isPresent() && sent.code() != null) {
            fields.refuse("code", "left out with a passkey");
        }
        String token = fields.text("mfa_token", sent.mfaToken(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        boolean byCookie = isByCookie(request);
        return begun(
                request,
                signed.isPresent()
                        ? passkeys.verify(
                                token,
                                signed.get(),
                                letters.pageOf(request.tenant(), request.tenantHost()),
                                device(request))
                        : sessions.verify(token, code, device(request)),
                byCookie);
    }

    private Answer loginByPasskey(Request request) {
        Fields fields = new Fields();
        PasskeyAnswer.Signed signed =
                SignedPasskey.parse(request.body(PasskeyLogin.class).passkey(), fields);
        fields.check();
        PageAddress page = letters.pageOf(request.tenant(), request.tenantHost());
        boolean byCookie = isByCookie(request);
        return begun(request, passkeys.login(request.tenant(), signed, page, device(request)), byCookie);
    }

    private Answer mailCode(Request request) {
        Fields fields = new Fields();
        String token = fields.text("mfa_token", request.body(MailedCode.class).mfaToken(), OpaqueToken.LENGTH_MAX);
        fields.check();
        request.belongsTo(OpaqueToken.tenantOf(token));
        codes.mail(token);
        return Answer.noContent();
    }

    private Answer refresh(Request request) {
        boolean byCookie = isByCookie(request);
        return begun(request, sessions.refresh(refreshToken(request, byCookie), device(request)), byCookie);
    }

    private Answer logout(Request request) {
        boolean byCookie = isByCookie(request);
        sessions.logout(refreshToken(request, byCookie));
        Answer left = Answer.noContent();
        return byCookie ? left.header(SET_COOKIE, cookie.removed(sender(request))) : left;
    }

    private Answer me(Request request) {
        Caller caller = request.caller();
        User user = users.byId(caller.tenant(), caller.userId())
                .orElseThrow(() -> Refusal.unauthorized("this user was removed"));
        return Answer.ok(new Me(
                Long.toString(user.id()),
                user.email(),
                user.firstName(),
                user.lastName(),
                Long.toString(user.account().number()),
                user.createdAt(),
                user.roleLabels(),
                caller.permissions().stream().sorted().map(Permission::label).toList(),
                user.emailVerified()));
    }

    private Answer jwks(Request request) {
        return Answer.ok(Map.of(
                        "keys",
                        tokens.publicKeys().stream().map(PublicJwk::fields).toList()))
                .header("Cache-Control", "public, max-age=300");
    }

    private RefreshCookie.Sender sender(Request request) {
        return new RefreshCookie.Sender(
                request.header(RefreshCookie.HEADER).orElse(""),
                request.header("Origin").orElse(""),
                request.header("Host").orElse(""),
                request.header("Cookie").orElse(""),
                letters.pageOf(request.tenant(), request.tenantHost()));
    }

    private static Device device(Request request) {
        return Device.of(request.remoteAddress(), request.header("User-Agent"));
    }

    /**
     * Returns the refresh token of the body; without one there, that of the cookie for a request that asks for it.
     *
     * @throws Refusal {@code unauthorized} if the page has no cookie
     */
    private String refreshToken(Request request, boolean byCookie) {
        Refresh sent = request.body(Refresh.class);
        String token;
        if (byCookie && sent.refreshToken() == null) {
            token = cookie.token(sender(request))
                    .orElseThrow(() -> Refusal.unauthorized("there is no session; log in"));
        } else {
            Fields fields = new Fields();
            token = fields.text("refresh_token", sent.refreshToken(), 512);
            fields.check();
        }
        request.belongsTo(OpaqueToken.tenantOf(token));
        return token;
    }

    /** Keeps tokens out of HTTP caches. */
    private static Answer secret(Answer answer) {
        return answer.header("Cache-Control", "no-store");
    }
}
