package com.flowex.identity.app.registration;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.app.mail.Mailbox.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.Await;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user replaces their e-mail address; the readers of both addresses have a say. */
@Timeout(900)
class EmailChangeTest {

    private static final String STRANGERS = "StrangersPass789?";
    private static final String CHOSEN = "EvenBetter456?";
    private static final String CHANGE = "/api/auth/email/change";
    private static final Pattern NEW = Pattern.compile("change-email=(\\S+)");
    private static final Pattern LINK = Pattern.compile("http://([a-z.]+)/\\?(?:verify-email|reset-password)=");
    private static final Pattern KEEP = Pattern.compile("keep-email=(\\S+)");

    private final Mailbox mailbox = new Mailbox();
    private final IdentityWorld world = new IdentityWorld(mailbox.settings(Map.of("FLOWEX_EMAIL_VERIFICATION", "on")));

    @AfterEach
    void stop() {
        world.close();
        mailbox.close();
    }

    /** Registers and returns the token of the link that was mailed for it. */
    private String claim(String email, String password, String name) {
        int before = mailbox.mailsTo(email).size();
        TestAnswer answer = world.post(
                "/api/auth/register",
                Map.of("email", email, "password", password, "first_name", name, "last_name", name));
        assertEquals(202, answer.status(), answer.text());
        return mailbox.found(email, TOKEN, before + 1);
    }

    private TestAnswer confirm(String token) {
        return world.post("/api/auth/email/verify", Map.of("token", token));
    }

    private void requireOwned(String email, String password, String name) {
        TestAnswer tokens = world.login(email, password);
        assertEquals(200, tokens.status(), tokens.text());
        assertEquals(name, world.me(tokens).json().path("first_name").asText());
    }

    /** Registers, confirms and logs in. */
    private TestAnswer owner(String email) {
        assertEquals(204, confirm(claim(email, PASSWORD, "Owner")).status());
        return world.login(email, PASSWORD);
    }

    /** Asks for a new address; returns the token that was mailed there. */
    private String requestChange(String fresh, TestAnswer tokens) {
        int before = mailbox.mailsTo(fresh).size();
        TestAnswer answer = world.post(CHANGE, Map.of("email", fresh, "password", PASSWORD), tokens);
        assertEquals(202, answer.status(), answer.text());
        assertEquals(fresh, answer.json().path("email").asText());
        return mailbox.found(fresh, NEW, before + 1);
    }

    private TestAnswer move(String token) {
        return world.post(CHANGE + "/confirm", Map.of("token", token));
    }

    @Test
    void aNewAddressHoldsOnceItsReaderConfirmsItAndMoneyStaysForADay() {
        String old = freshEmail();
        String fresh = freshEmail();
        TestAnswer tokens = owner(old);
        long id = world.me(tokens).json().path("id").asLong();
        Map<String, String> wrong = Map.of("email", fresh, "password", STRANGERS);
        Map<String, String> same = Map.of("email", old.toUpperCase(Locale.ROOT), "password", PASSWORD);
        assertEquals(403, world.post(CHANGE, wrong, tokens).status());
        assertEquals(List.of("email"), IdentityWorld.fields(world.post(CHANGE, same, tokens)), "it is the present one");
        assertEquals(
                404, world.server.delete(CHANGE, IdentityWorld.access(tokens)).status());

        String token = requestChange(fresh, tokens);
        assertEquals(fresh, world.get(CHANGE, tokens).json().path("email").asText());
        assertEquals(200, world.login(old, PASSWORD).status(), "nothing has changed yet");
        world.access.restrictions().requireMayPay(1, id);
        assertEquals(204, move(token).status());

        assertEquals(401, world.me(tokens).status(), "all sessions ended");
        assertEquals(401, world.login(old, PASSWORD).status());
        TestAnswer again = world.login(fresh, PASSWORD);
        assertTrue(world.me(again).json().path("email_verified").asBoolean());
        assertTrue(world.get(CHANGE, again).json().path("email").isNull());
        assertEquals("invalid_token", move(token).code(), "once");
        Refusal locked =
                assertThrows(Refusal.class, () -> world.access.restrictions().requireMayPay(1, id));
        assertEquals(RefusalCode.ACCOUNT_RESTRICTED, locked.code());
        Await.until(() -> mailbox.mailsTo(old).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("No money leaves the account for 24 hours")));
        assertEquals(
                "invalid_token",
                world.post(CHANGE + "/cancel", Map.of("token", mailbox.found(old, KEEP, 2)))
                        .code(),
                "it is too late to object by the link");
    }

    @Test
    void aRequestForANewAddressEndsByTheOldOneByItsUserByANewPasswordByAnotherRequestAndByTime() {
        String old = freshEmail();
        TestAnswer tokens = owner(old);
        String first = requestChange(freshEmail(), tokens);
        String objection = mailbox.found(old, KEEP, 2);
        String second = requestChange(freshEmail(), tokens);
        assertEquals("invalid_token", move(first).code(), "a later request replaces it");
        assertEquals(
                "invalid_token",
                world.post(CHANGE + "/cancel", Map.of("token", objection)).code());
        assertEquals(
                204,
                world.post(CHANGE + "/cancel", Map.of("token", mailbox.found(old, KEEP, 3)))
                        .status());
        assertEquals("invalid_token", move(second).code());

        String third = requestChange(freshEmail(), tokens);
        assertEquals(
                204, world.server.delete(CHANGE, IdentityWorld.access(tokens)).status());
        assertEquals("invalid_token", move(third).code());

        String fourth = requestChange(freshEmail(), tokens);
        Map<String, String> changed = Map.of("current_password", PASSWORD, "new_password", CHOSEN);
        assertEquals(
                204, world.post("/api/auth/password/change", changed, tokens).status());
        assertEquals("invalid_token", move(fourth).code());
        assertTrue(world.get(CHANGE, tokens).json().path("email").isNull());
        world.post("/api/auth/password/change", Map.of("current_password", CHOSEN, "new_password", PASSWORD), tokens);

        String fifth = requestChange(freshEmail(), tokens);
        execute(
                "UPDATE identity.one_time_tokens SET expires_at = now() WHERE tenant_id = 1 AND purpose = 'change_email'");
        assertEquals("invalid_token", move(fifth).code());

        String sixth = requestChange(freshEmail(), tokens);
        set(old, "status = 'suspended'");
        assertEquals("invalid_token", move(sixth).code(), "of a user without access");
    }

    @Test
    void aClaimOfTheNewAddressGivesWayToItsReaderAndAUserDoesNot() {
        String claimed = freshEmail();
        String strangers = claim(claimed, STRANGERS, "Stranger");
        TestAnswer tokens = owner(freshEmail());
        assertEquals(204, move(requestChange(claimed, tokens)).status());
        assertEquals("invalid_token", confirm(strangers).code());
        requireOwned(claimed, PASSWORD, "Owner");

        String mine = freshEmail();
        String address = freshEmail();
        String token = requestChange(address, owner(mine));
        assertEquals(204, confirm(claim(address, PASSWORD, "Other")).status());
        assertEquals("email_taken", move(token).code());
        assertEquals(200, world.login(mine, PASSWORD).status());
        requireOwned(address, PASSWORD, "Other");
        TestAnswer answer =
                world.post(CHANGE, Map.of("email", address, "password", PASSWORD), world.login(mine, PASSWORD));
        assertEquals(202, answer.status(), "the answer does not say that it is taken");
        Await.until(() -> mailbox.mailsTo(address).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("It is registered already")));
    }

    @Test
    void concurrentConfirmationsOfOneNewAddressLeaveOneOwner() throws Exception {
        String fresh = freshEmail();
        List<String> tokens =
                List.of(requestChange(fresh, owner(freshEmail())), requestChange(fresh, owner(freshEmail())));
        AtomicInteger next = new AtomicInteger();

        List<Integer> statuses = IdentityWorld.atOnce(
                2, () -> move(tokens.get(next.getAndIncrement())).status());

        assertEquals(List.of(204, 409), statuses.stream().sorted().toList());
        requireOwned(fresh, PASSWORD, "Owner");
    }

    /** The host is one of the tenant's own: a link never leads to a name that only the request says. */
    @Test
    void aMailedLinkLeadsToTheHostByWhichItsReaderCame() throws IOException {
        TestTenants.add(world.stand, "acme", "first.acme.test", "second.acme.test");
        String email = freshEmail();
        for (String host : List.of("second.acme.test:8443", "first.acme.test")) {
            int before = mailbox.mailsTo(email).size();
            String name = host.replaceFirst(":.*", "");
            at(host, "/api/auth/register", """
                    {"email":"%s","password":"%s","first_name":"A","last_name":"B"}""".formatted(email, PASSWORD));
            assertEquals(name, mailbox.found(email, LINK, before + 1));
            at(host, "/api/auth/password/forgot", "{\"email\":\"" + email + "\"}");
            assertEquals(name, mailbox.found(email, LINK, before + 2));
        }
    }

    private void at(String host, String path, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
            String request = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length()
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 202"), answer);
        }
    }

    private void execute(String sql) {
        world.stand.database().query(1, transaction -> Sql.execute(transaction, sql));
    }

    private void set(String email, String columns) {
        execute("UPDATE identity.users SET " + columns + " WHERE tenant_id = 1 AND email = '" + email + "'");
    }
}
