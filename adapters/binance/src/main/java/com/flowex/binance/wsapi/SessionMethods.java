package com.flowex.binance.wsapi;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.route.Access;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.user.ListenTokens;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Methods about the connection itself: log-on, and user data subscriptions. */
final class SessionMethods {

    /** Names of all these methods. */
    static final Set<String> NAMES = Set.of(
            "session.logon",
            "session.status",
            "session.logout",
            "session.subscriptions",
            "userDataStream.subscribe",
            "userDataStream.subscribe.signature",
            "userDataStream.subscribe.listenToken",
            "userDataStream.unsubscribe");

    private static final int WEIGHT = 2;

    private final WsApiSession session;
    private final WsApiSubscriptions subscriptions;
    private final SocketClient client;
    private final ListenTokens tokens;
    private final InstantSource clock;
    private final boolean showsLimits;
    private final Timestamp connectedAt;

    /** @param showsLimits true if the connection's answers show the use of rate limits */
    SessionMethods(
            WsApiSession session,
            WsApiSubscriptions subscriptions,
            SocketClient client,
            ListenTokens tokens,
            InstantSource clock,
            boolean showsLimits) {
        this.session = session;
        this.subscriptions = subscriptions;
        this.client = client;
        this.tokens = tokens;
        this.clock = clock;
        this.showsLimits = showsLimits;
        this.connectedAt = Timestamp.of(clock.instant());
    }

    /**
     * Answer of a method.
     *
     * @param left rest of a minute's rate limit; empty if the caller has no limit
     * @param behind messages to send after the answer
     */
    record Reply(Object result, Optional<RateLimits.Verdict.Granted> left, List<String> behind) {}

    /** @throws com.flowex.platform.errors.Refusal if there is no such method, or it may not be used in this way */
    Reply answer(WsApiMessage.Request request) {
        return switch (request.method()) {
            case "session.logon" -> logOn(request);
            case "session.status" -> status(request);
            case "session.logout" -> logOut(request);
            case "session.subscriptions" -> listed(request);
            case "userDataStream.subscribe" -> subscribe(request);
            case "userDataStream.subscribe.signature" -> subscribeSigned(request);
            case "userDataStream.subscribe.listenToken" -> subscribeByToken(request);
            case "userDataStream.unsubscribe" -> unsubscribe(request);
            default ->
                throw BinanceErrorCode.UNSUPPORTED_OPERATION.refusal(
                        "This operation is not supported: there is no such method here.");
        };
    }

    private Reply logOn(WsApiMessage.Request request) {
        requireOnly(request, WsApiSession.SIGNING);
        Optional<RateLimits.Verdict.Granted> left = admit(request, Access.PUBLIC, Optional.empty());
        session.logOn(session.signed(request.params(), false));
        return new Reply(described(), left, List.of());
    }

    private Reply status(WsApiMessage.Request request) {
        requireOnly(request, List.of());
        return new Reply(described(), admit(request, Access.PUBLIC, Optional.empty()), List.of());
    }

    private Reply logOut(WsApiMessage.Request request) {
        requireOnly(request, List.of());
        Optional<RateLimits.Verdict.Granted> left = admit(request, Access.PUBLIC, Optional.empty());
        List<String> ended = session.loggedOn().map(subscriptions::endOf).orElse(List.of());
        session.logOff();
        return new Reply(described(), left, ended);
    }

    private Reply listed(WsApiMessage.Request request) {
        requireOnly(request, List.of());
        return new Reply(subscriptions.shown(), admit(request, Access.PUBLIC, Optional.empty()), List.of());
    }

    private Reply subscribe(WsApiMessage.Request request) {
        requireOnly(request, List.of());
        return subscribe(request, session.requireLoggedOn());
    }

    private Reply subscribeSigned(WsApiMessage.Request request) {
        requireOnly(request, WsApiSession.SIGNING);
        return subscribe(request, session.signed(request.params(), true));
    }

    private Reply subscribe(WsApiMessage.Request request, WsApiSession.AuthenticatedCaller caller) {
        Optional<RateLimits.Verdict.Granted> left = admitReader(request, caller);
        return new Reply(Map.of("subscriptionId", subscriptions.begin(caller)), left, List.of());
    }

    private Optional<RateLimits.Verdict.Granted> admitReader(
            WsApiMessage.Request request, WsApiSession.AuthenticatedCaller caller) {
        return admit(request, Access.of(Permission.READ), Optional.of(caller.caller()));
    }

    /** Subscribes until a token expires; a later token of the same account extends the subscription. */
    private Reply subscribeByToken(WsApiMessage.Request request) {
        ListenTokens.ListenToken token = tokens.open(
                        requireOnly(request, List.of("listenToken")).required("listenToken"))
                .orElseThrow(() -> BinanceErrorCode.INVALID_LISTEN_TOKEN.refusal("Invalid listenToken."));
        WsApiSession.AuthenticatedCaller caller = session.bearer(token);
        Optional<RateLimits.Verdict.Granted> left = admitReader(request, caller);
        long id = subscriptions.beginUntil(caller, token.expiresAtMillis());
        Timestamp end = Timestamp.ofMillis(token.expiresAtMillis());
        return new Reply(Map.of("subscriptionId", id, "expirationTime", end), left, List.of());
    }

    private Reply unsubscribe(WsApiMessage.Request request) {
        OptionalLong id =
                requireOnly(request, List.of("subscriptionId")).number("subscriptionId", 0, Integer.MAX_VALUE);
        Optional<RateLimits.Verdict.Granted> left = admit(request, Access.PUBLIC, Optional.empty());
        return new Reply(Map.of(), left, id.isPresent() ? subscriptions.end(id.getAsLong()) : subscriptions.endAll());
    }

    private Map<String, Object> described() {
        Optional<WsApiSession.AuthenticatedCaller> caller = session.loggedOn();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("apiKey", caller.map(WsApiSession.AuthenticatedCaller::key).orElse(null));
        all.put(
                "authorizedSince",
                caller.map(each -> Timestamp.ofMillis(each.sinceMillis())).orElse(null));
        all.put("connectedSince", connectedAt);
        all.put("returnRateLimits", showsLimits);
        all.put("serverTime", Timestamp.of(clock.instant()));
        all.put("userDataStream", caller.filter(subscriptions::has).isPresent());
        return all;
    }

    private Optional<RateLimits.Verdict.Granted> admit(
            WsApiMessage.Request request, Access access, Optional<Caller> caller) {
        return client.admit(
                new SocketClient.SocketMessage("WS " + request.method(), access, Optional.empty(), false, WEIGHT),
                caller);
    }

    private static Params requireOnly(WsApiMessage.Request request, List<String> taken) {
        Set<String> all = new HashSet<>(taken);
        all.add(WsApiConnection.RETURN_RATE_LIMITS);
        Params params = new Params(request.params());
        params.requireOnly(all);
        return params;
    }
}
