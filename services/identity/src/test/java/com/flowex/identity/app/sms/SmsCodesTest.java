package com.flowex.identity.app.sms;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.FakeSmsProvider.Mood;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Codes by SMS over two providers, as users see them and as messages reach phones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class SmsCodesTest extends SmsWorld {

    @Test
    void aConfirmedNumberIsASecondFactorOfLogInsAndNeverOfMoney() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        TestAnswer enrolment = enrol(tokens, "0049 (151) 2345-6789", "");
        assertEquals(202, enrolment.status(), enrolment.text());
        assertEquals("+49*********89", enrolment.json().path("number").asText());
        String code = sent("+4915123456789", 1);
        assertFalse(enrolment.text().contains(code));
        assertEquals("invalid_code", confirm(tokens, wrong(code)).code());
        assertEquals(204, confirm(tokens, code).status());
        assertEquals("invalid_code", confirm(tokens, code).code(), "once");
        assertEquals(
                "+49*********89", world.get(SMS, tokens).json().path("number").asText());

        later();
        TestAnswer login = world.login(email, PASSWORD);
        assertEquals(List.of("sms"), methods(login));
        String token = login.json().path("mfa_token").asText();
        assertEquals(
                204,
                world.post("/api/auth/2fa/email/send", Map.of("mfa_token", token))
                        .status());
        assertEquals(204, world.post(SMS + "/send", Map.of("mfa_token", token)).status());
        assertEquals(
                "too_many_attempts",
                world.post(SMS + "/send", Map.of("mfa_token", token)).code());
        String second = sent("+4915123456789", 2);
        TestAnswer in = world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", second));
        assertEquals(200, in.status(), in.text());
        assertEquals(List.of(), mailed(email), "SMS works, so nothing goes by mail");

        Map<String, Object> key = Map.of("label", "bot", "permissions", List.of("read"));
        assertEquals(
                "second_factor_required",
                world.post("/api/auth/api-keys", key, in).code());
        Await.until(() -> mailed(email).size() == 1);
        Map<String, Object> byPhone = Map.of("label", "bot", "permissions", List.of("read"), "code", second);
        assertEquals(
                "invalid_code", world.post("/api/auth/api-keys", byPhone, in).code());
        Map<String, Object> byMail = Map.of(
                "label",
                "bot",
                "permissions",
                List.of("read"),
                "code",
                mailed(email).getFirst());
        assertEquals(201, world.post("/api/auth/api-keys", byMail, in).status());
        assertTrue(world.get("/api/auth/2fa", in).json().path("payment_codes").asBoolean());
    }

    @Test
    void aCodeIsInNoTableAndNoLog() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try {
            Holder holder = enrolled();
            String code = sent(holder.number(), 1);
            assertEquals(0, rowsWith(code));
            assertEquals(0, rowsWith(holder.number().substring(1)));
            assertFalse(
                    lines.list.stream().map(ILoggingEvent::getFormattedMessage).anyMatch(line -> line.contains(code)),
                    "the code is in a log");
        } finally {
            root.detachAppender(lines);
        }
    }

    @Test
    void dataOfOnesOwnIsHandedOutForACodeBySmsAndMoneyIsNot() {
        Holder holder = enrolled();
        Map<String, Object> form = Map.of("password", PASSWORD);
        assertEquals(
                "second_factor_required",
                world.post("/api/auth/archives", form, holder.tokens()).code());
        Map<String, Object> coded = Map.of("password", PASSWORD, "code", sent(holder.number(), 2));
        assertEquals(
                "invalid_code",
                world.post("/api/auth/erasure", coded, holder.tokens()).code());
        TestAnswer archive = world.post("/api/auth/archives", coded, holder.tokens());
        assertTrue(archive.status() < 300, archive.text());
    }

    @Test
    void anotherNumberLocksWithdrawalsAndTheLastFactorStays() {
        Holder holder = enrolled();
        assertEquals(
                "second_factor_required",
                enrol(holder.tokens(), freshNumber(), "").code());
        Await.until(() -> mailed(holder.email()).size() == 1);
        String fresh = freshNumber();
        TestAnswer enrolment =
                enrol(holder.tokens(), fresh, mailed(holder.email()).getFirst());
        assertEquals(202, enrolment.status(), enrolment.text());
        assertEquals(204, confirm(holder.tokens(), sent(fresh, 1)).status());
        assertTrue(isLocked(holder));
        Await.until(() -> mailbox.mailsTo(holder.email()).stream()
                .anyMatch(mail -> GreenMailUtil.getBody(mail).contains("another phone number")));

        Map<String, Object> proof = Map.of("password", PASSWORD);
        assertEquals(
                "second_factor_required",
                world.post(SMS + "/disable", proof, holder.tokens()).code());
        Await.until(() -> mailed(holder.email()).size() == 2);
        Map<String, Object> coded =
                Map.of("password", PASSWORD, "code", mailed(holder.email()).getLast());
        assertEquals(
                "last_factor",
                world.post(SMS + "/disable", coded, holder.tokens()).code());
        update("UPDATE identity.users SET email_codes = true WHERE tenant_id = 1 AND id = " + id(holder.tokens()));
        assertEquals(
                "second_factor_required",
                world.post(SMS + "/disable", proof, holder.tokens()).code());
        Await.until(() -> mailed(holder.email()).size() == 3);
        Map<String, Object> again =
                Map.of("password", PASSWORD, "code", mailed(holder.email()).getLast());
        assertEquals(204, world.post(SMS + "/disable", again, holder.tokens()).status());
        assertFalse(world.get(SMS, holder.tokens()).json().path("enrolled").asBoolean());
    }

    @Test
    void aUserWhoseNumberIsNoLongerServedGetsCodesByMail() {
        Holder holder = enrolled();
        update("UPDATE identity.phone_numbers SET country = 'FR' WHERE tenant_id = 1 AND user_id = "
                + id(holder.tokens()));
        TestAnswer login = world.login(holder.email(), PASSWORD);
        assertEquals(List.of("email"), methods(login));
        String token = login.json().path("mfa_token").asText();
        assertEquals(
                "sms_off", world.post(SMS + "/send", Map.of("mfa_token", token)).code());
        assertEquals(
                204,
                world.post("/api/auth/2fa/email/send", Map.of("mfa_token", token))
                        .status());
        Await.until(() -> mailed(holder.email()).size() == 1);
        assertEquals(
                200,
                world.post(
                                "/api/auth/verify-2fa",
                                Map.of(
                                        "mfa_token",
                                        token,
                                        "code",
                                        mailed(holder.email()).getFirst()))
                        .status());
    }

    @Test
    void numbersAndUsersThatGetNoCodesAreRefusedByName() {
        TestAnswer tokens = world.newUser(freshEmail());
        assertEquals(List.of("number"), fields(enrol(tokens, "0151 23456789", "")));
        assertEquals(List.of("number"), fields(enrol(tokens, "+49 151 1", "")));
        assertEquals(List.of("number"), fields(enrol(tokens, "+33 6 12 34 56 78", "")), "France is not served");
        assertEquals(
                "sms_not_for_staff", enrol(world.admin(), freshNumber(), "").code());
    }

    @Test
    void rangeWithUnenteredCodesReceivesNoFurtherSms() {
        Holder holder = enrolled();
        String ahead = holder.number().substring(0, holder.number().length() - 4);
        for (int i = 0; i < 6; i++) {
            assertEquals(
                    202,
                    enrol(world.newUser(freshEmail()), ahead + (1_000 + i), "").status());
        }
        TestAnswer tokens = world.newUser(freshEmail());
        assertEquals("too_many_attempts", enrol(tokens, ahead + "1006", "").code());
        TestAnswer fourth = world.newUser(freshEmail());
        assertEquals("too_many_attempts", enrol(fourth, ahead + "1007", "").code());
        TestAnswer login = world.login(holder.email(), PASSWORD);
        String token = login.json().path("mfa_token").asText();
        assertEquals(
                204,
                world.post(SMS + "/send", Map.of("mfa_token", token)).status(),
                "strangers do not use up the limits of a confirmed number");
    }

    @Test
    void setUpsLeaveHalfOfTheTenantsBudgetToLogIns() {
        Holder holder = enrolled();
        TestAnswer tokens = world.newUser(freshEmail());
        // The budget of the platform is 100 dollars; half of it is used.
        update("UPDATE identity.sms_budgets SET cost = 500000 WHERE tenant_id = 1");
        TestAnswer refused = enrol(tokens, freshNumber(), "");
        String token =
                world.login(holder.email(), PASSWORD).json().path("mfa_token").asText();
        TestAnswer sent = world.post(SMS + "/send", Map.of("mfa_token", token));
        update("UPDATE identity.sms_budgets SET cost = 0, messages = 10000 WHERE tenant_id = 1");
        TestAnswer fromHere = enrol(world.newUser(freshEmail()), freshNumber(), "");
        update("UPDATE identity.sms_budgets SET messages = 0 WHERE tenant_id = 1");

        assertTrue(fromHere.text().contains("asked for from here"), fromHere.text());
        assertEquals("too_many_attempts", refused.code());
        assertTrue(refused.text().contains("codes to new numbers"), refused.text());
        assertEquals(204, sent.status(), sent.text());
    }

    @Test
    void aCodeGivesItsOwnMessageBackAndNoOther() {
        Holder holder = enrolled();
        String token =
                world.login(holder.email(), PASSWORD).json().path("mfa_token").asText();
        assertEquals(204, world.post(SMS + "/send", Map.of("mfa_token", token)).status());
        String code = sent(holder.number(), 2);
        later();
        enrol(holder.tokens(), freshNumber(), "");
        Await.until(() -> mailed(holder.email()).size() == 1);
        assertEquals(
                202,
                enrol(holder.tokens(), freshNumber(), mailed(holder.email()).getFirst())
                        .status());

        assertEquals(
                200,
                world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", code))
                        .status());
        assertEquals(
                "true,true,false",
                world.stand
                        .platform()
                        .database()
                        .query(
                                1,
                                transaction -> Sql.one(
                                        transaction,
                                        row -> row.getString(1),
                                        "SELECT string_agg((verified_at IS NOT NULL)::text, ',' ORDER BY made_at)"
                                                + " FROM identity.sms_messages WHERE tenant_id = 1 AND user_id = ?",
                                        Long.parseLong(id(holder.tokens()))))
                        .orElse(""));
    }

    @Test
    void wrongCodesCountForTheNumberAtEachAccount() {
        String number = freshNumber();
        for (int account = 0; account < 2; account++) {
            TestAnswer tokens = world.newUser(freshEmail());
            assertEquals(202, enrol(tokens, number, "").status());
            String right = sent(number, account + 1);
            for (int i = 0; i < 5; i++) {
                assertEquals("invalid_code", confirm(tokens, wrong(right)).code());
            }
        }
        TestAnswer third = world.newUser(freshEmail());
        assertEquals(202, enrol(third, number, "").status());
        // The wait is a second after ten wrong codes; here it is longer than any machine is slow.
        assertEquals(
                1, update("UPDATE identity.attempts SET wait_millis = 900000 WHERE tenant_id = 1 AND failures = 10"));
        assertEquals("too_many_attempts", confirm(third, sent(number, 3)).code());
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "111111" : "000000";
    }

    /** A message of unknown outcome, a while after the call. */
    private void quiet() {
        update("UPDATE identity.sms_messages SET called_at = called_at - INTERVAL '1 minute', next_at = now()"
                + " WHERE tenant_id = 1 AND state = 'unknown'");
    }

    private Holder asks(Mood ofFirst, Mood ofSecond) {
        resetLimits();
        later();
        // A provider that failed lately is called last, so each branch begins with a call that succeeds.
        Holder before = enrolled();
        first.feels(ofFirst);
        second.feels(ofSecond);
        TestAnswer tokens = world.newUser(freshEmail());
        String number = freshNumber();
        assertEquals(202, enrol(tokens, number, "").status());
        assertFalse(before.number().equals(number));
        return new Holder("", number, tokens);
    }

    private int calls(Holder holder) {
        return first.calls(holder.number()).size()
                + second.calls(holder.number()).size();
    }

    @Test
    void aRefusedMessageGoesToTheOtherProviderOnce() {
        Holder holder = asks(Mood.REFUSES, Mood.REFUSES);
        Await.until(() -> state(id(holder.tokens())).equals("failed"));
        assertEquals(1, first.calls(holder.number()).size());
        assertEquals(1, second.calls(holder.number()).size());
        Holder led = asks(Mood.REDIRECTS, Mood.REDIRECTS);
        Await.until(() -> state(id(led.tokens())).equals("failed"));
        assertEquals(2, calls(led));
        Holder unwanted = asks(Mood.REFUSES_NUMBER, Mood.REFUSES_NUMBER);
        Await.until(() -> state(id(unwanted.tokens())).equals("failed"));
        assertEquals(1, calls(unwanted), "who refuses messages is left alone by both");
    }

    @Test
    void aMessageThatAProviderTookBeforeItBrokeIsNotSentAgain() {
        Holder holder = asks(Mood.TAKES_AND_BREAKS, Mood.TAKES_AND_BREAKS);
        Await.until(() -> state(id(holder.tokens())).equals("sent"));
        assertEquals(1, calls(holder));
        assertEquals(204, confirm(holder.tokens(), sent(holder.number(), 1)).status());
    }

    @Test
    void aMessageThatAProviderDoesNotKnowAWhileLaterGoesToTheOther() {
        Holder holder = asks(Mood.BREAKS, Mood.BREAKS);
        Await.until(() -> state(id(holder.tokens())).equals("unknown"));
        assertEquals(1, calls(holder));
        first.feels(Mood.ACCEPTS);
        second.feels(Mood.ACCEPTS);
        quiet();
        Await.until(() -> state(id(holder.tokens())).equals("sent"));
        assertEquals(1, first.calls(holder.number()).size());
        assertEquals(1, second.calls(holder.number()).size());
        assertTrue(first.authorizations().stream().allMatch("Basic QUMxOnQx"::equals));
        assertTrue(second.authorizations().stream().allMatch("Basic QUMxOnQy"::equals));
    }

    @Test
    void aMessageWhoseProviderDoesNotAnswerIsNeverGivenToTheOther() {
        Holder holder = asks(Mood.BREAKS_AND_KEEPS_SILENT, Mood.BREAKS_AND_KEEPS_SILENT);
        Await.until(() -> state(id(holder.tokens())).equals("unknown"));
        quiet();
        update("UPDATE identity.sms_messages SET expires_at = now() WHERE tenant_id = 1 AND state = 'unknown'");
        Await.until(() -> state(id(holder.tokens())).equals("expired"));
        assertEquals(1, calls(holder));
    }

    /** A thief who has password and mailbox does not have the phone: its owner learns of the recovery there, too. */
    @Test
    void aRecoveryIsAnnouncedByPhoneInTheLanguageOfItsUserAndDoesNotWaitForIt() {
        Holder holder = enrolled();
        Map<String, String> persian = Map.of("language", "fa");
        assertEquals(
                200, world.patch("/api/auth/profile", persian, holder.tokens()).status());
        long messages = bodies(holder.number()).size();
        recovery(holder);
        Await.until(() -> bodies(holder.number()).size() == messages + 1);
        String notice = bodies(holder.number()).getLast();
        assertTrue(notice.startsWith("روش‌های تأیید دومرحله‌ای شما در ۲۰"), notice);
        assertFalse(notice.contains("http") || notice.matches(".*[0-9].*"), "no link and no code: " + notice);

        first.feels(Mood.REFUSES);
        second.feels(Mood.BREAKS_AND_KEEPS_SILENT);
        update("UPDATE identity.sms_budgets SET messages = 1000000 WHERE tenant_id = 1");
        world.aheadSeconds.addAndGet(Duration.ofDays(4).toSeconds());
        Await.until(() -> world.login(holder.email(), PASSWORD).status() == 200);
        update("UPDATE identity.sms_budgets SET messages = 0 WHERE tenant_id = 1");
        assertEquals(messages + 1, bodies(holder.number()).size(), "without room for a notice the recovery goes on");
        assertEquals(1, notices("no_room"));
        assertEquals(1, notices("sent"));
    }

    @Test
    void aNumberHasOneSpelling() {
        for (String text : List.of(
                "+4915123456789", "0049 151 23456789", "+49 (151) 2345-6789", "۰۰۴۹۱۵۱۲۳۴۵۶۷۸۹", "＋49 151 23456789")) {
            assertEquals("+4915123456789", PhoneNumber.parse(text).orElseThrow().text(), text);
        }
        assertEquals("DE", PhoneNumber.parse("+4915123456789").orElseThrow().country());
        for (String text :
                List.of("", "+", "15123456789", "+49 30 123456", "+491512345678901234", "+4915123456789x1")) {
            assertTrue(PhoneNumber.parse(text).isEmpty(), text);
        }
    }
}
