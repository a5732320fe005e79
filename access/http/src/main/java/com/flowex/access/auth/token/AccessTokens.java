package com.flowex.access.auth.token;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Role;
import com.flowex.domain.value.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Signing and verification of access tokens. The newest key signs; every retained key verifies, found by the token's
 * {@code kid}. A verified token is cached until it expires, so that its signature is checked once and later uses cost
 * only a look-up.
 */
@SuppressWarnings("JavaUtilDate") // the JWT library uses this type for times
public final class AccessTokens {

    /** Result of verifying a token. */
    public sealed interface Verdict {
        /** We signed it, and it is valid until {@code expiresAtMillis} (milliseconds since 1970). */
        record Valid(Caller caller, long expiresAtMillis) implements Verdict {}

        /** We signed it, but it has expired. */
        record Expired() implements Verdict {}

        /** We signed it and it has not expired, but its session has ended. */
        record Revoked() implements Verdict {}

        /** We did not sign it, or it is no token at all. */
        record Forged() implements Verdict {}
    }

    /** Verified token with the id of the key that signed it; without that key it is no longer valid. */
    private record VerifiedToken(Verdict.Valid valid, String keyId) {}

    private static final String ISSUER = "flowex";

    /** Largest number of entries, about 700 bytes each: 35 MB when full. */
    private static final int REMEMBERED_MAX = 50_000;

    /** Longer than any token of ours; longer texts are rejected unread. */
    private static final int LENGTH_MAX = 2_048;

    private final SigningKeys keys;
    private final Duration life;
    private final InstantSource clock;
    private final Revocations revoked;
    private final Cache<String, VerifiedToken> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).recordStats().build();

    public AccessTokens(SigningKeys keys, Duration life, InstantSource clock) {
        this.keys = keys;
        this.life = life;
        this.clock = clock;
        this.revoked = new Revocations(life);
    }

    /** Registers the metrics of the cache of tokens. */
    public void register(MeterRegistry registry) {
        CacheMetrics.register(registry, "access_tokens", verified);
    }

    /** Returns the lifetime of a token. */
    public Duration life() {
        return life;
    }

    /** Returns the public keys for verification by others; none while tokens are signed with a secret. */
    public List<PublicJwk> publicKeys() {
        return keys.publicKeys();
    }

    /** Reloads the keys after a rotation. Tokens signed by a key that is gone are no longer valid. */
    public void reloadKeys(SigningSettings settings) {
        keys.reload(settings);
    }

    /** Issues a token for a caller in a session; its permissions derive from roles and verification. */
    public String issue(Caller caller) {
        if (!(caller.credential() instanceof Credential.Session(String session))) {
            throw new IllegalArgumentException("only a session has access tokens");
        }
        long nowMillis = clock.millis();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(Long.toString(caller.userId()))
                .claim("tenant", caller.account().tenant())
                .claim("account", caller.account().number())
                .claim(
                        "roles",
                        caller.roles().stream().map(Role::label).sorted().toList())
                .claim("verified", caller.permissions().equals(Role.permissions(caller.roles(), true)))
                .claim("sid", session)
                .issueTime(new Date(nowMillis))
                .expirationTime(new Date(nowMillis + life.toMillis()))
                .jwtID(UUID.randomUUID().toString())
                .build();
        SigningKey key = keys.active();
        SignedJWT token = new SignedJWT(key.header(), claims);
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key was accepted before", e);
        }
        return token.serialize();
    }

    public Verdict verify(String token) {
        VerifiedToken known = verified.getIfPresent(token);
        if (known == null) {
            return verifyFirst(token);
        }
        if (keys.byId(known.keyId()).isEmpty()) {
            verified.invalidate(token);
            return new Verdict.Forged();
        }
        if (clock.millis() < known.valid().expiresAtMillis()) {
            return isRevoked(known.valid()) ? new Verdict.Revoked() : known.valid();
        }
        verified.invalidate(token);
        return new Verdict.Expired();
    }

    /** Revokes all access tokens of this session, in this process. */
    public void revoke(String session) {
        revoked.add(session);
    }

    /** Revokes all access tokens issued until now, in this process. */
    public void revokeAll() {
        revoked.addAll(clock.millis());
    }

    /**
     * Returns true if the credential that a caller presented at that time is no longer valid: their session, or every
     * session, has ended since.
     */
    public boolean hasEnded(Caller caller, long sinceMillis) {
        return revoked.contains(caller, sinceMillis);
    }

    private boolean isRevoked(Verdict.Valid valid) {
        return revoked.contains(valid.caller(), valid.expiresAtMillis() - life.toMillis());
    }

    private Verdict verifyFirst(String token) {
        if (token.length() > LENGTH_MAX) {
            return new Verdict.Forged();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Optional<SigningKey> key =
                    Optional.ofNullable(jwt.getHeader().getKeyID()).flatMap(keys::byId);
            boolean signed = key.isPresent()
                    && SigningKey.jws(key.get().algorithm())
                            .equals(jwt.getHeader().getAlgorithm())
                    && jwt.verify(key.get().verifier());
            return signed ? judged(token, key.get().id(), jwt.getJWTClaimsSet()) : new Verdict.Forged();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Verdict.Forged();
        }
    }

    private Verdict judged(String token, String keyId, JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        if (!ISSUER.equals(claims.getIssuer()) || expiry == null) {
            return new Verdict.Forged();
        }
        if (clock.millis() >= expiry.getTime()) {
            return new Verdict.Expired();
        }
        Verdict.Valid valid = new Verdict.Valid(caller(claims), expiry.getTime());
        if (isRevoked(valid)) {
            return new Verdict.Revoked();
        }
        verified.put(token, new VerifiedToken(valid, keyId));
        return valid;
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        List<String> labels = claims.getStringListClaim("roles");
        String session = claims.getStringClaim("sid");
        Boolean verified = claims.getBooleanClaim("verified");
        Integer tenant = claims.getIntegerClaim("tenant");
        Long number = claims.getLongClaim("account");
        if (labels == null || session == null || verified == null || tenant == null || number == null) {
            throw new ParseException("a claim of ours is missing", 0);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        labels.forEach(label -> Role.of(label).ifPresent(roles::add));
        AccountId account = new AccountId(tenant, number);
        return Caller.inSession(Long.parseLong(claims.getSubject()), account, roles, verified, session);
    }
}
