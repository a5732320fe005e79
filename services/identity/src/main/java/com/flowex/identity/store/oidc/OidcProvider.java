package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import java.net.URI;
import java.util.List;

/**
 * Identity provider of a tenant.
 *
 * @param name name on the button of the log-in
 * @param clientSecret secret of this exchange at the provider
 * @param secretInBody true if the provider accepts the secret in the body of a request only
 * @param algorithm only algorithm by which tokens may be signed
 * @param scopes scopes that a log-in asks for, "openid" among them
 * @param groupsClaim claim that lists the groups of a person
 * @param version number of changes; 0 for one that is not stored yet
 */
public record OidcProvider(
        int tenant,
        String name,
        String issuer,
        String clientId,
        String clientSecret,
        boolean secretInBody,
        String algorithm,
        String scopes,
        String groupsClaim,
        Endpoints endpoints,
        List<RoleRule> rules,
        long version) {

    public OidcProvider {
        rules = List.copyOf(rules);
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
