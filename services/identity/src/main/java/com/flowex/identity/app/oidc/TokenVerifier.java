package com.flowex.identity.app.oidc;

import com.flowex.identity.store.oidc.OidcProvider;
import com.flowex.identity.store.oidc.OidcProvider.Claims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenClaimsVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifier of a provider's tokens. Each rule is checked here and named when it is broken; then the claims pass the
 * library's own verifier as well. Only the algorithm that is set counts, and only keys from the provider's list.
 */
public final class TokenVerifier {

    /** Longest accepted token, in characters. */
    static final int LENGTH_MAX = 32_768;

    /** Tolerated difference between the provider's clock and ours. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** Largest age of a token when it arrives. */
    static final Duration AGE_MAX = Duration.ofMinutes(5);

    private static final int GROUPS_MAX = 500;
    private static final int NAME_LENGTH_MAX = 255;
    private static final int RSA_BITS_MIN = 2_048;
    private static final int RSA_BITS_MAX = 8_192;
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final ProviderKeys keys;
    private final InstantSource clock;

    public TokenVerifier(ProviderKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Person whom an ID token names.
     *
     * @param groups groups of the person; empty if the token names none
     * @param issuedAt time of issue by the provider's clock, in seconds since 1970
     */
    record NamedPerson(String subject, Set<String> groups, long issuedAt) {}

    /** @param id id of the token, which is good once */
    record ProviderLogout(String subject, String id, long issuedAt) {}

    /** @throws ProviderFaultException with the first rule that the token breaks */
    NamedPerson idToken(OidcProvider provider, String token, String nonce) {
        JWTClaimsSet claims = verified(provider, token, ProviderKeys.Purpose.LOGIN, Set.of("JWT"));
        requireIssuedToUs(provider, claims, true);
        require(nonce.equals(text(claims, "nonce")), ProviderFault.NONCE);
        try {
            new IDTokenClaimsVerifier(
                            new Issuer(provider.issuer()),
                            new ClientID(provider.clientId()),
                            new Nonce(nonce),
                            Math.toIntExact(SKEW.toSeconds()))
                    .verify(claims, null);
        } catch (BadJWTException e) {
            throw new ProviderFaultException(ProviderFault.TOKEN_FORM);
        }
        return new NamedPerson(
                subject(provider, claims), groups(claims, provider.claims().groups()), seconds(claims.getIssueTime()));
    }

    /**
     * Verifies a log-out token. One that names a session alone is refused, because sessions of the provider are not
     * known here.
     *
     * @throws ProviderFaultException with the first rule that the token breaks
     */
    ProviderLogout logoutToken(OidcProvider provider, String token) {
        JWTClaimsSet claims = verified(provider, token, ProviderKeys.Purpose.LOGOUT, Set.of("JWT", "logout+jwt"));
        requireIssuedToUs(provider, claims, false);
        require(!claims.getClaims().containsKey("nonce"), ProviderFault.NONCE);
        require(
                claims.getClaim("events") instanceof Map<?, ?> events && events.get(LOGOUT_EVENT) instanceof Map<?, ?>,
                ProviderFault.EVENTS);
        String id = claims.getJWTID();
        require(id != null && !id.isBlank() && id.length() <= NAME_LENGTH_MAX, ProviderFault.TOKEN_ID);
        if (claims.getExpirationTime() != null) {
            try {
                new LogoutTokenClaimsVerifier(new Issuer(provider.issuer()), new ClientID(provider.clientId()))
                        .verify(claims, null);
            } catch (BadJWTException e) {
                throw new ProviderFaultException(ProviderFault.TOKEN_FORM);
            }
        }
        return new ProviderLogout(subject(provider, claims), id, seconds(claims.getIssueTime()));
    }

    /**
     * Returns the issuer that a token claims, which proves nothing: it chooses the provider that must have signed it.
     *
     * @throws ProviderFaultException if the token is not signed or claims none
     */
    static String claimedIssuer(String token) {
        require(token.length() <= LENGTH_MAX, ProviderFault.TOKEN_FORM);
        try {
            JWTClaimsSet claims = signed(token).getJWTClaimsSet();
            require(claims != null, ProviderFault.TOKEN_FORM);
            require(claims.getIssuer() != null, ProviderFault.ISSUER);
            return claims.getIssuer();
        } catch (ParseException e) {
            throw new ProviderFaultException(ProviderFault.TOKEN_FORM);
        }
    }

    /** Returns the value of the claim that names people at this provider. */
    private static String subject(OidcProvider provider, JWTClaimsSet claims) {
        String claim = provider.claims().subject();
        @Nullable String subject = claim.equals(Claims.SUBJECT) ? claims.getSubject() : text(claims, claim);
        if (subject == null
                || subject.isBlank()
                || subject.length() > NAME_LENGTH_MAX
                || !SubjectClaim.isSubject(claim, subject)) {
            throw new ProviderFaultException(ProviderFault.SUBJECT);
        }
        return subject;
    }

    private JWTClaimsSet verified(
            OidcProvider provider, String token, ProviderKeys.Purpose purpose, Set<String> types) {
        require(token.length() <= LENGTH_MAX, ProviderFault.TOKEN_FORM);
        try {
            SignedJWT signed = signed(token);
            require(
                    provider.algorithm()
                            .equals(signed.getHeader().getAlgorithm().getName()),
                    ProviderFault.ALGORITHM);
            JOSEObjectType type = signed.getHeader().getType();
            require(
                    type == null || types.stream().anyMatch(each -> each.equalsIgnoreCase(type.getType())),
                    ProviderFault.TOKEN_TYPE);
            JWK key = keys.find(provider, Optional.ofNullable(signed.getHeader().getKeyID()), purpose);
            require(signed.verify(verifier(provider, key)), ProviderFault.SIGNATURE);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            require(claims != null, ProviderFault.TOKEN_FORM);
            // The library takes a number for a text.
            Object subject = signed.getPayload().toJSONObject().getOrDefault("sub", "");
            require(subject instanceof String, ProviderFault.TOKEN_FORM);
            return claims;
        } catch (ParseException e) {
            throw new ProviderFaultException(ProviderFault.TOKEN_FORM);
        } catch (JOSEException e) {
            throw new ProviderFaultException(ProviderFault.SIGNATURE);
        }
    }

    /** Parses a signed token. One without a signature, or one that is encrypted, has another algorithm. */
    private static SignedJWT signed(String token) throws ParseException {
        JWT parsed = JWTParser.parse(token);
        if (parsed instanceof SignedJWT signed) {
            return signed;
        }
        throw new ProviderFaultException(ProviderFault.ALGORITHM);
    }

    private static JWSVerifier verifier(OidcProvider provider, JWK key) throws JOSEException {
        require(
                key.getAlgorithm() == null
                        || provider.algorithm().equals(key.getAlgorithm().getName()),
                ProviderFault.KEYS);
        if (provider.algorithm().startsWith("ES")) {
            require(key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve()), ProviderFault.KEYS);
            return new ECDSAVerifier(key.toECKey());
        }
        require(
                key instanceof RSAKey rsa && rsa.size() >= RSA_BITS_MIN && rsa.size() <= RSA_BITS_MAX,
                ProviderFault.KEYS);
        return new RSASSAVerifier(key.toRSAKey());
    }

    /** @param expires true if the token must say when it expires; log-out tokens of older providers do not */
    private void requireIssuedToUs(OidcProvider provider, JWTClaimsSet claims, boolean expires) {
        require(provider.issuer().equals(claims.getIssuer()), ProviderFault.ISSUER);
        String subject = claims.getSubject();
        require(subject != null && !subject.isBlank() && subject.length() <= NAME_LENGTH_MAX, ProviderFault.SUBJECT);
        List<String> audience = claims.getAudience();
        require(audience.contains(provider.clientId()), ProviderFault.AUDIENCE);
        String party = text(claims, "azp");
        require(
                party == null ? audience.size() == 1 : party.equals(provider.clientId()),
                ProviderFault.AUTHORIZED_PARTY);
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        require(expiry == null ? !expires : expiry.toInstant().plus(SKEW).isAfter(now), ProviderFault.EXPIRED);
        Date issued = claims.getIssueTime();
        require(
                issued != null
                        && !issued.toInstant().isAfter(now.plus(SKEW))
                        && issued.toInstant().isAfter(now.minus(AGE_MAX).minus(SKEW)),
                ProviderFault.ISSUED_AT);
    }

    private static Set<String> groups(JWTClaimsSet claims, String name) {
        Object claim = claims.getClaim(name);
        List<?> values = claim instanceof String one ? List.of(one) : claim instanceof List<?> many ? many : List.of();
        require(claim == null || claim instanceof String || claim instanceof List<?>, ProviderFault.GROUPS);
        require(values.size() <= GROUPS_MAX, ProviderFault.GROUPS);
        Set<String> groups = new LinkedHashSet<>();
        for (Object value : values) {
            require(value instanceof String text && text.length() <= NAME_LENGTH_MAX, ProviderFault.GROUPS);
            groups.add((String) value);
        }
        return groups;
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        Object claim = claims.getClaim(name);
        require(claim == null || claim instanceof String, ProviderFault.TOKEN_FORM);
        return (String) claim;
    }

    private static long seconds(Date time) {
        return time.toInstant().getEpochSecond();
    }

    private static void require(boolean isValid, ProviderFault fault) {
        if (!isValid) {
            throw new ProviderFaultException(fault);
        }
    }
}
