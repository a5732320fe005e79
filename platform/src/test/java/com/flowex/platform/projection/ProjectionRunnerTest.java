package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.health.Health;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failure 5: the checkpoint belongs in the same transaction as what it covers. */
@Timeout(900)
class ProjectionRunnerTest {

    /** Longer than a busy machine takes. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Platform platform = TestPlatform.fresh();
    private final FakeTails tails = new FakeTails();
    private final Numbers numbers = new Numbers();
    private ProjectionRunner runner = new ProjectionRunner(platform, tails, numbers);

    @BeforeEach
    void start() {
        platform.database().migrate("numbers");
        runner.start();
    }

    @AfterEach
    void stop() {
        numbers.gate.countDown();
        runner.close();
        platform.close();
    }

    @Test
    void everyEventIsAppliedOnceAndInOrder() throws InterruptedException {
        emit(1, 500);

        assertTrue(runner.progress().await(500, LONG));

        assertEquals(range(1, 500), applied());
        assertEquals(range(1, 500), numbers.committed);
        assertEquals(new Checkpoint(500, 50_000), checkpoint());
    }

    @Test
    void aRestartGoesOnBehindTheStoredCheckpoint() throws InterruptedException {
        emit(1, 10);
        assertTrue(runner.progress().await(10, LONG));
        restart();
        emit(11, 20);

        assertTrue(runner.progress().await(20, LONG));

        assertEquals(new Checkpoint(10, 1_000), numbers.loadedAt);
        assertEquals(range(1, 20), applied());
    }

    @Test
    void aBatchWithSeveralEventsIsNeverSplit() throws InterruptedException {
        tails.emit(event(1), event(2), event(3));
        tails.emit();
        tails.emit(event(4));

        assertTrue(runner.progress().await(4, LONG));

        assertEquals(range(1, 4), applied());
        assertEquals(new Checkpoint(4, 300), checkpoint());
    }

    @Test
    void unappliableEventStopsTheProjectionWithoutPartialWrites() throws InterruptedException {
        emit(1, 3);
        assertTrue(runner.progress().await(3, LONG));
        numbers.failAt.set(5);
        emit(4, 6);

        Await.until(() -> runner.state() instanceof Health.State.Down);

        assertFalse(platform.health().ready());
        assertFalse(runner.progress().await(6, Duration.ofMillis(50)));
        assertTrue(applied().size() < 5, applied().toString());
        assertEquals(applied().size(), checkpoint().sequence());
        assertInstanceOf(Health.State.Down.class, platform.health().states().get("projection numbers"));
    }

    @Test
    void aLostConnectionIsTriedAgainAndNothingIsAppliedTwice() throws InterruptedException {
        numbers.loseConnectionOnce.set(1);
        emit(1, 3);

        assertTrue(runner.progress().await(3, LONG));

        assertEquals(range(1, 3), applied());
        assertEquals(Health.UP, runner.state());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotRepeated() throws Exception {
        runner.close();
        Checkpoint start = Checkpoint.START;
        Checkpoint end = new Checkpoint(3, 300);
        try (Connection views = platform.database().views().getConnection()) {
            views.setAutoCommit(false);
            Checkpoints.make(views, "numbers");
            assertTrue(Checkpoints.advance(views, "numbers", start, end));
            assertFalse(Checkpoints.advance(views, "numbers", start, end));
            assertEquals(end, Checkpoints.at(views, "numbers"));
            views.rollback();
        }
        runner = new ProjectionRunner(platform, tails, numbers);
        runner.start();
    }

    @Test
    void twoWritersOfOneViewAreNoticedAndTheSecondStops() throws Exception {
        emit(1, 3);
        assertTrue(runner.progress().await(3, LONG));
        try (Connection views = platform.database().views().getConnection();
                Statement statement = views.createStatement()) {
            statement.executeUpdate("UPDATE platform.checkpoints SET sequence = 5, position = 500");
        }
        emit(4, 4);

        Await.until(() -> runner.state() instanceof Health.State.Down);
        assertEquals(range(1, 3), applied());
    }

    /**
     * A process that has just lost the lease may commit the events that this one is about to commit; they are not in
     * this memory, and the next event would miss them. Method: the row of the checkpoint is held until this runner waits for it.
     */
    @Test
    void theSameEventsOfAnotherWriterAreNotTakenForItsOwn() throws Exception {
        emit(1, 3);
        assertTrue(runner.progress().await(3, LONG));
        try (Connection views = platform.database().views().getConnection();
                Statement statement = views.createStatement()) {
            views.setAutoCommit(false);
            statement.executeUpdate("UPDATE platform.checkpoints SET sequence = 4, position = 400");
            emit(4, 4);
            Await.until(() -> isWaiting());
            views.commit();
        }

        Await.until(() -> runner.state() instanceof Health.State.Down);
        assertEquals(range(1, 3), numbers.committed);
        assertEquals(3, runner.progress().applied());
    }

    private boolean isWaiting() {
        return platform.database().query(connection -> {
            try (Statement statement = connection.jdbc().createStatement();
                    ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    /** Closes finding F16: an Error ended the writer's thread without a word. */
    @Test
    void anErrorStopsTheProjectionAsVisiblyAsAnyOtherFault() {
        numbers.dieAt.set(2);
        emit(1, 3);

        Await.until(() -> runner.state() instanceof Health.State.Down);

        assertFalse(platform.health().ready());
    }

    /** Closes finding F16: a batch whose taking was interrupted counted as taken, and the next one was written behind it. */
    @Test
    void interruptedReaderStopsAndReportsIt() throws InterruptedException {
        emit(1, 3);
        assertTrue(runner.progress().await(3, LONG));
        numbers.gate = new CountDownLatch(1);
        // More than is kept in memory: whoever emits waits, and is interrupted there.
        Thread emitting = Thread.ofPlatform().start(() -> emitMany(170));
        Await.until(() -> emitting.getState() == Thread.State.WAITING);

        emitting.interrupt();
        Await.until(() -> runner.needsAnother());
        numbers.gate.countDown();
        emitting.join();

        assertInstanceOf(Health.State.Down.class, runner.state());
        runner.close();
        List<Long> applied = applied();
        assertEquals(range(1, applied.size()), applied, "nothing is missing before what was written last");
        assertEquals(applied.size(), checkpoint().sequence());
    }

    @Test
    void aTailThatEndsMakesTheProjectionUnready() {
        tails.stop(new IllegalStateException("a gap"));

        assertEquals(new Health.State.Down("stopped behind event 0: a gap"), runner.state());
    }

    @Test
    void aReaderWaitsForTheViewAndNoLonger() throws InterruptedException {
        assertFalse(runner.progress().await(1, Duration.ofMillis(20)));
        Thread.ofVirtual().start(() -> emit(1, 1));

        assertTrue(runner.progress().await(1, LONG));
    }

    private void restart() {
        runner.close();
        runner = new ProjectionRunner(platform, tails, numbers);
        runner.start();
    }

    /** A number of batches of a thousand events, behind event 3. */
    private void emitMany(int batches) {
        for (int batch = 0; batch < batches; batch++) {
            int first = 4 + batch * 1_000;
            tails.emit(IntStream.range(first, first + 1_000)
                    .mapToObj(ProjectionRunnerTest::event)
                    .toArray(Event[]::new));
        }
    }

    private void emit(int from, int to) {
        for (int number = from; number <= to; number++) {
            tails.emit(event(number));
        }
    }

    private static Event event(int number) {
        return new AccountOpened(new AccountId(1, number), false);
    }

    private static List<Long> range(int from, int to) {
        List<Long> range = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            range.add(number);
        }
        return range;
    }

    private List<Long> applied() {
        return platform.database().query(connection -> {
            try (Statement statement = connection.jdbc().createStatement();
                    ResultSet rows = statement.executeQuery("SELECT number FROM numbers.applied ORDER BY place")) {
                List<Long> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return found;
            }
        });
    }

    private Checkpoint checkpoint() {
        return platform.database().query(connection -> {
            try (Statement statement = connection.jdbc().createStatement();
                    ResultSet row = statement.executeQuery("SELECT sequence, position FROM platform.checkpoints")) {
                row.next();
                return new Checkpoint(row.getLong(1), row.getLong(2));
            }
        });
    }

    /** Writes down the number of every account opened. */
    private static final class Numbers implements Projection {

        private static final String INSERT = "INSERT INTO applied (number) VALUES (?)";

        private final List<Long> committed = new CopyOnWriteArrayList<>();
        private final AtomicInteger failAt = new AtomicInteger();
        private final AtomicInteger dieAt = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private final AtomicInteger loseConnectionOnce = new AtomicInteger();
        private volatile Checkpoint loadedAt = Checkpoint.START;

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void load(Connection views, Checkpoint at) {
            loadedAt = at;
        }

        @Override
        public void apply(Connection views, List<EventBatch> batches) throws SQLException {
            pass();
            for (long number : numbersOf(batches)) {
                if (number == dieAt.get()) {
                    throw new StackOverflowError("at " + number);
                }
                if (number == failAt.get()) {
                    throw new IllegalStateException("cannot apply " + number);
                }
            }
            try (PreparedStatement insert = views.prepareStatement(INSERT)) {
                for (long number : numbersOf(batches)) {
                    insert.setLong(1, number);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            if (loseConnectionOnce.getAndSet(0) == 1) {
                try (Statement statement = views.createStatement()) {
                    statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                }
            }
        }

        @Override
        public void committed(List<EventBatch> batches) {
            committed.addAll(numbersOf(batches));
        }

        private void pass() throws SQLException {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
        }

        private static List<Long> numbersOf(List<EventBatch> batches) {
            List<Long> numbers = new ArrayList<>();
            for (EventBatch batch : batches) {
                for (Event event : batch.events()) {
                    numbers.add(((AccountOpened) event).account().number());
                }
            }
            return numbers;
        }
    }
}
