package com.flowex.identity.app.factor;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.atOnce;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Failure 27: a code of an authenticator that is used twice, or guessed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
public class SecondFactorTest {

    private static final int STEP_SECONDS = 30;

    private final IdentityWorld world = new IdentityWorld();

    @AfterAll
    void stop() {
        world.close();
    }

    /** A user with an authenticator. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Holder(String email, byte[] secret, List<String> recoveryCodes, TestAnswer tokens) {}

    private Holder enrolled() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        TestAnswer enrolment = world.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD), tokens);
        assertEquals(200, enrolment.status(), enrolment.text());
        byte[] secret = decoded(enrolment.json().path("secret").asText());
        TestAnswer confirmed = world.post("/api/auth/2fa/totp/confirm", Map.of("code", code(secret, 0)), tokens);
        assertEquals(200, confirmed.status(), confirmed.text());
        List<String> codes = new ArrayList<>();
        confirmed.json().path("recovery_codes").forEach(code -> codes.add(code.asText()));
        nextStep();
        return new Holder(email, secret, codes, tokens);
    }

    private void nextStep() {
        world.aheadSeconds.addAndGet(STEP_SECONDS);
    }

    private String code(byte[] secret, int steps) {
        Instant now = Instant.now().plusSeconds(world.aheadSeconds.get());
        return Totp.code(secret, Totp.stepAt(now) + steps);
    }

    public static byte[] decoded(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        long held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >>> bits);
            }
        }
        return bytes;
    }

    private String challenge(Holder holder) {
        TestAnswer login = world.login(holder.email(), PASSWORD);
        assertEquals(202, login.status(), login.text());
        assertTrue(login.json().path("access_token").isMissingNode());
        return login.json().path("mfa_token").asText();
    }

    private TestAnswer verify(String token, String code) {
        return world.post("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", code));
    }

    @Test
    void aLoginNeedsACodeOnceAnAuthenticatorIsConfirmed() {
        Holder holder = enrolled();

        TestAnswer tokens = verify(challenge(holder), code(holder.secret(), 0));

        assertEquals(200, tokens.status(), tokens.text());
        assertEquals(200, world.me(tokens).status());
        TestAnswer factors = world.get("/api/auth/2fa", tokens);
        assertTrue(factors.json().path("totp").asBoolean());
        assertEquals(10, factors.json().path("recovery_codes_left").asInt());
    }

    /** Closes finding P16's part: a new API key asked for no second factor. */
    @Test
    void aNewApiKeyIsAskedASecondFactorFor() {
        Holder holder = enrolled();
        Map<String, Object> form = Map.of("label", "bot", "permissions", List.of("read"));
        Map<String, Object> wrong = Map.of("label", "bot", "permissions", List.of("read"), "code", "abcdef");
        Map<String, Object> right =
                Map.of("label", "bot", "permissions", List.of("read"), "code", code(holder.secret(), 0));

        assertEquals(
                "second_factor_required",
                world.post("/api/auth/api-keys", form, holder.tokens()).code());
        assertEquals(
                "invalid_code",
                world.post("/api/auth/api-keys", wrong, holder.tokens()).code());
        assertEquals(
                201, world.post("/api/auth/api-keys", right, holder.tokens()).status());
        assertEquals(
                "invalid_code",
                world.post("/api/auth/api-keys", right, holder.tokens()).code(),
                "once");
    }

    @Test
    void aCodeIsAcceptedOnceAndNoEarlierOneAfterIt() {
        Holder holder = enrolled();
        String code = code(holder.secret(), 0);
        String before = code(holder.secret(), -1);
        assertEquals(200, verify(challenge(holder), code).status());

        assertEquals("invalid_code", verify(challenge(holder), code).code());
        assertEquals("invalid_code", verify(challenge(holder), before).code());
    }

    @Test
    void concurrentUsesOfACodeAreAcceptedOnce() throws Exception {
        Holder holder = enrolled();
        String code = code(holder.secret(), 0);
        Queue<String> tokens = new ConcurrentLinkedQueue<>(List.of(challenge(holder), challenge(holder)));

        List<Integer> statuses = atOnce(2, () -> verify(tokens.remove(), code).status());

        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
    }

    @Test
    void guessingEndsTheLoginAndThenHasToWait() {
        Holder holder = enrolled();
        String token = challenge(holder);
        String another = challenge(holder);
        String wrong = code(holder.secret(), 0).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 4; i++) {
            assertEquals("invalid_code", verify(token, wrong).code());
        }
        verify(token, wrong);

        TestAnswer sixth = verify(another, code(holder.secret(), 0));

        assertEquals(429, sixth.status(), "another login does not give five more tries: " + sixth.text());
        assertEquals("too_many_attempts", sixth.code());
        assertFalse(List.of(200, 202)
                .contains(verify(token, code(holder.secret(), 0)).status()));
    }

    @Test
    void aLoginUnderWayIsNoSessionAndItsTokenWorksOnce() {
        Holder holder = enrolled();
        String token = challenge(holder);

        assertEquals(401, world.server.get("/api/auth/me", token).status());
        assertEquals(401, world.useRefresh(token).status());
        assertEquals(200, verify(token, code(holder.secret(), 0)).status());
        nextStep();
        assertEquals(401, verify(token, code(holder.secret(), 0)).status());
        assertEquals(List.of("code", "mfa_token"), fields(world.post("/api/auth/verify-2fa", Map.of())));
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        Holder holder = enrolled();
        String code = holder.recoveryCodes().getFirst();

        assertEquals(200, verify(challenge(holder), code).status());
        assertEquals("invalid_code", verify(challenge(holder), code).code());
        assertEquals(
                200, verify(challenge(holder), holder.recoveryCodes().getLast()).status());
    }

    @Test
    void anotherUsersCodeIsRefused() {
        Holder ada = enrolled();
        Holder bob = enrolled();

        assertEquals(
                "invalid_code", verify(challenge(ada), code(bob.secret(), 0)).code());
        assertEquals(
                "invalid_code",
                verify(challenge(ada), bob.recoveryCodes().getFirst()).code());
    }

    @Test
    void disablingTakesACodeAndEnrollingThePassword() {
        Holder holder = enrolled();
        TestAnswer tokens = holder.tokens();

        assertEquals(
                "totp_in_use",
                world.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD), tokens)
                        .code());
        assertEquals(
                401,
                world.post("/api/auth/2fa/totp/disable", Map.of("code", "000000x"), tokens)
                        .status());
        assertEquals(
                403,
                world.post("/api/auth/2fa/email/enable", Map.of("password", "Wrong"), tokens)
                        .status());
        assertEquals(
                "last_factor",
                world.post("/api/auth/2fa/totp/disable", Map.of("code", code(holder.secret(), 0)), tokens)
                        .code());
        mailCodes(tokens, "enable");
        String recovery = holder.recoveryCodes().getFirst();
        assertEquals(
                204,
                world.post("/api/auth/2fa/totp/disable", Map.of("code", recovery), tokens)
                        .status());
        assertEquals(
                "[\"email\"]",
                world.login(holder.email(), PASSWORD).json().path("methods").toString());
        assertEquals("last_factor", mailCodes(tokens, "disable").code());
    }

    private TestAnswer mailCodes(TestAnswer tokens, String to) {
        return world.post("/api/auth/2fa/email/" + to, Map.of("password", PASSWORD), tokens);
    }

    /** Authenticator and codes by mail end at the same moment: one of them stays, whichever it is. */
    @Test
    void concurrentRemovalsOfTwoFactorsLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            Holder holder = enrolled();
            mailCodes(holder.tokens(), "enable");
            Map<String, Object> code = Map.of("code", holder.recoveryCodes().getFirst());
            Queue<String> ends = new ConcurrentLinkedQueue<>(List.of("totp", "mail"));
            List<Integer> statuses = atOnce(2, () -> (ends.remove().equals("mail")
                            ? mailCodes(holder.tokens(), "disable")
                            : world.post("/api/auth/2fa/totp/disable", code, holder.tokens()))
                    .status());
            assertEquals(List.of(204, 409), statuses.stream().sorted().toList());
            assertEquals(202, world.login(holder.email(), PASSWORD).status(), "a factor is asked for");
        }
    }

    @Test
    void allFactorsEndDeliberatelyAndMoneyStaysForADay() {
        Holder holder = enrolled();
        TestAnswer other = verify(challenge(holder), code(holder.secret(), 0));
        Map<String, Object> bare = Map.of("password", PASSWORD);
        String remove = "/api/auth/2fa/remove";
        assertEquals(
                "second_factor_required",
                world.post(remove, bare, holder.tokens()).code());
        Map<String, Object> proof =
                Map.of("password", PASSWORD, "code", holder.recoveryCodes().getFirst());
        assertEquals(204, world.post(remove, proof, holder.tokens()).status());

        assertEquals(200, world.login(holder.email(), PASSWORD).status());
        assertEquals(200, world.me(holder.tokens()).status());
        assertEquals(401, world.me(other).status(), "other sessions have ended");
        long id = world.me(holder.tokens()).json().path("id").asLong();
        assertEquals(
                "the second factors were removed",
                world.access
                        .restrictions()
                        .page(1, id, Long.MAX_VALUE, 1)
                        .getFirst()
                        .reason());
    }

    @Test
    void theSecretIsNowhereInTheDatabase() {
        Holder holder = enrolled();

        byte[] stored = world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.one(
                                transaction,
                                row -> row.getBytes(1),
                                "SELECT totp_secret FROM identity.users WHERE email = ?",
                                holder.email()))
                .orElseThrow();

        String text = new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(new String(holder.secret(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        assertEquals(
                200, world.server.get("/api/auth/me", access(holder.tokens())).status());
    }
}
