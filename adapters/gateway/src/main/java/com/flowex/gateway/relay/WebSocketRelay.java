package com.flowex.gateway.relay;

import com.flowex.access.http.caller.ClientAddress;
import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamConnection;
import com.flowex.gateway.upstream.UpstreamException;
import com.flowex.gateway.upstream.UpstreamResponse;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Relay of WebSockets. The handshake is relayed like other calls; after it both sides' bytes pass through unchanged. A
 * client gets a service's refusal as the service wrote it.
 */
public final class WebSocketRelay implements Http1Upgrader {

    private static final int SWITCHING = 101;

    /** Greatest length of the document that explains a refused handshake. */
    private static final int REFUSAL_BYTES_MAX = 65_536;

    private static final List<String> UPGRADE = List.of("Connection: Upgrade", "Upgrade: websocket");

    private final RouteResolver asking;
    private final ClientAddress addresses;
    private final RequestHeadWriter heads;
    private final CallDeadlines clock;
    private final RelayMetrics figures;

    public WebSocketRelay(RouteResolver asking, ClientAddress addresses, RelayContext parts) {
        this.asking = asking;
        this.addresses = addresses;
        this.heads = parts.heads();
        this.clock = parts.clock();
        this.figures = parts.figures();
    }

    @Override
    public String supportedProtocol() {
        return "websocket";
    }

    @Override
    public ServerConnection upgrade(ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        InetAddress peer = ((InetSocketAddress) context.remotePeer().address()).getAddress();
        RelayedCall visit = RelayedCall.of(prologue, headers, addresses.of(peer, headers));
        Optional<RouteResolver.LiveRoute> route = asking.of(visit.path());
        if (route.isEmpty() || visit.isDoubtful()) {
            throw refused(
                    context, "none", visit, visit.isDoubtful() ? RelayRefusal.DOUBTFUL_PATH : RelayRefusal.NO_ROUTE);
        }
        clock.allow(route.get().route().firstByte());
        long start = System.nanoTime();
        try {
            return shakeHands(context, route.get(), visit, start);
        } finally {
            clock.release();
        }
    }

    private ServerConnection shakeHands(
            ConnectionContext context, RouteResolver.LiveRoute route, RelayedCall visit, long start) {
        Set<Upstream> tried = new HashSet<>();
        RelayRefusal refusal = RelayRefusal.NO_UPSTREAM;
        // An upstream that cannot be reached has not seen the request, so the next one is tried.
        for (Optional<Upstream> picked = route.pick(tried); picked.isPresent(); picked = route.pick(tried)) {
            Upstream upstream = picked.get();
            tried.add(upstream);
            try {
                return shakeHands(context, route, visit, upstream);
            } catch (UpstreamException fault) {
                upstream.failed(fault);
                refusal = RelayRefusal.of(fault, true);
                if (fault.kind() != UpstreamException.Kind.NOT_CONNECTED) {
                    break;
                }
            }
        }
        figures.answered(route.route(), refusal.status(), System.nanoTime() - start);
        throw refused(context, route.route().prefix(), visit, refusal);
    }

    private ServerConnection shakeHands(
            ConnectionContext context, RouteResolver.LiveRoute route, RelayedCall visit, Upstream upstream)
            throws UpstreamException {
        // Not a pooled connection: this one will not be returned.
        UpstreamConnection connection = upstream.freshConnection();
        boolean relayed = false;
        try {
            connection.send(heads.of(visit, UPGRADE));
            UpstreamResponse answer = connection.answer(false, route.route().firstByte());
            upstream.answered();
            if (answer.status() != SWITCHING) {
                context.dataWriter().writeNow(BufferData.create(refusal(answer)));
                throw new CloseConnectionException("the service refused");
            }
            context.dataWriter().writeNow(BufferData.create(head(answer, "")));
            connection.readTimeout(Duration.ZERO);
            relayed = true;
            return new WebSocketTunnel(context, connection, upstream, figures);
        } catch (IOException e) {
            throw new UpstreamException(UpstreamException.Kind.BROKE_OFF, "broke off within a handshake", e);
        } finally {
            if (!relayed) {
                connection.close();
            }
        }
    }

    /** Returns the service's answer unchanged; the connection ends after it. */
    private static byte[] refusal(UpstreamResponse answer) throws IOException {
        byte[] body = answer.body().readNBytes(REFUSAL_BYTES_MAX);
        byte[] head = head(answer, "Content-Length: " + body.length + "\r\nConnection: close\r\n");
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static byte[] head(UpstreamResponse answer, String framing) {
        boolean switches = answer.status() == SWITCHING;
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(Status.create(answer.status()).text())
                .append("\r\n");
        if (switches) {
            head.append("Connection: Upgrade\r\nUpgrade: websocket\r\n");
        }
        Set<String> named = RequestHeadWriter.named(answer.headers());
        for (Header header : answer.headers()) {
            if (!RequestHeadWriter.isHop(header, named)) {
                header.allValues().forEach(value -> head.append(header.name())
                        .append(": ")
                        .append(value)
                        .append("\r\n"));
            }
        }
        return head.append(framing).append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private CloseConnectionException refused(
            ConnectionContext context, String route, RelayedCall visit, RelayRefusal refusal) {
        figures.refused(route, refusal);
        context.dataWriter().writeNow(BufferData.create(refusal.raw(visit.id())));
        return new CloseConnectionException(refusal.detail());
    }
}
