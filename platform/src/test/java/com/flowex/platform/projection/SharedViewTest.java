package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.health.HealthChange;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes with one view: one writes it, the other shows what that one writes, and takes its place. */
@Timeout(900)
class SharedViewTest {

    private static final String CUT =
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()";

    private final DatabaseChoice.Server place = TestPostgres.freshDatabase();
    private final FakeTails log = new FakeTails();
    private final List<ViewProcess> all = new ArrayList<>();

    /** Every event is one row; keeps their sum in memory, whether it writes them or another one does. */
    private static final class Sum implements Projection {
        private final AtomicLong sum = new AtomicLong();
        private final Runnable whileLoading;

        Sum() {
            this(() -> {});
        }

        /** @param whileLoading happens between the reading of the checkpoint and that of the rows */
        Sum(Runnable whileLoading) {
            this.whileLoading = whileLoading;
        }

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public void load(Connection views, Checkpoint at) throws SQLException {
            whileLoading.run();
            sum.set(stored(views));
        }

        private static long stored(Connection views) throws SQLException {
            try (Statement statement = views.createStatement();
                    ResultSet row = statement.executeQuery("SELECT coalesce(sum(number), 0) FROM applied")) {
                row.next();
                return row.getLong(1);
            }
        }

        @Override
        public Optional<String> difference(Connection views) throws SQLException {
            long stored = stored(views);
            return stored == sum.get() ? Optional.empty() : Optional.of("the sum is " + sum + ", not " + stored);
        }

        @Override
        public void apply(Connection views, List<EventBatch> batches) throws SQLException {
            try (Statement insert = views.createStatement()) {
                for (EventBatch batch : batches) {
                    insert.executeUpdate("INSERT INTO applied (number) VALUES (" + number(batch) + ")");
                }
            }
        }

        @Override
        public void committed(List<EventBatch> batches) {
            batches.forEach(batch -> sum.addAndGet(number(batch)));
        }

        @Override
        public boolean follow(Connection views, List<EventBatch> batches) {
            committed(batches);
            return true;
        }

        private static long number(EventBatch batch) {
            return ((AccountOpened) batch.events().getFirst()).account().number();
        }
    }

    /** One process. */
    private final class ViewProcess implements AutoCloseable {
        private final Platform platform;
        private final View<Sum> view;
        private volatile Sum shown = new Sum();

        ViewProcess(Set<String> leases) {
            this(leases, Sum::new);
        }

        ViewProcess(Set<String> leases, Supplier<Sum> sums) {
            platform = TestPlatform.oneOfSeveral(place, leases);
            view = new View<>(platform, log, sums, sum -> shown = sum);
            view.start();
            all.add(this);
        }

        long sum() {
            return shown.sum.get();
        }

        void awaitShown(long sequence) {
            Await.until(() -> view.progress().applied() == sequence);
        }

        @Override
        public void close() {
            view.close();
            platform.close();
        }
    }

    @AfterEach
    void stop() {
        all.forEach(ViewProcess::close);
    }

    private ViewProcess writer() {
        return new ViewProcess(Set.of("numbers"));
    }

    private void emit(long from, long to) {
        LongStream.rangeClosed(from, to)
                .forEach(number -> log.emit(new AccountOpened(new AccountId(1, number), false)));
    }

    private List<Long> rows(ViewProcess of) {
        return of.platform.database().asOwner(owner -> {
            List<Long> numbers = new ArrayList<>();
            try (Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery("SELECT number FROM numbers.applied ORDER BY place")) {
                while (row.next()) {
                    numbers.add(row.getLong(1));
                }
            }
            return numbers;
        });
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void secondProcessReadsTheFirstsRowsAndTakesOverAtItsEnd() {
        ViewProcess first = writer();
        ViewProcess second = writer();
        emit(1, 500);
        first.awaitShown(500);
        second.awaitShown(500);
        assertTrue(first.view.isKeptHere());
        assertFalse(second.view.isKeptHere());
        assertEquals(first.sum(), second.sum());
        assertEquals(upTo(500), rows(second));

        first.close();
        emit(501, 700);

        second.awaitShown(700);
        assertTrue(second.view.isKeptHere());
        assertEquals(upTo(700), rows(second));
        assertEquals(700 * 701 / 2, second.sum());
    }

    /**
     * Goal: a process that starts while another one writes shows each event once. Method: the writer commits between the statements by which
     * the new process reads checkpoint and rows, several times over.
     */
    @Test
    void aProcessThatStartsUnderLoadShowsEachEventOnce() {
        ViewProcess process = writer();
        emit(1, 10);
        process.awaitShown(10);
        for (int start = 1; start <= 3; start++) {
            long shown = start * 10L;
            ViewProcess reader = new ViewProcess(
                    Set.of(),
                    () -> new Sum(() -> {
                        if (process.view.progress().applied() == shown) {
                            emit(shown + 1, shown + 10);
                            process.awaitShown(shown + 10);
                        }
                    }));
            reader.awaitShown(shown + 10);
            assertEquals(process.sum(), reader.sum());
            assertEquals((shown + 10) * (shown + 11) / 2, reader.sum());
        }
    }

    /** Method: memory of the writer and of a reader is changed by the test; nothing new happens, and both read their tables back. */
    @Test
    void memoryThatDiffersFromTheTablesIsReportedAndReloaded() {
        ViewProcess process = writer();
        ViewProcess reader = new ViewProcess(Set.of());
        emit(1, 10);
        process.awaitShown(10);
        reader.awaitShown(10);
        for (ViewProcess each : List.of(process, reader)) {
            Sum wrong = each.shown;
            wrong.sum.addAndGet(7);

            Await.until(() -> each.shown != wrong && each.sum() == 55);
            List<HealthChange> changes = new ArrayList<>();
            each.platform.health().take(changes::add);
            assertTrue(
                    changes.stream()
                            .anyMatch(change -> change.state().equals("impaired")
                                    && change.why().contains("the sum is 62, not 55")),
                    () -> "said " + changes);
            Await.until(() -> each.platform.health().ready());
        }
        emit(11, 20);
        process.awaitShown(20);
        reader.awaitShown(20);
        assertEquals(210, process.sum());
        assertEquals(210, reader.sum());
        assertEquals(upTo(20), rows(process));
    }

    @Test
    void lostConnectionCausesNoDuplicateWrite() {
        ViewProcess first = writer();
        ViewProcess second = writer();
        emit(1, 100);
        second.awaitShown(100);

        second.platform.database().asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                return statement.execute(CUT);
            }
        });
        for (long from = 101; from < 1_000; from += 100) {
            emit(from, from + 99);
            long shown = from + 99;
            second.awaitShown(shown);
        }

        first.awaitShown(1_000);
        assertEquals(upTo(1_000), rows(first));
        Await.until(() -> first.view.isKeptHere() != second.view.isKeptHere());
        Await.until(() -> first.sum() == 1_000 * 1_001 / 2 && second.sum() == first.sum());
    }

    @Test
    void readerProcessNeverWritesOrRebuildsTheView() {
        ViewProcess reader = new ViewProcess(Set.of());
        emit(1, 10);
        assertEquals(List.of(), rows(reader));
        assertThrows(IllegalStateException.class, reader.view::rebuild);

        ViewProcess process = writer();
        reader.awaitShown(10);
        process.view.rebuild();
        emit(11, 20);

        reader.awaitShown(20);
        assertEquals(210, reader.sum());
        assertEquals(upTo(20), rows(process));
        assertTrue(reader.platform.health().ready());
    }
}
