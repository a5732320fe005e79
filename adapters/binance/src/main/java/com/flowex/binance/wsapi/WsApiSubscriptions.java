package com.flowex.binance.wsapi;

import com.flowex.access.socket.StreamLink;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.dialect.TimestampUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * User data subscriptions of one connection: one per account, with numbers that are never reused. One by a listen token
 * ends with the token, unless a later token or a signature extends it. Used by the connection's sender only.
 */
final class WsApiSubscriptions {

    private final WsApi sockets;
    private final WsApiSession session;
    private final StreamLink line;
    private final TimestampUnit unit;
    private final Map<Long, UserDataChannel> all = new LinkedHashMap<>();
    private long next;

    /** @param unit unit of the times */
    WsApiSubscriptions(WsApi sockets, WsApiSession session, StreamLink line, TimestampUnit unit) {
        this.sockets = sockets;
        this.session = session;
        this.line = line;
        this.unit = unit;
    }

    /**
     * Begins to send an account's events.
     *
     * @return number that is sent with each event
     * @throws com.flowex.platform.errors.Refusal if the account is subscribed already, or there are too many
     *     subscriptions
     */
    long begin(WsApiSession.AuthenticatedCaller caller) {
        if (find(caller)
                .filter(known -> known.endsAtMillis() == UserDataChannel.NEVER)
                .isPresent()) {
            throw BinanceErrorCode.SUBSCRIPTION_ACTIVE.refusal("User Data Stream subscription already active.");
        }
        return beginUntil(caller, UserDataChannel.NEVER);
    }

    /**
     * Begins to send an account's events until a time, or extends the account's subscription to it.
     *
     * @return number that is sent with each event
     * @throws com.flowex.platform.errors.Refusal if there are too many subscriptions
     */
    long beginUntil(WsApiSession.AuthenticatedCaller caller, long endsAtMillis) {
        Optional<UserDataChannel> known = find(caller);
        if (known.isPresent()) {
            extend(known.get(), caller, endsAtMillis);
            return known.get().number();
        }
        long id = next;
        UserDataChannel channel = new UserDataChannel(
                id,
                sockets.users().of(caller.account(), unit, event -> wrapped(id, event)),
                caller,
                endsAtMillis,
                sockets.clock(),
                this::ended);
        if (!line.follow(id, channel)) {
            throw BinanceErrorCode.TOO_MANY_REQUESTS.refusal("This connection has as many subscriptions as it may.");
        }
        next++;
        all.put(id, channel);
        session.stays(caller);
        return id;
    }

    private void extend(UserDataChannel known, WsApiSession.AuthenticatedCaller by, long untilMillis) {
        if (known.endsAtMillis() < untilMillis) {
            session.leaves(known.caller());
            known.extend(by, untilMillis);
            session.stays(by);
        }
    }

    /** True if the account is subscribed. */
    boolean has(WsApiSession.AuthenticatedCaller caller) {
        return find(caller).isPresent();
    }

    private Optional<UserDataChannel> find(WsApiSession.AuthenticatedCaller caller) {
        removeEnded();
        return all.values().stream()
                .filter(each -> each.caller().account().equals(caller.account()))
                .findFirst();
    }

    private String ended(UserDataChannel channel) {
        session.leaves(channel.caller());
        return terminated(channel.number());
    }

    private void removeEnded() {
        List.copyOf(all.values()).stream().filter(UserDataChannel::isOver).forEach(this::remove);
    }

    private void remove(UserDataChannel channel) {
        all.remove(channel.number());
        line.leave(channel.number());
        session.leaves(channel.caller());
    }

    /** Returns all subscriptions in the form for clients. */
    List<Map<String, Object>> shown() {
        removeEnded();
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
        removeEnded();
        UserDataChannel channel = all.get(id);
        if (channel == null) {
            throw BinanceErrorCode.SUBSCRIPTION_INACTIVE.refusal("User Data Stream subscription not active.");
        }
        remove(channel);
        return List.of(terminated(id));
    }

    private String terminated(long id) {
        Map<String, Object> over = new LinkedHashMap<>();
        over.put("e", "eventStreamTerminated");
        over.put("E", Timestamp.of(sockets.clock().instant()));
        return unit.text(wrapped(id, over));
    }

    List<String> endAll() {
        removeEnded();
        List<String> messages = new ArrayList<>();
        List.copyOf(all.keySet()).forEach(id -> messages.addAll(end(id)));
        return messages;
    }

    /** Ends the subscriptions of an account. */
    List<String> endOf(WsApiSession.AuthenticatedCaller caller) {
        return find(caller).map(known -> end(known.number())).orElse(List.of());
    }

    private static Map<String, Object> wrapped(long id, Map<String, Object> event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("subscriptionId", id);
        message.put("event", event);
        return message;
    }
}
