package com.flowex.access.http.admission;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.caller.RequestId;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.connection.ConnectionTimeouts;
import com.flowex.access.http.response.HttpStatuses;
import com.flowex.access.http.route.Dialect;
import com.flowex.access.http.route.Limiter;
import com.flowex.access.http.route.Policies;
import com.flowex.access.http.server.TransportProblem;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.tenancy.Feature;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.logging.LogContext;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket handshakes: a handshake counts against its sender's budgets like a request, holds a slot until the
 * connection ends, and is refused with a problem document.
 */
public final class WebSocketUpgrader extends WsUpgrader {

    /** Number of requests that a handshake counts as, because a stream costs more than one read of the same data. */
    static final int WEIGHT = 5;

    /** Client of the present handshake, for the listener that is created during it. */
    private static final ScopedValue<SocketClient> CLIENT = ScopedValue.newInstance();

    private final List<SocketRoute> routes;
    private final Authentication authentication;
    private final Policies policies;
    private final ConnectionTimeouts timeouts;

    public WebSocketUpgrader(
            List<SocketRoute> routes, Authentication authentication, Policies policies, ConnectionTimeouts timeouts) {
        super(WsConfig.create());
        this.routes = List.copyOf(routes);
        this.authentication = authentication;
        this.policies = policies;
        this.timeouts = timeouts;
    }

    public WsRouting.Builder routing() {
        WsRouting.Builder routing = WsRouting.builder();
        routes.forEach(
                route -> routing.endpoint(route.path(), () -> route.listenerOf().apply(CLIENT.get())));
        return routing;
    }

    /** @return null if this is an ordinary request after all */
    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        String path = prologue.uriPath().path();
        Optional<SocketRoute> route =
                routes.stream().filter(each -> each.accepts(path)).findFirst();
        if (route.isEmpty() || !headers.contains(WS_KEY)) {
            return null;
        }
        InetAddress peer = ((InetSocketAddress) context.remotePeer().address()).getAddress();
        InetAddress from =
                policies.addresses().of(peer, headers, prologue.method().text(), target(prologue));
        try {
            Optional<Limiter> limiter = policies.limiter().filter(all -> !all.isBenchmark(headers, peer));
            Visitor visitor = visitor(route.get(), prologue, headers, limiter, from);
            String counted = "GET " + route.get().path();
            limiter.ifPresent(limits -> admit(limits.limits(), counted, visitor, headers, from));
            policies.slots().take(from, limiter.isPresent());
            SocketClient client = client(visitor, prologue, limiter, from);
            return register(client, from, () -> super.upgrade(context, prologue, headers));
        } catch (Refusal refused) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.OTHER)
                    .status(Status.create(HttpStatuses.of(refused)))
                    .request(new Refused(prologue, ServerRequestHeaders.create(headers), refused))
                    .message(refused.detail())
                    .build();
        }
    }

    /** Tenant of a handshake, and its sender if there is a credential. */
    private record Visitor(int tenant, Optional<Caller> caller) {}

    /**
     * Returns the tenant and the sender. A page cannot add headers to a WebSocket, so {@code ?tenant=slug} replaces
     * {@code X-Tenant}.
     */
    private Visitor visitor(
            SocketRoute route, HttpPrologue prologue, Headers headers, Optional<Limiter> limiter, InetAddress from) {
        try {
            Optional<Caller> caller = authentication.volunteered(
                    asking(prologue, headers, from, LimitedSocketAdmission.toll(limiter, from)));
            route.takes().requireNothingElse(prologue.query());
            String requested = prologue.query().first(SocketRoute.TENANT).orElse("");
            int proven = caller.map(Caller::tenant).orElse(0);
            int tenant = policies.tenancy().settle(headers, proven, requested);
            policies.tenancy().requireOn(Feature.STREAMS, tenant);
            return new Visitor(tenant, caller);
        } catch (Refusal refused) {
            // A client that guesses tenants or keys is limited like an address without a token.
            limiter.ifPresent(limits -> LimitedSocketAdmission.countUnknown(limits, from, WEIGHT));
            throw refused;
        }
    }

    private SocketClient client(Visitor visitor, HttpPrologue prologue, Optional<Limiter> limiter, InetAddress from) {
        UriQuery query = prologue.query();
        Map<String, String> fields = query.names().stream()
                .collect(
                        Collectors.toMap(name -> name, name -> query.first(name).orElse("")));
        return new SocketClient(
                visitor.tenant(),
                visitor.caller(),
                new SocketClient.Address(prologue.uriPath().path(), fields),
                limiter.map(limits -> limits.limits().messages()),
                new LimitedSocketAdmission(authentication, policies.tenancy(), limiter, visitor.tenant(), from),
                from);
    }

    private static Authentication.Asking asking(
            HttpPrologue prologue, Headers headers, InetAddress from, Runnable toll) {
        SignatureScheme.SentRequest sent =
                new SignatureScheme.SentRequest(headers, prologue.method().text(), target(prologue), () -> new byte[0]);
        return new Authentication.Asking(sent, Dialect.NATIVE.signing(), from, toll);
    }

    /** Returns path and query as sent. */
    private static String target(HttpPrologue prologue) {
        String query = prologue.query().rawValue();
        String path = prologue.uriPath().rawPath();
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static void admit(RateLimits limits, String route, Visitor visitor, Headers headers, InetAddress from) {
        int tenant = visitor.tenant();
        if (visitor.caller().isPresent()) {
            Caller known = visitor.caller().get();
            Limiter.require(limits.known(route, Limiter.sender(known), WEIGHT));
        } else if (headers.contains(HeaderNames.AUTHORIZATION)) {
            Limiter.require(limits.anonymous(route, tenant, from, WEIGHT));
            throw Refusal.unauthorized("the access token is not valid");
        } else {
            Limiter.require(limits.publicData(route, tenant, from, WEIGHT));
        }
    }

    private interface Upgrade {
        @Nullable
        ServerConnection run();
    }

    private @Nullable ServerConnection register(SocketClient client, InetAddress from, Upgrade upgrade) {
        boolean sits = false;
        try {
            @Nullable
            ServerConnection socket = ScopedValue.where(CLIENT, client).call(upgrade::run);
            sits = socket != null;
            if (socket == null) {
                return null;
            }
            timeouts.release();
            return new SlottedConnection(socket, client, () -> policies.slots().leave(from));
        } finally {
            if (!sits) {
                policies.slots().leave(from);
            }
        }
    }

    /** Connection that releases its slot when it ends. */
    private record SlottedConnection(ServerConnection socket, SocketClient client, Runnable leave)
            implements ServerConnection {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            LogContext.request(RequestId.fresh());
            LogContext.tenant(client.tenant());
            client.caller().ifPresent(caller -> LogContext.user(caller.userId()));
            try {
                socket.handle(limit);
            } catch (IllegalArgumentException reserved) {
                // A frame that the server cannot name; it would answer with a response of HTTP inside the stream.
                if (socket instanceof WsSession session) {
                    session.close(WsCloseCodes.PROTOCOL_ERROR, "this is no frame of RFC 6455");
                }
                throw new CloseConnectionException("not a frame of RFC 6455", reserved);
            } finally {
                LogContext.clear();
                leave.run();
            }
        }

        @Override
        public Duration idleTime() {
            return socket.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            socket.close(interrupt);
        }
    }

    /** Refused handshake with its reason; {@link TransportProblem} answers it. */
    public record Refused(HttpPrologue prologue, ServerRequestHeaders headers, Refusal why)
            implements DirectHandler.TransportRequest {

        @Override
        public String protocolVersion() {
            return prologue.rawProtocol();
        }

        @Override
        public String method() {
            return prologue.method().text();
        }

        @Override
        public String path() {
            return prologue.uriPath().rawPath();
        }
    }
}
