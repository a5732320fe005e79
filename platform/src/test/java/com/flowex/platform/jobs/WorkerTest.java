package com.flowex.platform.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.platform.health.Health;
import com.flowex.platform.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Background work that cannot die silently: closes finding F16. */
@Timeout(900)
class WorkerTest {

    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers(health, meters);
    private final AtomicInteger turns = new AtomicInteger();
    private volatile @Nullable Throwable fault;

    /** The exception of a turn, without the compiler's knowing. */
    private void turn() throws Exception {
        turns.incrementAndGet();
        switch (fault) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @Test
    void workerContinuesAfterAnyThrowableAndReportsItMeanwhile() {
        try (Worker worker =
                workers.every("post", Duration.ofMillis(1), this::turn).start()) {
            Await.until(() -> turns.get() > 3);
            assertEquals(Health.UP, worker.state());
            for (Throwable wrong : new Throwable[] {
                new IllegalStateException("a bug"), new StackOverflowError("deep"), new java.io.IOException("no disk")
            }) {
                fault = wrong;
                Await.until(() -> says(String.valueOf(wrong.getMessage())));
                assertTrue(health.ready(), "requests are served all the same");
                assertEquals(
                        0,
                        meters.get("flowex.worker.up")
                                .tag("worker", "post")
                                .gauge()
                                .value());
                int before = turns.get();
                Await.until(() -> turns.get() > before + 1);
                fault = null;
                Await.until(() -> health.states().equals(Map.of("post", Health.UP)));
            }
            assertTrue(meters.get("flowex.worker.failures")
                            .tag("worker", "post")
                            .counter()
                            .count()
                    >= 6);
            assertEquals(
                    1,
                    meters.get("flowex.worker.up").tag("worker", "post").gauge().value());
        }
        assertEquals(Map.of(), health.states());
    }

    /** A service that restarts is one line at the beginning and one at the end, without a stack trace. */
    @Test
    void aSystemThatIsAwayIsLoggedWithoutAStackTrace() {
        Logger log = (Logger) LoggerFactory.getLogger(Worker.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        fault = new IllegalStateException("not sent", new ConnectException("Connection refused"));
        try (Worker worker =
                workers.every("away", Duration.ofMillis(1), this::turn).start()) {
            Await.until(() -> turns.get() > 2);
            fault = null;
            Await.until(() -> worker.state().equals(Health.UP));
        } finally {
            log.detachAppender(lines);
        }
        List<ILoggingEvent> outages = lines.list.stream()
                .filter(line -> line.getFormattedMessage().startsWith("away "))
                .toList();
        assertEquals(2, outages.size(), outages.toString());
        assertTrue(outages.stream().allMatch(line -> line.getThrowableProxy() == null), outages.toString());
        assertTrue(outages.getLast().getFormattedMessage().startsWith("away works again after "), outages.toString());
    }

    @Test
    void aTaskThatAnOutageEndsIsOneLine() {
        Logger log = (Logger) LoggerFactory.getLogger(AsyncTask.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            AsyncTask.begin("lost", () -> {
                throw new IllegalStateException("not sent", new ConnectException("Connection refused"));
            });
            Await.until(() -> !lines.list.isEmpty());
        } finally {
            log.detachAppender(lines);
        }
        assertEquals(1, lines.list.size());
        assertNull(lines.list.getFirst().getThrowableProxy());
    }

    private boolean says(String why) {
        return health.states().get("post") instanceof Health.State.Degraded(String text) && text.endsWith(": " + why);
    }

    @Test
    void aStrangersInterruptDoesNotEndIt() throws InterruptedException {
        LinkedBlockingQueue<Integer> waiting = new LinkedBlockingQueue<>();
        AtomicReference<Thread> thread = new AtomicReference<>(Thread.currentThread());
        try (Worker worker = workers.always("post", () -> {
                    thread.set(Thread.currentThread());
                    turns.addAndGet(waiting.take());
                })
                .start()) {
            waiting.put(1);
            Await.until(() -> turns.get() == 1);
            Thread interrupted = Objects.requireNonNull(thread.get());
            interrupted.interrupt();
            Await.until(() -> worker.state() instanceof Health.State.Degraded);

            waiting.put(10);
            Await.until(() -> turns.get() == 11);

            Await.until(() -> worker.state().equals(Health.UP));
            worker.cut(Duration.ofMinutes(5));
            assertFalse(interrupted.isAlive());
        }
    }

    @Test
    void closingWaitsForTheTurnThatIsBeingTakenAndCutsThePause() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Worker worker = workers.atOnceAndEvery("retention", Duration.ofDays(1), () -> {
                    begun.countDown();
                    ended.incrementAndGet();
                })
                .start();
        begun.await();

        worker.close();

        assertEquals(1, ended.get());
        workers.every("never begun", Duration.ofDays(1), this::turn).close();
        assertEquals(0, turns.get());
    }
}
