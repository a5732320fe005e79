package com.flowex.access.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.AccessTokens.Verdict;
import com.flowex.access.auth.token.SigningKey;
import com.flowex.access.auth.token.SigningKeys;
import com.flowex.access.auth.token.SigningSettings.Algorithm;
import com.flowex.domain.value.AccountId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attempts to make a server accept a token that it did not issue. */
@SuppressWarnings("JavaUtilDate") // claims that the JWT library accepts
class ForgedTokensTest {

    private static final Caller ADA =
            Caller.inSession(7, new AccountId(1, 1_007), Set.of(Role.USER), true, "session-7");

    /** Made once: it takes longer than all that is tried with it. */
    private static final KeyPair PAIR = pair();

    private final SigningKey key = SigningKey.ofPair(Algorithm.RS256, PAIR);
    private final AccessTokens tokens =
            new AccessTokens(new SigningKeys(List.of(key)), Duration.ofMinutes(15), InstantSource.system());

    @Test
    void algorithmNoneIsNotASignature() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String header = "{\"alg\":\"" + none + "\",\"kid\":\"" + key.id() + "\"}";
            assertForged(base64(header) + "." + base64(claims().toString()) + ".");
            assertForged(base64(header) + "." + base64(claims().toString()) + ".AAAA");
        }
    }

    @Test
    void aPublicKeyIsNotTakenForASecret() throws JOSEException {
        byte[] shown = PAIR.getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(shown)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(shown, pem.getBytes(StandardCharsets.UTF_8))) {
            SignedJWT confused = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), claims());
            confused.sign(new MACSigner(secret));
            assertForged(confused.serialize());
        }
    }

    @Test
    void aKeyThatTheTokenBringsAlongProvesNothing() throws JOSEException {
        KeyPair own = pair();
        com.nimbusds.jose.jwk.RSAKey jwk = new com.nimbusds.jose.jwk.RSAKey.Builder(
                        (java.security.interfaces.RSAPublicKey) own.getPublic())
                .build();
        SignedJWT selfSigned = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.id())
                        .jwk(jwk)
                        .build(),
                claims());
        selfSigned.sign(new com.nimbusds.jose.crypto.RSASSASigner(own.getPrivate()));
        assertForged(selfSigned.serialize());
    }

    @Test
    void anUnknownOrMissingKeyIdIsRefusedWhateverItLooksLike() throws JOSEException {
        for (String id : List.of("", "x", "../../dev/null", "' OR 1=1 --", "http://evil.example/jwks.json")) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), claims());
            token.sign(key.signer());
            assertForged(token.serialize());
        }
        SignedJWT without = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims());
        without.sign(key.signer());
        assertForged(without.serialize());
    }

    @Test
    void aTokenSaysItsOwnTenantAndNoOther() {
        Caller stranger = Caller.inSession(7, new AccountId(2, 1_007), Set.of(Role.ADMIN), true, "session-8");

        Caller read = assertInstanceOf(Verdict.Valid.class, tokens.verify(tokens.issue(stranger)))
                .caller();

        assertEquals(2, read.tenant());
        assertEquals(stranger, read);
        String[] parts = tokens.issue(stranger).split("\\.", 3);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertForged(parts[0] + "." + base64(claims.replace("\"tenant\":2", "\"tenant\":1")) + "." + parts[2]);
    }

    @Test
    void unknownRolePermitsNothing() throws JOSEException {
        SignedJWT token = new SignedJWT(
                key.header(),
                new JWTClaimsSet.Builder(claims())
                        .claim("roles", List.of("root", "ADMIN"))
                        .build());
        token.sign(key.signer());

        Caller read = assertInstanceOf(Verdict.Valid.class, tokens.verify(token.serialize()))
                .caller();

        assertEquals(Set.of(), read.permissions());
    }

    @Test
    void theTokensOfASessionThatEndedAreWorthlessAtOnce() {
        String seen = tokens.issue(ADA);
        String unseen = tokens.issue(ADA);
        tokens.verify(seen);

        tokens.revoke("session-7");

        assertEquals(new Verdict.Revoked(), tokens.verify(seen));
        assertEquals(new Verdict.Revoked(), tokens.verify(unseen));
    }

    private void assertForged(String token) {
        assertEquals(new Verdict.Forged(), tokens.verify(token), token);
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("flowex")
                .subject("7")
                .claim("tenant", 1)
                .claim("account", 1_007L)
                .claim("roles", List.of("admin"))
                .claim("verified", true)
                .claim("sid", "session-7")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .build();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }
}
