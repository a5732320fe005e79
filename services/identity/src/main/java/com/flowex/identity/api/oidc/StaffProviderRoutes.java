package com.flowex.identity.api.oidc;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.oidc.ProviderAdministration;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of the tenant's identity provider, and of the users who may bind an identity there. */
public final class StaffProviderRoutes {

    private static final String PROVIDER = "/api/v1/staff-login";
    private static final String OF_USER = "/api/v1/users/{id}/staff-login";
    private static final int NAME_LENGTH_MAX = 40;
    private static final int TEXT_LENGTH_MAX = 255;
    private static final int SECRET_LENGTH_MAX = 512;
    private static final int CLAIM_LENGTH_MAX = 64;
    private static final int RULES_MAX = 50;
    private static final int BODY_BYTES_MAX = 32_768;
    private static final Pattern SCOPES =
            Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

    /** Algorithm by which a provider signs; each has a public key. */
    enum Algorithm {
        RS256,
        PS256,
        ES256
    }

    private final ProviderAdministration providers;
    private final UserAdministration staff;

    public StaffProviderRoutes(ProviderAdministration providers, UserAdministration staff) {
        this.providers = providers;
        this.staff = staff;
    }

    public Routes routes() {
        Access configure = Access.of(Permission.TENANT_CONFIGURE);
        Access manage = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .get(PROVIDER, configure, this::show)
                .put(PROVIDER, configure, this::put)
                .body(BODY_BYTES_MAX)
                .weight(5)
                .delete(PROVIDER, configure, this::remove)
                .post(PROVIDER + "/check", configure, this::check)
                .withoutBody()
                .weight(5)
                .get(OF_USER, Access.of(Permission.USERS_READ), this::showBinding)
                .put(OF_USER, manage, this::invite)
                .withoutBody()
                .delete(OF_USER, manage, this::unbind)
                .post(OF_USER + "/readmission", manage, this::readmit)
                .withoutBody();
    }

    record Rule(@Nullable String group, @Nullable String role) {}

    record Form(
            @Nullable String name,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String algorithm,
            @Nullable String scopes,
            @Nullable String groupsClaim,
            @Nullable List<Rule> roles) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Form[" + issuer + "]";
        }
    }

    /** Provider without its secret. */
    record Shown(
            String name,
            String issuer,
            String clientId,
            String algorithm,
            String scopes,
            String groupsClaim,
            String authorizationEndpoint,
            String tokenEndpoint,
            String jwksUri,
            List<Rule> roles,
            long version) {

        static Shown of(OidcProvider provider) {
            return new Shown(
                    provider.name(),
                    provider.issuer(),
                    provider.clientId(),
                    provider.algorithm(),
                    provider.scopes(),
                    provider.groupsClaim(),
                    provider.endpoints().authorization().toString(),
                    provider.endpoints().token().toString(),
                    provider.endpoints().keys().toString(),
                    provider.rules().stream()
                            .map(rule -> new Rule(rule.group(), rule.role().label()))
                            .toList(),
                    provider.version());
        }
    }

    private Answer show(Request request) {
        return Answer.ok(Shown.of(stored(request)));
    }

    private Answer put(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String scopes = form.scopes() == null ? "openid" : fields.text("scopes", form.scopes(), TEXT_LENGTH_MAX);
        if (!SCOPES.matcher(scopes).matches() || !List.of(scopes.split(" ", -1)).contains("openid")) {
            fields.refuse("scopes", "names with a blank between them, openid among them");
        }
        ProviderAdministration.Description description = new ProviderAdministration.Description(
                fields.name("name", form.name(), NAME_LENGTH_MAX),
                fields.text("issuer", form.issuer(), TEXT_LENGTH_MAX),
                fields.text("client_id", form.clientId(), TEXT_LENGTH_MAX),
                form.clientSecret() == null
                        ? null
                        : fields.text("client_secret", form.clientSecret(), SECRET_LENGTH_MAX),
                algorithm(form, fields),
                scopes,
                form.groupsClaim() == null
                        ? "groups"
                        : fields.name("groups_claim", form.groupsClaim(), CLAIM_LENGTH_MAX),
                rules(form.roles(), fields));
        fields.check();
        int tenant = request.caller().tenant();
        Object before = providers.of(tenant).map(Shown::of).orElse(null);
        request.audit("staff log-in", before, Map.of("issuer", description.issuer()));
        OidcProvider stored = providers.put(tenant, description, seen(request));
        request.audit("staff log-in", before, Shown.of(stored));
        return Answer.ok(Shown.of(stored));
    }

    /** Returns the version that the caller has read, 0 if they read that there is none; null if they name neither. */
    private static @Nullable Long seen(Request request) {
        if (request.header(SettingsVersion.NONE_HEADER).filter("*"::equals).isPresent()) {
            return Long.valueOf(0);
        }
        String tag = request.header(SettingsVersion.HEADER).orElse("*").strip().replace("\"", "");
        return tag.equals("*")
                ? null
                : Long.valueOf(WholeNumber.parse(tag)
                        .orElseThrow(() -> Refusal.invalid(SettingsVersion.HEADER, "the version of a provider")));
    }

    /** @param keys number of keys by which the provider signs */
    record Checked(int keys, boolean unchanged) {}

    private Answer check(Request request) {
        request.audit("staff log-in", null, Map.of("test", "of the connection"));
        ProviderAdministration.Checked checked =
                providers.check(request.caller().tenant());
        return Answer.ok(new Checked(checked.keys(), checked.isUnchanged()));
    }

    private static String algorithm(Form form, Fields fields) {
        if (form.algorithm() == null) {
            return Algorithm.RS256.name();
        }
        for (Algorithm each : Algorithm.values()) {
            if (each.name().equals(form.algorithm())) {
                return each.name();
            }
        }
        fields.refuse("algorithm", "one of RS256, PS256, ES256");
        return Algorithm.RS256.name();
    }

    private static List<RoleRule> rules(@Nullable List<Rule> sent, Fields fields) {
        if (sent == null) {
            return List.of();
        }
        if (sent.size() > RULES_MAX) {
            fields.refuse("roles", "at most " + RULES_MAX + " rules");
            return List.of();
        }
        Set<RoleRule> seen = new HashSet<>();
        List<RoleRule> rules = new ArrayList<>();
        for (int place = 0; place < sent.size(); place++) {
            Rule rule = sent.get(place);
            Fields part = fields.under("roles[" + place + "]");
            RoleRule parsed = new RoleRule(
                    part.text("group", rule.group(), TEXT_LENGTH_MAX), part.oneOf("role", rule.role(), Role.class));
            if (!seen.add(parsed)) {
                part.refuse("group", "listed once for each role");
            }
            rules.add(parsed);
        }
        return rules;
    }

    private Answer remove(Request request) {
        OidcProvider stored = stored(request);
        request.audit("staff log-in", Shown.of(stored), null);
        providers.remove(stored.tenant());
        return Answer.noContent();
    }

    private OidcProvider stored(Request request) {
        return providers
                .of(request.caller().tenant())
                .orElseThrow(() -> Refusal.notFound("this exchange has no identity provider"));
    }

    private Answer showBinding(Request request) {
        int tenant = request.caller().tenant();
        long user = staff.require(tenant, request.pathNumber("id")).id();
        return Answer.ok(StaffLoginRoutes.Binding.of(providers.binding(tenant, user)));
    }

    private Answer invite(Request request) {
        Caller caller = request.caller();
        long user = request.pathNumber("id");
        request.audit("user " + user, null, Map.of("identity", "may be bound"));
        return Answer.ok(StaffLoginRoutes.Binding.of(providers.invite(caller, user)));
    }

    private Answer readmit(Request request) {
        Caller caller = request.caller();
        long user = request.pathNumber("id");
        request.audit("user " + user, Map.of("access", "ended by the provider"), Map.of("access", "readmitted"));
        UserAdministration.Changed done = staff.readmit(caller, user);
        request.audit(
                "user " + user,
                Map.of(
                        "access",
                        "ended by the provider",
                        "status",
                        done.before().status()),
                Map.of("access", "readmitted", "status", done.after().status()));
        return Answer.ok(StaffLoginRoutes.Binding.of(providers.binding(caller.tenant(), user)));
    }

    private Answer unbind(Request request) {
        long user = request.pathNumber("id");
        request.audit("user " + user, Map.of("identity", "bound"), Map.of("identity", "removed"));
        providers.unbind(request.caller(), user);
        return Answer.noContent();
    }
}
