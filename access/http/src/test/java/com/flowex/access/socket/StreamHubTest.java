package com.flowex.access.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.testing.TestStreamClock;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.telemetry.TenantLabels;
import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Guarantees of a connection to its conversation, without a network. */
@Timeout(900)
class StreamHubTest {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ends = new AtomicInteger();
    private volatile String parting = "";
    private final CountDownLatch answers = new CountDownLatch(1);
    private final StreamHub hub = hub(
            new StreamLimits(2, 2, 4_096, 8, 1_000, 1, seconds(60), seconds(60), seconds(60), Duration.ofMillis(200)));

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    private StreamHub hub(StreamLimits limits) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        StreamHub opened = new StreamHub(
                "test",
                (_, line) -> new Talk(line),
                limits,
                StreamClock.SYSTEM,
                new StreamMetrics("flowex.test", "test", meters, new TenantLabels()),
                new Workers(new Health(), meters));
        opened.start();
        return opened;
    }

    @AfterEach
    void close() {
        answers.countDown();
        hub.close();
    }

    /** Follows the test's instructions. */
    private final class Talk implements StreamProtocol {

        private final StreamLink line;

        Talk(StreamLink line) {
            this.line = line;
        }

        @Override
        public void begin() {
            line.say("hello");
        }

        @Override
        public void hear(String text) {
            String topic = text.substring(text.indexOf(' ') + 1);
            switch (text.substring(0, text.indexOf(' '))) {
                case "follow" -> line.say(line.follow(topic, new Once(topic)) ? "following" : "too many");
                case "break" -> line.follow(topic, new Broken());
                case "leave" -> line.say(line.leave(topic) + " " + line.topics());
                case "later" -> line.say(line.sayLater(this::slow) ? "wait" : "busy");
                case "part" -> line.close(topic);
                default -> line.say(text);
            }
        }

        private String slow() {
            Await.until(() -> answers.getCount() == 0);
            return "answer";
        }

        @Override
        public void refuse(Refusal why) {
            line.say(why.code().code());
        }

        @Override
        public Optional<String> reasonToPart() {
            return Optional.of(parting).filter(reason -> !reason.isEmpty());
        }

        @Override
        public void ended() {
            ends.incrementAndGet();
        }
    }

    /** Says its name, once. */
    private static final class Once implements Channel {

        private final String name;
        private boolean isSent;

        Once(String name) {
            this.name = name;
        }

        @Override
        public Progress send(Consumer<String> out) {
            if (!isSent) {
                out.accept(name);
                isSent = true;
            }
            return Progress.Done.DONE;
        }

        @Override
        public News news() {
            return News.NONE;
        }
    }

    private static final class Broken implements Channel {
        @Override
        public Progress send(Consumer<String> out) {
            throw new IllegalStateException("a fault of ours");
        }

        @Override
        public News news() {
            return News.NONE;
        }
    }

    /** A client that takes everything, or loses its socket. */
    private final class Taker implements ClientOutput {

        private final AtomicInteger cuts = new AtomicInteger();
        private final AtomicInteger pings = new AtomicInteger();
        private volatile boolean isOpen = true;
        private volatile boolean isLost;

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void send(List<String> texts) {
            if (isLost) {
                throw new IllegalStateException("connection reset");
            }
            batches.add(texts.size());
            sent.addAll(texts);
        }

        @Override
        public void ping() {
            pings.incrementAndGet();
        }

        @Override
        public void pong() {}

        @Override
        public void close(int code, String reason) {
            sent.add(code + " " + reason);
        }

        @Override
        public void cut() {
            cuts.incrementAndGet();
            isOpen = false;
        }
    }

    private StreamConnection connect(ClientOutput out) {
        return hub.admit(SocketClient.inside(1), out);
    }

    private void awaitSent(String... texts) {
        Await.until(() -> sent.size() >= texts.length);
        assertEquals(List.of(texts), List.copyOf(sent));
    }

    private void awaitOneEnd(StreamConnection connection) {
        Await.until(connection::isEnded);
        connection.end();
        connection.cut();
        assertEquals(0, hub.connections());
        assertEquals(1, ends.get());
    }

    @Test
    void anAcknowledgementComesBeforeTheFirstMessageOfItsChannel() {
        StreamConnection connection = connect(new Taker());
        connection.received("follow a");
        awaitSent("hello", "following", "a");
        connection.received("follow a"); // again: anew
        connection.received("follow b");
        connection.received("follow c");
        connection.received("leave a");
        Await.until(() -> sent.contains("true [b]"));
        assertTrue(sent.contains("too many"));
    }

    /** An acknowledgement and what it is of are one write. */
    @Test
    void acknowledgementAndFirstMessageAreSentInOneWrite() {
        StreamConnection connection = connect(new Taker());
        awaitSent("hello");
        connection.received("follow a");
        awaitSent("hello", "following", "a");
        assertEquals(List.of(1, 2), List.copyOf(batches));
    }

    /** Silence: the sender waits without an end, and the hub wakes it when its ping is due. */
    @Test
    void aQuietConnectionIsPinged() {
        StreamHub quick = hub(new StreamLimits(
                2, 2, 4_096, 8, 1_000, 1, Duration.ofMillis(50), seconds(60), seconds(60), seconds(1)));
        try (quick) {
            Taker client = new Taker();
            quick.admit(SocketClient.inside(1), client);
            Await.until(() -> client.pings.get() >= 2);
        }
    }

    @Test
    void anAnswerThatTakesTimeHoldsNothingUpAndThereAreNotManyAtOnce() {
        StreamConnection connection = connect(new Taker());
        connection.received("later 1");
        connection.received("later 2");
        connection.received("say on");
        awaitSent("hello", "wait", "busy", "say on");
        answers.countDown();
        awaitSent("hello", "wait", "busy", "say on", "answer");
        connection.received("later 3");
        awaitSent("hello", "wait", "busy", "say on", "answer", "wait", "answer");
    }

    @Test
    void aClientThatLeavesHasEndedOnce() {
        StreamConnection connection = connect(new Taker());
        connection.end();
        awaitOneEnd(connection);
    }

    @Test
    void aClientThatIsCutHasEndedOnce() {
        Taker client = new Taker();
        StreamConnection connection = connect(client);
        connection.cut();
        awaitOneEnd(connection);
        assertTrue(client.cuts.get() > 0);
    }

    @Test
    void aSocketThatIsLostHasEndedOnce() {
        Taker client = new Taker();
        StreamConnection connection = connect(client);
        awaitSent("hello");
        client.isLost = true;
        connection.received("say something");
        awaitOneEnd(connection);
    }

    @Test
    void expelledClientReceivesTheReasonAndEndsOnce() {
        StreamConnection connection = connect(new Taker());
        awaitSent("hello");
        parting = "tenant_suspended";
        awaitSent("hello", "1008 tenant_suspended");
        awaitOneEnd(connection);
    }

    @Test
    void internalErrorIsReportedAndEndsOnlyItsConnection() {
        StreamConnection connection = connect(new Taker());
        StreamConnection other = connect(new Taker());
        awaitSent("hello", "hello");
        connection.received("break it");
        awaitSent("hello", "hello", "1011 internal_error");
        Await.until(connection::isEnded);
        assertEquals(1, ends.get());
        assertFalse(other.isEnded());
    }

    private static RuntimeException outage() {
        return new DatabaseUnavailableException("the database does not answer", new SQLException());
    }

    /** A database that restarted logged an error with a trace for every connection. */
    @Test
    void aCauseThatEndsManyConnectionsIsLoggedOnceAndCounted() {
        AtomicLong now = new AtomicLong();
        StreamClock clock = new TestStreamClock(now::get, () -> 0);
        Logger logger = (Logger) LoggerFactory.getLogger(StreamHub.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            ConnectionFailureLog log = new ConnectionFailureLog("outages", clock);
            log.failed(outage());
            log.failed(outage());
            log.failed(new IllegalStateException("a fault of ours"));
            log.failed(outage());
            log.report();
            now.addAndGet(seconds(60).toNanos());
            log.report();
            log.failed(outage());
            log.close();
        } finally {
            logger.detachAppender(lines);
        }
        assertEquals(
                List.of(
                        "WARN connections of the stream outages are closed: the database does not answer",
                        "ERROR a connection of the stream outages failed and is closed",
                        "WARN 2 more connections of the stream outages were closed within a minute: the database does not answer",
                        "WARN connections of the stream outages are closed: the database does not answer"),
                List.copyOf(lines.list).stream()
                        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                        .filter(line -> line.contains("outages"))
                        .toList());
    }

    @Test
    void refusedConnectionEndsToo() {
        connect(new Taker());
        connect(new Taker());
        Await.until(() -> sent.size() == 2);
        StreamConnection third = connect(new Taker());
        Await.until(third::isEnded);
        assertTrue(sent.contains("1013 too_many_connections"));
        assertEquals(1, ends.get());
    }

    @Test
    void aHubThatClosesEndsEachConnectionOnce() {
        StreamConnection one = connect(new Taker());
        StreamConnection two = connect(new Taker());
        hub.close();
        Await.until(() -> one.isEnded() && two.isEnded());
        assertEquals(2, ends.get());
        assertEquals(0, hub.connections());
    }

    /** The backlog of a busy sender is bounded in characters as well as in messages. */
    @Test
    void clientThatSendsFasterThanItIsAnsweredIsClosed() {
        StreamConnection connection = connect(new Taker());
        awaitSent("hello");
        connection.received("x ".repeat(600));
        awaitSent("hello", "1008 too_many_requests");
        awaitOneEnd(connection);
    }

    @Test
    void topicsAreListedInTheOrderInWhichTheyBegan() {
        StreamConnection connection = connect(new Taker());
        connection.received("follow b");
        connection.received("follow a");
        connection.received("leave nothing");
        Await.until(() -> sent.contains("false [b, a]"));
    }
}
