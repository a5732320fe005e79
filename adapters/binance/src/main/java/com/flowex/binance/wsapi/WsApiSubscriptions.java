package com.flowex.binance.wsapi;

import com.flowex.access.socket.StreamLink;
import com.flowex.binance.dialect.BinanceErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * User data subscriptions of one connection: one per account, with numbers that are never reused. Used by the
 * connection's sender only.
 */
final class WsApiSubscriptions {

    private final WsApi sockets;
    private final WsApiSession session;
    private final StreamLink line;
    private final Map<Long, WsApiSession.AuthenticatedCaller> all = new LinkedHashMap<>();
    private long next;

    WsApiSubscriptions(WsApi sockets, WsApiSession session, StreamLink line) {
        this.sockets = sockets;
        this.session = session;
        this.line = line;
    }

    /**
     * Begins to send an account's events.
     *
     * @return number that is sent with each event
     * @throws com.flowex.platform.errors.Refusal if the account is subscribed already, or there are too many
     *     subscriptions
     */
    long begin(WsApiSession.AuthenticatedCaller caller) {
        if (has(caller)) {
            throw BinanceErrorCode.SUBSCRIPTION_ACTIVE.refusal("User Data Stream subscription already active.");
        }
        long id = next;
        var channel = sockets.users().of(caller.caller().account(), event -> wrapped(id, event));
        if (!line.follow(id, channel)) {
            throw BinanceErrorCode.TOO_MANY_REQUESTS.refusal("This connection has as many subscriptions as it may.");
        }
        next++;
        all.put(id, caller);
        session.stays(caller);
        return id;
    }

    /** True if the account is subscribed. */
    boolean has(WsApiSession.AuthenticatedCaller caller) {
        return all.values().stream()
                .anyMatch(each -> each.caller().account().equals(caller.caller().account()));
    }

    /** Returns all subscriptions in the form for clients. */
    List<Map<String, Object>> shown() {
        return all.keySet().stream()
                .map(id -> Map.<String, Object>of("subscriptionId", id))
                .toList();
    }

    /**
     * Ends a subscription.
     *
     * @return messages about its end, to be sent after the answer
     * @throws com.flowex.platform.errors.Refusal if there is none
     */
    List<String> end(long id) {
        WsApiSession.AuthenticatedCaller caller = all.remove(id);
        if (caller == null) {
            throw BinanceErrorCode.SUBSCRIPTION_INACTIVE.refusal("User Data Stream subscription not active.");
        }
        line.leave(id);
        session.leaves(caller);
        Map<String, Object> over = new LinkedHashMap<>();
        over.put("e", "eventStreamTerminated");
        over.put("E", sockets.clock().millis());
        return List.of(WsApiEncoder.json(wrapped(id, over)));
    }

    List<String> endAll() {
        List<String> messages = new ArrayList<>();
        List.copyOf(all.keySet()).forEach(id -> messages.addAll(end(id)));
        return messages;
    }

    /** Ends the subscriptions of an account. */
    List<String> endOf(WsApiSession.AuthenticatedCaller caller) {
        List<String> messages = new ArrayList<>();
        Map.copyOf(all).forEach((id, each) -> {
            if (each.caller().account().equals(caller.caller().account())) {
                messages.addAll(end(id));
            }
        });
        return messages;
    }

    private static Map<String, Object> wrapped(long id, Map<String, Object> event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("subscriptionId", id);
        message.put("event", event);
        return message;
    }
}
