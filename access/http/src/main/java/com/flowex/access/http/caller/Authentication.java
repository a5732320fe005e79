package com.flowex.access.http.caller;

import com.flowex.access.auth.AccessListener;
import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Authentication of a request's sender, by an access token or by the signature of an API key over the whole request.
 */
public final class Authentication {

    private static final String BEARER = "Bearer ";

    /** Validity of a signed request that names no window, milliseconds. */
    static final long WINDOW_MILLIS = 5_000;

    private static final long WINDOW_MILLIS_MAX = 60_000;

    /** Longest time by which a client's clock may be ahead of ours, milliseconds. */
    private static final long AHEAD_MILLIS_MAX = 1_000;

    /** Time for which any request with this nonce can be valid, whatever its window. */
    private static final Duration NONCE_KEPT = Duration.ofMillis(WINDOW_MILLIS_MAX + AHEAD_MILLIS_MAX);

    private static final Pattern NONCES = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final DuplicateDetector nonces;
    private final InstantSource clock;
    private final AccessListener watch;
    private final ProvenKeys proven = new ProvenKeys();

    public Authentication(AccessTokens tokens, ApiKeys keys, DuplicateDetector nonces, InstantSource clock) {
        this(tokens, keys, nonces, clock, AccessListener.NONE);
    }

    public Authentication(
            AccessTokens tokens, ApiKeys keys, DuplicateDetector nonces, InstantSource clock, AccessListener watch) {
        this.watch = watch;
        this.tokens = tokens;
        this.keys = keys;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Request with the parts that identify its sender.
     *
     * @param signing signature scheme of the route's dialect
     * @param toll called before anything is looked up or read for a key that was not proved from this address; it
     *     throws if the address has used up its budget
     */
    public record Asking(SignatureScheme.SentRequest sent, SignatureScheme signing, InetAddress from, Runnable toll) {}

    /** @throws Refusal 401 */
    public Caller callerOf(Asking asking) {
        String header = asking.sent().header(HeaderNames.AUTHORIZATION);
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            requireOne(asking);
            return verified(header.substring(BEARER.length()).strip());
        }
        return signed(asking)
                .orElseThrow(() -> Refusal.unauthorized(
                        "send the header Authorization: Bearer <access_token>, or sign with an API key"));
    }

    /**
     * Returns the sender of a request whose route requires none: by a valid access token, otherwise by an API key.
     * Pages send old tokens along when they log in, so an invalid token is ignored. A client that signs every request
     * must not get an answer from another exchange than its own, so an invalid key is refused.
     *
     * @throws Refusal 401
     */
    public Optional<Caller> volunteered(Asking asking) {
        Optional<Caller> bearer = bearer(asking.sent().headers());
        if (bearer.isEmpty()) {
            return signed(asking);
        }
        requireOne(asking);
        return bearer;
    }

    /** Refuses a request with a token and a signature: they may be two people's, and one would be passed over. */
    private static void requireOne(Asking asking) {
        if (asking.signing().claim(asking.sent()).isPresent()) {
            throw Refusal.unauthorized("send an access token or sign with an API key, not both");
        }
    }

    /** Returns the caller of a valid access token, even if the route requires none. */
    private Optional<Caller> bearer(Headers headers) {
        if (!headers.contains(HeaderNames.AUTHORIZATION)) {
            return Optional.empty();
        }
        String header = headers.get(HeaderNames.AUTHORIZATION).get();
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        && tokens.verify(header.substring(BEARER.length()).strip())
                                instanceof AccessTokens.Verdict.Valid(Caller caller, long _)
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** @throws Refusal 401 */
    public Caller verified(String token) {
        return switch (tokens.verify(token)) {
            case AccessTokens.Verdict.Valid(Caller caller, long _) -> caller;
            case AccessTokens.Verdict.Expired() ->
                throw new Refusal(RefusalCode.TOKEN_EXPIRED, "the access token has expired; refresh it");
            case AccessTokens.Verdict.Revoked() -> throw Refusal.unauthorized("the session has ended; log in again");
            case AccessTokens.Verdict.Forged() -> throw Refusal.unauthorized("the access token is not valid");
        };
    }

    /**
     * Returns why an earlier authenticated caller must be disconnected: a connection outlives the credential it was
     * opened with. A caller with a token has to present a newer one before the token's lifetime is over.
     */
    public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
        return switch (caller.credential()) {
            case Credential.Session _ when tokens.hasEnded(caller, sinceMillis) -> Optional.of("session_ended");
            case Credential.Session _
            when clock.millis() - sinceMillis > tokens.life().toMillis() -> Optional.of("token_expired");
            case Credential.Session _ -> Optional.empty();
            case Credential.Key(String id) ->
                keys.byId(id)
                                .filter(key -> !key.hasExpired(clock.instant()))
                                .filter(key -> key.caller().permissions().containsAll(caller.permissions()))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("session_ended");
        };
    }

    private Optional<Caller> signed(Asking asking) {
        return asking.signing().claim(asking.sent()).map(claim -> proven(claim, asking.from(), asking.toll()));
    }

    /**
     * Returns the owner of a signature.
     *
     * @param toll as in {@link Asking}
     * @throws Refusal 401
     */
    public Caller proven(SignatureScheme.Claim claim, InetAddress from, Runnable toll) {
        requireInTime(claim);
        if (!NONCES.matcher(claim.once()).matches()) {
            throw Refusal.unauthorized(claim.names().once() + " must be 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        if (!proven.has(claim.key(), from)) {
            toll.run();
        }
        Optional<ApiKey> key = keys.byId(claim.key());
        // An unknown key, a forged signature, and a wrong address or time get the same answer.
        if (key.isEmpty()
                || !claim.genuine().test(key.get().signature())
                || !key.get().isUsable(from, clock.instant())) {
            throw Refusal.unauthorized("the API key or its signature is not valid here");
        }
        // A read is remembered, too, so that its signature cannot be used for a change with another method or path.
        if (!nonces.isFirst(key.get().id() + " " + claim.once(), NONCE_KEPT) && !claim.repeatable()) {
            throw Refusal.unauthorized(claim.names().once() + " was used before");
        }
        if (proven.add(claim.key(), from)) {
            watch.keyUsed(key.get().caller(), from);
        }
        keys.used(key.get(), from);
        return key.get().caller();
    }

    /** Notifies the listener that a caller was refused for want of a permission. */
    public void forbidden(Caller caller, InetAddress from) {
        watch.forbidden(caller, from);
    }

    /** @throws Refusal 401 if its time differs too much from ours */
    public void requireInTime(SignatureScheme.Claim claim) {
        long sentMillis = number(claim.timestamp(), 0);
        long windowMillis = windowMillis(claim.window());
        long ageMillis = clock.millis() - sentMillis;
        if (windowMillis < 1 || windowMillis > WINDOW_MILLIS_MAX) {
            throw Refusal.unauthorized(claim.names().window() + " must be within 1.." + WINDOW_MILLIS_MAX);
        }
        if (ageMillis > windowMillis || ageMillis < -AHEAD_MILLIS_MAX) {
            throw new Refusal(
                    RefusalCode.TIMESTAMP_OUTSIDE_WINDOW,
                    claim.names().timestamp() + " must be the time of sending, in milliseconds since 1970");
        }
    }

    /** Returns a window as sent; the default if none was sent, -1 if it is no number. */
    static long windowMillis(String text) {
        return number(text, WINDOW_MILLIS);
    }

    private static long number(String text, long otherwise) {
        return text.isEmpty() ? otherwise : WholeNumber.parse(text).orElse(-1);
    }
}
