package com.flowex.identity.app.oidc;

import com.flowex.identity.app.oidc.ProviderAdministration.Description;
import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.Endpoints;
import com.flowex.platform.errors.Refusal;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of a provider's description of itself, and the rules that a provider must keep to be used. */
final class ProviderDiscovery {

    private static final String ISSUER = "issuer";

    private final ProviderClient client;

    ProviderDiscovery(ProviderClient client) {
        this.client = client;
    }

    /**
     * Settings that a provider which keeps every rule describes.
     *
     * @param secretInBody true if it accepts the client secret in bodies alone
     */
    record Discovered(Endpoints endpoints, boolean secretInBody) {}

    /** @throws Refusal {@code invalid_field} that names the broken rule; {@code unavailable} */
    Discovered discover(Description description) {
        OIDCProviderMetadata metadata = metadata(description.issuer());
        if (!signsBy(metadata, description.algorithm())) {
            throw Refusal.invalid("algorithm", "one by which the provider signs, by its own description");
        }
        List<CodeChallengeMethod> challenges = metadata.getCodeChallengeMethods();
        if (challenges != null && !challenges.contains(CodeChallengeMethod.S256)) {
            throw Refusal.invalid(ISSUER, "a provider with PKCE by S256");
        }
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean inBody = methods != null && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        if (inBody && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            throw Refusal.invalid(ISSUER, "a provider that accepts a client secret");
        }
        Endpoints endpoints = new Endpoints(
                listed(metadata.getAuthorizationEndpointURI()),
                listed(metadata.getTokenEndpointURI()),
                listed(metadata.getJWKSetURI()));
        return new Discovered(endpoints, inBody);
    }

    /** Returns true if a stored provider still describes its stored addresses and algorithm. */
    boolean isUnchanged(OidcProvider stored) {
        OIDCProviderMetadata metadata = metadata(stored.issuer());
        return stored.endpoints().authorization().equals(metadata.getAuthorizationEndpointURI())
                && stored.endpoints().token().equals(metadata.getTokenEndpointURI())
                && stored.endpoints().keys().equals(metadata.getJWKSetURI())
                && signsBy(metadata, stored.algorithm());
    }

    /**
     * Returns the number of keys by which a stored provider signs.
     *
     * @throws Refusal {@code invalid_field}; {@code unavailable}
     */
    int keysOf(OidcProvider stored) {
        try {
            return ProviderKeys.parsed(client.get(stored.endpoints().keys())).size();
        } catch (ProviderFaultException e) {
            throw Refusal.invalid(
                    ISSUER, "a provider with good keys at " + stored.endpoints().keys());
        }
    }

    private static boolean signsBy(OIDCProviderMetadata metadata, String algorithm) {
        return metadata.getIDTokenJWSAlgs() != null
                && metadata.getIDTokenJWSAlgs().contains(JWSAlgorithm.parse(algorithm));
    }

    private OIDCProviderMetadata metadata(String issuer) {
        String base = reachable(issuer).toString();
        URI address = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/.well-known/openid-configuration");
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(client.get(address));
            if (metadata.getIssuer().getValue().equals(issuer)) {
                return metadata;
            }
        } catch (ParseException | ProviderFaultException e) {
            throw Refusal.invalid(ISSUER, "a provider that describes itself at " + address);
        }
        throw Refusal.invalid(
                ISSUER, "exactly the issuer in the provider's description of itself, each slash included");
    }

    private URI reachable(String issuer) {
        try {
            URI address = URI.create(issuer);
            if (address.getRawQuery() == null && address.getRawFragment() == null && client.mayReach(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: refused as an address that is not listed.
        }
        throw Refusal.invalid(ISSUER, "an https address at a host that the operator lists in FLOWEX_OIDC_HOSTS");
    }

    private URI listed(@Nullable URI address) {
        if (address == null || !client.mayReach(address)) {
            throw Refusal.invalid(
                    ISSUER,
                    "a provider all of whose addresses are at hosts that the operator lists in FLOWEX_OIDC_HOSTS");
        }
        return address;
    }
}
