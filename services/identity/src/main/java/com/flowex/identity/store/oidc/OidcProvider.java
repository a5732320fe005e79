package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import java.net.URI;
import java.util.List;

/**
 * Identity provider of a tenant.
 *
 * @param id number within the tenant; 0 for one that is not stored yet
 * @param name name on the button of the log-in, unique within the tenant without its case
 * @param issuer issuer of its tokens, unique within the tenant; never changes
 * @param clientSecret secret of this exchange at the provider
 * @param secretInBody true if the provider accepts the secret in the body of a request only
 * @param algorithm only algorithm by which tokens may be signed
 * @param scopes scopes that a log-in asks for, "openid" among them
 * @param version number of changes; 0 for one that is not stored yet
 */
public record OidcProvider(
        int tenant,
        long id,
        String name,
        String issuer,
        String clientId,
        String clientSecret,
        boolean secretInBody,
        String algorithm,
        String scopes,
        Claims claims,
        Endpoints endpoints,
        List<RoleRule> rules,
        long version) {

    public OidcProvider {
        rules = List.copyOf(rules);
    }

    /**
     * Claims of a token that are read.
     *
     * @param subject claim that names the person; never changes
     * @param groups claim that lists the groups of a person
     */
    public record Claims(String subject, String groups) {

        /** Claim that names the person unless another one is set. */
        public static final String SUBJECT = "sub";
    }

    /** Addresses from the provider's description of itself. */
    public record Endpoints(URI authorization, URI token, URI keys) {}

    /** Role that members of a group may have. */
    public record RoleRule(String group, Role role) {}

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
        return "OidcProvider[" + tenant + ", " + issuer + "]";
    }
}
