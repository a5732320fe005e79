package com.flowex.identity.app.push;

import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.AccountOwnerMailer;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPushService;
import com.flowex.platform.testing.TestPushService.Browser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Notifications of other services reach all browsers of a user, each once, and none whose session has ended. */
@Timeout(900)
class BrowserNotifierTest {

    private static final String BROWSERS = "/api/auth/push";

    private final TestPushService service = new TestPushService();
    private final DatabaseChoice.Server database = IdentityWorld.freshDatabase();
    private final IdentityWorld world = new IdentityWorld(
            database, Map.of("FLOWEX_PUSH_CONTACT", "mailto:ops@example.com", "FLOWEX_PUSH_HOSTS", service.url()));

    @AfterEach
    void stop() {
        world.close();
        service.close();
    }

    private TestAnswer subscribe(Browser browser, TestAnswer user) {
        return world.post(
                BROWSERS,
                Map.of(
                        "endpoint", browser.endpoint(),
                        "p256dh", browser.p256dh(),
                        "auth", browser.auth(),
                        "language", "en"),
                user);
    }

    private JsonNode browsers(TestAnswer user) {
        return world.get(BROWSERS, user).json().path("items");
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

    private long id(TestAnswer user) {
        return world.me(user).json().path("id").asLong();
    }

    private BrowserNotifier.NotificationResult report(TestAnswer user, Set<String> known) throws InterruptedException {
        return world.pusher
                .notes()
                .report(
                        1,
                        id(user),
                        NotificationEvent.PRICE_ALERT,
                        Map.of("kind", "risk_alert", "number", 7, "subject", "price"),
                        known);
    }

    /** Closes a gap of issue 41: orders that the clock ended were shown on the open page alone. */
    @Test
    void anOrderThatTheClockEndedIsPushedUnlessItsUserSwitchedThatOff() {
        TestAnswer user = world.newUser(freshEmail());
        AccountId account =
                new AccountId(1, world.me(user).json().path("account").asLong());
        Browser browser = service.browser();
        subscribe(browser, user);
        world.news.expired(account, "4");
        world.news.filled(account, "5");
        world.pusher.start();
        Await.until(() -> browser.messages().size() == 1);
        JsonNode both = json(browser.messages().getFirst());
        assertEquals("fills", both.path("kind").asText());
        assertEquals(1, both.path("orders").asInt());
        assertEquals("4", both.at("/expired/newest/0/quantity").asText());

        for (String off : List.of("order_expired", "fill")) {
            String choices = "{\"choices\":[{\"event\":\"fill\",\"channel\":\"push\",\"on\":%s},"
                    + "{\"event\":\"order_expired\",\"channel\":\"push\",\"on\":%s}]}";
            String chosen = choices.formatted(off.equals("order_expired"), off.equals("fill"));
            assertEquals(
                    200,
                    world.server
                            .put("/api/auth/notifications", chosen, IdentityWorld.access(user))
                            .status());
            int before = browser.messages().size();
            world.news.expired(account, "6");
            world.news.filled(account, "7");
            world.stand
                    .platform()
                    .database()
                    .asOwner(1, owner -> Sql.execute(owner, "UPDATE identity.push_subscriptions SET next_at = now()"));
            Await.until(() -> browser.messages().size() > before);
            JsonNode one = json(browser.messages().getLast());
            assertEquals(
                    off.equals("fill") ? "expired_orders" : "fills",
                    one.path("kind").asText());
            assertEquals(off.equals("fill") ? 0 : 1, one.path("orders").asInt());
            assertEquals(off.equals("fill") ? 1 : 0, one.at("/expired/orders").asInt());
        }
    }

    @Test
    void aNoticeReachesABrowserOnceAlsoIfItsPushServiceIsAwayForAWhile() {
        TestAnswer user = world.newUser(freshEmail());
        long id = id(user);
        AccountOwnerMailer letters = world.access.accountLetters();
        AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + id);
        letters.write(account, NotificationEvent.DEPOSIT, "before", "no browser waits for it");
        Browser phone = service.browser();
        subscribe(phone, user);
        service.answers(503);
        letters.write(account, NotificationEvent.DEPOSIT, "a deposit", "it came");
        world.pusher.start();
        Await.until(() -> tries(id) > 0);
        assertEquals(List.of(), phone.messages());

        service.answers(201);
        world.stand
                .database()
                .query(1, connection -> Sql.execute(connection, "UPDATE identity.push_notices SET due_at = now()"));
        Await.until(() -> phone.messages().size() == 1 && tries(id) == 0);
        JsonNode note = json(phone.messages().getFirst());
        assertEquals("notice", note.path("kind").asText());
        assertEquals("deposit", note.path("event").asText());
    }

    /** Attempts at the notices that wait for a user. */
    private int tries(long user) {
        return world.stand
                .database()
                .query(
                        1,
                        connection -> Sql.one(
                                connection,
                                row -> row.getInt(1),
                                "SELECT coalesce(sum(tries), 0) FROM identity.push_notices WHERE user_id = ?",
                                user))
                .orElseThrow();
    }

    @Test
    void notificationReachesAllBrowsersThatLackIt() throws InterruptedException {
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        assertEquals(0, report(user, Set.of()).browsers());
        Browser phone = service.browser();
        Browser browser = service.browser();
        String first = subscribe(phone, user).json().path("id").asText();
        TestAnswer again = world.login(email, IdentityWorld.PASSWORD);
        String second = subscribe(browser, again).json().path("id").asText();
        double taken = counted("taken");
        double later = counted("later");
        double refused = counted("refused");

        BrowserNotifier.NotificationResult result = report(user, Set.of(first));
        assertEquals(1, result.browsers());
        assertEquals(Set.of(second), result.taken());
        assertEquals(List.of(), phone.messages());
        JsonNode note = json(browser.messages().getFirst());
        assertEquals("risk_alert", note.path("kind").asText());
        assertEquals(7, note.path("number").asLong());
        assertEquals("en", note.path("language").asText());
        assertEquals(taken + 1, counted("taken"));

        service.answers(503);
        result = report(user, Set.of(first));
        assertEquals(List.of("127.0.0.1: status 503"), result.failures());
        assertEquals(Set.of(), result.taken());
        service.answers(403);
        assertEquals(2, report(user, Set.of()).failures().size());
        assertEquals(later + 1, counted("later"));
        assertEquals(refused + 2, counted("refused"));
        assertEquals(0, report(world.newUser(freshEmail()), Set.of()).browsers(), "nobody else's");
        String muted = "{\"choices\":[{\"event\":\"price_alert\",\"channel\":\"push\",\"on\":false}]}";
        world.server.put("/api/auth/notifications", muted, IdentityWorld.access(again));
        assertEquals(0, report(user, Set.of()).browsers(), "the user has switched them off");
    }

    @Test
    void loggedOutAndGoneBrowsersReceiveNoNotifications() throws InterruptedException {
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        subscribe(service.browser(), user);
        double gone = counted("gone");
        service.answers(410);
        BrowserNotifier.NotificationResult result = report(user, Set.of());
        assertEquals(0, result.browsers());
        assertEquals(List.of(), result.failures());
        assertEquals(gone + 1, counted("gone"));
        assertTrue(browsers(user).isEmpty());

        service.answers(201);
        Browser browser = service.browser();
        subscribe(browser, user);
        world.stand
                .platform()
                .database()
                .asOwner(1, connection -> Sql.execute(connection, "DELETE FROM identity.sessions"));
        TestAnswer again = world.login(email, IdentityWorld.PASSWORD);
        assertEquals(0, report(again, Set.of()).browsers());
        assertEquals(List.of(), browser.messages());
        assertTrue(browsers(again).isEmpty());
    }
}
