package com.flowex.access.http.server;

import com.flowex.access.http.route.Policies;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Protocol detection by the first byte of a connection. A request begins with a letter. Other data, such as a TLS
 * greeting, has no end of a first line to wait for, and is answered at once.
 */
final class ProtocolDetector implements ServerConnectionSelector {

    private final ServerConnectionSelector http;
    private final Policies policies;

    ProtocolDetector(ServerConnectionSelector http, Policies policies) {
        this.http = http;
        this.policies = policies;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new DetectedConnection(context, http.connection(context), policies);
    }

    /** Returns true for a letter, and for the line breaks that old clients send first. */
    private static boolean mayBeginARequest(byte first) {
        return first > ' ' && first < 0x7F || first == '\r' || first == '\n';
    }

    private static final class DetectedConnection implements ServerConnection, InterruptableTask<Void> {

        private final ConnectionContext context;
        private final ServerConnection http;
        private final Policies policies;
        private volatile @Nullable Thread waiting;

        DetectedConnection(ConnectionContext context, ServerConnection http, Policies policies) {
            this.context = context;
            this.http = http;
            this.policies = policies;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            if (!policies.connections().open(peer())) {
                context.dataWriter().writeNow(BufferData.create(TransportProblem.tooManyConnections()));
                throw new CloseConnectionException("this address has enough connections");
            }
            try {
                greet(limit);
            } finally {
                policies.connections().close(peer());
            }
        }

        private void greet(Limit limit) throws InterruptedException {
            waiting = Thread.currentThread();
            if (!mayBeginARequest(first())) {
                MalformedTraffic.count(policies, peer());
                context.dataWriter().writeNow(BufferData.create(TransportProblem.noHttp()));
                throw new CloseConnectionException("the client speaks no HTTP");
            }
            waiting = null;
            MalformedTraffic.within(peer(), () -> http.handle(limit));
        }

        private InetAddress peer() {
            return ((InetSocketAddress) context.remotePeer().address()).getAddress();
        }

        private byte first() {
            try {
                context.dataReader().ensureAvailable();
                return context.dataReader().lookup();
            } catch (DataReader.InsufficientDataAvailableException e) {
                throw new CloseConnectionException("the client went away without a request", e);
            }
        }

        @Override
        public boolean canInterrupt() {
            return waiting != null || http instanceof InterruptableTask<?> task && task.canInterrupt();
        }

        /** Returns the time since the connection was opened, as long as nothing came. */
        @Override
        public Duration idleTime() {
            return http.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            http.close(interrupt);
            @Nullable Thread silent = waiting;
            if (silent != null) {
                silent.interrupt();
            }
        }
    }
}
