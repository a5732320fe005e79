package com.flowex.platform.access;

import com.flowex.domain.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Signs and verifies access tokens: JWT, HS256. A verified token is remembered until it expires, so that a token costs
 * its signature check once and a look-up afterwards.
 */
@SuppressWarnings("JavaUtilDate") // the type in which the JWT library gives and takes times
public final class AccessTokens {

    /** What a token turned out to be. */
    public sealed interface Verdict {
        /** Signed by us and good until {@code expiresAtMillis} (milliseconds since 1970). */
        record Valid(Caller caller, long expiresAtMillis) implements Verdict {}

        /** Signed by us, but past its time. */
        record Expired() implements Verdict {}

        /** Not signed by us, or no token at all. */
        record Forged() implements Verdict {}
    }

    private static final String ISSUER = "flowex";
    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256).build();

    /** About 700 bytes each: 35 MB when full. */
    private static final int REMEMBERED_MAX = 50_000;

    /** Longer than any token of ours: nothing longer is looked at. */
    private static final int LENGTH_MAX = 2_048;

    private final MACSigner signer;
    private final JWSVerifier verifier;
    private final Duration life;
    private final InstantSource clock;
    private final Cache<String, Verdict.Valid> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /** @param secret at least 32 bytes */
    public AccessTokens(byte[] secret, Duration life, InstantSource clock) {
        try {
            this.signer = new MACSigner(secret);
            this.verifier = new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a secret for HS256 has at least 32 bytes, had " + secret.length, e);
        }
        this.life = life;
        this.clock = clock;
    }

    /** How long a token is good for. */
    public Duration life() {
        return life;
    }

    public String issue(Caller caller) {
        long nowMillis = clock.millis();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(Long.toString(caller.userId()))
                .claim("tenant", caller.account().tenant())
                .claim("account", caller.account().number())
                .claim("roles", List.copyOf(caller.roles()))
                .issueTime(new Date(nowMillis))
                .expirationTime(new Date(nowMillis + life.toMillis()))
                .jwtID(UUID.randomUUID().toString())
                .build();
        SignedJWT token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key was accepted before", e);
        }
        return token.serialize();
    }

    public Verdict verify(String token) {
        Verdict.Valid known = verified.getIfPresent(token);
        if (known == null) {
            return verifyFirst(token);
        }
        if (clock.millis() < known.expiresAtMillis()) {
            return known;
        }
        verified.invalidate(token);
        return new Verdict.Expired();
    }

    private Verdict verifyFirst(String token) {
        if (token.length() > LENGTH_MAX) {
            return new Verdict.Forged();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return new Verdict.Forged();
            }
            return judged(token, jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Verdict.Forged();
        }
    }

    private Verdict judged(String token, JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        if (!ISSUER.equals(claims.getIssuer()) || expiry == null) {
            return new Verdict.Forged();
        }
        if (clock.millis() >= expiry.getTime()) {
            return new Verdict.Expired();
        }
        Caller caller = new Caller(
                Long.parseLong(claims.getSubject()),
                new AccountId(claims.getIntegerClaim("tenant"), claims.getLongClaim("account")),
                Set.copyOf(claims.getStringListClaim("roles")));
        Verdict.Valid valid = new Verdict.Valid(caller, expiry.getTime());
        verified.put(token, valid);
        return valid;
    }
}
