package com.flowex.identity.app.mail;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.RecentCredentialChanges;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Questions of other services to identity about owners of accounts: to write to them, and the recent changes of their
 * credentials.
 */
@Timeout(900)
class AccountOwnerMailerTest {

    private static final String FRESH = "EvenBetter456?";

    private final Mailbox mailbox = new Mailbox();
    private final IdentityWorld world = new IdentityWorld(mailbox.settings(Map.of()));

    @AfterEach
    void stop() {
        world.close();
        mailbox.close();
    }

    private void loginFromElsewhere(String email) {
        world.server.send(world.server
                .request("/api/auth/login", "")
                .header("User-Agent", "a stranger's phone")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")));
    }

    private long newUser(String email) {
        long id = world.me(world.newUser(email)).json().path("id").asLong();
        Await.until(() -> mailbox.mailsTo(email).size() == 1);
        return id;
    }

    @Test
    void aLinkLeadsToThePortThatListensWhereItsAddressIsNotSet() {
        world.access.listensAt(9123);
        String email = freshEmail();
        world.register(email, PASSWORD);
        assertEquals("9123", mailbox.found(email, Pattern.compile("http://localhost:(\\d+)/"), 1));
    }

    @Test
    void onlyTheAccountsOwnerReceivesTheLetter() throws Exception {
        String email = freshEmail();
        long id = newUser(email);
        int before = mailbox.mails().size();

        world.access
                .accountLetters()
                .write(new AccountId(1, 1_000_000 + id), NotificationEvent.DEPOSIT, "About money", "Nobody has it.");
        world.access
                .accountLetters()
                .write(new AccountId(2, 1_000 + id), NotificationEvent.DEPOSIT, "About money", "Another exchange.");
        world.access
                .accountLetters()
                .write(new AccountId(1, 1_000 + id), NotificationEvent.DEPOSIT, "About money", "It moved.");

        Await.until(() -> mailbox.mails().size() > before);
        List<MimeMessage> mails = mailbox.mails();
        assertEquals(before + 1, mails.size());
        assertEquals("About money", mails.getLast().getSubject());
        assertEquals(email, mails.getLast().getAllRecipients()[0].toString());
    }

    private static final String NOTIFICATIONS = "/api/auth/notifications";

    private TestAnswer choose(TestAnswer tokens, String version, String event, String channel, boolean on) {
        Map<String, Object> choice = Map.of("event", event, "channel", channel, "on", on);
        byte[] body = Json.bytes(Map.of("choices", List.of(choice)));
        return world.server.change(
                "PUT", NOTIFICATIONS, new String(body, StandardCharsets.UTF_8), IdentityWorld.access(tokens), version);
    }

    private List<String> subjects(String email) {
        return mailbox.mailsTo(email).stream()
                .map(AccountOwnerMailerTest::subject)
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEventThatAUserSwitchedOffBringsNoMailAndASecurityNoticeAlwaysDoes() {
        String email = freshEmail();
        long id = newUser(email);
        TestAnswer tokens = world.login(email, PASSWORD);
        AccountId account = new AccountId(1, 1_000 + id);
        AccountOwnerMailer letters = world.access.accountLetters();
        String seen = world.get(NOTIFICATIONS, tokens).json().path("version").asText();

        TestAnswer chosen = choose(tokens, seen, "deposit", "mail", false);
        assertEquals(200, chosen.status(), chosen.text());
        assertEquals(
                "{\"event\":\"deposit\",\"channels\":[{\"channel\":\"mail\",\"on\":false,\"fixed\":false},"
                        + "{\"channel\":\"push\",\"on\":true,\"fixed\":false},"
                        + "{\"channel\":\"webhook\",\"on\":true,\"fixed\":false},"
                        + "{\"channel\":\"page\",\"on\":true,\"fixed\":false}]}",
                chosen.json().path("events").path(0).toString());
        assertEquals(
                chosen.text(),
                world.get(NOTIFICATIONS, tokens).text(),
                "the answer to the change is the present state");
        String now = chosen.json().path("version").asText();
        assertEquals(
                "version_changed", choose(tokens, seen, "deposit", "mail", true).code());
        assertEquals(200, choose(tokens, now, "login", "mail", false).status());
        assertEquals(List.of("choices[0].on"), IdentityWorld.fields(choose(tokens, "*", "security", "mail", false)));
        assertEquals(List.of("choices[0].channel"), IdentityWorld.fields(choose(tokens, "*", "login", "page", false)));
        assertEquals(List.of("choices[0].event"), IdentityWorld.fields(choose(tokens, "*", "rain", "mail", false)));

        assertEquals(200, choose(tokens, "*", "margin_call", "mail", false).status());
        assertEquals(
                List.of("choices[0].channel"), IdentityWorld.fields(choose(tokens, "*", "margin_call", "page", false)));

        assertFalse(letters.write(account, NotificationEvent.DEPOSIT, "About money", "It came."));
        assertFalse(letters.write(account, NotificationEvent.MARGIN_CALL, "Margin call", "It fell."));
        assertTrue(letters.write(account, NotificationEvent.WITHDRAWAL, "About money", "It went."));
        loginFromElsewhere(email);
        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens);
        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens);
        assertTrue(letters.write(account, NotificationEvent.SECURITY, "The end", "It ends."));

        Await.until(() -> subjects(email).contains("The end"));
        assertEquals(
                List.of(
                        "Confirm your e-mail address",
                        "Mails were switched off",
                        "Mails were switched off",
                        "Mails were switched off",
                        "About money",
                        "Your second factor was changed",
                        "The end"),
                subjects(email));
    }

    private List<String> payloads() {
        return world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.all(
                                transaction,
                                row -> row.getString(1),
                                "SELECT payload::text FROM outbox.messages WHERE tenant_id = 1 AND topic LIKE 'private_%'"
                                        + " ORDER BY number"));
    }

    @Test
    void mailsWaitSealedForAServerThatIsAwayAndAreGoneOnceTheyWereSent() {
        String email = freshEmail();
        long id = newUser(email);
        Await.until(() -> payloads().stream().allMatch("{}"::equals));
        mailbox.close();

        loginFromElsewhere(email);
        world.post("/api/auth/password/forgot", Map.of("email", email));
        world.access
                .accountLetters()
                .write(new AccountId(1, 1_000 + id), NotificationEvent.DEPOSIT, "About money", "It moved.");
        String other = freshEmail();
        world.register(other, PASSWORD);
        Await.until(() -> payloads().stream()
                        .filter(text -> text.startsWith("{\"sealed\": "))
                        .count()
                == 4);
        assertFalse(payloads().toString().contains("reset-password"), "no secret can be read while it waits");
        mailbox.again();

        Await.until(() -> mailbox.mailsTo(email).size() == 3);
        assertEquals(
                204,
                world.post("/api/auth/email/verify", Map.of("token", mailbox.found(other, Mailbox.TOKEN, 1)))
                        .status());
        Await.until(() -> payloads().stream().allMatch("{}"::equals));
    }

    @Test
    void recentCredentialChangesAreKnownForADay() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        long id = world.me(tokens).json().path("id").asLong();
        RecentCredentialChanges history = world.access.accessHistory();
        assertEquals(
                new RecentCredentialChanges.Lately(false, false, false),
                history.of(1, id),
                "the first device is not new");

        loginFromElsewhere(email);
        assertEquals(new RecentCredentialChanges.Lately(false, false, true), history.of(1, id));
        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens);
        world.post("/api/auth/password/change", Map.of("current_password", PASSWORD, "new_password", FRESH), tokens);
        assertEquals(new RecentCredentialChanges.Lately(true, true, true), history.of(1, id));

        world.stand
                .platform()
                .database()
                .transaction(
                        1,
                        transaction -> Sql.execute(
                                        transaction,
                                        "UPDATE identity.users SET password_changed_at = now() - interval '25 hours',"
                                                + " factors_changed_at = now() - interval '25 hours' WHERE tenant_id = 1 AND id = ?",
                                        id)
                                + Sql.execute(
                                        transaction,
                                        "UPDATE identity.known_devices SET first_seen_at = first_seen_at - interval '25 hours'"
                                                + " WHERE tenant_id = 1 AND user_id = ?",
                                        id));
        assertEquals(new RecentCredentialChanges.Lately(false, false, false), history.of(1, id));
    }
}
