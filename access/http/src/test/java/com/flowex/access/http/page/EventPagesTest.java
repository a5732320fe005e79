package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.messaging.Outbox;
import com.flowex.platform.messaging.OutboxMessage;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator's view of messages that no consumer could take, and the ways to clear them. */
@Timeout(900)
class EventPagesTest {

    private static final String EVENTS = "/api/v1/tenants/1/events/";

    /** Cannot take anything of the key "bad". */
    private static final class Choosy implements MessageConsumer {

        private volatile boolean takesAll;

        @Override
        public String name() {
            return "choosy";
        }

        @Override
        public Set<String> topics() {
            return Set.of("things");
        }

        @Override
        public void take(Transaction delivering, OutboxMessage message) {
            if (!takesAll && message.key().equals("bad")) {
                throw new IllegalArgumentException("not this one");
            }
        }
    }

    private final TestStand stand =
            TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_OUTBOX_ATTEMPTS_MAX", "2"));
    private final Choosy choosy = new Choosy();
    private final ChangeDelivery announcements =
            new ChangeDelivery(stand.edge().platform(), List.of(choosy), (_, _) -> {});
    private final TestServer server = TestServer.of(stand, EventPages.routes(announcements));
    private final String operator = stand.token(1, "super_admin");

    @BeforeEach
    void fail() {
        for (String key : List.of("bad", "good", "bad")) {
            stand.database().transaction(1, connection -> {
                Outbox.add(connection, 1, "things", key, "{}");
                return true;
            });
        }
        announcements.start(
                (_, _) -> {
                    throw new AssertionError("there is no Redis to publish the log to");
                },
                0);
        Await.until(() -> dead().json().path("items").size() == 2);
    }

    @AfterEach
    void close() {
        announcements.close();
        server.close();
        stand.close();
    }

    private TestAnswer dead() {
        return server.get(EVENTS + "dead", operator);
    }

    private String letter(int at) {
        return EVENTS + "dead/"
                + dead().json().path("items").path(at).path("id").asText();
    }

    @Test
    void aKeyIsTriedAgainInItsOrder() {
        String text = dead().text();
        assertTrue(text.contains("IllegalArgumentException: not this one"), text);
        assertTrue(text.contains("waits behind message 1"), text);
        choosy.takesAll = true;

        TestAnswer answer = server.post(letter(1) + "/redrive", "", operator);

        assertEquals(200, answer.status(), answer.text());
        assertEquals("user 1", answer.json().path("asked_by").asText());
        Await.until(() -> dead().json().path("items").isEmpty());
    }

    @Test
    void dismissedDeadLetterIsNoLongerListed() {
        assertEquals(
                "dismissed",
                server.post(letter(0) + "/dismiss", "", operator)
                        .json()
                        .path("state")
                        .asText());
        assertEquals(1, dead().json().path("items").size());
    }

    @Test
    void topicIsReplayedToAChosenConsumer() {
        String again = "{\"topic\":\"things\",\"from\":\"1\",\"consumer\":\"choosy\"}";
        assertEquals(202, server.post(EVENTS + "replay", again, operator).status());
        assertEquals(
                404,
                server.post(EVENTS + "replay", "{\"topic\":\"things\",\"from\":\"1\"}", operator)
                        .status(),
                "there is no Redis");
        assertEquals(
                400,
                server.post(EVENTS + "replay", "{\"topic\":\"T\",\"from\":\"0\"}", operator)
                        .status());
    }

    @Test
    void callersOtherThanTheOperatorOfTheNamedTenantAreRefused() {
        String letter = letter(0);
        assertEquals(403, server.get(EVENTS + "dead", stand.token(2, "admin")).status());
        assertEquals(
                403,
                server.post(letter + "/redrive", "", stand.token(2, "admin")).status());
        assertEquals(
                404,
                server.post(letter.replace("/tenants/1/", "/tenants/2/") + "/redrive", "", operator)
                        .status());
    }
}
