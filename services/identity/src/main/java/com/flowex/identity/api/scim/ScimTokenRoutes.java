package com.flowex.identity.api.scim;

import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.WholeNumber;
import com.flowex.identity.app.oidc.StaffLogins;
import com.flowex.identity.app.scim.ScimTokens;
import com.flowex.identity.store.oidc.ScimToken;
import com.flowex.platform.errors.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Admin endpoints of the tokens by which a tenant's identity provider provisions its staff. */
public final class ScimTokenRoutes {

    private static final String TOKENS = "/api/v1/staff-login/scim-tokens";
    private static final int NAME_LENGTH_MAX = 40;
    private static final int DAYS_DEFAULT = 365;
    private static final int DAYS_MAX = 730;

    private final ScimTokens tokens;
    private final StaffLogins logins;

    public ScimTokenRoutes(ScimTokens tokens, StaffLogins logins) {
        this.tokens = tokens;
        this.logins = logins;
    }

    public Routes routes() {
        Access configure = Access.of(Permission.TENANT_CONFIGURE);
        return new Routes()
                .get(TOKENS, configure, this::list)
                .post(TOKENS, configure, this::make)
                .delete(TOKENS + "/{id}", configure, this::revoke);
    }

    /**
     * Token to make.
     *
     * @param provider id of its provider; the only one if left out
     * @param role role that people whom it creates have at most; viewer if left out
     * @param days days until it expires; a year if left out
     */
    record Form(
            @Nullable String provider,
            @Nullable String name,
            @Nullable String role,
            @Nullable Integer days) {}

    /**
     * Token without its secret.
     *
     * @param provider id of the provider for which it was made
     * @param issuer issuer of that provider
     */
    record Shown(
            String id,
            String provider,
            String name,
            String issuer,
            String role,
            String madeBy,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static Shown of(ScimToken token) {
            return new Shown(
                    Long.toString(token.id()),
                    Long.toString(token.provider()),
                    token.name(),
                    token.issuer(),
                    token.role().label(),
                    Long.toString(token.madeBy()),
                    token.madeAt(),
                    token.expiresAt(),
                    token.lastUsedAt().orElse(null));
        }
    }

    /** @param token secret, which is shown this once */
    record Made(String id, String token, Instant expiresAt) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    private Answer list(Request request) {
        List<Shown> all =
                tokens.list(request.caller().tenant()).stream().map(Shown::of).toList();
        return Answer.ok(Page.whole(all));
    }

    private Answer make(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String name = fields.name("name", form.name(), NAME_LENGTH_MAX);
        Role role = form.role() == null ? Role.VIEWER : fields.oneOf("role", form.role(), Role.class);
        int days = form.days() == null ? DAYS_DEFAULT : fields.within("days", form.days(), 1, DAYS_MAX);
        OptionalLong chosen = form.provider() == null
                ? OptionalLong.empty()
                : OptionalLong.of(WholeNumber.parse(form.provider()).orElse(0));
        if (chosen.isPresent() && chosen.getAsLong() <= 0) {
            fields.refuse("provider", "the id of a provider");
        }
        fields.check();
        request.audit("scim token", null, Map.of("name", name, "role", role.label()));
        long provider = logins.chosen(request.caller().tenant(), chosen);
        ScimTokens.Made made = tokens.make(request.caller(), provider, name, role, Duration.ofDays(days));
        request.audit("scim token " + made.token().id(), null, Shown.of(made.token()));
        return Answer.created(new Made(
                        Long.toString(made.token().id()),
                        made.secret().text(),
                        made.token().expiresAt()))
                .header("Cache-Control", "no-store");
    }

    private Answer revoke(Request request) {
        long id = request.pathNumber("id");
        request.audit("scim token " + id, null, null);
        ScimToken token = tokens.revoke(request.caller().tenant(), id);
        request.audit("scim token " + id, Shown.of(token), null);
        return Answer.noContent();
    }
}
