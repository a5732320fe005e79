package com.flowex.identity.app.recovery;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.platform.testing.Await;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Users who have lost their second factors, and thieves who say so. Time is moved ahead, never waited for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class FactorRecoveryTest {

    private static final String FRESH = "EvenBetter456?";
    private static final String RECOVERY = "/api/auth/recovery";
    private static final String ALL = "/api/v1/recoveries";
    private static final Pattern CONFIRM = Pattern.compile("confirm-recovery=(\\S+)");
    private static final Pattern CANCEL = Pattern.compile("cancel-recovery=(\\S+)");
    private static final Pattern VERIFY = Pattern.compile("verify-email=(\\S+)");
    private static final Pattern RESET = Pattern.compile("reset-password=(\\S+)");
    private static final Pattern CODE = Pattern.compile("code is (\\d{6})");

    private final Mailbox mailbox = new Mailbox();
    private final IdentityWorld world = new IdentityWorld(mailbox.settings(Map.of()));

    @AfterAll
    void stop() {
        world.close();
        mailbox.close();
    }

    /** A user whose logins ask for a second factor. */
    private record Holder(String email, String id, TestAnswer tokens) {}

    private Holder newHolder() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        String verify = mailed(email, VERIFY, 1).getFirst();
        assertEquals(
                204,
                world.post("/api/auth/email/verify", Map.of("token", verify)).status());
        assertEquals(
                204,
                world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens)
                        .status());
        return new Holder(email, world.me(tokens).json().path("id").asText(), tokens);
    }

    private TestAnswer request(String email, String password) {
        String token = world.login(email, password).json().path("mfa_token").asText();
        return world.post(RECOVERY, Map.of("mfa_token", token));
    }

    /** All tokens of this kind in the user's mails, oldest first, once there are so many. */
    private List<String> mailed(String email, Pattern pattern, int least) {
        Await.until(() -> tokens(email, pattern).size() >= least);
        return tokens(email, pattern);
    }

    private List<String> tokens(String email, Pattern pattern) {
        return mailbox.mailsTo(email).stream()
                .map(GreenMailUtil::getBody)
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private JsonNode confirmed(Holder holder, String password) {
        int before = tokens(holder.email(), CONFIRM).size();
        assertEquals(
                "asked", request(holder.email(), password).json().path("state").asText());
        String link = mailed(holder.email(), CONFIRM, before + 1).getLast();
        TestAnswer confirmed = world.post(RECOVERY + "/confirm", Map.of("token", link));
        assertEquals("waiting", confirmed.json().path("state").asText(), confirmed.text());
        return confirmed.json();
    }

    private TestAnswer cancel(String link) {
        return world.post(RECOVERY + "/cancel", Map.of("token", link));
    }

    private void pass(Duration time) {
        world.aheadSeconds.addAndGet(time.toSeconds());
    }

    private String stateOf(String user) {
        for (JsonNode each : world.get(ALL, world.admin()).json().path("items")) {
            if (each.path("user_id").asText().equals(user)) {
                return each.path("state").asText();
            }
        }
        return "none";
    }

    private String idOf(String user) {
        for (JsonNode each : world.get(ALL, world.admin()).json().path("items")) {
            if (each.path("user_id").asText().equals(user)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("no recovery of user " + user);
    }

    @Test
    void factorsEndAfterTheWaitingTimeWithANoticeEachDayAndMoneyStays() {
        Holder holder = newHolder();
        assertFalse(confirmed(holder, PASSWORD).path("needs_approval").asBoolean());
        assertEquals(
                "waiting",
                world.get(RECOVERY, holder.tokens()).json().path("state").asText());
        assertEquals(
                "waiting",
                request(holder.email(), PASSWORD).json().path("state").asText(),
                "it goes on");
        assertEquals(202, world.login(holder.email(), PASSWORD).status());
        int notices = mailed(holder.email(), CANCEL, 2).size();
        for (int day = 1; day < 3; day++) {
            pass(Duration.ofHours(24));
            mailed(holder.email(), CANCEL, notices + day);
        }
        assertEquals(202, world.login(holder.email(), PASSWORD).status(), "nothing has changed yet");
        pass(Duration.ofHours(24));

        Await.until(() -> stateOf(holder.id()).equals("done"));
        TestAnswer again = world.login(holder.email(), PASSWORD);
        assertEquals(200, again.status(), again.text());
        assertEquals(401, world.me(holder.tokens()).status(), "all sessions have ended");
        assertEquals(
                "the second factors were recovered",
                world.access
                        .restrictions()
                        .page(1, Long.parseLong(holder.id()), Long.MAX_VALUE, 1)
                        .getFirst()
                        .reason());
        assertEquals(
                "invalid_token",
                cancel(tokens(holder.email(), CANCEL).getLast()).code());
        assertTrue(world.get(RECOVERY, again).json().path("state").isNull());
    }

    @Test
    void recoveryIsCanceledByItsLinksAFactorLoginOrANewPassword() {
        Holder holder = newHolder();
        Map<String, String> code = Map.of("mail_code", "Nightingale7");
        assertEquals(
                200, world.patch("/api/auth/profile", code, holder.tokens()).status());
        confirmed(holder, PASSWORD);
        assertTrue(
                GreenMailUtil.getBody(mailbox.mailsTo(holder.email()).getLast()).contains("our mails: Nightingale7"),
                "each mail shows the code of its reader");
        String first = tokens(holder.email(), CANCEL).getFirst();
        assertEquals(
                "invalid_token",
                world.post(RECOVERY + "/confirm", Map.of("token", first)).code());
        assertEquals("canceled", cancel(first).json().path("state").asText());
        assertEquals("invalid_token", cancel(first).code(), "once");

        confirmed(holder, PASSWORD);
        String token =
                world.login(holder.email(), PASSWORD).json().path("mfa_token").asText();
        world.post("/api/auth/2fa/email/send", Map.of("mfa_token", token));
        String digits = mailed(holder.email(), CODE, 1).getLast();
        assertEquals(
                200,
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", digits))
                        .status());
        assertEquals("canceled", stateOf(holder.id()));

        assertEquals(
                "asked", request(holder.email(), PASSWORD).json().path("state").asText());
        Map<String, String> change = Map.of("current_password", PASSWORD, "new_password", FRESH);
        assertEquals(
                204,
                world.post("/api/auth/password/change", change, holder.tokens()).status());
        assertEquals("canceled", stateOf(holder.id()));
        assertEquals("too_many_attempts", request(holder.email(), FRESH).code(), "three within 30 days");
    }

    /** A thief who reads the mailbox can set a new password and open each link, and does not get in unseen. */
    @Test
    void afterANewPasswordAnOperatorApprovesItOrItExpires() {
        Holder thief = newHolder();
        Holder owner = newHolder();
        for (Holder each : List.of(thief, owner)) {
            world.post("/api/auth/password/forgot", Map.of("email", each.email()));
            String link = mailed(each.email(), RESET, 1).getFirst();
            world.post("/api/auth/password/reset", Map.of("token", link, "password", FRESH));
            assertTrue(confirmed(each, FRESH).path("needs_approval").asBoolean());
        }
        String own = ALL + "/" + idOf(owner.id());
        assertEquals(
                403,
                world.post(own + "/approve", Map.of(), world.newUser(freshEmail()))
                        .status());
        TestAnswer approved = world.post(own + "/approve", Map.of(), world.admin());
        assertEquals(200, approved.status(), approved.text());
        assertEquals(
                "already_decided",
                world.post(own + "/approve", Map.of(), world.admin()).code());
        pass(Duration.ofDays(4));
        Await.until(() -> stateOf(owner.id()).equals("done"));
        assertEquals("waiting", stateOf(thief.id()), "its time has come and nothing happens");
        assertEquals(202, world.login(thief.email(), FRESH).status());
        pass(Duration.ofDays(14));
        Await.until(() -> stateOf(thief.id()).equals("expired"));
        assertEquals(202, world.login(thief.email(), FRESH).status());
    }

    @Test
    void anotherAdministratorBeginsItForStaffAndAnOperatorStopsIt() {
        Holder staff = newHolder();
        TestAnswer admin = world.admin();
        assertEquals(
                200,
                world.patch("/api/v1/users/" + staff.id(), Map.of("roles", List.of("admin")), admin)
                        .status());
        assertEquals(
                "recovery_by_administrator", request(staff.email(), PASSWORD).code());
        assertEquals(
                "unauthorized", world.post(RECOVERY, Map.of("mfa_token", "1.x")).code());
        String begin = "/api/v1/users/" + staff.id() + "/recovery";
        TestAnswer begun = world.post(begin, Map.of(), admin);
        assertEquals(202, begun.status(), begun.text());
        assertEquals("already_decided", world.post(begin, Map.of(), admin).code(), "one at a time");
        mailed(staff.email(), CANCEL, 1);
        String stop = ALL + "/" + begun.json().path("id").asText() + "/stop";
        assertEquals(
                "stopped",
                world.post(stop, Map.of(), admin).json().path("state").asText());
        assertEquals("already_decided", world.post(stop, Map.of(), admin).code());
        assertEquals(202, world.login(staff.email(), PASSWORD).status());
    }
}
