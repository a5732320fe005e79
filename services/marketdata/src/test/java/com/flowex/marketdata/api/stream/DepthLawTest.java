package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.ClientOutput;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamConnection;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.view.LiveMarkets;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.marketdata.view.SeededLog;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.telemetry.TenantLabels;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.Seeds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;

@Timeout(900)
class DepthLawTest {

    /** How a client of the law behaves. */
    private enum Habit {
        /** Takes every message. */
        STEADY,
        /** A change in ten is lost on the way. */
        LOSSY,
        /** A message in ten comes twice. */
        DOUBLING,
        /** A message in ten comes after the one behind it. */
        SHUFFLING,
        /** Takes a message only now and then, so that the server has to conflate. */
        SLOW
    }

    /** A client that keeps one book, over connection after connection. */
    private static final class Client {

        private final StreamHub hub;
        private final Habit habit;
        private final Random random;
        private final Semaphore mayTake = new Semaphore(0);
        private final SharedBook book;
        private StreamConnection connection;
        private int reconnects;
        private volatile boolean patient;
        private final AtomicInteger held = new AtomicInteger();

        Client(StreamHub hub, Habit habit, long seed) {
            this.hub = hub;
            this.habit = habit;
            this.random = new Random(seed);
            this.book = new SharedBook(new Scale(2), new Scale(4));
            this.connection = connect();
        }

        private StreamConnection connect() {
            ClientOutlet outlet = new ClientOutlet();
            StreamConnection opened = hub.admit(SocketClient.inside(1), outlet);
            outlet.connection.complete(opened);
            opened.received(SUBSCRIBE);
            return opened;
        }

        /** The connection is lost without a word. */
        void reconnect() {
            reconnects++;
            patient = true;
            mayTake.release(1_000_000);
            connection.end();
            Await.until(() -> connection.isEnded());
            mayTake.drainPermits();
            book.lost();
            patient = false;
            connection = connect();
        }

        /** Without this the whole log would be one conflated message. */
        void awaitSequence(PublicMarket market) {
            long deadline = System.nanoTime() + 300_000_000_000L;
            while (book.sequence() != market.view().depth().depth().sequence() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(SHORT_NANOS);
            }
        }

        void step() {
            if (random.nextInt(3) == 0) {
                mayTake.release();
            }
            if (random.nextInt(400) == 0) {
                reconnect();
            }
        }

        void takeEverything() {
            patient = true;
            mayTake.release(1_000_000);
        }

        private final class ClientOutlet implements ClientOutput {

            private final CompletableFuture<StreamConnection> connection = new CompletableFuture<>();
            private String late = "";

            @Override
            public void send(List<String> texts) {
                texts.forEach(this::send);
            }

            private void send(String text) {
                if (habit == Habit.SLOW && !patient) {
                    mayTake.acquireUninterruptibly();
                    held.incrementAndGet();
                }
                boolean mayBeLost = habit == Habit.LOSSY && !patient && text.startsWith("{\"type\":\"depth\"");
                if (mayBeLost && random.nextInt(10) == 0) {
                    return;
                }
                if (habit == Habit.SHUFFLING && !patient && late.isEmpty() && random.nextInt(10) == 0) {
                    late = text;
                    return;
                }
                take(text);
                if (!late.isEmpty()) {
                    take(late);
                    late = "";
                }
                if (habit == Habit.DOUBLING && !patient && random.nextInt(10) == 0) {
                    take(text);
                }
            }

            private void take(String text) {
                if (book.on(text)) {
                    connection.join().received(SUBSCRIBE);
                }
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void ping() {}

            @Override
            public void pong() {}

            @Override
            public void close(int code, String reason) {}

            @Override
            public void cut() {}
        }
    }

    /** Time in which another thread takes a change; one that spins takes the processor from it. */
    private static final long SHORT_NANOS = 20_000;

    private static final int COMMANDS = 10_000;

    /**
     * That many changes at the end of the book are never lost or held: the loss of the very last ones cannot be
     * noticed.
     */
    private static final int QUIET = 20;

    private static final String SUBSCRIBE = "{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USD\"}";

    /**
     * Failure 17: depth deltas that are dropped, doubled or come late.
     *
     * <p>Goal: whoever follows the documented rule ends with the engine's book. Method: the engine runs a random log; the
     * market is published at random moments; reference clients that are slow, that lose messages, get them twice or in another order, and
     * that lose their connections keep a book by the rule alone, and all end equal.
     */
    @ParameterizedTest
    @Seeds({20_261_120, 1, 2, 3})
    void everyClientThatFollowsTheRuleEndsWithTheEnginesBook(long seed) {
        SeededLog log = new SeededLog(seed, COMMANDS);
        Random random = new Random(seed);
        LiveMarkets live = new LiveMarkets(new PublicMarkets());
        for (int i = 0; i < 8; i++) {
            live.apply(log.next());
        }
        StreamHub hub = new MarketChannels(live::markets, _ -> true, StreamLimits.DEFAULT, StreamClock.SYSTEM)
                .hub(
                        new StreamMetrics(
                                "flowex.market.data.stream",
                                "market data",
                                new SimpleMeterRegistry(),
                                new TenantLabels()),
                        new Workers(new Health(), new SimpleMeterRegistry()));
        Client steady = new Client(hub, Habit.STEADY, seed);
        Client lossy = new Client(hub, Habit.LOSSY, seed);
        Client slow = new Client(hub, Habit.SLOW, seed);
        Client doubling = new Client(hub, Habit.DOUBLING, seed);
        Client shuffling = new Client(hub, Habit.SHUFFLING, seed);
        List<Client> clients = List.of(steady, lossy, doubling, shuffling, slow);
        int quietFrom = quietFrom(seed);
        for (int command = 8; log.hasNext(); command++) {
            live.apply(log.next());
            if (command == quietFrom) {
                clients.forEach(Client::takeEverything);
            }
            if (random.nextInt(4) == 0) {
                live.publish();
                if (command < quietFrom) {
                    clients.forEach(Client::step);
                    steady.awaitSequence(live.market());
                }
            }
        }
        live.publish();
        PublicMarket market = live.market();
        for (Client client : clients) {
            Await.until(() ->
                    client.book.sequence() == market.view().depth().depth().sequence());
            assertEquals(log.book(1, Side.BUY), client.book.levels(Side.BUY), () -> "seed " + seed);
            assertEquals(log.book(1, Side.SELL), client.book.levels(Side.SELL), () -> "seed " + seed);
            assertTrue(client.reconnects > 0);
        }
        for (Client mishap : List.of(lossy, doubling, shuffling)) {
            assertTrue(mishap.book.gaps() > 0, "the rule was needed");
        }
        assertTrue(slow.held.get() > 0, "the slow one was slow");
        assertEquals(0, steady.book.gaps());
        assertEquals(0, slow.book.gaps(), "conflation leaves no gap");
        hub.close();
    }

    /** The command that brings the first of the last changes. */
    private static int quietFrom(long seed) {
        SeededLog log = new SeededLog(seed, COMMANDS);
        LiveMarkets live = new LiveMarkets(new PublicMarkets());
        for (int i = 0; i < 8; i++) {
            live.apply(log.next());
        }
        Deque<Integer> changes = new ArrayDeque<>();
        long known = -1;
        for (int command = 8; log.hasNext(); command++) {
            live.apply(log.next());
            live.publish();
            long sequence = live.market().view().depth().depth().sequence();
            if (sequence != known) {
                known = sequence;
                changes.addLast(command);
            }
            if (changes.size() > QUIET) {
                changes.removeFirst();
            }
        }
        return changes.getFirst();
    }
}
