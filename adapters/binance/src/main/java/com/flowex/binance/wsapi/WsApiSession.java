package com.flowex.binance.wsapi;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.BinanceSigning;
import com.flowex.binance.user.ListenTokens;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Authentication of one connection: by a signature in each request, or by one for all later requests. The rights of a
 * key are checked for each request, as over HTTP.
 */
final class WsApiSession {

    /** Parameters of a signature. */
    static final List<String> SIGNING = List.of("apiKey", "signature", "timestamp", "recvWindow");

    /**
     * A caller who proved the possession of a key.
     *
     * @param account account to follow: the caller's own, or the isolated one of a listen token
     * @param sinceMillis time of the proof, milliseconds since 1970
     */
    record AuthenticatedCaller(String key, Caller caller, AccountId account, long sinceMillis) {

        static AuthenticatedCaller of(String key, Caller caller, long sinceMillis) {
            return new AuthenticatedCaller(key, caller, caller.account(), sinceMillis);
        }
    }

    private final SocketClient client;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final List<AuthenticatedCaller> staying = new CopyOnWriteArrayList<>();
    private volatile Optional<AuthenticatedCaller> loggedOn = Optional.empty();

    WsApiSession(SocketClient client, ApiKeys keys, InstantSource clock) {
        this.client = client;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the caller that is logged on. */
    Optional<AuthenticatedCaller> loggedOn() {
        return loggedOn;
    }

    void logOn(AuthenticatedCaller proven) {
        loggedOn = Optional.of(proven);
    }

    void logOff() {
        loggedOn = Optional.empty();
    }

    /** Registers a caller with a subscription, until {@link #leaves}. */
    void stays(AuthenticatedCaller proven) {
        staying.add(proven);
    }

    void leaves(AuthenticatedCaller proven) {
        staying.remove(proven);
    }

    /** Returns the reason why the connection must end: a caller on it has lost the right to call. */
    Optional<String> reasonToPart() {
        Optional<String> reason = loggedOn.flatMap(this::reasonToPart);
        return reason.isPresent()
                ? reason
                : staying.stream().flatMap(each -> reasonToPart(each).stream()).findFirst();
    }

    private Optional<String> reasonToPart(AuthenticatedCaller proven) {
        Optional<String> reason = client.reasonToPart(proven.caller(), proven.sinceMillis());
        return reason.isEmpty() && keyOf(proven).isEmpty() ? Optional.of("session_ended") : reason;
    }

    /**
     * Returns the authenticated caller of a request.
     *
     * @param repeatable true if repeating the message does no harm
     * @throws Refusal if there is none, or the timestamp is outside the window
     */
    AuthenticatedCaller require(Map<String, String> params, boolean repeatable) {
        if (params.containsKey("apiKey") || params.containsKey("signature")) {
            return signed(params, repeatable);
        }
        AuthenticatedCaller known = requireLoggedOn();
        client.requireInTime(BinanceSigning.claim(params, true));
        return known;
    }

    /**
     * Returns the caller that is logged on, with the key's present rights.
     *
     * @throws Refusal if there is none
     */
    AuthenticatedCaller requireLoggedOn() {
        AuthenticatedCaller session = loggedOn.orElseThrow(() -> Params.missing("apiKey"));
        return AuthenticatedCaller.of(session.key(), caller(session), session.sinceMillis());
    }

    /**
     * Returns the caller of a public request, if it is signed.
     *
     * @throws Refusal if the signature is invalid
     */
    Optional<AuthenticatedCaller> volunteered(Map<String, String> params) {
        return params.containsKey("signature") ? Optional.of(signed(params, true)) : Optional.empty();
    }

    /**
     * Returns the caller of a signature.
     *
     * @throws Refusal if the signature is invalid
     */
    AuthenticatedCaller signed(Map<String, String> params, boolean repeatable) {
        for (String name : List.of("apiKey", "signature")) {
            if (params.getOrDefault(name, "").isEmpty()) {
                throw Params.missing(name);
            }
        }
        SignatureScheme.Claim claim = BinanceSigning.claim(params, repeatable);
        return AuthenticatedCaller.of(claim.key(), client.authenticate(claim), clock.millis());
    }

    /**
     * Returns the caller of the key that a listen token names, with the account to follow.
     *
     * @throws Refusal if the key may not be used here
     */
    AuthenticatedCaller bearer(ListenTokens.ListenToken token) {
        Caller caller = required(usable(token.apiKey()));
        client.requireSameTenant(caller.tenant(), "this listenToken");
        AccountId own = caller.account();
        AccountId followed = token.isolatedIn().map(own.main()::isolatedIn).orElse(own);
        return new AuthenticatedCaller(token.apiKey(), caller, followed, clock.millis());
    }

    private Caller caller(AuthenticatedCaller session) {
        return required(keyOf(session));
    }

    private static Caller required(Optional<ApiKey> key) {
        return key.map(ApiKey::caller).orElseThrow(BinanceErrorCode::rejectedKey);
    }

    /** Returns the present key, if it may still be used from this address. */
    private Optional<ApiKey> keyOf(AuthenticatedCaller proven) {
        return proven.caller().credential() instanceof Credential.Key(String id) ? usable(id) : Optional.empty();
    }

    private Optional<ApiKey> usable(String id) {
        return keys.byId(id).filter(key -> key.isUsable(client.from(), clock.instant()));
    }
}
