package com.flowex.binance.wsapi;

import com.flowex.binance.call.Operations;
import com.flowex.binance.user.UserStreams;
import com.flowex.edge.Edge;
import com.flowex.edge.access.ApiKeys;
import com.flowex.edge.http.SocketGuest;
import com.flowex.edge.stream.StreamClock;
import com.flowex.edge.stream.StreamFigures;
import com.flowex.edge.stream.StreamHub;
import com.flowex.edge.stream.StreamLimits;
import com.flowex.edge.tenancy.Feature;
import com.flowex.edge.tenancy.Tenant;
import io.helidon.websocket.WsListener;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** {@code /ws-api/v3}, wired: its connections, and what they have in common. */
public final class ApiSockets implements AutoCloseable {

    /** Accounts whose user data one connection is sent. */
    private static final int SUBSCRIPTIONS_MAX = 16;

    private final Edge edge;
    private final ApiKeys keys;
    private final ApiMethods methods;
    private final UserStreams users;
    private final InstantSource clock;
    private final ApiMessages messages;
    private final StreamHub hub;

    /** @param operations of which those that have a method may be asked */
    public ApiSockets(Edge edge, ApiKeys keys, Operations operations, UserStreams users, InstantSource clock) {
        this.edge = edge;
        this.keys = keys;
        this.methods = new ApiMethods(operations);
        this.users = users;
        this.clock = clock;
        this.messages = new ApiMessages(clock);
        StreamFigures figures = new StreamFigures(
                "flowex.binance.api",
                "Binance WebSocket API",
                edge.ground().telemetry().registry(),
                edge.ground().telemetry().tenantLabels());
        this.hub = new StreamHub(
                "binance-api",
                (guest, line) -> new ApiConversation(this, guest, line),
                StreamLimits.DEFAULT.with(SUBSCRIPTIONS_MAX, StreamLimits.DEFAULT.messageLengthMax()),
                StreamClock.SYSTEM,
                figures,
                edge.ground().workers());
    }

    public void start() {
        hub.start();
    }

    /** What the HTTP server calls for each new WebSocket. */
    public WsListener listener(SocketGuest guest) {
        return hub.listener(guest);
    }

    ApiKeys keys() {
        return keys;
    }

    /** The names of all methods. */
    public Set<String> names() {
        return methods.names();
    }

    ApiMethods methods() {
        return methods;
    }

    UserStreams users() {
        return users;
    }

    ApiMessages messages() {
        return messages;
    }

    InstantSource clock() {
        return clock;
    }

    /** Why nobody of a tenant may stay, if so. */
    Optional<String> reasonToPart(int tenant) {
        Tenant known = edge.tenants().byNumber(tenant);
        boolean stays = known != null && known.isActive() && known.isOn(Feature.STREAMS);
        return stays ? Optional.empty() : Optional.of("tenant_suspended");
    }

    /** Says goodbye to the clients: before the HTTP server stops, which would cut them off. */
    @Override
    public void close() {
        hub.close();
    }
}
