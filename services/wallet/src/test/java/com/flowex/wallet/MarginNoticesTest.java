package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.margin.MarginNotices;
import com.flowex.wallet.app.user.MarginLetter;
import com.flowex.wallet.app.user.UserNotifier;
import com.flowex.wallet.app.user.WalletNotifications;
import com.flowex.wallet.store.margin.NoticeMarksTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a margin call and a liquidation that begins are notified once, in the language of the user, and old ones are not.
 * Method: rows of the view are written by hand for a tenant of their own, which the worker of the wallet does not know.
 */
@Timeout(900)
class MarginNoticesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static WalletWorld world;
    private static ChangeDelivery delivery;
    private static final List<String> LETTERS = new CopyOnWriteArrayList<>();

    /** Records letters; users of odd accounts read Persian, those of accounts from 5000 have no language. */
    private static final class RecordingNotifier implements UserNotifier {

        @Override
        public void write(AccountId account, Subject about, String subject, String text) {
            LETTERS.add(account.tenant() + "/" + account.number() + " " + about + " " + subject + ": " + text);
        }

        @Override
        public String language(AccountId account) {
            if (account.number() >= 5_000) {
                return "";
            }
            return account.number() % 2 == 0 ? "zh" : "fa";
        }
    }

    @BeforeAll
    static void begin() {
        world = new WalletWorld();
        delivery = new ChangeDelivery(
                world.stand.platform(),
                List.of(new WalletNotifications(world.listedMarkets, world.listedMarkets, new RecordingNotifier())),
                (_, _) -> {});
        delivery.start(world.exchange, 0);
    }

    @AfterAll
    static void end() {
        delivery.close();
        world.close();
    }

    /** Returns the notices of a process that has just started. */
    private static MarginNotices notices() {
        return new MarginNotices(world.stand.platform(), () -> NOW);
    }

    private static Database database() {
        return world.stand.platform().database();
    }

    private static void view(String sql) throws SQLException {
        try (Connection views = database().views().getConnection();
                Statement statement = views.createStatement()) {
            statement.execute(sql);
            if (!views.getAutoCommit()) {
                views.commit();
            }
        }
    }

    private static void called(int tenant, long account, long sequence, Instant at) throws SQLException {
        view("INSERT INTO wallet.margin_calls VALUES (%d, %d, %d, 1299999, %d)"
                .formatted(tenant, account, sequence, LogTime.nanos(at)));
    }

    private static void liquidated(int tenant, long account, long sequence, Instant at) throws SQLException {
        view("INSERT INTO wallet.liquidations VALUES (%d, %d, %d, 1095000, %d, 0)"
                .formatted(tenant, account, sequence, LogTime.nanos(at)));
    }

    private static long messages(int tenant) {
        return database().query(tenant, connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM outbox.messages WHERE tenant_id = ? AND topic = ?",
                        tenant,
                        MarginLetter.TOPIC)
                .orElseThrow());
    }

    private static List<String> letters(int tenant) {
        return LETTERS.stream()
                .filter(letter -> letter.startsWith(tenant + "/"))
                .toList();
    }

    private static long mark(int tenant) {
        return database().query(tenant, transaction -> NoticeMarksTable.mark(transaction, tenant));
    }

    @Test
    void callAndLiquidationAreNotifiedOnceInTheLanguageOfTheUser() throws SQLException {
        int tenant = 51;
        assertEquals(0, notices().publish(tenant));
        called(tenant, 5_001, 10, NOW);
        called(tenant, 1_001, 11, NOW.minusSeconds(60));
        assertEquals(2, notices().publish(tenant));
        liquidated(tenant, 5_001, 12, NOW);
        liquidated(tenant, 1_002, 14, NOW);
        assertEquals(2, notices().publish(tenant));
        Await.until(() -> letters(tenant).size() == 4);
        List<String> sent = letters(tenant);
        assertTrue(
                sent.get(0)
                        .startsWith(
                                "51/5001 MARGIN_CALL Margin call: The level of your margin account is 1.299999, below"),
                sent.toString());
        assertTrue(sent.get(1).startsWith("51/1001 MARGIN_CALL هشدار وثیقه: "), sent.toString());
        assertTrue(
                sent.get(2).startsWith("51/5001 MARGIN_CALL Your account is being liquidated: The level"),
                sent.toString());
        assertTrue(sent.get(2).contains("fell to 1.095, and"), sent.toString());
        assertTrue(sent.get(3).startsWith("51/1002 MARGIN_CALL 您的账户正在强平: "), sent.toString());
        assertEquals(0, notices().publish(tenant), "a process that starts again has nothing to say");
        assertEquals(14, mark(tenant));
    }

    @Test
    void viewThatIsRebuiltBringsNoSecondNotice() throws SQLException {
        int tenant = 52;
        called(tenant, 5_001, 10, NOW);
        assertEquals(1, notices().publish(tenant));
        view("DELETE FROM wallet.margin_calls WHERE tenant = 52");
        assertEquals(0, notices().publish(tenant));
        called(tenant, 5_001, 10, NOW);
        liquidated(tenant, 5_001, 12, NOW);
        assertEquals(1, notices().publish(tenant));
        assertEquals(2, messages(tenant));
    }

    @Test
    void callsOfLongAgoBringNoNotice() throws SQLException {
        int tenant = 53;
        view("""
                INSERT INTO wallet.margin_calls SELECT 53, 1001, n, 1200000, n FROM generate_series(1, 450) n""");
        liquidated(tenant, 1_001, 500, NOW.minus(MarginNotices.AGE_MAX).minusNanos(1));
        assertEquals(0, notices().publish(tenant));
        assertEquals(500, mark(tenant));
        called(tenant, 1_001, 501, NOW.minus(MarginNotices.AGE_MAX));
        called(tenant, 1_002, 502, NOW.plus(Duration.ofMinutes(1)));
        assertEquals(2, notices().publish(tenant));
    }

    @Test
    void processThatEndsBetweenReadingAndCommitLosesNothing() throws SQLException {
        int tenant = 54;
        called(tenant, 5_001, 10, NOW);
        assertThrows(IllegalStateException.class, () -> database().transaction(tenant, transaction -> {
            assertEquals(1, notices().publish(transaction, tenant));
            throw new IllegalStateException("killed");
        }));
        assertEquals(0, messages(tenant));
        assertEquals(0, mark(tenant));
        assertEquals(1, notices().publish(tenant));
        assertEquals(1, messages(tenant));
    }

    @Test
    void severalProcessesAtOnceNotifyOnce() throws SQLException {
        int tenant = 55;
        for (int i = 1; i <= 20; i++) {
            called(tenant, 5_000 + i, i, NOW);
        }
        assertEquals(
                20,
                IntStream.range(0, 8)
                        .parallel()
                        .map(_ -> notices().publish(tenant))
                        .sum());
        Await.until(() -> letters(tenant).size() == 20);
        assertEquals(20, letters(tenant).stream().distinct().count());
    }

    @Test
    void messageWithoutContentOrOfANewerVersionIsPassedOver() throws SQLException {
        int tenant = 56;
        for (String content : List.of("{}", "{\"kind\":\"weather\",\"account\":5001,\"level\":1}")) {
            database().transaction(tenant, transaction -> {
                Outbox.add(transaction, tenant, MarginLetter.TOPIC, "5001", content);
                return content;
            });
        }
        called(tenant, 5_001, 10, NOW);
        assertEquals(1, notices().publish(tenant));
        Await.until(() -> letters(tenant).size() == 1);
        assertEquals(List.of(), delivery.deadLetters().of(tenant, 0, 10));
    }
}
