package com.flowex.platform.http;

import com.flowex.platform.access.AccessTokens;
import com.flowex.platform.access.ApiKey;
import com.flowex.platform.access.ApiKeys;
import com.flowex.platform.access.Caller;
import com.flowex.platform.access.OnceOnly;
import com.flowex.platform.access.SignedRequest;
import com.flowex.platform.refusal.Refusal;
import com.flowex.platform.refusal.RefusalCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds out who sends a request: by an access token, or by the signature of an API key over the whole request. */
final class Authentication {

    private static final String BEARER = "Bearer ";
    private static final HeaderName API_KEY = HeaderNames.create("X-Api-Key");
    private static final HeaderName TIMESTAMP = HeaderNames.create("X-Timestamp");
    private static final HeaderName NONCE = HeaderNames.create("X-Nonce");
    private static final HeaderName WINDOW = HeaderNames.create("X-Recv-Window");
    private static final HeaderName SIGNATURE = HeaderNames.create("X-Signature");

    private static final long WINDOW_MILLIS = 5_000;
    private static final long WINDOW_MILLIS_MAX = 60_000;

    /** How far a client's clock may be ahead of ours. */
    private static final long AHEAD_MILLIS_MAX = 1_000;

    /** As long as any request with this nonce can be in time, whatever window it says. */
    private static final Duration NONCE_KEPT = Duration.ofMillis(WINDOW_MILLIS_MAX + AHEAD_MILLIS_MAX);

    private static final Pattern NONCES = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final OnceOnly nonces;
    private final InstantSource clock;
    private final ProvenKeys proven = new ProvenKeys();

    Authentication(AccessTokens tokens, ApiKeys keys, OnceOnly nonces, InstantSource clock) {
        this.tokens = tokens;
        this.keys = keys;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * A request, as far as it says who sends it.
     *
     * @param target path and query as sent
     * @param body read only where a signature is over it
     * @param toll asked before anything is looked up or read for a key that has not proved itself from there; throws if there
     *     is too much of it
     */
    record Sent(Headers headers, String method, String target, InetAddress from, Supplier<byte[]> body, Runnable toll) {

        String header(HeaderName name) {
            return headers.first(name).orElse("");
        }
    }

    /** @throws Refusal 401 */
    Caller callerOf(Sent request) {
        String header = request.header(HeaderNames.AUTHORIZATION);
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return verified(header.substring(BEARER.length()).strip());
        }
        String key = request.header(API_KEY);
        if (key.isEmpty()) {
            throw Refusal.unauthorized("send the header Authorization: Bearer <access_token>, or sign with an API key");
        }
        return signed(request, key);
    }

    /**
     * Whoever sends a request that asks for nobody: by a good access token, else by an API key. Pages send old tokens along
     * when they log in, so one that is no good says nothing. Who signs every request is not to be answered from another
     * exchange than their own, so a key that is no good is refused.
     *
     * @throws Refusal 401
     */
    Optional<Caller> volunteered(Sent request) {
        Optional<Caller> bearer = bearer(request.headers());
        String key = request.header(API_KEY);
        return bearer.isPresent() || key.isEmpty() ? bearer : Optional.of(signed(request, key));
    }

    /** The caller that a request names by a good access token, whether anybody asks or not. */
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

    private Caller verified(String token) {
        return switch (tokens.verify(token)) {
            case AccessTokens.Verdict.Valid(Caller caller, long _) -> caller;
            case AccessTokens.Verdict.Expired() ->
                throw new Refusal(RefusalCode.TOKEN_EXPIRED, "the access token has expired; refresh it");
            case AccessTokens.Verdict.Revoked() -> throw Refusal.unauthorized("the session has ended; log in again");
            case AccessTokens.Verdict.Forged() -> throw Refusal.unauthorized("the access token is not valid");
        };
    }

    private Caller signed(Sent request, String keyId) {
        String timestamp = request.header(TIMESTAMP);
        String nonce = request.header(NONCE);
        String window = request.header(WINDOW);
        requireInTime(timestamp, window);
        if (!NONCES.matcher(nonce).matches()) {
            throw Refusal.unauthorized("X-Nonce must be 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        if (!proven.has(keyId, request.from())) {
            request.toll().run();
        }
        Optional<ApiKey> key = keys.byId(keyId);
        SignedRequest signed = new SignedRequest(timestamp, window, nonce, request.method(), request.target());
        // An unknown key, a forged signature, a place or a time the key is not for: not said which.
        if (key.isEmpty()
                || !isGenuine(key.get(), signed, request)
                || !key.get().permits(request.from())
                || !clock.instant().isBefore(key.get().expiresAt())) {
            throw Refusal.unauthorized("the API key or its signature is not valid here");
        }
        if (!nonces.isFirst(keyId + " " + nonce, NONCE_KEPT)) {
            throw Refusal.unauthorized("X-Nonce was used before");
        }
        proven.add(keyId, request.from());
        return key.get().caller();
    }

    /**
     * A window that is not signed anybody on the way could widen: it is taken if it is no wider than without one.
     *
     * @throws Refusal 401 {@code window_not_signed}
     */
    private static boolean isGenuine(ApiKey key, SignedRequest signed, Sent request) {
        String signature = request.header(SIGNATURE);
        byte[] body = request.body().get();
        if (key.signature().proves(signed.message(body), signature)) {
            return true;
        }
        if (signed.window().isEmpty() || !key.signature().proves(signed.withoutWindow(body), signature)) {
            return false;
        }
        if (number(signed.window(), WINDOW_MILLIS) > WINDOW_MILLIS) {
            throw new Refusal(
                    RefusalCode.WINDOW_NOT_SIGNED,
                    "an X-Recv-Window above " + WINDOW_MILLIS + " must be signed: sign as FLOWEX2");
        }
        return true;
    }

    private void requireInTime(String timestamp, String window) {
        long sentMillis = number(timestamp, 0);
        long windowMillis = number(window, WINDOW_MILLIS);
        long ageMillis = clock.millis() - sentMillis;
        if (windowMillis < 1 || windowMillis > WINDOW_MILLIS_MAX) {
            throw Refusal.unauthorized("X-Recv-Window must be within 1..60000");
        }
        if (ageMillis > windowMillis || ageMillis < -AHEAD_MILLIS_MAX) {
            throw new Refusal(
                    RefusalCode.TIMESTAMP_OUTSIDE_WINDOW,
                    "X-Timestamp must be the time of sending, in milliseconds since 1970");
        }
    }

    private static long number(String text, long otherwise) {
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
