package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Pool of open connections, which replaces each broken one. */
public final class LoadConnections implements AutoCloseable {

    private static final long TIMEOUT_NANOS = 10_000_000_000L;
    private static final long RECONNECT_NANOS = 5_000_000_000L;
    private static final long RECONNECT_PAUSE_NANOS = 100_000_000;

    private final Deque<Connection> free = new ArrayDeque<>();
    private final Set<Connection> open = new HashSet<>();
    private final Deque<Connection> broken = new ArrayDeque<>();
    private final InetSocketAddress address;
    private final Selector selector;

    /**
     * Opens the connections.
     *
     * @throws LoadTestException if no server listens at the address for some seconds
     */
    public LoadConnections(InetSocketAddress address, int count) throws IOException {
        this.address = address;
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            connect();
        }
    }

    public boolean isAnyFree() {
        return !free.isEmpty();
    }

    public Connection take() {
        return free.pop();
    }

    public void release(Connection connection) {
        free.push(connection);
    }

    /** Marks a connection for the next {@link #replaceBroken}. */
    public void broke(Connection connection) {
        broken.add(connection);
    }

    /**
     * Passes each readable connection to the reader; waits for the first up to the given milliseconds, or not at all.
     */
    public void poll(int waitMillis, Consumer<Connection> reader) throws IOException {
        Consumer<SelectionKey> ready = key -> reader.accept((Connection) key.attachment());
        if (waitMillis == 0) {
            selector.selectNow(ready);
        } else {
            selector.select(ready, waitMillis);
        }
    }

    /** Breaks connections whose answer is overdue: a late answer must not meet the next order. */
    public void breakOverdue(long nowNanos) {
        open.stream().filter(each -> each.isOverdue(nowNanos, TIMEOUT_NANOS)).forEach(broken::add);
    }

    /** Breaks connections that still wait for an answer. */
    void breakBusy() {
        open.stream().filter(each -> each.order() != Connection.IDLE).forEach(broken::add);
    }

    /**
     * Opens a new connection for each broken one.
     *
     * @param lost takes the index of each order that was in flight
     */
    public void replaceBroken(IntConsumer lost) {
        while (!broken.isEmpty()) {
            Connection connection = broken.pop();
            if (open.remove(connection)) {
                free.remove(connection);
                connection.close();
                if (connection.order() != Connection.IDLE) {
                    lost.accept(connection.order());
                }
                connect();
            }
        }
    }

    private void connect() {
        long deadlineNanos = System.nanoTime() + RECONNECT_NANOS;
        while (true) {
            try {
                Connection connection = Connection.open(address, selector);
                open.add(connection);
                free.push(connection);
                return;
            } catch (IOException refused) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new LoadTestException("no answer at " + address);
                }
                LockSupport.parkNanos(RECONNECT_PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        List.copyOf(open).forEach(Connection::close);
        selector.close();
    }
}
