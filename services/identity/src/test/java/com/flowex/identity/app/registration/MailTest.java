package com.flowex.identity.app.registration;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.app.mail.Mailbox.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.factor.PaymentConfirmation.Payment;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.Await;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Mails, through a real SMTP server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class MailTest {

    private static final Pattern CODE = Pattern.compile("code is (\\d{6})");
    private static final String FRESH = "EvenBetter456?";

    private final Mailbox smtp = new Mailbox();
    private final IdentityWorld world = new IdentityWorld(
            smtp.settings(Map.of("FLOWEX_EMAIL_VERIFICATION", "on", "FLOWEX_WITHDRAWAL_CODES", "on")));

    @AfterAll
    void stop() {
        world.close();
        smtp.close();
    }

    private List<MimeMessage> mailsTo(String email) {
        return smtp.mailsTo(email);
    }

    private String found(String email, Pattern pattern, int number) {
        return smtp.found(email, pattern, number);
    }

    private static final Pattern PAYMENT_CODE = Pattern.compile("The code (\\d{6}) confirms this withdrawal");

    private static Payment payment(String amount, String address) {
        return new Payment("withdrawal", amount, "bitcoin", address, "");
    }

    /** Answer to a confirmation: "ok", or the code of its refusal. */
    private String confirmed(long user, Payment payment, String code) {
        try {
            world.access.confirmPayment(1, user, payment, code);
            return "ok";
        } catch (Refusal refused) {
            return refused.code().code();
        }
    }

    @Test
    void aPaymentWithoutASecondFactorWaitsForACodeThatWasMailedForItAlone() {
        String email = freshEmail();
        TestAnswer tokens = newUser(email);
        long user = world.me(tokens).json().path("id").asLong();
        assertTrue(
                world.get("/api/auth/2fa", tokens).json().path("payment_codes").asBoolean());
        Payment requested = payment("1.5 BTC", "bc1a");

        assertEquals("second_factor_required", confirmed(user, requested, ""));
        String first = found(email, PAYMENT_CODE, 2);
        assertTrue(GreenMailUtil.getBody(mailsTo(email).get(1)).contains("amount: 1.5 BTC"));

        assertEquals("invalid_code", confirmed(user, payment("9 BTC", "bc1a"), first), "another amount");
        assertEquals("invalid_code", confirmed(user, payment("1.5 BTC", "bc1b"), first), "another address");
        assertEquals("ok", confirmed(user, requested, first));
        assertEquals("invalid_code", confirmed(user, requested, first), "a code is good once");

        assertEquals("second_factor_required", confirmed(user, requested, ""));
        String second = found(email, PAYMENT_CODE, 3);
        assertEquals("second_factor_required", confirmed(user, payment("2 BTC", "bc1a"), ""));
        String third = found(email, PAYMENT_CODE, 4);
        assertEquals("invalid_code", confirmed(user, requested, second), "a later code replaces an earlier one");
        for (int guess = 0; guess < 4; guess++) {
            confirmed(user, payment("2 BTC", "bc1a"), third.equals("000000") ? "000001" : "000000");
        }
        assertEquals("too_many_attempts", confirmed(user, payment("2 BTC", "bc1a"), third), "guesses are bounded");
    }

    @Test
    void codesOfPaymentsEndWithTimeAndPasswordAndAreMailedWithinALimit() {
        String email = freshEmail();
        TestAnswer tokens = newUser(email);
        long user = world.me(tokens).json().path("id").asLong();
        Payment requested = payment("1 BTC", "bc1a");
        confirmed(user, requested, "");
        String code = found(email, PAYMENT_CODE, 2);
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "UPDATE identity.payment_codes SET expires_at = now() WHERE tenant_id = 1 AND user_id = ?",
                                user));
        assertEquals("invalid_code", confirmed(user, requested, code), "ten minutes later");

        confirmed(user, requested, "");
        String later = found(email, PAYMENT_CODE, 3);
        Map<String, String> change = Map.of("current_password", PASSWORD, "new_password", FRESH);
        assertEquals(
                204, world.post("/api/auth/password/change", change, tokens).status());
        assertEquals("invalid_code", confirmed(user, requested, later), "a new password ends it");

        String answer = "";
        for (int mail = 0; mail < 12 && !answer.equals("too_many_attempts"); mail++) {
            answer = confirmed(user, requested, "");
        }
        assertEquals("too_many_attempts", answer);
    }

    private static String permissions(TestAnswer me) {
        return me.json().path("permissions").toString();
    }

    /** Registered, confirmed by the first mail, and logged in. */
    private TestAnswer newUser(String email) {
        assertEquals(202, world.register(email, PASSWORD).status());
        String token = found(email, TOKEN, 1);
        assertEquals(
                204,
                world.post("/api/auth/email/verify", Map.of("token", token)).status());
        return world.login(email, PASSWORD);
    }

    @Test
    void aUserLogsInAndTradesOnceTheirAddressIsVerified() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        TestAnswer early = world.login(email, PASSWORD);
        TestAnswer wrong = world.login(freshEmail(), PASSWORD);
        assertEquals(401, early.status());
        assertEquals(wrong.json().path("detail"), early.json().path("detail"), "as for an address that nobody has");
        String token = found(email, TOKEN, 1);

        assertEquals(
                204,
                world.post("/api/auth/email/verify", Map.of("token", token)).status());

        TestAnswer tokens = world.login(email, PASSWORD);
        assertTrue(permissions(world.me(tokens)).contains("trade"));
        assertTrue(world.me(tokens).json().path("email_verified").asBoolean());
        assertEquals(
                "invalid_token",
                world.post("/api/auth/email/verify", Map.of("token", token)).code());
    }

    @Test
    void resetLinkSetsANewPasswordOnceAndEndsEverySession() {
        String email = freshEmail();
        TestAnswer tokens = newUser(email);
        TestAnswer key =
                world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), tokens);
        assertEquals(201, key.status(), key.text());
        assertEquals(
                202,
                world.post("/api/auth/password/forgot", Map.of("email", email)).status());
        String token = found(email, TOKEN, 3);
        Map<String, String> reset = Map.of("token", token, "password", FRESH);

        assertEquals(
                "invalid_field",
                world.post("/api/auth/password/reset", Map.of("token", token, "password", "weak"))
                        .code());
        assertEquals(204, world.post("/api/auth/password/reset", reset).status());
        Pattern listed = Pattern.compile("sign nothing until you confirm them;\\R.*\\R\\s+(fx1_\\S+) \\(bot\\): read");
        assertEquals(key.json().path("api_key").asText(), found(email, listed, 4));

        assertEquals(
                "invalid_token", world.post("/api/auth/password/reset", reset).code());
        assertEquals(401, world.me(tokens).status());
        assertEquals(401, world.useRefresh(IdentityWorld.refresh(tokens)).status());
        assertEquals(401, world.login(email, PASSWORD).status());
        assertEquals(200, world.login(email, FRESH).status());
    }

    @Test
    void passwordResetDoesNotRevealRegisteredAddresses() {
        String email = freshEmail();
        world.register(email, PASSWORD);

        TestAnswer known = world.post("/api/auth/password/forgot", Map.of("email", email));
        TestAnswer unknown = world.post("/api/auth/password/forgot", Map.of("email", freshEmail()));

        assertEquals(known.status(), unknown.status());
        assertEquals(known.text(), unknown.text());
    }

    /**
     * Closes finding F18's rest: {@code register} answered 409 for an address that is taken. The answer is the same,
     * and so is its cost; the login that comes after it reveals as little; the owner is notified by mail.
     */
    @Test
    void registrationDoesNotRevealTakenAddresses() {
        String taken = freshEmail();
        newUser(taken);
        long before = world.access.passwordsHashed();

        TestAnswer known = world.register(taken.toUpperCase(Locale.ROOT), FRESH);
        long forTaken = world.access.passwordsHashed() - before;
        String free = freshEmail();
        TestAnswer unknown = world.register(free, FRESH);
        long forFree = world.access.passwordsHashed() - before - forTaken;

        assertEquals(202, known.status(), known.text());
        assertEquals(unknown.status(), known.status());
        assertEquals(unknown.text().replace(free, taken), known.text());
        assertEquals(1, forTaken, "the time of an answer is that of its hash");
        assertEquals(1, forFree);
        TestAnswer intoTaken = world.login(taken, FRESH);
        TestAnswer intoFree = world.login(free, FRESH);
        assertEquals(401, intoTaken.status());
        assertEquals(intoFree.status(), intoTaken.status());
        assertEquals(intoFree.json().path("detail"), intoTaken.json().path("detail"));
        assertEquals(200, world.login(taken, PASSWORD).status(), "the owner's password stays");
        Await.until(() -> mailsTo(taken).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("registered already")));
    }

    /** Closes finding F18's rest: many at once also get the same answer, and one user is made. */
    @Test
    void concurrentRegistrationsOfOneAddressGetEqualAnswers() throws Exception {
        String email = freshEmail();

        List<String> answers = IdentityWorld.atOnce(4, () -> {
            TestAnswer answer = world.register(email, PASSWORD);
            return answer.status() + answer.text();
        });

        assertEquals(
                List.of("202{\"email\":\"" + email + "\"}"),
                answers.stream().distinct().toList());
        Await.until(() -> mailsTo(email).size() == 4);
        assertEquals(
                4,
                mailsTo(email).stream()
                        .filter(mail -> GreenMailUtil.getBody(mail).contains("verify-email="))
                        .count());
    }

    /** Closes finding F18's rest: a suspended user is notified by mail and gets no link that would let them in. */
    @Test
    void suspendedUserIsNotifiedByMailWithoutALink() {
        String email = freshEmail();
        newUser(email);
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction, "UPDATE identity.users SET status = 'suspended' WHERE email = ?", email));

        assertEquals(202, world.register(email, FRESH).status());

        Await.until(() -> mailsTo(email).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("cannot be used")));
        assertTrue(mailsTo(email).stream()
                .noneMatch(mail -> GreenMailUtil.getBody(mail).contains("reset-password=")));
    }

    @Test
    void aTokenForOnePurposeIsGoodForNoOther() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String token = found(email, TOKEN, 1);

        assertEquals(
                "invalid_token",
                world.post("/api/auth/password/reset", Map.of("token", token, "password", FRESH))
                        .code());
        assertEquals(
                401,
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", "123456"))
                        .status());
    }

    @Test
    void aCodeByMailIsGoodForOneLogin() {
        String email = freshEmail();
        TestAnswer tokens = newUser(email);
        assertEquals(
                204,
                world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens)
                        .status());
        String token = world.login(email, PASSWORD).json().path("mfa_token").asText();
        assertEquals(
                204,
                world.post("/api/auth/2fa/email/send", Map.of("mfa_token", token))
                        .status());
        String code = found(email, CODE, 3);
        String other = world.login(email, PASSWORD).json().path("mfa_token").asText();

        assertEquals(
                "invalid_code",
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", other, "code", code))
                        .code());
        assertEquals(
                200,
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", code))
                        .status());
        assertEquals(
                401,
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", code))
                        .status());
    }

    /** Closes finding P16's part, for codes by mail: the request without one has it mailed. */
    @Test
    void newApiKeyRequiresAMailedCodeWithoutAnotherFactor() {
        String email = freshEmail();
        TestAnswer tokens = newUser(email);
        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), tokens);
        Map<String, Object> form = Map.of("label", "bot", "permissions", List.of("read"));
        assertEquals(
                "second_factor_required",
                world.post("/api/auth/api-keys", form, tokens).code());
        String code = found(email, CODE, 3);
        Map<String, Object> right = Map.of("label", "bot", "permissions", List.of("read"), "code", code);

        assertEquals(201, world.post("/api/auth/api-keys", right, tokens).status());
        assertEquals(401, world.post("/api/auth/api-keys", right, tokens).status(), "once");
    }

    /** Closes finding F17's part: 70 of 70 unverified registrations had accounts on the exchange. */
    @Test
    void unverifiedUsersHaveNoAccountAndRegistrationsPerAddressAreBounded() {
        try (IdentityWorld strict = new IdentityWorld(Map.of(
                "FLOWEX_EMAIL_VERIFICATION", "on",
                "FLOWEX_ARGON2_MEMORY_KIB", "7168",
                "FLOWEX_ARGON2_PASSES", "1",
                "FLOWEX_LOCKOUT_MAX_SECONDS", "86400"))) {
            int before = strict.exchange.commands().size();
            int refused = 0;
            for (int i = 1; i <= 70 && refused == 0; i++) {
                TestAnswer answer = strict.register(freshEmail(), PASSWORD);
                refused = answer.status() == 429 ? i : 0;
            }

            assertTrue(refused > 20, "twenty are free, it waited at " + refused);
            assertEquals(before, strict.exchange.commands().size(), "no account was opened");
        }
    }

    @Test
    void passwordChangeRequiresTheOldOneEndsOtherSessionsAndIsAnnounced() {
        String email = freshEmail();
        TestAnswer phone = newUser(email);
        TestAnswer laptop = world.login(email, PASSWORD);
        Map<String, String> change = Map.of("current_password", PASSWORD, "new_password", FRESH);

        assertEquals(
                403,
                world.post(
                                "/api/auth/password/change",
                                Map.of("current_password", "Wrong", "new_password", FRESH),
                                laptop)
                        .status());
        assertEquals(
                204, world.post("/api/auth/password/change", change, laptop).status());

        assertEquals(401, world.me(phone).status());
        assertEquals(200, world.me(laptop).status());
        assertEquals(200, world.login(email, FRESH).status());
        Await.until(() -> mailsTo(email).size() >= 2);
    }

    @Test
    void loginFromANewDeviceIsAnnounced() {
        String email = freshEmail();
        newUser(email);
        world.server.send(world.server
                .request("/api/auth/login", "")
                .header("User-Agent", "a stranger's phone")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")));

        Await.until(() -> mailsTo(email).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("a stranger's phone")));
    }
}
