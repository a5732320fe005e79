package com.flowex.binance.wsapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.Code;
import com.flowex.edge.access.Caller;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.SocketGuest;
import com.flowex.edge.limits.RateLimits;
import com.flowex.edge.stream.Conversation;
import com.flowex.edge.stream.Line;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.work.Passing;
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
final class ApiConversation implements Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(ApiConversation.class);

    /**
     * Parameter that shows or hides rate limits in answers: in the address for all of them, in a request for its own.
     */
    static final String RETURN_RATE_LIMITS = "returnRateLimits";

    private final ApiSockets sockets;
    private final SocketGuest guest;
    private final Line line;
    private final ApiSession session;
    private final SessionMethods own;
    private final boolean showsLimits;

    ApiConversation(ApiSockets sockets, SocketGuest guest, Line line) {
        this.sockets = sockets;
        this.guest = guest;
        this.line = line;
        this.showsLimits = !guest.address()
                .query()
                .getOrDefault(RETURN_RATE_LIMITS, "true")
                .equals("false");
        this.session = new ApiSession(guest, sockets.keys(), sockets.clock());
        this.own = new SessionMethods(
                session, new ApiSubscriptions(sockets, session, line), guest, sockets.clock(), showsLimits);
    }

    @Override
    public void begin() {
        if (!Set.of("true", "false").contains(guest.address().query().getOrDefault(RETURN_RATE_LIMITS, "true"))) {
            line.close("returnRateLimits must be true or false");
        }
    }

    @Override
    public void refuse(Refusal why) {
        line.say(sockets.messages().refused(NullNode.getInstance(), why));
    }

    @Override
    public Optional<String> lastWord() {
        return Optional.of(
                "{\"event\":{\"e\":\"serverShutdown\",\"E\":" + sockets.clock().millis() + "}}");
    }

    @Override
    public Optional<String> reasonToPart() {
        Optional<String> reason = sockets.reasonToPart(guest.tenant());
        return reason.isPresent() ? reason : session.reasonToPart();
    }

    @Override
    public void hear(String text) {
        switch (ApiMessage.parse(text)) {
            case ApiMessage.Malformed(JsonNode id, Refusal why) ->
                line.say(sockets.messages().refused(id, why));
            case ApiMessage.Request request -> answer(request);
        }
    }

    private void answer(ApiMessage.Request request) {
        Optional<ApiMethods.Method> method = sockets.methods().find(request.method());
        try {
            if (method.isPresent()) {
                operate(request, method.get());
            } else {
                SessionMethods.Reply reply = refusing(request, () -> own.answer(request));
                line.say(sockets.messages().result(request.id(), reply.result(), shown(request, reply.left())));
                reply.behind().forEach(line::say);
            }
        } catch (Refusal refused) {
            line.say(sockets.messages().refused(request.id(), refused));
        }
    }

    private void operate(ApiMessage.Request request, ApiMethods.Method method) {
        Admitted admitted = refusing(request, () -> admitted(request, method));
        Supplier<String> answer = () -> answered(request, method.operation(), admitted);
        if (!method.isRead() || !line.sayLater(answer)) {
            line.say(answer.get());
        }
    }

    /** A request that passed the limits. */
    private record Admitted(FrameCall call, List<LimitShown> limits) {}

    private Admitted admitted(ApiMessage.Request request, ApiMethods.Method method) {
        Operation operation = method.operation();
        Set<String> taken = new HashSet<>(operation.takes());
        taken.addAll(ApiSession.SIGNING);
        taken.add(RETURN_RATE_LIMITS);
        Params params = new Params(request.params());
        params.requireOnly(taken);
        Optional<ApiSession.Proven> asker = operation.access() instanceof Access.Anybody
                ? session.volunteered(request.params())
                : Optional.of(session.require(request.params(), method.isRead()));
        SocketGuest.Asked asked = new SocketGuest.Asked(
                "WS " + request.method(),
                operation.access(),
                operation.whole(),
                operation.cancels(),
                operation.weight());
        Optional<Caller> caller = asker.map(ApiSession.Proven::caller);
        List<LimitShown> limits = shown(request, guest.admit(asked, caller));
        String key = params.text("apiKey")
                .or(() -> session.loggedOn().map(ApiSession.Proven::key))
                .orElse("");
        return new Admitted(new FrameCall(guest, asked, caller, key, params), limits);
    }

    private List<LimitShown> shown(ApiMessage.Request request, Optional<RateLimits.Verdict.Granted> left) {
        boolean wanted = new Params(request.params()).flag(RETURN_RATE_LIMITS).orElse(showsLimits);
        return wanted ? left.map(LimitShown::weight).stream().toList() : List.of();
    }

    private String answered(ApiMessage.Request request, Operation operation, Admitted admitted) {
        try {
            Object result = refusing(request, () -> operation.answer(admitted.call()));
            return sockets.messages().result(request.id(), result, admitted.limits());
        } catch (Refusal refused) {
            return sockets.messages().refused(request.id(), refused);
        }
    }

    /** Converts every failure to a refusal, as over HTTP. */
    private static <T> T refusing(ApiMessage.Request request, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refused) {
            throw refused;
        } catch (RuntimeException failed) {
            if (failed instanceof Passing passing) {
                LOG.warn("{} over the WebSocket API: {}", request.method(), failed.getMessage());
                throw Refusal.unavailable(passing.away());
            }
            LOG.error("{} over the WebSocket API failed", request.method(), failed);
            throw Code.UNKNOWN.refusal("An unknown error occurred while processing the request.");
        }
    }
}
