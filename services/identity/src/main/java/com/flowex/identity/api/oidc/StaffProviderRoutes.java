package com.flowex.identity.api.oidc;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.oidc.IdentityBindings;
import com.flowex.identity.app.oidc.ProviderAdministration;
import com.flowex.identity.app.oidc.SubjectClaim;
import com.flowex.identity.app.staff.UserAdministration;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.RoleRule;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of the tenant's identity providers, and of the users who may bind an identity at one. */
public final class StaffProviderRoutes {

    private static final String PROVIDERS = "/api/v1/staff-login/providers";
    private static final String PROVIDER = PROVIDERS + "/{id}";
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
    private final IdentityBindings bindings;
    private final UserAdministration staff;

    public StaffProviderRoutes(ProviderAdministration providers, IdentityBindings bindings, UserAdministration staff) {
        this.providers = providers;
        this.bindings = bindings;
        this.staff = staff;
    }

    public Routes routes() {
        Access configure = Access.of(Permission.TENANT_CONFIGURE);
        Access manage = Access.of(Permission.USERS_MANAGE);
        return new Routes()
                .get(PROVIDERS, configure, this::list)
                .post(PROVIDERS, configure, this::add)
                .body(BODY_BYTES_MAX)
                .weight(5)
                .get(PROVIDER, configure, this::show)
                .put(PROVIDER, configure, this::change)
                .body(BODY_BYTES_MAX)
                .weight(5)
                .delete(PROVIDER, configure, this::remove)
                .post(PROVIDER + "/check", configure, this::check)
                .withoutBody()
                .weight(5)
                .get(OF_USER, Access.of(Permission.USERS_READ), this::showBinding)
                .put(OF_USER, manage, this::invite)
                .query(StaffLoginRoutes.PROVIDER)
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
            @Nullable String subjectClaim,
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
            String id,
            String name,
            String issuer,
            String clientId,
            String algorithm,
            String scopes,
            String subjectClaim,
            String groupsClaim,
            String authorizationEndpoint,
            String tokenEndpoint,
            String jwksUri,
            List<Rule> roles,
            long version) {

        static Shown of(OidcProvider provider) {
            return new Shown(
                    Long.toString(provider.id()),
                    provider.name(),
                    provider.issuer(),
                    provider.clientId(),
                    provider.algorithm(),
                    provider.scopes(),
                    provider.claims().subject(),
                    provider.claims().groups(),
                    provider.endpoints().authorization().toString(),
                    provider.endpoints().token().toString(),
                    provider.endpoints().keys().toString(),
                    provider.rules().stream()
                            .map(rule -> new Rule(rule.group(), rule.role().label()))
                            .toList(),
                    provider.version());
        }
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                providers.all(request.caller().tenant()).stream().map(Shown::of).toList()));
    }

    private Answer show(Request request) {
        return Answer.ok(Shown.of(stored(request)));
    }

    private Answer add(Request request) {
        ProviderAdministration.Description description = description(request.body(Form.class));
        request.audit("identity provider", null, Map.of("issuer", description.issuer()));
        OidcProvider added = providers.add(request.caller().tenant(), description);
        request.audit(subject(added.id()), null, Shown.of(added));
        return Answer.created(Shown.of(added));
    }

    private Answer change(Request request) {
        ProviderAdministration.Description description = description(request.body(Form.class));
        OidcProvider before = stored(request);
        String subject = subject(before.id());
        request.audit(subject, Shown.of(before), Map.of("issuer", description.issuer()));
        OidcProvider after = providers.change(before.tenant(), before.id(), description, seen(request));
        request.audit(subject, Shown.of(before), Shown.of(after));
        return Answer.ok(Shown.of(after));
    }

    private static String subject(long id) {
        return "identity provider " + id;
    }

    private static ProviderAdministration.Description description(Form form) {
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
                form.subjectClaim() == null
                        ? null
                        : fields.text("subject_claim", form.subjectClaim(), SubjectClaim.LENGTH_MAX),
                form.groupsClaim() == null
                        ? "groups"
                        : fields.name("groups_claim", form.groupsClaim(), CLAIM_LENGTH_MAX),
                rules(form.roles(), fields));
        fields.check();
        return description;
    }

    /** Returns the version that the caller has read; null if they name none. */
    private static @Nullable Long seen(Request request) {
        String tag = request.header(SettingsVersion.HEADER).orElse("*").strip().replace("\"", "");
        return tag.equals("*")
                ? null
                : Long.valueOf(WholeNumber.parse(tag)
                        .orElseThrow(() -> Refusal.invalid(SettingsVersion.HEADER, "the version of a provider")));
    }

    /** @param keys number of keys by which the provider signs */
    record Checked(int keys, boolean unchanged) {}

    private Answer check(Request request) {
        long id = request.pathNumber("id");
        request.audit(subject(id), null, Map.of("test", "of the connection"));
        ProviderAdministration.Checked checked =
                providers.check(request.caller().tenant(), id);
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

    /**
     * End of a provider.
     *
     * @param people number of users who were bound to it, and log in by password from now on
     * @param sessions number of their sessions that ended
     * @param scimTokens number of its tokens for provisioning that ended
     */
    record Removed(int people, int sessions, long scimTokens) {}

    private Answer remove(Request request) {
        OidcProvider stored = stored(request);
        String subject = subject(stored.id());
        request.audit(subject, Shown.of(stored), null);
        ProviderAdministration.Removed removed = providers.remove(stored.tenant(), stored.id());
        Removed ended = new Removed(removed.people(), removed.sessions(), removed.tokens());
        request.audit(subject, Shown.of(stored), ended);
        return Answer.ok(ended);
    }

    private OidcProvider stored(Request request) {
        return providers.require(request.caller().tenant(), request.pathNumber("id"));
    }

    private Answer showBinding(Request request) {
        int tenant = request.caller().tenant();
        long user = staff.require(tenant, request.pathNumber("id")).id();
        return Answer.ok(StaffLoginRoutes.Binding.of(bindings.binding(tenant, user)));
    }

    private Answer invite(Request request) {
        Caller caller = request.caller();
        long user = request.pathNumber("id");
        OptionalLong provider = StaffLoginRoutes.chosen(request);
        request.audit("user " + user, null, Map.of("identity", "may be bound"));
        IdentityBindings.Binding invited = bindings.invite(caller, user, provider);
        request.audit(
                "user " + user,
                null,
                Map.of(
                        "identity",
                        "may be bound",
                        "provider",
                        invited.invitation().map(each -> each.provider()).orElse(0L)));
        return Answer.ok(StaffLoginRoutes.Binding.of(invited));
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
        return Answer.ok(StaffLoginRoutes.Binding.of(bindings.binding(caller.tenant(), user)));
    }

    private Answer unbind(Request request) {
        long user = request.pathNumber("id");
        request.audit("user " + user, Map.of("identity", "bound"), Map.of("identity", "removed"));
        bindings.unbind(request.caller(), user);
        return Answer.noContent();
    }
}
