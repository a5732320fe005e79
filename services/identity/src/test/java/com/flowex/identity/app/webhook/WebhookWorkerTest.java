package com.flowex.identity.app.webhook;

import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.identity.app.webhook.WebhookReceiver.Call;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.outbound.WebhookCalls;
import com.flowex.platform.outbound.WebhookSecrets;
import com.flowex.platform.testing.Await;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user's notices reach the address that the user confirmed, each signed, and no other one's. */
@Timeout(900)
class WebhookWorkerTest {

    private static final String WEBHOOK = "/api/auth/webhook";

    private static final Mailbox MAILBOX = new Mailbox();
    private static final IdentityWorld WORLD = new IdentityWorld(MAILBOX.settings(Map.of()));

    @BeforeAll
    static void start() {
        WORLD.webhooks.start();
    }

    @AfterAll
    static void stop() {
        WORLD.close();
        MAILBOX.close();
    }

    private final String email = freshEmail();
    private final TestAnswer user = WORLD.newUser(email);
    private final AccountId account =
            new AccountId(1, WORLD.me(user).json().path("account").asLong());
    private final String address = "https://" + email.substring(0, email.indexOf('@')) + ".example.com/hook?key=1";

    private TestAnswer set(String to) {
        return WORLD.server.put(WEBHOOK, "{\"address\":\"" + to + "\"}", IdentityWorld.access(user));
    }

    private JsonNode shown() {
        return WORLD.get(WEBHOOK, user).json();
    }

    private List<Call> calls() {
        return WORLD.receiver.calls(address);
    }

    private Call call(int number) {
        Await.until(() -> calls().size() >= number);
        return calls().get(number - 1);
    }

    /** Sets and confirms the address; returns its secret. */
    private String confirmed() {
        String secret = set(address).json().path("secret").asText();
        String code = call(1).json().path("code").asText();
        TestAnswer confirmed = WORLD.post(WEBHOOK + "/confirm", Map.of("code", code), user);
        assertEquals("on", confirmed.json().path("state").asText(), confirmed.text());
        return secret;
    }

    private void write(NotificationEvent event, String subject, String text) {
        WORLD.access.accountLetters().write(account, event, subject, text);
    }

    private void now() {
        WORLD.stand
                .database()
                .query(
                        1,
                        owner -> Sql.execute(
                                owner,
                                "UPDATE identity.webhooks SET next_at = now() WHERE next_at IS NOT NULL AND address = ?",
                                address));
    }

    private static List<String> subjects(String to) {
        return MAILBOX.mailsTo(to).stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Test
    void aConfirmedWebhookGetsEachNoticeSignedAndWithoutCodesOrLinks() {
        assertEquals("none", shown().path("state").asText());
        TestAnswer made = set(address);
        assertEquals(200, made.status(), made.text());
        String secret = made.json().path("secret").asText();
        assertEquals("unconfirmed", made.json().path("state").asText());
        assertTrue(shown().path("secret").isNull(), "it is shown once");
        write(NotificationEvent.DEPOSIT, "A deposit", "before it was confirmed");
        Call first = call(1);
        assertEquals("confirmation", first.json().path("kind").asText());
        TestAnswer wrong = WORLD.post(WEBHOOK + "/confirm", Map.of("code", "1.guessed"), user);
        assertEquals(List.of("code"), IdentityWorld.fields(wrong));
        String code = first.json().path("code").asText();
        assertEquals(
                200,
                WORLD.post(WEBHOOK + "/confirm", Map.of("code", code), user).status());

        write(NotificationEvent.DEPOSIT, "A deposit", "10 USDT came");
        Call deposit = call(2);
        assertEquals("deposit", deposit.json().path("event").asText());
        assertEquals("10 USDT came", deposit.json().path("text").asText());
        assertEquals(
                deposit.header("FlowEx-Delivery"), deposit.json().path("id").asText());
        assertEquals(
                WebhookSecrets.signature(secret, Long.parseLong(deposit.header("FlowEx-Timestamp")), deposit.body()),
                deposit.header("FlowEx-Signature"));

        String muted = "{\"choices\":[{\"event\":\"deposit\",\"channel\":\"webhook\",\"on\":false}]}";
        WORLD.server.put("/api/auth/notifications", muted, IdentityWorld.access(user));
        write(NotificationEvent.DEPOSIT, "A deposit", "that is muted");
        write(NotificationEvent.P2P_MESSAGE, "A message", "words that no mail has");
        assertEquals("", call(3).json().path("text").asText());
        assertEquals("A message", call(3).json().path("subject").asText());
        WORLD.post("/api/auth/email/change", Map.of("email", "x" + email, "password", IdentityWorld.PASSWORD), user);
        assertEquals("security", call(4).json().path("event").asText());
        assertFalse(call(4).body().contains("keep-email"), "a link is for the mail alone");

        WORLD.news.filled(account, "5");
        WORLD.news.expired(account, "4");
        Await.until(() -> calls().size() == 6);
        JsonNode fill = call(5).json();
        JsonNode expired = call(6).json();
        assertEquals("fill", fill.path("event").asText());
        assertEquals("5", fill.at("/newest/0/quantity").asText());
        assertEquals("order_expired", expired.path("event").asText());
        Await.until(() -> shown().path("waiting").asInt() == 0);
        Await.until(() -> subjects(email).contains("A webhook was set"));
    }

    @Test
    void aWebhookThatFailsIsTriedAgainAndAtLastSwitchedOffWithAMailUntilATestIsAccepted() {
        confirmed();
        WORLD.receiver.answers(503);
        try {
            write(NotificationEvent.WITHDRAWAL, "A withdrawal", "1 BTC went");
            write(NotificationEvent.WITHDRAWAL, "A withdrawal", "2 BTC went");
            Await.until(() -> shown().path("failures").asInt() == 1);
            assertEquals("status 503", shown().path("answer").asText());
            for (int failed = 2; failed <= WebhookWorker.FAILURES_MAX; failed++) {
                now();
                int requested = failed;
                Await.until(() -> shown().path("failures").asInt() == requested);
            }
            assertEquals("off", shown().path("state").asText());
            assertEquals(0, shown().path("waiting").asInt());
            List<String> ids = calls().stream()
                    .map(call -> call.header("FlowEx-Delivery"))
                    .distinct()
                    .toList();
            assertEquals(3, ids.size(), "the confirmation, and both withdrawals in turn");
            assertEquals(
                    WebhookCalls.ATTEMPTS_MAX,
                    calls().stream()
                            .filter(call -> call.header("FlowEx-Delivery").equals(ids.get(1)))
                            .count());
            Await.until(() -> subjects(email).contains("Your webhook was switched off"));
            write(NotificationEvent.WITHDRAWAL, "A withdrawal", "while it is off");
            assertEquals(0, shown().path("waiting").asInt());
        } finally {
            WORLD.receiver.answers(200);
        }
        int before = calls().size();
        assertEquals(202, WORLD.post(WEBHOOK + "/test", Map.of(), user).status());
        Await.until(() -> shown().path("state").asText().equals("on"));
        assertEquals("test", call(before + 1).json().path("kind").asText());
        assertEquals(0, shown().path("failures").asInt());
    }

    @Test
    void anAddressIsAPublicHostsAndAnotherOneBeginsAnew() {
        for (String bad :
                List.of("http://example.com/", "https://10.0.0.1/", "https://localhost/", "https://a.example:8443/")) {
            assertEquals(List.of("address"), IdentityWorld.fields(set(bad)), bad);
        }
        String secret = confirmed();
        TestAnswer other = set("https://other-" + address.substring("https://".length()));
        assertEquals("unconfirmed", other.json().path("state").asText());
        assertFalse(other.json().path("secret").asText().equals(secret));
        write(NotificationEvent.DEPOSIT, "A deposit", "for nobody");
        assertEquals(
                204, WORLD.server.delete(WEBHOOK, IdentityWorld.access(user)).status());
        assertEquals("none", shown().path("state").asText());
        assertEquals(
                404, WORLD.server.delete(WEBHOOK, IdentityWorld.access(user)).status());
        assertEquals(404, WORLD.post(WEBHOOK + "/test", Map.of(), user).status());
        assertEquals(1, calls().size());
    }
}
