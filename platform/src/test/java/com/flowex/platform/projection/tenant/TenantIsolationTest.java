package com.flowex.platform.projection.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.Event;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.health.Health;
import com.flowex.platform.projection.Projection;
import com.flowex.platform.projection.View;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.FakeTails;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.protocol.event.EventBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes finding F1: one tenant's event that cannot be applied stops that tenant, and an operator has a way past it. */
@Timeout(900)
class TenantIsolationTest {

    private static final long POISON = 13;
    private static final long POISONED_ROW = 666;
    private static final long BROKEN_DATABASE = 500;

    private final Platform platform = TestPlatform.fresh();
    private final FakeTails tails = new FakeTails();
    private final SkippedEvents skipped = new SkippedEvents(platform.database());
    private View<Accounts> view = new View<>(platform, tails, Accounts::new, _ -> {});

    /** Every account opened is a row; number 13 cannot be folded, number 666 not be written. */
    private static final class Accounts implements Projection, TenantReducer {

        private final TenantIsolation tenants = new TenantIsolation("apart", this);
        private final List<AccountId> opened = new ArrayList<>();

        @Override
        public String name() {
            return "apart";
        }

        @Override
        public void load(Connection views, Checkpoint at) throws SQLException {
            tenants.load(views, at);
        }

        @Override
        public void apply(Connection views, List<EventBatch> batches) throws SQLException {
            tenants.apply(batches);
            tenants.write(views);
        }

        @Override
        public void committed(List<EventBatch> batches) {
            opened.clear();
            tenants.committed();
        }

        @Override
        public Map<Integer, StoppedTenant> stopped() {
            return tenants.stopped();
        }

        @Override
        public void on(Event event, long sequence, long timeNanos) {
            AccountId account = ((AccountOpened) event).account();
            opened.add(account);
            if (account.number() == POISON) {
                throw new ArithmeticException("long overflow");
            }
        }

        @Override
        public int tenantOf(InstrumentId instrument) {
            return UNKNOWN;
        }

        @Override
        public void write(Connection views, IntPredicate filter) throws SQLException {
            for (AccountId account : opened) {
                if (account.number() == BROKEN_DATABASE) {
                    throw new SQLException("canceled", "57014");
                }
                if (filter.test(account.tenant())) {
                    Sql.execute(
                            views,
                            "INSERT INTO accounts (tenant, number) VALUES (?, ?)",
                            account.tenant(),
                            account.number());
                }
            }
        }

        @Override
        public void isolate(int tenant) {
            opened.removeIf(account -> account.tenant() == tenant);
        }
    }

    @BeforeEach
    void start() {
        view.start();
    }

    @AfterEach
    void stop() {
        view.close();
        platform.close();
    }

    @Test
    void unappliableEventStopsOnlyItsTenant() {
        open(1, 1);
        await(open(2, 2));
        long poisoned = open(2, POISON);
        open(2, 3);
        await(open(1, 4));

        assertEquals(List.of("1 1", "1 4", "2 2"), rows());
        StoppedTenant stopped = stopped(2);
        assertEquals(2, stopped.shown());
        assertEquals(poisoned, stopped.event());
        assertEquals("event 3 cannot be applied: java.lang.ArithmeticException: long overflow", stopped.why());
    }

    @Test
    void stoppedTenantKeepsTheProcessReadyAndIsNamedByHealth() {
        open(2, POISON);
        await(open(1, 1));

        assertTrue(platform.health().ready());
        assertEquals(
                new Health.State.Degraded("tenant 2 is shown up to event 0: event 1 cannot be applied:"
                        + " java.lang.ArithmeticException: long overflow"),
                platform.health().states().get("projection apart"));
        assertThrows(Refusal.class, () -> view.progress().requireShown(2));
        view.progress().requireShown(1);
    }

    @Test
    void aRowThatCannotBeWrittenCostsOnlyItsTenant() {
        tails.emit(opened(1, 1), opened(2, POISONED_ROW), opened(3, 3), opened(4, 4), opened(5, 5));
        await(open(1, 6));

        assertEquals(List.of("1 1", "1 6", "3 3", "4 4", "5 5"), rows());
        assertEquals(Set.of(2), view.progress().stopped().keySet());
    }

    @Test
    void aRestartGoesOnWithoutTheTenantAndDoesNotTryAgain() {
        open(2, POISON);
        await(open(1, 1));
        view.close();

        view = new View<>(platform, tails, Accounts::new, _ -> {});
        view.start();
        open(2, 7);
        await(open(1, 8));

        assertEquals(List.of("1 1", "1 8"), rows());
        assertEquals(1, stopped(2).event());
    }

    @Test
    void anEventThatIsSkippedIsNotThereInTheViewThatIsBuiltAnew() {
        open(2, 2);
        long poisoned = open(2, POISON);
        open(2, 3);
        await(open(1, 4));
        view.rebuild();
        assertEquals(poisoned, stopped(2).event(), "no other version, so the same again");

        skipped.add("apart", poisoned, "of no version", "user 1");
        view.rebuild();

        assertEquals(Map.of(), view.progress().stopped());
        assertEquals(List.of("1 4", "2 2", "2 3"), rows());
        assertEquals(Health.UP, platform.health().states().get("projection apart"));
        await(open(2, 5));
        assertEquals(List.of("1 4", "2 2", "2 3", "2 5"), rows());
    }

    /** A fault of the database is no tenant's: no tenant is stopped for it, but the view. */
    @Test
    void databaseFaultStopsTheWholeView() {
        await(open(1, 1));
        open(1, BROKEN_DATABASE);

        Await.until(() -> platform.health().states().get("projection apart") instanceof Health.State.Down);

        assertInstanceOf(Health.State.Down.class, platform.health().states().get("projection apart"));
        assertEquals(Map.of(), view.progress().stopped());
    }

    private long open(int tenant, long number) {
        return tails.emit(opened(tenant, number));
    }

    private static Event opened(int tenant, long number) {
        return new AccountOpened(new AccountId(tenant, number), false);
    }

    private void await(long sequence) {
        try {
            assertTrue(view.progress().await(sequence, Duration.ofSeconds(300)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private StoppedTenant stopped(int tenant) {
        return Objects.requireNonNull(view.progress().stopped().get(tenant), "it is shown");
    }

    private List<String> rows() {
        return platform.database().asOwner(owner -> {
            Sql.execute(owner, "SET LOCAL row_security = off");
            return Sql.all(
                    owner,
                    row -> row.getInt(1) + " " + row.getLong(2),
                    "SELECT tenant, number FROM apart.accounts ORDER BY tenant, number");
        });
    }
}
