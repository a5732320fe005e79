package com.flowex.binance.wsapi;

import com.flowex.access.Edge;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.access.tenancy.Feature;
import com.flowex.binance.call.Operations;
import com.flowex.binance.user.ListenTokens;
import com.flowex.binance.user.UserStreams;
import io.helidon.websocket.WsListener;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Wiring of {@code /ws-api/v3}: its connections, and their shared parts. */
public final class WsApi implements AutoCloseable {

    /** Maximum number of accounts whose user data one connection gets. */
    private static final int SUBSCRIPTIONS_MAX = 16;

    private final Edge edge;
    private final ApiKeys keys;
    private final WsApiMethods methods;
    private final UserStreams users;
    private final ListenTokens tokens;
    private final InstantSource clock;
    private final StreamHub hub;

    /** @param operations operations; those with a method are available */
    public WsApi(
            Edge edge,
            ApiKeys keys,
            Operations operations,
            UserStreams users,
            ListenTokens tokens,
            InstantSource clock) {
        this.edge = edge;
        this.keys = keys;
        this.methods = new WsApiMethods(operations);
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
        StreamMetrics figures = new StreamMetrics(
                "flowex.binance.api",
                "Binance WebSocket API",
                edge.platform().telemetry().registry(),
                edge.platform().telemetry().tenantLabels());
        this.hub = new StreamHub(
                "binance-api",
                (client, line) -> new WsApiConnection(this, client, line),
                StreamLimits.DEFAULT.with(SUBSCRIPTIONS_MAX, StreamLimits.DEFAULT.messageLengthMax()),
                StreamClock.SYSTEM,
                figures,
                edge.platform().workers());
    }

    public void start() {
        hub.start();
    }

    /** Returns the listener for a new WebSocket. */
    public WsListener listener(SocketClient client) {
        return hub.listener(client);
    }

    ApiKeys keys() {
        return keys;
    }

    /** Returns the names of all methods. */
    public Set<String> names() {
        return methods.names();
    }

    WsApiMethods methods() {
        return methods;
    }

    UserStreams users() {
        return users;
    }

    ListenTokens tokens() {
        return tokens;
    }

    InstantSource clock() {
        return clock;
    }

    /** Returns the reason why all connections of a tenant must end, if there is one. */
    Optional<String> reasonToPart(int tenant) {
        return edge.tenants().offers(tenant, Feature.STREAMS) ? Optional.empty() : Optional.of("tenant_suspended");
    }

    /** Says goodbye to the clients; called before the HTTP server stops, which would cut them off. */
    @Override
    public void close() {
        hub.close();
    }
}
