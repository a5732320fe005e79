package com.flowex.identity.app.registration;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.app.mail.Mailbox.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two people register one address: the one who reads its mail decides which registration it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class PendingRegistrationsTest {

    private static final String STRANGERS = "StrangersPass789?";
    private static final String CHOSEN = "EvenBetter456?";

    private final Mailbox mailbox = new Mailbox();
    private final IdentityWorld world = new IdentityWorld(mailbox.settings(Map.of("FLOWEX_EMAIL_VERIFICATION", "on")));
    private final TestAnswer root = world.admin();

    @AfterAll
    void stop() {
        world.close();
        mailbox.close();
    }

    private TestAnswer register(String email, String password, String name) {
        TestAnswer answer = world.post(
                "/api/auth/register",
                Map.of("email", email, "password", password, "first_name", name, "last_name", name));
        assertEquals(202, answer.status(), answer.text());
        return answer;
    }

    /** Registers and returns the token of the link that was mailed for it. */
    private String claim(String email, String password, String name) {
        int before = mailbox.mailsTo(email).size();
        register(email, password, name);
        return mailbox.found(email, TOKEN, before + 1);
    }

    private TestAnswer confirm(String token) {
        return world.post("/api/auth/email/verify", Map.of("token", token));
    }

    private TestAnswer reset(String token) {
        return world.post("/api/auth/password/reset", Map.of("token", token, "password", CHOSEN));
    }

    /** Asks for a mail by the address alone and returns the token in it. */
    private String requested(String route, String email) {
        int before = mailbox.mailsTo(email).size();
        assertEquals(202, world.post(route, Map.of("email", email)).status());
        return mailbox.found(email, TOKEN, before + 1);
    }

    private void requireOwned(String email, String password, String name) {
        assertEquals(
                401,
                world.login(email, password.equals(PASSWORD) ? STRANGERS : PASSWORD)
                        .status());
        TestAnswer tokens = world.login(email, password);
        assertEquals(200, tokens.status(), tokens.text());
        assertEquals(name, world.me(tokens).json().path("first_name").asText());
    }

    @Test
    void theClickConfirmsTheRegistrationWhoseMailItCameFromInBothOrders() {
        for (boolean strangerFirst : List.of(true, false)) {
            String email = freshEmail();
            String first = strangerFirst ? claim(email, STRANGERS, "Stranger") : claim(email, PASSWORD, "Owner");
            String second = strangerFirst ? claim(email, PASSWORD, "Owner") : claim(email, STRANGERS, "Stranger");
            assertEquals(401, world.login(email, STRANGERS).status(), "no registration is good before the click");
            assertEquals(401, world.login(email, PASSWORD).status());

            assertEquals(204, confirm(strangerFirst ? second : first).status());

            requireOwned(email, PASSWORD, "Owner");
            assertEquals(
                    "invalid_token", confirm(strangerFirst ? first : second).code(), "the other one ended");
            requireOwned(email, PASSWORD, "Owner");
        }
    }

    @Test
    void oneOfTwoConcurrentConfirmationsCounts() throws Exception {
        String email = freshEmail();
        List<String> tokens = List.of(claim(email, STRANGERS, "Stranger"), claim(email, PASSWORD, "Owner"));
        AtomicInteger next = new AtomicInteger();

        List<Integer> statuses = IdentityWorld.atOnce(
                2, () -> confirm(tokens.get(next.getAndIncrement())).status());

        assertEquals(1, statuses.stream().filter(status -> status == 204).count(), statuses.toString());
        boolean isOwners = world.login(email, PASSWORD).status() == 200;
        assertNotEquals(isOwners, world.login(email, STRANGERS).status() == 200);
        requireOwned(email, isOwners ? PASSWORD : STRANGERS, isOwners ? "Owner" : "Stranger");
    }

    @Test
    void registrationsAtOnceHaveALinkEach() throws Exception {
        String email = freshEmail();
        AtomicInteger next = new AtomicInteger();
        IdentityWorld.atOnce(
                2,
                () -> next.getAndIncrement() == 0
                        ? register(email, STRANGERS, "Stranger")
                        : register(email, PASSWORD, "Owner"));
        Await.until(() -> mailbox.mailsTo(email).size() == 2);

        assertNotEquals(mailbox.found(email, TOKEN, 1), mailbox.found(email, TOKEN, 2));
        assertEquals(204, confirm(mailbox.found(email, TOKEN, 1)).status());
        assertEquals("invalid_token", confirm(mailbox.found(email, TOKEN, 2)).code());
    }

    /** Neither mail says which registration its reader made, so both lead to a password that the reader chooses. */
    @Test
    void aLinkThatTheAddressAloneIsAskedForConfirmsNoRegistration() {
        for (String route : List.of("/api/auth/email/resend", "/api/auth/password/forgot")) {
            String email = freshEmail();
            String strangers = claim(email, STRANGERS, "Stranger");
            String token = requested(route, email);
            assertEquals("invalid_token", confirm(token).code());

            assertEquals(204, reset(token).status());

            assertEquals(200, world.login(email, CHOSEN).status());
            assertEquals(401, world.login(email, STRANGERS).status());
            assertEquals("invalid_token", confirm(strangers).code(), "the registration ended");
        }
    }

    @Test
    void anOperatorsUserTakesThePlaceOfRegistrationsThatWereNotConfirmed() {
        String email = freshEmail();
        String strangers = claim(email, STRANGERS, "Stranger");
        Map<String, Object> form = Map.of(
                "email",
                email,
                "password",
                PASSWORD,
                "first_name",
                "Owner",
                "last_name",
                "Owner",
                "roles",
                List.of("trader"));

        TestAnswer made = world.post("/api/v1/users", form, root);

        assertEquals(201, made.status(), made.text());
        assertEquals("invalid_token", confirm(strangers).code());
        assertEquals(204, confirm(mailbox.found(email, TOKEN, 2)).status());
        requireOwned(email, PASSWORD, "Owner");
        assertEquals("email_taken", world.post("/api/v1/users", form, root).code());
    }

    /** The stranger comes after the operator: their link would have set a password for a user with a role. */
    @Test
    void aRegistrationOfAnOperatorsUserIsNoClaim() {
        String email = freshEmail();
        Map<String, Object> form = Map.of(
                "email",
                email,
                "password",
                PASSWORD,
                "first_name",
                "Owner",
                "last_name",
                "Owner",
                "roles",
                List.of("trader"));
        assertEquals(201, world.post("/api/v1/users", form, root).status());
        String invitation = mailbox.found(email, TOKEN, 1);

        assertEquals(
                "invalid_token", confirm(claim(email, STRANGERS, "Stranger")).code());

        assertEquals(204, confirm(invitation).status());
        requireOwned(email, PASSWORD, "Owner");
    }

    @Test
    void noRoleIsGivenForAnAddressThatWasNotConfirmed() {
        String email = freshEmail();
        String owners = claim(email, PASSWORD, "Owner");
        String id = world.get("/api/v1/users?email=" + email, root)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        Map<String, Object> roles = Map.of("roles", List.of("user", "trader"));
        Map<String, Object> requested = Map.of("user_id", id, "role", "trader", "reason", "because");

        assertEquals(403, world.patch("/api/v1/users/" + id, roles, root).status());
        assertEquals(403, world.post("/api/v1/role-requests", requested, root).status());

        assertEquals(204, confirm(owners).status());
        assertEquals(200, world.patch("/api/v1/users/" + id, roles, root).status());
    }

    /** Where addresses were not verified before, a stranger may have come further: a session, a key, an authenticator. */
    @Test
    void passwordResetRemovesFactorsOfUnconfirmedAddresses() {
        String email = freshEmail();
        assertEquals(204, confirm(claim(email, STRANGERS, "Stranger")).status());
        TestAnswer strangers = world.login(email, STRANGERS);
        TestAnswer key =
                world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), strangers);
        assertEquals(201, key.status(), key.text());
        world.post("/api/auth/2fa/email/enable", Map.of("password", STRANGERS), strangers);
        Await.until(() -> mailbox.mailsTo(email).size() == 3);
        set(email, "email_verified_at = NULL, totp_secret = 'x', totp_confirmed = true");

        String strangersAgain = claim(email, STRANGERS, "Stranger");
        assertEquals("invalid_token", confirm(strangersAgain).code(), "an account that is used is no registration");
        assertEquals(204, reset(requested("/api/auth/password/forgot", email)).status());

        TestAnswer owners = world.login(email, CHOSEN);
        assertEquals(200, owners.status(), "no second factor is asked for: " + owners.text());
        assertEquals(401, world.me(strangers).status());
        Await.until(() -> mailbox.mailsTo(email).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("sign nothing until you confirm them")));
    }

    private void set(String email, String columns) {
        assertTrue(world.stand
                        .database()
                        .query(
                                1,
                                transaction -> Sql.execute(
                                        transaction,
                                        "UPDATE identity.users SET " + columns + " WHERE tenant_id = 1 AND email = ?",
                                        email))
                == 1);
    }
}
