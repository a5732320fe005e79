package com.flowex.binance.wsapi;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceSigning;
import com.flowex.binance.dialect.Code;
import com.flowex.edge.access.ApiKey;
import com.flowex.edge.access.ApiKeys;
import com.flowex.edge.access.Caller;
import com.flowex.edge.access.Credential;
import com.flowex.edge.http.Signing;
import com.flowex.edge.http.SocketGuest;
import com.flowex.ground.refusal.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Authentication of one connection: by a signature in each request, or by one for all later requests. The rights of a
 * key are checked for each request, as over HTTP.
 */
final class ApiSession {

    /** Parameters of a signature. */
    static final List<String> SIGNING = List.of("apiKey", "signature", "timestamp", "recvWindow");

    /**
     * A caller who proved the possession of a key.
     *
     * @param sinceMillis time of the proof, milliseconds since 1970
     */
    record Proven(String key, Caller caller, long sinceMillis) {}

    private final SocketGuest guest;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final List<Proven> staying = new CopyOnWriteArrayList<>();
    private volatile Optional<Proven> loggedOn = Optional.empty();

    ApiSession(SocketGuest guest, ApiKeys keys, InstantSource clock) {
        this.guest = guest;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the caller that is logged on. */
    Optional<Proven> loggedOn() {
        return loggedOn;
    }

    void logOn(Proven proven) {
        loggedOn = Optional.of(proven);
    }

    void logOff() {
        loggedOn = Optional.empty();
    }

    /** Registers a caller with a subscription, until {@link #leaves}. */
    void stays(Proven proven) {
        staying.add(proven);
    }

    void leaves(Proven proven) {
        staying.remove(proven);
    }

    /** Returns the reason why the connection must end: a caller on it has lost the right to call. */
    Optional<String> reasonToPart() {
        Optional<String> reason = loggedOn.flatMap(this::reasonToPart);
        return reason.isPresent()
                ? reason
                : staying.stream().flatMap(each -> reasonToPart(each).stream()).findFirst();
    }

    private Optional<String> reasonToPart(Proven proven) {
        Optional<String> reason = guest.reasonToPart(proven.caller(), proven.sinceMillis());
        return reason.isEmpty() && keyOf(proven).isEmpty() ? Optional.of("session_ended") : reason;
    }

    /**
     * Returns the authenticated caller of a request.
     *
     * @param repeatable true if repeating the message does no harm
     * @throws Refusal if there is none, or the timestamp is outside the window
     */
    Proven require(Map<String, String> params, boolean repeatable) {
        if (params.containsKey("apiKey") || params.containsKey("signature")) {
            return signed(params, repeatable);
        }
        Proven known = requireLoggedOn();
        guest.requireInTime(BinanceSigning.claim(params, true));
        return known;
    }

    /**
     * Returns the caller that is logged on, with the key's present rights.
     *
     * @throws Refusal if there is none
     */
    Proven requireLoggedOn() {
        Proven session = loggedOn.orElseThrow(() -> Params.missing("apiKey"));
        return new Proven(session.key(), caller(session), session.sinceMillis());
    }

    /**
     * Returns the caller of a public request, if it is signed.
     *
     * @throws Refusal if the signature is invalid
     */
    Optional<Proven> volunteered(Map<String, String> params) {
        return params.containsKey("signature") ? Optional.of(signed(params, true)) : Optional.empty();
    }

    /**
     * Returns the caller of a signature.
     *
     * @throws Refusal if the signature is invalid
     */
    Proven signed(Map<String, String> params, boolean repeatable) {
        for (String name : List.of("apiKey", "signature")) {
            if (params.getOrDefault(name, "").isEmpty()) {
                throw Params.missing(name);
            }
        }
        Signing.Claim claim = BinanceSigning.claim(params, repeatable);
        return new Proven(claim.key(), guest.authenticate(claim), clock.millis());
    }

    private Caller caller(Proven session) {
        return keyOf(session)
                .map(ApiKey::caller)
                .orElseThrow(() -> Code.REJECTED_API_KEY.refusal("Invalid API-key, IP, or permissions for action."));
    }

    /** Returns the present key, if it may still be used from this address. */
    private Optional<ApiKey> keyOf(Proven proven) {
        return proven.caller().credential() instanceof Credential.Key(String id)
                ? keys.byId(id).filter(key -> key.permits(guest.from())).filter(key -> clock.instant()
                        .isBefore(key.expiresAt()))
                : Optional.empty();
    }
}
