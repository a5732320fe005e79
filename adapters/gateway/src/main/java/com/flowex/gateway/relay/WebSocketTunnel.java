package com.flowex.gateway.relay;

import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamConnection;
import com.flowex.platform.jobs.AsyncTask;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket connection between a client and a service. Each direction holds one piece of some kilobytes and no
 * further ones, so a slow reader slows its writer. When one side ends, its last bytes still arrive, and then the other
 * side is ended too.
 */
final class WebSocketTunnel implements ServerConnection {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTunnel.class);

    /** Time for the service's last bytes after its client has gone. */
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(5);

    private final ConnectionContext context;
    private final UpstreamConnection service;
    private final Upstream upstream;
    private final RelayMetrics figures;
    private final CountDownLatch serviceEnded = new CountDownLatch(1);
    private volatile @Nullable Thread reading;

    WebSocketTunnel(ConnectionContext context, UpstreamConnection service, Upstream upstream, RelayMetrics figures) {
        this.context = context;
        this.service = service;
        this.upstream = upstream;
        this.figures = figures;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        upstream.entered();
        figures.socketOpened();
        reading = Thread.currentThread();
        AsyncTask.begin("gateway-socket", this::fromService);
        try {
            fromClient();
            service.endSending();
            serviceEnded.await(FAREWELL_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a WebSocket connection ended without a close frame", e);
        } finally {
            reading = null;
            service.close();
            figures.socketEnded();
            upstream.left();
        }
    }

    private void fromClient() throws IOException {
        DataReader reader = context.dataReader();
        try {
            while (serviceEnded.getCount() > 0) {
                reader.ensureAvailable();
                service.send(reader.readBuffer(reader.available()));
            }
        } catch (DataReader.InsufficientDataAvailableException e) {
            LOG.debug("the client has closed its WebSocket, and its last messages are forwarded");
        }
    }

    private void fromService() {
        try {
            byte[] piece = service.next();
            while (piece.length > 0) {
                context.dataWriter().writeNow(BufferData.create(piece));
                piece = service.next();
            }
        } catch (IOException | RuntimeException e) { // Helidon reports a lost client by its own exceptions
            LOG.debug("the client no longer accepts messages", e);
        } finally {
            serviceEnded.countDown();
            @Nullable Thread waiting = reading;
            if (waiting != null) {
                // It waits for a client that has got everything.
                waiting.interrupt();
            }
        }
    }

    @Override
    public Duration idleTime() {
        // Both sides have heartbeats of their own; the gateway ends no connection for being quiet.
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        service.close();
    }
}
