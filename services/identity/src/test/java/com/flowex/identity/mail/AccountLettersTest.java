package com.flowex.identity.mail;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.AccountId;
import com.flowex.edge.testing.TestAnswer;
import com.flowex.ground.database.Sql;
import com.flowex.ground.testing.Await;
import com.flowex.ground.work.Passing;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.user.AccessHistory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others ask identity about owners of accounts: to write to them, and what happened to how they get in. */
@Timeout(900)
class AccountLettersTest {

    private static final String FRESH = "EvenBetter456?";

    private final GreenMail smtp = smtp();
    private final IdentityWorld world = new IdentityWorld(Map.of(
            "FLOWEX_SMTP_HOST", "127.0.0.1",
            "FLOWEX_SMTP_PORT", Integer.toString(smtp.getSmtp().getPort()),
            "FLOWEX_SMTP_ENCRYPTION", "none"));

    private static GreenMail smtp() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        world.close();
        smtp.stop();
    }

    private void loginFromElsewhere(String email) {
        world.server.send(world.server
                .request("/api/auth/login", "")
                .header("User-Agent", "a stranger's phone")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")));
    }

    @Test
    void anOwnerOfAnAccountIsWrittenToAndNobodyElse() throws Exception {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        long id = world.me(tokens).json().path("id").asLong();
        Await.until(() -> smtp.getReceivedMessages().length >= 1);
        int before = smtp.getReceivedMessages().length;

        world.identity.accountLetters().write(new AccountId(1, 1_000 + id), "About money", "It moved.");
        world.identity.accountLetters().write(new AccountId(1, 1_000_000 + id), "About money", "Nobody has it.");
        world.identity.accountLetters().write(new AccountId(2, 1_000 + id), "About money", "Another exchange.");

        List<MimeMessage> mails = List.of(smtp.getReceivedMessages());
        assertEquals(before + 1, mails.size());
        assertEquals("About money", mails.getLast().getSubject());
        assertEquals(email, mails.getLast().getAllRecipients()[0].toString());
        smtp.stop();
        assertInstanceOf(Passing.class, assertThrows(Exception.class, () -> world.identity
                .accountLetters()
                .write(new AccountId(1, 1_000 + id), "About money", "It moved.")));
    }

    @Test
    void whoChangedHowTheyGetInIsKnownForADay() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        long id = world.me(tokens).json().path("id").asLong();
        AccessHistory history = world.identity.accessHistory();
        assertEquals(new AccessHistory.Lately(false, false, false), history.of(1, id), "the first device is not new");

        loginFromElsewhere(email);
        assertEquals(new AccessHistory.Lately(false, false, true), history.of(1, id));
        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens);
        world.post("/api/auth/password/change", Map.of("current_password", PASSWORD, "new_password", FRESH), tokens);
        assertEquals(new AccessHistory.Lately(true, true, true), history.of(1, id));

        world.stand
                .ground()
                .database()
                .transaction(
                        1,
                        connection -> Sql.execute(
                                        connection,
                                        "UPDATE identity.users SET password_changed_at = now() - interval '25 hours',"
                                                + " factors_changed_at = now() - interval '25 hours' WHERE tenant_id = 1 AND id = ?",
                                        id)
                                + Sql.execute(
                                        connection,
                                        "UPDATE identity.known_devices SET first_seen_at = first_seen_at - interval '25 hours'"
                                                + " WHERE tenant_id = 1 AND user_id = ?",
                                        id));
        assertEquals(new AccessHistory.Lately(false, false, false), history.of(1, id));
    }
}
