package com.flowex.benchmarks.load.flood;

import com.flowex.benchmarks.load.LoadRun;
import com.flowex.benchmarks.load.client.Connection;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.HttpReply;
import com.flowex.benchmarks.load.client.LoadConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Flood of orders from all users of one tenant, at a rate or as fast as they are answered, whatever the answers are. It
 * uses one thread, like {@link LoadRun}.
 */
final class OrderFlood implements Flood {

    private static final int USERS = 10;

    /** Password of the users that {@code scripts/make-tenants.sh} creates. */
    private static final String PASSWORD = "Tenant-user-2026!";

    private static final long PARK_NANOS = 500_000;
    private static final long CHECK_NANOS = 100_000_000;

    private final InetSocketAddress address;
    private final List<byte[]> requests;
    private final int rate;
    private final int connections;
    private volatile boolean over = true;
    private volatile Tally tally = new Tally(0, 0);
    private Thread thread = Thread.currentThread();
    private long sent;
    private long served;

    private OrderFlood(InetSocketAddress address, List<byte[]> requests, int rate, int connections) {
        this.address = address;
        this.requests = requests;
        this.rate = rate;
        this.connections = connections;
    }

    /**
     * Makes a flood of the ten users that {@code scripts/make-tenants.sh} created for this tenant.
     *
     * @param rate requests a second of all users together; 0 for no fixed rate
     */
    static OrderFlood of(URI url, String slug, int rate, int connections) {
        try (ExchangeApi api = new ExchangeApi(url, "X-Tenant", slug)) {
            List<byte[]> requests = IntStream.rangeClosed(1, USERS)
                    .mapToObj(i -> api.login("user" + i + "@" + slug + ".example", PASSWORD))
                    .map(trader -> request(url.getAuthority(), trader.token()))
                    .toList();
            return new OrderFlood(new InetSocketAddress(url.getHost(), url.getPort()), requests, rate, connections);
        }
    }

    private static byte[] request(String host, String token) {
        String body =
                "{\"symbol\":\"BTC-USDT\",\"side\":\"buy\",\"type\":\"limit\",\"price\":\"100.00\",\"quantity\":\"0.0100\"}";
        String head = "POST /api/trading/orders HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void begin() {
        over = false;
        thread = Thread.ofPlatform().start(this::flood);
    }

    @Override
    public Tally end() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return tally;
    }

    private void flood() {
        sent = 0;
        served = 0;
        try (LoadConnections open = new LoadConnections(address, connections)) {
            long startNanos = System.nanoTime();
            long checkedNanos = startNanos;
            while (!over) {
                long nowNanos = System.nanoTime();
                send(open, due(nowNanos - startNanos), nowNanos);
                if (rate != 0) {
                    LockSupport.parkNanos(PARK_NANOS);
                }
                open.poll(rate == 0 ? 1 : 0, connection -> read(open, connection));
                if (nowNanos - checkedNanos > CHECK_NANOS) {
                    checkedNanos = nowNanos;
                    open.breakOverdue(nowNanos);
                }
                open.replaceBroken(_ -> {});
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the flood broke off", e);
        }
        tally = new Tally(sent, served);
    }

    /** Returns the number of requests due by now. */
    private long due(long sinceNanos) {
        return rate == 0 ? Long.MAX_VALUE : sinceNanos * rate / TimeUnit.SECONDS.toNanos(1);
    }

    private void send(LoadConnections open, long due, long nowNanos) {
        while (sent < due && open.isAnyFree()) {
            Connection connection = open.take();
            connection.assign(0, nowNanos, nowNanos);
            try {
                connection.send(requests.get((int) (sent++ % USERS)));
            } catch (IOException e) {
                open.broke(connection);
            }
        }
    }

    private void read(LoadConnections open, Connection connection) {
        try {
            if (connection.receive() >= 0) {
                int status = HttpReply.status(connection.reply());
                // Counts requests that the exchange decided, even if it refused them for lack of funds.
                served += status == 201 || status == 422 ? 1 : 0;
                connection.settle();
                open.release(connection);
            }
        } catch (IOException e) {
            open.broke(connection);
        }
    }
}
