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
 * Who speaks over one connection: by a signature in each request, or by one for all that follow. What a key may is asked anew
 * for each request, as over HTTP.
 */
final class ApiSession {

    /** Parameters by which requests are signed. */
    static final List<String> SIGNING = List.of("apiKey", "signature", "timestamp", "recvWindow");

    /**
     * Somebody who proved a key.
     *
     * @param sinceMillis when, milliseconds since 1970
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

    /** Whoever is logged on. */
    Optional<Proven> loggedOn() {
        return loggedOn;
    }

    void logOn(Proven proven) {
        loggedOn = Optional.of(proven);
    }

    void logOff() {
        loggedOn = Optional.empty();
    }

    /** Somebody is sent what is theirs, until {@link #leaves}. */
    void stays(Proven proven) {
        staying.add(proven);
    }

    void leaves(Proven proven) {
        staying.remove(proven);
    }

    /** Why the connection may not stay: somebody on it may not call any more. */
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
     * Who asks what somebody has to be known for.
     *
     * @param repeatable true if the same message again does no harm
     * @throws Refusal if nobody is, or if it was sent at another time
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
     * Whoever is logged on, with what their key may now.
     *
     * @throws Refusal if nobody is
     */
    Proven requireLoggedOn() {
        Proven session = loggedOn.orElseThrow(() -> Params.missing("apiKey"));
        return new Proven(session.key(), caller(session), session.sinceMillis());
    }

    /**
     * Who asks what is for anybody, if they sign it.
     *
     * @throws Refusal if the signature is not good
     */
    Optional<Proven> volunteered(Map<String, String> params) {
        return params.containsKey("signature") ? Optional.of(signed(params, true)) : Optional.empty();
    }

    /**
     * Whose signature it is.
     *
     * @throws Refusal if it is nobody's
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

    /** As it is now, where it may still be used from here. */
    private Optional<ApiKey> keyOf(Proven proven) {
        return proven.caller().credential() instanceof Credential.Key(String id)
                ? keys.byId(id).filter(key -> key.permits(guest.from())).filter(key -> clock.instant()
                        .isBefore(key.expiresAt()))
                : Optional.empty();
    }
}
