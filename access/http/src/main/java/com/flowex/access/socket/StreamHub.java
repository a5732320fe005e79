package com.flowex.access.socket;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of one stream: it admits, supervises and closes them. */
public final class StreamHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

    private static final Duration INSPECTION = Duration.ofSeconds(1);

    private static final long GOODBYES_NANOS = 500_000_000;
    private static final long GOODBYES_LOOK_NANOS = 10_000_000;

    private final String name;
    private final StreamLimits limits;
    private final BiFunction<SocketClient, StreamLink, StreamProtocol> conversations;
    private final StreamClock clock;
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private final FrameCache frames = new FrameCache();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StreamMetrics figures;
    private final ConnectionFailureLog failures;
    private final Worker inspector;

    /**
     * Creates a hub without connections.
     *
     * @param name name of the stream and its threads: {@code market-data}
     * @param conversations creates the protocol of a new client
     * @param figures metrics
     */
    public StreamHub(
            String name,
            BiFunction<SocketClient, StreamLink, StreamProtocol> conversations,
            StreamLimits limits,
            StreamClock clock,
            StreamMetrics figures,
            Workers workers) {
        this.name = name;
        this.conversations = conversations;
        this.limits = limits;
        this.clock = clock;
        this.figures = figures;
        this.failures = new ConnectionFailureLog(name, clock);
        this.inspector = workers.every(name + "-inspector", INSPECTION, this::inspect);
    }

    /** Starts the supervision of the connections. */
    public void start() {
        inspector.start();
    }

    /** Returns the listener of a new WebSocket, for the HTTP server. */
    public WsListener listener(SocketClient client) {
        return new StreamListener(this, client);
    }

    /** Returns the number of open connections. */
    public int connections() {
        return connections.size();
    }

    /** Admits a client with this output; {@link #listener} does it for WebSockets. */
    public StreamConnection admit(SocketClient client, ClientOutput out) {
        StreamConnection connection = new StreamConnection(this, figures.of(client.tenant()), out);
        connection.speak(conversations.apply(client, connection));
        connections.add(connection);
        connection.counted().opened();
        if (closed.getCount() == 0) {
            connection.close(CloseCode.GOING_AWAY, "going_away");
        } else if (connections.size() > limits.connectionsMax()) {
            connection.close(CloseCode.TRY_AGAIN_LATER, "too_many_connections");
        }
        connection.start();
        return connection;
    }

    String name() {
        return name;
    }

    StreamLimits limits() {
        return limits;
    }

    /** Returns the cache of frames for its connections. */
    FrameCache frames() {
        return frames;
    }

    StreamClock clock() {
        return clock;
    }

    /** Notes that a client left without closing: this is usual on the internet, so it is logged only at debug level. */
    void lost(RuntimeException why) {
        LOG.debug("a client of the stream {} has left", name, why);
    }

    void failed(RuntimeException failure) {
        failures.failed(failure);
    }

    void ended(StreamConnection connection, StreamProtocol conversation) {
        try {
            conversation.ended();
        } catch (RuntimeException e) {
            failures.failed(e);
        } finally {
            connections.remove(connection);
            connection.counted().ended();
        }
    }

    /** Checks every connection, also after one that fails. */
    private void inspect() {
        failures.report();
        List<RuntimeException> broken = new ArrayList<>();
        for (StreamConnection connection : connections) {
            try {
                connection.inspect();
            } catch (RuntimeException e) {
                broken.add(e);
            }
        }
        if (!broken.isEmpty()) {
            throw broken.getFirst();
        }
    }

    /**
     * Closes every connection and gives the clients a moment to answer; later a silent one is cut by its own sender. It
     * may be called twice.
     */
    @Override
    public void close() {
        closed.countDown();
        inspector.close();
        sayGoodbye();
        long giveUp = System.nanoTime() + GOODBYES_NANOS;
        while (!connections.isEmpty() && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(GOODBYES_LOOK_NANOS);
        }
        failures.close();
    }

    /** Closes every connection; clients may reconnect at once. */
    public void sayGoodbye() {
        connections.forEach(connection -> connection.close(CloseCode.GOING_AWAY, "going_away"));
    }
}
