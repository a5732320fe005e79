package com.flowex.identity.api.oidc;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.api.AuthRoutes;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.oidc.IdentityBindings;
import com.flowex.identity.app.oidc.StaffLogins;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.oidc.OidcIdentitiesTable.Invitation;
import com.flowex.identity.store.oidc.OidcIdentity;
import com.flowex.identity.store.oidc.OidcLoginsTable;
import com.flowex.identity.store.oidc.OidcProvidersTable.NamedProvider;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints by which staff logs in by the tenant's identity provider, and binds an identity to their user. */
public final class StaffLoginRoutes {

    static final String STAFF_LOGIN = "/api/auth/staff-login";

    /** Parameter that chooses a provider by its id. */
    static final String PROVIDER = "provider";

    private static final String BINDING = STAFF_LOGIN + "/binding";
    private static final int CODE_LENGTH_MAX = 4_096;
    private static final int ISSUER_LENGTH_MAX = 255;
    private static final int LOGOUT_BYTES_MAX = 40_960;

    private final StaffLogins logins;
    private final IdentityBindings bindings;
    private final Reauthentication proof;
    private final IdentityComponents parts;
    private final AuthRoutes sessions;

    public StaffLoginRoutes(
            StaffLogins logins,
            IdentityBindings bindings,
            Reauthentication proof,
            IdentityComponents parts,
            AuthRoutes sessions) {
        this.logins = logins;
        this.bindings = bindings;
        this.proof = proof;
        this.parts = parts;
        this.sessions = sessions;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(STAFF_LOGIN, Access.PUBLIC, this::show)
                .post(STAFF_LOGIN, Access.PUBLIC, this::begin)
                .query(PROVIDER)
                .withoutBody()
                .audited()
                .post(STAFF_LOGIN + "/finish", Access.PUBLIC, this::finish)
                .audited()
                .post(STAFF_LOGIN + "/logout", Access.PUBLIC, this::logout)
                .body(LOGOUT_BYTES_MAX)
                .audited()
                .get(BINDING, own, this::showBinding)
                .post(BINDING, own, this::beginBinding)
                .audited()
                .post(BINDING + "/finish", own, this::finishBinding)
                .audited();
    }

    /** Provider by which staff may log in. */
    record OfferedProvider(String id, String name) {}

    /** @param providers providers by which staff may log in, oldest first; empty if the tenant has none */
    record Offered(List<OfferedProvider> providers) {}

    /** @param authorizationUrl address of the provider to which the browser goes */
    record Begun(String authorizationUrl, long expiresIn) {
        @Override
        public String toString() {
            return "Begun[***]";
        }
    }

    /** @param iss issuer that the provider's answer names; null if it names none */
    record Returned(
            @Nullable String code,
            @Nullable String state,
            @Nullable String iss) {
        @Override
        public String toString() {
            return "Returned[***]";
        }
    }

    /**
     * Binding of a user to an identity.
     *
     * @param provider id of the provider of the identity, or else of the invitation; null if it was removed
     * @param providerName its name; null as the id is
     * @param issuer issuer of the identity; null if none is bound
     * @param invitedUntil end of the invitation; null if there is none
     * @param deprovisioned true if the provider has ended the user's access here
     */
    record Binding(
            @Nullable String provider,
            @Nullable String providerName,
            @Nullable String issuer,
            @Nullable String subject,
            @Nullable Instant boundAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant invitedUntil,
            boolean deprovisioned) {

        static Binding of(IdentityBindings.Binding binding) {
            Optional<OidcIdentity> identity = binding.identity();
            return new Binding(
                    binding.provider().map(each -> Long.toString(each.id())).orElse(null),
                    binding.provider().map(NamedProvider::name).orElse(null),
                    identity.map(OidcIdentity::issuer).orElse(null),
                    identity.map(OidcIdentity::subject).orElse(null),
                    identity.map(OidcIdentity::boundAt).orElse(null),
                    identity.flatMap(OidcIdentity::lastUsedAt).orElse(null),
                    binding.invitation().map(Invitation::until).orElse(null),
                    identity.filter(OidcIdentity::deprovisioned).isPresent());
        }
    }

    private Answer show(Request request) {
        return Answer.ok(new Offered(logins.offered(request.tenant()).stream()
                .map(each -> new OfferedProvider(Long.toString(each.id()), each.name()))
                .toList()));
    }

    /** Returns the provider that a request chooses; empty if it leaves that open. */
    static OptionalLong chosen(Request request) {
        Optional<String> sent = request.query(PROVIDER);
        if (sent.isEmpty()) {
            return OptionalLong.empty();
        }
        long id = WholeNumber.parse(sent.get()).orElse(0);
        if (id <= 0) {
            throw Refusal.invalid(PROVIDER, "the id of a provider");
        }
        return OptionalLong.of(id);
    }

    private Answer begin(Request request) {
        OptionalLong provider = chosen(request);
        return begun(
                request, (page, cookie) -> logins.begin(request.tenant(), provider, page, cookie, device(request)));
    }

    private Answer finish(Request request) {
        StaffLogins.Returned returned = returned(request);
        request.belongsTo(OpaqueToken.tenantOf(returned.state()));
        boolean byCookie = sessions.isByCookie(request);
        StaffLogins.LoggedIn done = logins.finish(request.tenant(), returned, device(request));
        Answer answer = sessions.begun(request, done.tokens(), byCookie);
        request.audit(
                "user " + done.before().id(),
                Map.of("roles", done.before().roleLabels()),
                Map.of("roles", done.after().stream().sorted().map(Role::label).toList()));
        return answer;
    }

    /** Answers a log-out token of the provider: OpenID Connect Back-Channel Logout 1.0. */
    private Answer logout(Request request) {
        String token = form(request.sent().body().get());
        Optional<User> user = logins.logout(request.tenant(), token);
        user.ifPresent(ended -> request.audit("user " + ended.id(), null, Map.of("sessions", "ended by the provider")));
        return secret(Answer.noContent());
    }

    /** Returns the only field of a form that has a log-out token alone. */
    private static String form(byte[] body) {
        List<String> fields = Arrays.stream(new String(body, StandardCharsets.US_ASCII).split("&", -1))
                .filter(field -> field.startsWith("logout_token="))
                .toList();
        if (fields.size() != 1) {
            throw Refusal.invalid("logout_token", "given once, in a form");
        }
        String text = fields.getFirst().substring("logout_token=".length());
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("logout_token", "encoded as fields of forms are");
        }
    }

    private Answer showBinding(Request request) {
        User user = user(request);
        return Answer.ok(Binding.of(bindings.binding(user.tenant(), user.id())));
    }

    private Answer beginBinding(Request request) {
        Reauthentication.Form form = request.body(Reauthentication.Form.class);
        User asking = user(request);
        request.audit("user " + asking.id(), null, Map.of("identity", "to be bound"));
        logins.requireInvited(asking);
        User user = proof.require(request.caller(), form);
        return begun(request, (page, cookie) -> logins.beginBinding(user, page, cookie, device(request)));
    }

    private Answer finishBinding(Request request) {
        User user = user(request);
        StaffLogins.Returned returned = returned(request);
        request.audit("user " + user.id(), null, Map.of("identity", "to be bound"));
        OidcIdentity bound = logins.bind(user, returned, session(request.caller()), device(request));
        request.audit("user " + user.id(), null, Map.of("identity", bound.issuer()));
        return Answer.ok(Binding.of(bindings.binding(user.tenant(), user.id())));
    }

    /** Start of a log-in or a binding, for which the browser goes to a provider. */
    @FunctionalInterface
    private interface Beginning {
        StaffLogins.Begun at(PageAddress page, String cookie);
    }

    private Answer begun(Request request, Beginning beginning) {
        PageAddress page = parts.letters().pageOf(request.tenant(), request.tenantHost());
        StaffLogins.Begun begun = beginning.at(page, cookie(request, page));
        long life = OidcLoginsTable.LIFE.toSeconds();
        return secret(Answer.ok(new Begun(begun.address(), life)))
                .header(
                        "Set-Cookie",
                        cookieName(page) + "=" + begun.browser().text() + "; Path=/; Max-Age=" + life
                                + "; HttpOnly; SameSite=Strict" + (page.isSecure() ? "; Secure" : ""));
    }

    private StaffLogins.Returned returned(Request request) {
        Returned sent = request.body(Returned.class);
        Fields fields = new Fields();
        String code = fields.text("code", sent.code(), CODE_LENGTH_MAX);
        String state = fields.text("state", sent.state(), OpaqueToken.LENGTH_MAX);
        String iss = sent.iss() == null ? null : fields.text("iss", sent.iss(), ISSUER_LENGTH_MAX);
        fields.check();
        PageAddress page = parts.letters().pageOf(request.tenant(), request.tenantHost());
        return new StaffLogins.Returned(code, state, iss, cookie(request, page));
    }

    /** Returns the name of the cookie; with TLS it is one that no other host can set. */
    private static String cookieName(PageAddress page) {
        return (page.isSecure() ? "__Host-" : "") + "flowex-staff-login";
    }

    private static String cookie(Request request, PageAddress page) {
        String name = cookieName(page) + "=";
        return Arrays.stream(request.header("Cookie").orElse("").split(";", -1))
                .map(String::strip)
                .filter(each -> each.startsWith(name))
                .map(each -> each.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    private User user(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        return parts.users().byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
    }

    private static UUID session(Caller caller) {
        if (caller.credential() instanceof Credential.Session(String id)) {
            return UUID.fromString(id);
        }
        throw Refusal.forbidden("a key does not speak for a person: log in");
    }

    private static Device device(Request request) {
        return Device.of(request.remoteAddress(), request.header("User-Agent"));
    }

    /** Keeps tokens out of HTTP caches. */
    private static Answer secret(Answer answer) {
        return answer.header("Cache-Control", "no-store");
    }
}
