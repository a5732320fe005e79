package com.flowex.gateway.relay;

import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamConnection;
import com.flowex.ground.work.Aside;
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
 * A client and a service that speak WebSocket through the gateway. Each direction has one piece of some kilobytes on its way and no more: who
 * reads slowly is written to slowly, and the other side notices. Where one side ends, what it said still arrives, and the other is ended
 * too.
 */
final class SocketPair implements ServerConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SocketPair.class);

    /** A service that was told that its client has gone may say so much longer what it has to say. */
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(5);

    private final ConnectionContext context;
    private final UpstreamConnection service;
    private final Upstream upstream;
    private final RelayFigures figures;
    private final CountDownLatch serviceEnded = new CountDownLatch(1);
    private volatile @Nullable Thread reading;

    SocketPair(ConnectionContext context, UpstreamConnection service, Upstream upstream, RelayFigures figures) {
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
        Aside.begin("gateway-socket", this::fromService);
        try {
            fromClient();
            service.endSending();
            serviceEnded.await(FAREWELL_MAX.toNanos(), TimeUnit.NANOSECONDS);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("a WebSocket ended without a farewell", gone);
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
        } catch (DataReader.InsufficientDataAvailableException gone) {
            LOG.debug("the client has ended, and what it said has been handed on");
        }
    }

    private void fromService() {
        try {
            byte[] piece = service.next();
            while (piece.length > 0) {
                context.dataWriter().writeNow(BufferData.create(piece));
                piece = service.next();
            }
        } catch (IOException | RuntimeException gone) { // Helidon says that a client has gone by exceptions of its own
            LOG.debug("the client takes no more", gone);
        } finally {
            serviceEnded.countDown();
            @Nullable Thread waiting = reading;
            if (waiting != null) {
                // It waits for a client who has been told everything.
                waiting.interrupt();
            }
        }
    }

    @Override
    public Duration idleTime() {
        // Both sides have heartbeats of their own; the gateway ends nothing because it is quiet.
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        service.close();
    }
}
