package com.flowex.identity.app.oidc;

import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.user.OpaqueToken;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Base64;

/**
 * Exchange with a provider: the address to which a browser is sent, and the person whom the answer names. Nonce and
 * PKCE's verifier are derived from the state and the browser's secret, so an answer to another browser fits neither.
 */
public final class ProviderExchange {

    private final ProviderClient client;
    private final TokenVerifier tokens;
    private final MeterRegistry meters;

    public ProviderExchange(ProviderClient client, TokenVerifier tokens, MeterRegistry meters) {
        this.client = client;
        this.tokens = tokens;
        this.meters = meters;
        for (ProviderFault fault : ProviderFault.values()) {
            counter(fault);
        }
    }

    TokenVerifier tokens() {
        return tokens;
    }

    /** Returns the address of the provider to which the browser goes. */
    String address(OidcProvider provider, String redirectUri, OpaqueToken state, OpaqueToken browser) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse(provider.scopes()),
                        new ClientID(provider.clientId()),
                        URI.create(redirectUri))
                .endpointURI(provider.endpoints().authorization())
                .state(new State(state.text()))
                .nonce(new Nonce(derived("nonce", state, browser)))
                .codeChallenge(new CodeVerifier(derived("verifier", state, browser)), CodeChallengeMethod.S256)
                .build()
                .toURI()
                .toString();
    }

    /**
     * Exchanges the code and returns the person whom the ID token names. The provider's user information is not asked,
     * so it overrides nothing.
     *
     * @throws ProviderFaultException with the first rule that is broken
     */
    TokenVerifier.NamedPerson person(
            OidcProvider provider, String code, String redirectUri, OpaqueToken state, OpaqueToken browser) {
        String answer = client.exchange(provider, code, derived("verifier", state, browser), redirectUri);
        return tokens.idToken(provider, idToken(answer), derived("nonce", state, browser));
    }

    private static String idToken(String answer) {
        try {
            return JSONObjectUtils.getNonBlankString(JSONObjectUtils.parse(answer), "id_token");
        } catch (ParseException e) {
            throw new ProviderFaultException(ProviderFault.ANSWER);
        }
    }

    void count(ProviderFault fault) {
        counter(fault).increment();
    }

    private Counter counter(ProviderFault fault) {
        return Counter.builder("flowex.staff.provider.refusals")
                .description("Answers and tokens of identity providers that were refused, by broken rule")
                .tag("rule", fault.label())
                .register(meters);
    }

    private static String derived(String purpose, OpaqueToken state, OpaqueToken browser) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(OpaqueToken.sha256(purpose + " of " + state.text() + " in " + browser.text()));
    }
}
