package com.flowex.identity.app.push;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.IdentityWorld.refresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.push.VapidKey;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPushService;
import com.flowex.platform.testing.TestPushService.Browser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A user whose page is closed is notified of fills: each once, gathered where there are many, and not where the user
 * opted out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class FillPushTest {

    private static final String BROWSERS = "/api/auth/push";

    private static final Duration LOOKED_AGAIN = Duration.ofMillis(1_500);

    private final TestPushService service = new TestPushService();
    private final DatabaseChoice.Server database = IdentityWorld.freshDatabase();
    private IdentityWorld world = started();

    private IdentityWorld started() {
        IdentityWorld fresh = new IdentityWorld(
                database,
                Map.of(
                        "FLOWEX_PUSH_CONTACT",
                        "mailto:ops@example.com",
                        "FLOWEX_PUSH_HOSTS",
                        "fcm.googleapis.com," + service.url()));
        fresh.pusher.start();
        return fresh;
    }

    @BeforeEach
    void serviceTakesEverything() {
        service.answers(201);
    }

    @AfterAll
    void stop() {
        world.close();
        service.close();
    }

    private static Map<String, String> form(Browser browser) {
        return Map.of(
                "endpoint", browser.endpoint(), "p256dh", browser.p256dh(), "auth", browser.auth(), "language", "en");
    }

    private TestAnswer subscribe(Browser browser, TestAnswer user) {
        return world.post(BROWSERS, form(browser), user);
    }

    private AccountId account(TestAnswer user) {
        return new AccountId(1, world.me(user).json().path("account").asLong());
    }

    private JsonNode browsers(TestAnswer user) {
        return world.get(BROWSERS, user).json().path("items");
    }

    /** As if the pause after a message or a failure were over. */
    private void pauseIsOver() {
        world.stand
                .platform()
                .database()
                .asOwner(
                        1,
                        connection -> Sql.execute(
                                connection,
                                "UPDATE identity.push_subscriptions SET next_at = now() - interval '1 second'"));
    }

    private double counted(String outcome) {
        return world.stand
                .telemetry()
                .registry()
                .get("flowex.push.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void aFillArrivesOnceAndOnlyTheBrowserCanReadIt() {
        TestAnswer user = world.newUser(freshEmail());
        AccountId account = account(user);
        world.news.filled(account, "7"); // before any browser was subscribed
        Browser browser = service.browser();
        assertEquals(201, subscribe(browser, user).status());
        world.news.somethingElse(account);
        world.news.filled(account, "0.5");

        Await.until(() -> !browser.messages().isEmpty());
        JsonNode answer = json(browser.messages().getFirst());
        assertEquals("fills", answer.path("kind").asText());
        assertEquals(3, answer.path("number").asLong());
        assertEquals(1, answer.path("orders").asInt());
        assertEquals("en", answer.path("language").asText());
        assertEquals("0.5", answer.path("newest").path(0).path("quantity").asText());
        TestPushService.Received received = service.received().getLast();
        assertEquals("86400", received.header("Ttl"));
        assertEquals("high", received.header("Urgency"));
        assertEquals("aes128gcm", received.header("Content-encoding"));

        Await.until(() -> !browsers(user).path(0).path("told_at").isNull());
        assertTrue(browsers(user).path(0).path("current").asBoolean());
        assertEquals("127.0.0.1", browsers(user).path(0).path("push_service").asText());
        world.news.somethingElse(account);
        pauseIsOver();
        Await.pause(LOOKED_AGAIN);
        assertEquals(1, browser.messages().size());
    }

    @Test
    void manyFillsAreOneMessage() {
        TestAnswer user = world.newUser(freshEmail());
        AccountId account = account(user);
        Browser browser = service.browser();
        subscribe(browser, user);
        world.news.filled(account, "1");
        Await.until(() -> browser.messages().size() == 1);

        for (int i = 0; i < 50; i++) {
            world.news.filled(account, "2");
        }
        Await.pause(LOOKED_AGAIN);
        assertEquals(1, browser.messages().size());
        pauseIsOver();

        Await.until(() -> browser.messages().size() == 2);
        JsonNode answer = json(browser.messages().getLast());
        assertEquals(50, answer.path("orders").asInt());
        assertEquals(3, answer.path("newest").size());
    }

    @Test
    void fillsDuringAnOutageArePushedOnceByTheNextProcess() {
        TestAnswer user = world.newUser(freshEmail());
        AccountId account = account(user);
        Browser browser = service.browser();
        subscribe(browser, user);
        FakeOrderNews before = world.news;
        world.close();
        assertEquals(List.of(), browser.messages());

        world = started();
        for (int i = 0; i < 3; i++) {
            world.news.filled(account, "3");
        }
        Await.until(() -> browser.messages().size() == 1);
        assertEquals(3, json(browser.messages().getFirst()).path("orders").asInt());
        world.close();
        world = started();
        for (int i = 0; i < 3; i++) {
            world.news.filled(account, "3"); // the same entries, read again
        }
        pauseIsOver();
        Await.pause(LOOKED_AGAIN);
        assertEquals(1, browser.messages().size());
        assertEquals(Map.of(), before.last(1, List.of(account.number())));
    }

    @Test
    void aBrowserThatIsGoneIsForgotten() {
        TestAnswer user = world.newUser(freshEmail());
        subscribe(service.browser(), user);
        double before = counted("gone");
        service.answers(410);
        world.news.filled(account(user), "1");

        Await.until(() -> browsers(user).isEmpty());
        Await.until(() -> counted("gone") == before + 1);
    }

    @Test
    void refusedPushIsRetriedAndCounted() {
        TestAnswer user = world.newUser(freshEmail());
        Browser browser = service.browser();
        subscribe(browser, user);
        double refused = counted("refused");
        double later = counted("later");
        service.answers(403);
        world.news.filled(account(user), "1");
        Await.until(() -> counted("refused") == refused + 1);
        service.answers(503);
        pauseIsOver();
        Await.until(() -> counted("later") == later + 1);
        service.answers(201);
        assertEquals(List.of(), browser.messages());
        pauseIsOver();

        Await.until(() -> browser.messages().size() == 1);
    }

    @Test
    void loggedOutBrowserReceivesNoPush() {
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        AccountId account = account(user);
        Browser browser = service.browser();
        subscribe(browser, user);
        world.logout(refresh(user));
        TestAnswer again = world.login(email, IdentityWorld.PASSWORD);
        assertTrue(browsers(again).isEmpty());
        Browser other = service.browser();
        subscribe(other, again);
        // A session that ended without a notice to this process.
        world.stand
                .platform()
                .database()
                .asOwner(1, connection -> Sql.execute(connection, "DELETE FROM identity.sessions"));
        world.news.filled(account, "1");

        TestAnswer third = world.login(email, IdentityWorld.PASSWORD);
        Await.until(() -> browsers(third).isEmpty());
        assertEquals(List.of(), browser.messages());
        assertEquals(List.of(), other.messages());
    }

    private void push(TestAnswer user, String event, boolean on) {
        String choice = "{\"choices\":[{\"event\":\"%s\",\"channel\":\"push\",\"on\":%s}]}".formatted(event, on);
        assertEquals(
                200,
                world.server
                        .put("/api/auth/notifications", choice, access(user))
                        .status());
    }

    @Test
    void fillsWhileAUserHasPushesOffAreNeitherPushedNorMadeUpForLater() {
        TestAnswer user = world.newUser(freshEmail());
        Browser browser = service.browser();
        subscribe(browser, user);
        push(user, "fill", false);
        world.news.filled(account(user), "1");
        Await.until(() -> 1
                == world.stand.database().query(1, connection -> Sql.one(
                                connection,
                                row -> row.getLong(1),
                                "SELECT told FROM identity.push_subscriptions WHERE account_number = ?",
                                account(user).number())
                        .orElseThrow()));
        push(user, "fill", true);
        world.news.filled(account(user), "2");

        Await.until(() -> !browser.messages().isEmpty());
        JsonNode answer = json(browser.messages().getFirst());
        assertEquals(2, answer.path("number").asLong());
        assertEquals(1, answer.path("orders").asInt());
    }

    @Test
    void removedSubscriptionReceivesNoPush() {
        TestAnswer user = world.newUser(freshEmail());
        TestAnswer stranger = world.newUser(freshEmail());
        Browser browser = service.browser();
        String id = subscribe(browser, user).json().path("id").asText();
        assertEquals(
                404, world.server.delete(BROWSERS + "/" + id, access(stranger)).status());
        assertEquals(204, world.server.delete(BROWSERS + "/" + id, access(user)).status());
        assertEquals(404, world.server.delete(BROWSERS + "/" + id, access(user)).status());
        assertEquals(404, world.server.delete(BROWSERS + "/x", access(user)).status());
        world.news.filled(account(user), "1");

        Await.pause(LOOKED_AGAIN);
        assertEquals(List.of(), browser.messages());
    }

    @Test
    void browserBelongsToItsCurrentUserOncePerSession() {
        TestAnswer first = world.newUser(freshEmail());
        TestAnswer second = world.newUser(freshEmail());
        Browser browser = service.browser();
        subscribe(browser, first);
        subscribe(browser, second);
        assertTrue(browsers(first).isEmpty());
        Browser fresh = service.browser(); // the browser subscribed anew
        subscribe(fresh, second);
        assertEquals(1, browsers(second).size());
        world.news.filled(account(first), "1");
        world.news.filled(account(second), "2");

        Await.until(() -> fresh.messages().size() == 1);
        assertEquals(List.of(), browser.messages());
    }

    @Test
    void theBrowserThatWasUsedLongestAgoGivesWay() throws Exception {
        String email = freshEmail();
        TestAnswer last = world.newUser(email);
        for (int i = 0; i <= SubscriptionsTable.BROWSERS_MAX; i++) {
            last = world.login(email, IdentityWorld.PASSWORD);
            assertEquals(201, subscribe(service.browser(), last).status());
        }
        assertEquals(SubscriptionsTable.BROWSERS_MAX, browsers(last).size());
        assertTrue(browsers(last).path(0).path("current").asBoolean());
        TestAnswer user = last;
        Browser same = service.browser();
        IdentityWorld.atOnce(8, () -> subscribe(same, user));
        assertEquals(SubscriptionsTable.BROWSERS_MAX, browsers(last).size());
    }

    @Test
    void invalidSubscriptionFieldsAreRefusedByName() {
        TestAnswer user = world.newUser(freshEmail());
        Map<String, String> good = form(service.browser());
        Map<String, String> wrong = Map.of(
                "endpoint", "https://169.254.169.254/latest",
                "p256dh", VapidKey.text(new byte[65]),
                "auth", "short",
                "language", "tlh");
        wrong.forEach((field, value) -> {
            Map<String, String> form = new HashMap<>(good);
            form.put(field, value);
            TestAnswer answer = world.post(BROWSERS, form, user);
            assertEquals(400, answer.status());
            assertEquals(List.of(field), fields(answer));
        });
        assertEquals(4, fields(world.post(BROWSERS, Map.of(), user)).size());
        assertTrue(browsers(user).isEmpty());
    }

    @Test
    void pushIsOffWithoutAContactAddress() {
        try (IdentityWorld plain = new IdentityWorld()) {
            TestAnswer user = plain.newUser(freshEmail());
            assertTrue(plain.get(BROWSERS, user)
                    .json()
                    .path("application_server_key")
                    .isNull());
            TestAnswer answer = plain.post(BROWSERS, form(service.browser()), user);
            assertEquals("feature_off", answer.json().path("code").asText());
            assertTrue(answer.json().path("detail").asText().contains("FLOWEX_PUSH_CONTACT"));
        }
    }

    @Test
    void pushedMessageIsEncrypted() {
        TestAnswer user = world.newUser(freshEmail());
        Browser browser = service.browser();
        subscribe(browser, user);
        String key =
                world.get(BROWSERS, user).json().path("application_server_key").asText();
        assertEquals(
                key,
                world.get(BROWSERS, user).json().path("application_server_key").asText());
        List<String> rows = world.stand
                .platform()
                .database()
                .asOwner(
                        1,
                        connection -> Sql.all(
                                connection,
                                row -> row.getString(1),
                                "SELECT encode(target, 'escape') FROM identity.push_subscriptions"));
        assertFalse(rows.isEmpty());
        assertTrue(rows.stream().noneMatch(row -> row.contains("http")));
    }
}
