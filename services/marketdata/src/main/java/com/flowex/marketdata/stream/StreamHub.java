package com.flowex.marketdata.stream;

import com.flowex.edge.http.SocketGuest;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.market.PublicMarkets;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of the stream: lets them in, looks after them, says goodbye to them. */
public final class StreamHub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

    private static final Duration INSPECTION = Duration.ofSeconds(1);

    private static final long GOODBYES_NANOS = 500_000_000;
    private static final long GOODBYES_LOOK_NANOS = 10_000_000;

    private final Supplier<PublicMarkets> markets;
    private final StreamLimits limits;
    private final IntPredicate tenants;
    private final StreamClock clock;
    private final TickerTexts tickers = new TickerTexts();
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StreamFigures figures;
    private final Worker inspector;

    /**
     * A hub without connections.
     *
     * @param markets the markets as they are now
     * @param tenants which tenants have streams now; the connections of others are closed
     * @param figures where what happens is counted
     */
    public StreamHub(
            Supplier<PublicMarkets> markets,
            StreamLimits limits,
            StreamClock clock,
            IntPredicate tenants,
            StreamFigures figures,
            Workers workers) {
        this.markets = markets;
        this.limits = limits;
        this.tenants = tenants;
        this.clock = clock;
        this.figures = figures;
        this.inspector = workers.every("market-data-inspector", INSPECTION, this::inspect);
    }

    /** Starts looking after the connections. */
    public void start() {
        inspector.start();
    }

    /** What the HTTP server calls for each new WebSocket. */
    public WsListener listener(SocketGuest guest) {
        return new StreamListener(this, guest);
    }

    /** Connections right now. */
    public int connections() {
        return connections.size();
    }

    StreamConnection admit(int tenant, Outlet out) {
        StreamConnection connection = new StreamConnection(this, tenant, figures.of(tenant), out);
        connections.add(connection);
        connection.figures().opened();
        if (closed.getCount() == 0) {
            connection.close(StreamConnection.GOING_AWAY, "going_away");
        } else if (connections.size() > limits.connectionsMax()) {
            connection.close(StreamConnection.TRY_AGAIN_LATER, "too_many_connections");
        }
        connection.start();
        return connection;
    }

    boolean mayServe(int tenant) {
        return tenants.test(tenant);
    }

    StreamLimits limits() {
        return limits;
    }

    StreamClock clock() {
        return clock;
    }

    Optional<PublicMarket> market(int tenant, String symbol) {
        return markets.get().find(tenant, symbol);
    }

    Channel channel(StreamRequest.Kind kind, PublicMarket market) {
        return switch (kind) {
            case DEPTH -> new DepthChannel(market);
            case TRADES -> new TradesChannel(market);
            case TICKER -> new TickerChannel(market, tickers, clock);
        };
    }

    /** A client went without a goodbye: usual on the internet, so it is only noted for whoever looks closely. */
    void lost(RuntimeException why) {
        LOG.debug("a market data client is gone", why);
    }

    void ended(StreamConnection connection) {
        connections.remove(connection);
        connection.figures().ended();
    }

    /** Every one, also behind one that fails. */
    private void inspect() {
        List<RuntimeException> failures = new ArrayList<>();
        for (StreamConnection connection : connections) {
            try {
                connection.inspect();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /**
     * Says goodbye to every connection and gives the clients a moment to answer; who does not is cut later, by its own
     * sender. Closing twice is fine.
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
    }

    /** Closes every connection; clients may come back at once. */
    public void sayGoodbye() {
        connections.forEach(connection -> connection.close(StreamConnection.GOING_AWAY, "going_away"));
    }
}
