package com.flowex.binance.wsapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.flowex.access.auth.Caller;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.route.Access;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.socket.StreamLink;
import com.flowex.access.socket.StreamProtocol;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.failure.TransientFault;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Session of one client of the WebSocket API. Requests that change something are handled in order, each before the next
 * one is read; answers to reads may come later.
 */
final class WsApiConnection implements StreamProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(WsApiConnection.class);

    /**
     * Parameter that shows or hides rate limits in answers: in the address for all of them, in a request for its own.
     */
    static final String RETURN_RATE_LIMITS = "returnRateLimits";

    private final WsApi sockets;
    private final SocketClient client;
    private final StreamLink line;
    private final WsApiSession session;
    private final SessionMethods own;
    private final TimestampUnit unit;
    private final WsApiEncoder messages;
    private final boolean showsLimits;

    WsApiConnection(WsApi sockets, SocketClient client, StreamLink line) {
        this.sockets = sockets;
        this.client = client;
        this.line = line;
        this.showsLimits = !client.address()
                .query()
                .getOrDefault(RETURN_RATE_LIMITS, "true")
                .equals("false");
        this.unit = TimestampUnit.ofQuery(client.address().query()).orElse(TimestampUnit.MILLISECOND);
        this.messages = new WsApiEncoder(sockets.clock(), unit);
        this.session = new WsApiSession(client, sockets.keys(), sockets.clock());
        this.own = new SessionMethods(
                session,
                new WsApiSubscriptions(sockets, session, line, unit),
                client,
                sockets.tokens(),
                sockets.clock(),
                showsLimits);
    }

    @Override
    public void begin() {
        if (!Set.of("true", "false").contains(client.address().query().getOrDefault(RETURN_RATE_LIMITS, "true"))) {
            line.close("returnRateLimits must be true or false");
        }
        if (TimestampUnit.ofQuery(client.address().query()).isEmpty()) {
            line.close(TimestampUnit.PARAMETER + " " + TimestampUnit.RULE);
        }
    }

    @Override
    public void refuse(Refusal why) {
        line.say(messages.refused(NullNode.getInstance(), why));
    }

    @Override
    public Optional<String> lastWord() {
        long now = Timestamp.of(sockets.clock().instant()).in(unit);
        return Optional.of("{\"event\":{\"e\":\"serverShutdown\",\"E\":" + now + "}}");
    }

    @Override
    public Optional<String> reasonToPart() {
        Optional<String> reason = sockets.reasonToPart(client.tenant());
        return reason.isPresent() ? reason : session.reasonToPart();
    }

    @Override
    public void hear(String text) {
        switch (WsApiMessage.parse(text)) {
            case WsApiMessage.Malformed(JsonNode id, Refusal why) -> line.say(messages.refused(id, why));
            case WsApiMessage.Request request -> answer(request);
        }
    }

    private void answer(WsApiMessage.Request request) {
        Optional<WsApiMethods.Method> method = sockets.methods().find(request.method());
        try {
            if (method.isPresent()) {
                operate(request, method.get());
            } else {
                SessionMethods.Reply reply = refusing(request, () -> own.answer(request));
                line.say(messages.result(request.id(), reply.result(), shown(request, reply.left())));
                reply.behind().forEach(line::say);
            }
        } catch (Refusal refused) {
            line.say(messages.refused(request.id(), refused));
        }
    }

    private void operate(WsApiMessage.Request request, WsApiMethods.Method method) {
        Admitted admitted = refusing(request, () -> admitted(request, method));
        Supplier<String> answer = () -> answered(request, method.operation(), admitted);
        if (!method.isRead() || !line.sayLater(answer)) {
            line.say(answer.get());
        }
    }

    /** A request that passed the limits. */
    private record Admitted(WsApiCall call, List<RateLimitUsage> limits) {}

    private Admitted admitted(WsApiMessage.Request request, WsApiMethods.Method method) {
        Operation operation = method.operation();
        Set<String> taken = new HashSet<>(operation.takes());
        taken.addAll(WsApiSession.SIGNING);
        taken.add(RETURN_RATE_LIMITS);
        Params params = new Params(request.params());
        params.requireOnly(taken);
        Optional<WsApiSession.AuthenticatedCaller> asker = operation.access() instanceof Access.Anybody
                ? session.volunteered(request.params())
                : Optional.of(session.require(request.params(), method.isRead()));
        SocketClient.SocketMessage message = new SocketClient.SocketMessage(
                "WS " + request.method(),
                operation.access(),
                operation.whole(),
                operation.cancels(),
                operation.weight());
        Optional<Caller> caller = asker.map(WsApiSession.AuthenticatedCaller::caller);
        List<RateLimitUsage> limits = shown(request, client.admit(message, caller));
        String key = params.text("apiKey")
                .or(() -> session.loggedOn().map(WsApiSession.AuthenticatedCaller::key))
                .orElse("");
        return new Admitted(new WsApiCall(client, message, caller, key, params), limits);
    }

    private List<RateLimitUsage> shown(WsApiMessage.Request request, Optional<RateLimits.Verdict.Granted> left) {
        boolean isRequested =
                new Params(request.params()).flag(RETURN_RATE_LIMITS).orElse(showsLimits);
        return isRequested ? left.map(RateLimitUsage::weight).stream().toList() : List.of();
    }

    private String answered(WsApiMessage.Request request, Operation operation, Admitted admitted) {
        try {
            Object result = refusing(request, () -> operation.answer(admitted.call()));
            return messages.result(request.id(), result, admitted.limits());
        } catch (Refusal refused) {
            return messages.refused(request.id(), refused);
        }
    }

    /** Converts every failure to a refusal, as over HTTP. */
    private static <T> T refusing(WsApiMessage.Request request, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refused) {
            throw refused;
        } catch (RuntimeException failed) {
            if (failed instanceof TransientFault transientFault) {
                LOG.warn("{} over the WebSocket API: {}", request.method(), failed.getMessage());
                throw Refusal.unavailable(transientFault.away());
            }
            LOG.error("{} over the WebSocket API failed", request.method(), failed);
            throw BinanceErrorCode.UNKNOWN.refusal("An unknown error occurred while processing the request.");
        }
    }
}
