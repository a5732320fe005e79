package com.flowex.identity.app.sms;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.mail.Mailbox;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.FakeSmsProvider;
import com.flowex.testsupport.FakeSmsProvider.Mood;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

/** Identity with two providers of SMS, and what its users see of them. */
abstract class SmsWorld {

    static final String SMS = "/api/auth/2fa/sms";
    static final Pattern CODE = Pattern.compile("^(\\d{6}) is your code");
    static final Pattern MAILED = Pattern.compile("code is (\\d{6})");
    static final AtomicInteger NUMBERS = new AtomicInteger();

    final FakeSmsProvider first = new FakeSmsProvider();
    final FakeSmsProvider second = new FakeSmsProvider();
    final Mailbox mailbox = new Mailbox();
    final IdentityWorld world = new IdentityWorld(mailbox.settings(Map.ofEntries(
            Map.entry("FLOWEX_SMS_URL", first.base()),
            Map.entry("FLOWEX_SMS_ACCOUNT", "AC1"),
            Map.entry("FLOWEX_SMS_TOKEN", "t1"),
            Map.entry("FLOWEX_SMS_SENDER", "FlowEx"),
            Map.entry("FLOWEX_SMS_2_URL", second.base()),
            Map.entry("FLOWEX_SMS_2_ACCOUNT", "AC1"),
            Map.entry("FLOWEX_SMS_2_TOKEN", "t2"),
            Map.entry("FLOWEX_SMS_2_SENDER", "+15005550006"),
            Map.entry("FLOWEX_SMS_HOSTS", first.base() + "," + second.base()),
            Map.entry("FLOWEX_SMS_COUNTRIES", "DE:0.085,US:0.0079"),
            Map.entry("FLOWEX_SMS_PER_RANGE", "6"),
            Map.entry("FLOWEX_SMS_PER_NETWORK", "10000"))));

    @AfterEach
    void resetLimits() {
        first.feels(Mood.ACCEPTS);
        second.feels(Mood.ACCEPTS);
    }

    @AfterAll
    void stop() {
        world.close();
        mailbox.close();
        first.close();
        second.close();
    }

    /** Every number has a range of its own. */
    static String freshNumber() {
        return "+49151" + (2_000 + NUMBERS.incrementAndGet()) + "7890";
    }

    record Holder(String email, String number, TestAnswer tokens) {}

    TestAnswer enrol(TestAnswer tokens, String number, String code) {
        return world.post(SMS + "/enroll", Map.of("number", number, "password", PASSWORD, "code", code), tokens);
    }

    TestAnswer confirm(TestAnswer tokens, String code) {
        return world.post(SMS + "/confirm", Map.of("code", code), tokens);
    }

    Holder enrolled() {
        String email = freshEmail();
        String number = freshNumber();
        TestAnswer tokens = world.newUser(email);
        TestAnswer answer = enrol(tokens, number, "");
        assertEquals(202, answer.status(), answer.text());
        assertEquals(204, confirm(tokens, sent(number, 1)).status());
        later();
        return new Holder(email, number, tokens);
    }

    /** The newest code that a phone got, once it got so many. */
    String sent(String number, int count) {
        Await.until(() -> bodies(number).size() >= count);
        Matcher found = CODE.matcher(bodies(number).getLast());
        assertTrue(found.find());
        return found.group(1);
    }

    List<String> bodies(String number) {
        return Stream.concat(first.calls(number).stream(), second.calls(number).stream())
                .sorted(Comparator.comparing(each -> Integer.valueOf(each.get("order"))))
                .map(each -> each.get("Body"))
                .toList();
    }

    /** A minute later for all limits of a user. */
    void later() {
        update("UPDATE identity.sms_budgets SET last_at = last_at - INTERVAL '61 seconds' WHERE tenant_id = 1");
    }

    int update(String sql) {
        return world.stand.platform().database().query(1, transaction -> Sql.execute(transaction, sql));
    }

    String state(String where) {
        return world.stand
                .platform()
                .database()
                .query(
                        1,
                        transaction -> Sql.one(
                                transaction,
                                row -> row.getString(1),
                                "SELECT state FROM identity.sms_messages WHERE tenant_id = 1 AND user_id = ?"
                                        + " ORDER BY made_at DESC LIMIT 1",
                                Long.parseLong(where)))
                .orElse("none");
    }

    String id(TestAnswer tokens) {
        return world.me(tokens).json().path("id").asText();
    }

    List<String> mailed(String email) {
        return mailbox.mailsTo(email).stream()
                .map(GreenMailUtil::getBody)
                .map(MAILED::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    static List<String> methods(TestAnswer login) {
        List<String> methods = new ArrayList<>();
        login.json().path("methods").forEach(each -> methods.add(each.asText()));
        return methods;
    }

    boolean isLocked(Holder holder) {
        long user = Long.parseLong(id(holder.tokens()));
        return world.stand.platform().database().query(1, transaction -> Sql.one(
                        transaction,
                        row -> row.getInt(1),
                        "SELECT 1 FROM identity.restrictions WHERE tenant_id = 1 AND user_id = ?"
                                + " AND kind = 'no_withdrawals' AND ended_at IS NULL",
                        user)
                .isPresent());
    }

    /** Begins the waiting time of a recovery, as a person does who has password and mailbox. */
    void recovery(Holder holder) {
        String token =
                world.login(holder.email(), PASSWORD).json().path("mfa_token").asText();
        TestAnswer answer = world.post("/api/auth/recovery", Map.of("mfa_token", token));
        assertEquals("asked", answer.json().path("state").asText(), answer.text());
        Pattern link = Pattern.compile("confirm-recovery=(\\S+)");
        Await.until(() -> mailbox.mailsTo(holder.email()).stream()
                .anyMatch(mail -> link.matcher(GreenMailUtil.getBody(mail)).find()));
        Matcher found = mailbox.mailsTo(holder.email()).stream()
                .map(mail -> link.matcher(GreenMailUtil.getBody(mail)))
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow();
        TestAnswer confirmed = world.post("/api/auth/recovery/confirm", Map.of("token", found.group(1)));
        assertEquals("waiting", confirmed.json().path("state").asText(), confirmed.text());
    }

    double notices(String outcome) {
        return world.stand
                .telemetry()
                .registry()
                .get("flowex.sms.notices")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** Returns the number of rows about messages, numbers and codes that have a text in any of their columns. */
    long rowsWith(String text) {
        return Stream.of("sms_messages", "phone_numbers", "one_time_tokens")
                .mapToLong(table -> world.stand
                        .database()
                        .query(
                                1,
                                transaction -> Sql.one(
                                        transaction,
                                        row -> row.getLong(1),
                                        "SELECT count(*) FROM identity." + table
                                                + " kept WHERE tenant_id = 1 AND kept::text LIKE ?",
                                        "%" + text + "%"))
                        .orElseThrow())
                .sum();
    }
}
