package com.flowex.access.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.token.AccessTokens.Verdict;
import com.flowex.domain.value.AccountId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String KID = SigningKey.ofSecret(SECRET).id();
    private static final Caller ADA =
            Caller.inSession(7, new AccountId(1, 1_007), Set.of(Role.TRADER, Role.ADMIN), true, "session-7");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final AccessTokens tokens =
            new AccessTokens(SigningKeys.ofSecret(SECRET), Duration.ofMinutes(15), () -> now);

    @Test
    void aTokenNamesItsCallerAtTheFirstLookAndAtTheNext() {
        String token = tokens.issue(ADA);

        for (int look = 0; look < 2; look++) {
            assertEquals(
                    ADA,
                    assertInstanceOf(Verdict.Valid.class, tokens.verify(token)).caller());
        }
    }

    @Test
    void aTokenExpiresWhetherItWasSeenBeforeOrNot() {
        String seen = tokens.issue(ADA);
        String unseen = tokens.issue(ADA);
        tokens.verify(seen);

        now = now.plus(Duration.ofMinutes(15));

        assertEquals(new Verdict.Expired(), tokens.verify(seen));
        assertEquals(new Verdict.Expired(), tokens.verify(unseen));
    }

    /** Closes finding F17's part: a token that was seen before stayed good after its key was removed. */
    @Test
    void aTokenOfAKeyThatIsGoneIsForgedWhetherItWasSeenBeforeOrNot() {
        String seen = tokens.issue(ADA);
        String unseen = tokens.issue(ADA);
        tokens.verify(seen);

        tokens.reloadKeys(EdgeSettings.of(Map.of("FLOWEX_JWT_SECRET", "another-secret-another-secret-another-1"))
                .tokens()
                .signing());

        assertEquals(new Verdict.Forged(), tokens.verify(seen));
        assertEquals(new Verdict.Forged(), tokens.verify(unseen));
    }

    /** Closes finding F15's part: with the sessions everything that was issued for them is gone. */
    @Test
    void whenAllAreRevokedThoseThatAreIssuedLaterAreGood() {
        String before = tokens.issue(ADA);
        tokens.verify(before);

        tokens.revokeAll();
        now = now.plusSeconds(1);

        assertEquals(new Verdict.Revoked(), tokens.verify(before));
        assertInstanceOf(Verdict.Valid.class, tokens.verify(tokens.issue(ADA)));
    }

    @Test
    void aTokenOfAnotherSecretIsForged() {
        SigningKeys keys = SigningKeys.ofSecret("another-secret-another-secret-!!".getBytes(StandardCharsets.UTF_8));
        AccessTokens others = new AccessTokens(keys, Duration.ofMinutes(15), () -> now);

        assertEquals(new Verdict.Forged(), tokens.verify(others.issue(ADA)));
    }

    @Test
    void aTokenWithOneCharacterChangedIsForged() {
        String token = tokens.issue(ADA);
        tokens.verify(token);

        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertEquals(new Verdict.Forged(), tokens.verify(changed), () -> changed);
        }
    }

    @Test
    void aTokenWithoutSignatureOrWithAnotherAlgorithmIsForged() throws JOSEException {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().issuer("flowex").subject("7").build();
        MACSigner signer = new MACSigner(
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        SignedJWT hs512 = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims);
        hs512.sign(signer);

        assertEquals(new Verdict.Forged(), tokens.verify(new PlainJWT(claims).serialize()));
        assertEquals(new Verdict.Forged(), tokens.verify(hs512.serialize()));
    }

    @Test
    void aRightlySignedTokenWithoutOurClaimsIsForged() throws JOSEException {
        for (JWTClaimsSet claims : new JWTClaimsSet[] {
            new JWTClaimsSet.Builder().build(),
            new JWTClaimsSet.Builder().issuer("flowex").expirationTime(far()).build(),
            new JWTClaimsSet.Builder()
                    .issuer("flowex")
                    .expirationTime(far())
                    .subject("x")
                    .build(),
            new JWTClaimsSet.Builder()
                    .issuer("other")
                    .expirationTime(far())
                    .subject("7")
                    .build(),
            new JWTClaimsSet.Builder()
                    .issuer("flowex")
                    .expirationTime(far())
                    .subject("7")
                    .claim("tenant", 0)
                    .claim("account", 1_007L)
                    .claim("roles", java.util.List.of())
                    .build(),
        }) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KID).build(), claims);
            token.sign(new MACSigner(SECRET));
            assertEquals(new Verdict.Forged(), tokens.verify(token.serialize()), claims.toString());
        }
    }

    @Test
    void garbageIsForged() {
        for (String garbage : new String[] {"", ".", "..", "a.b.c", "\u0000", "é.é.é", "x".repeat(100_000)}) {
            assertEquals(new Verdict.Forged(), tokens.verify(garbage));
        }
    }

    @SuppressWarnings("JavaUtilDate") // claims that the JWT library accepts
    private static java.util.Date far() {
        return java.util.Date.from(Instant.parse("2099-01-01T00:00:00Z"));
    }
}
