package com.flowex.platform.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.OutboxSettings;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.sql.TenantRows;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.SqlException;
import com.flowex.platform.health.Health;
import com.flowex.platform.messaging.DeadLetters.DeadLetter;
import com.flowex.platform.messaging.DeadLetters.State;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class OutboxTest {

    private static final OutboxQueue THINGS = new OutboxQueue(1, "things");

    private Platform platform;
    private Database database;
    private final Taker taker = new Taker();

    @BeforeEach
    void open() {
        platform = TestPlatform.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_OUTBOX_ATTEMPTS_MAX", "2"));
        database = platform.database();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private void add(int tenant, String key, String payload) {
        database.transaction(tenant, connection -> {
            Outbox.add(connection, tenant, "things", key, payload);
            return true;
        });
    }

    private List<OutboxMessage> messages() {
        return database.query(1, connection -> Outbox.after(connection, THINGS, 0, 1_000));
    }

    private ConsumerDeliveryWorker deliverer() {
        ConsumerDeliveryWorker deliverer =
                new ConsumerDeliveryWorker(taker, database, platform.settings().outbox(), platform.workers());
        deliverer.start();
        return deliverer;
    }

    /** A consumer that always finds something is not behind: the age of its backlog begins anew whenever it has taken all. */
    @Test
    void theBacklogIsLookedAtBehindTheDelivery() {
        try (ConsumerDeliveryWorker deliverer =
                new ConsumerDeliveryWorker(taker, database, platform.settings().outbox(), platform.workers())) {
            add(1, "key", "{}");
            deliverer.turn();
            assertEquals(
                    0,
                    platform.workers()
                            .registry()
                            .get("flowex.outbox.pending")
                            .tag("consumer", taker.name())
                            .gauge()
                            .value());
            assertEquals(List.of("1 1 key"), taker.taken());
        }
    }

    private static void add(Connection changing, String key) throws SQLException {
        Transaction.on(changing, transaction -> {
            Outbox.add(transaction, 1, "things", key, "{}");
            return key;
        });
    }

    @Test
    void numbersFollowTheCommitsAndNoneIsMissing() throws SQLException {
        try (Connection early = database.app().getConnection();
                Connection late = database.app().getConnection()) {
            early.setAutoCommit(false);
            TenantRows.only(early, 1);
            add(early, "early");
            late.setAutoCommit(false);
            TenantRows.only(late, 1);
            add(late, "late");
            late.commit();
            early.rollback();
            TenantRows.only(early, 1);
            add(early, "again");
            early.commit();
        }
        assertEquals(
                List.of("1 late", "2 again"),
                messages().stream()
                        .map(each -> each.number() + " " + each.key())
                        .toList());
    }

    @Test
    void concurrentCommitsLeaveNoGapInTheVisibleNumbers() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    add(1, "key", "{}");
                }
            }));
        }
        Await.during(() -> writers.forEach(CompletableFuture::join), () -> {
            List<Long> seen = messages().stream().map(OutboxMessage::number).toList();
            assertEquals(LongStream.rangeClosed(1, seen.size()).boxed().toList(), seen);
        });
        assertEquals(100, messages().size());
    }

    @Test
    void messageOfAnotherTenantOrOfALogTopicIsRefused() {
        assertThrows(
                SqlException.class,
                () -> database.transaction(2, connection -> {
                    Outbox.add(connection, 1, "things", "key", "{}");
                    return true;
                }));
        assertThrows(
                SqlException.class,
                () -> database.transaction(1, connection -> {
                    Outbox.add(connection, 1, "trades", "key", "{}");
                    return true;
                }));
    }

    @Test
    void triggerAddsAMessageForEachChangeOfNamedColumnsInTheSameTransaction() {
        String rename = "UPDATE platform.tenants SET name = ? WHERE number = 1";
        database.transaction(connection -> Sql.execute(connection, rename, "Another"));
        database.transaction(connection -> Sql.execute(connection, rename, "Another"));
        assertThrows(
                IllegalStateException.class,
                () -> database.transaction(connection -> {
                    Sql.execute(connection, rename, "Never");
                    throw new IllegalStateException("not committed");
                }));
        List<OutboxMessage> messages =
                database.query(1, connection -> Outbox.after(connection, new OutboxQueue(1, "tenant"), 0, 10));
        assertEquals(1, messages.size());
        assertEquals("1", messages.getFirst().key());
        assertTrue(messages.getFirst().payload().contains("\"name\": \"Another\""), messages.toString());
        assertTrue(messages.getFirst().payload().contains("\"change\": \"update\""), messages.toString());
    }

    @Test
    void consumerTakesMessagesCommittedBeforeItsStart() {
        add(1, "a", "{}");
        add(2, "b", "{}");
        try (ConsumerDeliveryWorker _ = deliverer()) {
            Await.until(() -> taker.taken().equals(List.of("1 1 a", "2 1 b")));
            add(1, "c", "{}");
            Await.until(() -> taker.taken().size() == 3);
        }
        try (ConsumerDeliveryWorker _ = deliverer()) {
            add(1, "d", "{}");
            Await.until(() -> taker.taken().equals(List.of("1 1 a", "2 1 b", "1 2 c", "1 3 d")));
        }
    }

    @Test
    void concurrentDeliverersDeliverEachMessageOnceInOrder() {
        try (ConsumerDeliveryWorker _ = deliverer();
                ConsumerDeliveryWorker _ = deliverer()) {
            for (int i = 0; i < 50; i++) {
                add(1, "key", "{}");
            }
            Await.until(() -> taker.taken().size() >= 50);
        }
        assertEquals(
                LongStream.rangeClosed(1, 50)
                        .mapToObj(number -> "1 " + number + " key")
                        .toList(),
                taker.taken());
    }

    @Test
    void poisonousMessageAndLaterOnesOfItsKeyBecomeDeadLettersAndOthersContinue() {
        taker.poisons.add("{\"is\": \"poison\"}");
        add(1, "bad", "{\"is\":\"poison\"}");
        add(1, "bad", "{}");
        add(1, "good", "{}");
        DeadLetters letters = new DeadLetters(database);
        try (ConsumerDeliveryWorker _ = deliverer()) {
            Await.until(() -> taker.taken().equals(List.of("1 3 good")));
            assertEquals(2, taker.refused());
            // It is set aside when the batch of those that were taken is committed.
            Await.until(() -> letters.of(1, 0, 10).size() == 2);
            List<DeadLetter> dead = letters.of(1, 0, 10);
            assertEquals(
                    List.of(1L, 2L),
                    dead.stream().map(each -> each.message().number()).toList());
            assertEquals("waits behind message 1", dead.getLast().why());
            assertEquals(List.of(), letters.of(2, 0, 10));
            assertEquals(Optional.empty(), letters.redrive(2, dead.getFirst().id(), "stranger"));

            // Once more, and it still cannot be taken: both wait again.
            letters.redrive(1, dead.getFirst().id(), "operator");
            Await.until(() ->
                    taker.refused() == 3 && letters.of(1, 0, 10).stream().allMatch(each -> each.state() == State.DEAD));

            taker.poisons.clear();
            letters.redrive(1, dead.getFirst().id(), "operator");
            letters.redrive(1, dead.getFirst().id(), "operator");
            Await.until(() -> letters.of(1, 0, 10).isEmpty());
            assertEquals(List.of("1 3 good", "1 1 bad", "1 2 bad"), taker.taken());
            add(1, "bad", "{}");
            Await.until(() -> taker.taken().size() == 4);
        }
    }

    @Test
    void aDeadLetterThatIsDismissedLetsItsKeyGoOn() {
        taker.poisons.add("{\"is\": \"poison\"}");
        add(1, "bad", "{\"is\":\"poison\"}");
        DeadLetters letters = new DeadLetters(database);
        try (ConsumerDeliveryWorker _ = deliverer()) {
            Await.until(() -> letters.of(1, 0, 10).size() == 1);
            long id = letters.of(1, 0, 10).getFirst().id();
            assertEquals(
                    State.DISMISSED,
                    letters.dismiss(1, id, "operator").orElseThrow().state());
            assertEquals(
                    State.DISMISSED,
                    letters.redrive(1, id, "operator").orElseThrow().state());
            add(1, "bad", "{}");
            Await.until(() -> taker.taken().equals(List.of("1 2 bad")));
        }
    }

    @Test
    void unavailableConsumerIsAwaitedWithoutDeadLetters() {
        taker.away = true;
        add(1, "key", "{}");
        try (ConsumerDeliveryWorker _ = deliverer()) {
            Await.until(() -> taker.refused() > 2);
            taker.away = false;
            Await.until(() -> taker.taken().equals(List.of("1 1 key")));
        }
        assertEquals(List.of(), new DeadLetters(database).of(1, 0, 10));
    }

    @Test
    void consumerIsReplayedFromAnyNumber() {
        add(1, "a", "{}");
        add(1, "b", "{}");
        try (ConsumerDeliveryWorker _ = deliverer()) {
            Await.until(() -> taker.taken().size() == 2);
            Replays replays = new Replays(database, Optional.empty());
            // A taken message is written down a moment later.
            Await.until(() -> replays.again(1, "things", 2, "taker"));
            Await.until(() -> taker.taken().equals(List.of("1 1 a", "1 2 b", "1 2 b")));
            assertFalse(replays.again(1, "things", 1, "nobody"));
            assertFalse(replays.again(1, "things", 1, ""));
        }
    }

    @Test
    void oldMessagesAreRemovedOnceAllConsumersHaveThem() {
        add(1, "a", "{}");
        OutboxSettings brief = new OutboxSettings(Duration.ofHours(1), 1_000, 2, Duration.ofMinutes(1));
        Instant[] now = {Instant.now()};
        try (OutboxRetention retention = new OutboxRetention(
                database, Optional.empty(), List.of(taker), brief, () -> now[0], platform.workers())) {
            now[0] = now[0].plus(Duration.ofDays(1));
            retention.includePublished();
            retention.removeOld();
            assertEquals(1, messages().size(), "nobody has taken it");
            try (ConsumerDeliveryWorker _ = deliverer()) {
                Await.until(() -> taker.taken().size() == 1);
            }
            retention.removeOld();
            assertEquals(0, messages().size());
            add(1, "b", "{}");
            assertEquals(2, messages().getFirst().number());
        }
    }

    @Test
    void aProcessRemovesNoMessagesThatItDoesNotPublishAndHasNoConsumerFor() {
        add(1, "a", "{}");
        String mails = Outbox.PRIVATE + "letters";
        database.transaction(1, connection -> {
            Outbox.add(connection, 1, mails, "sealed", "{}");
            return true;
        });
        OutboxSettings brief = new OutboxSettings(Duration.ofHours(1), 1_000, 2, Duration.ofMinutes(1));
        InstantSource tomorrow = () -> Instant.now().plus(Duration.ofDays(1));
        try (OutboxRetention reader = new OutboxRetention(
                        database, Optional.empty(), List.of(), brief, tomorrow, platform.workers());
                OutboxRetention publisher = new OutboxRetention(
                        database, Optional.empty(), List.of(), brief, tomorrow, platform.workers())) {
            reader.removeOld();
            assertEquals(1, messages().size());
            publisher.includePublished();
            publisher.removeOld();
            assertEquals(0, messages().size());
            OutboxQueue sealed = new OutboxQueue(1, mails);
            assertEquals(
                    1,
                    database.query(1, connection -> Outbox.after(connection, sealed, 0, 10))
                            .size(),
                    "its consumer runs in another process");
        }
    }

    @Test
    void deliveryBacklogIsOnTheHealthPage() {
        try (DeliveryBacklog backlog = new DeliveryBacklog("somebody", Duration.ZERO, platform.workers())) {
            assertEquals(Health.UP, backlog.state());
            backlog.is(3);
            assertTrue(backlog.state() instanceof Health.State.Degraded);
            backlog.is(0);
            assertEquals(Health.UP, backlog.state());
        }
    }

    @Test
    void operatorsRequestIsExecutedAndRecorded() throws SQLException {
        List<String> seen = new ArrayList<>();
        add(1, "a", "{}");
        try (ChangeDelivery announcements = new ChangeDelivery(
                platform, List.of(taker), (request, outcome) -> seen.add(request.kind() + " " + outcome))) {
            announcements.start(
                    (_, _) -> {
                        throw new AssertionError("without Redis nobody reads the log");
                    },
                    0);
            Await.until(() -> taker.taken().size() == 1);
            database.transaction(transaction -> {
                new OutboxRequest(1, OutboxRequest.Kind.REPLAY, 1, "things", "taker", "operator").request(transaction);
                new OutboxRequest(1, OutboxRequest.Kind.REDRIVE, 99, "", "", "operator").request(transaction);
                return true;
            });
            Await.until(() ->
                    taker.taken().size() == 2 && seen.equals(List.of("REPLAY done", "REDRIVE there is no such thing")));
        }
    }
}
