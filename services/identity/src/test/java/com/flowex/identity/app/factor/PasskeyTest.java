package com.flowex.identity.app.factor;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.app.factor.PaymentConfirmation.Payment;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.SoftAuthenticator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Passkeys against an authenticator in software that lies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class PasskeyTest {

    private static final String PASSKEYS = "/api/auth/passkeys";
    private static final String ORIGIN = "http://localhost:8000";

    private final IdentityWorld world = new IdentityWorld();

    @AfterAll
    void stop() {
        world.close();
    }

    /** A user with a passkey. */
    private record Holder(String email, SoftAuthenticator device, TestAnswer tokens, TestAnswer added) {}

    private Holder newHolder() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        SoftAuthenticator device = new SoftAuthenticator(ORIGIN);
        TestAnswer added = world.post(PASSKEYS, make(device, "Laptop", options(tokens)), tokens);
        assertEquals(201, added.status(), added.text());
        return new Holder(email, device, tokens, added);
    }

    private JsonNode options(TestAnswer tokens) {
        return ok(world.post(PASSKEYS + "/options", Map.of("password", PASSWORD), tokens));
    }

    private static Map<String, Object> make(SoftAuthenticator device, String name, JsonNode options) {
        return device.make(
                name,
                options.path("challenge").asText(),
                options.path("relying_party_id").asText(),
                options.path("user_handle").asText());
    }

    private static Map<String, Object> sign(SoftAuthenticator device, JsonNode json) {
        return device.sign(
                json.path("challenge").asText(), json.path("relying_party_id").asText());
    }

    private static JsonNode ok(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private String challenge(String email) {
        TestAnswer login = world.login(email, PASSWORD);
        assertEquals(202, login.status(), login.text());
        return login.json().path("mfa_token").asText();
    }

    private JsonNode options(String mfaToken) {
        return ok(world.post("/api/auth/2fa/passkey/options", Map.of("mfa_token", mfaToken)));
    }

    private TestAnswer verify(String mfaToken, Map<String, Object> signed) {
        return world.post("/api/auth/verify-2fa", Map.of("mfa_token", mfaToken, "passkey", signed));
    }

    /** A code of the passkey for an action or payment. */
    private String code(Holder holder, String confirms) {
        JsonNode answer = ok(world.post(PASSKEYS + "/confirm/options", Map.of("confirms", confirms), holder.tokens()));
        Map<String, Object> form = Map.of("confirms", confirms, "passkey", sign(holder.device(), answer));
        return ok(world.post(PASSKEYS + "/confirm", form, holder.tokens()))
                .path("code")
                .asText();
    }

    @Test
    void aLoginAsksForThePasskeyAndItsSignatureBeginsTheSession() {
        Holder holder = newHolder();
        assertEquals(10, holder.added().json().path("recovery_codes").size(), "a first factor brings recovery codes");

        TestAnswer login = world.login(holder.email(), PASSWORD);
        assertEquals("[\"passkey\",\"recovery\"]", login.json().path("methods").toString());
        String token = login.json().path("mfa_token").asText();
        TestAnswer tokens = verify(token, sign(holder.device(), options(token)));

        assertEquals(200, tokens.status(), tokens.text());
        JsonNode shown = ok(world.get(PASSKEYS, tokens)).at("/items/0");
        assertEquals("Laptop", shown.path("name").asText());
        assertEquals("localhost", shown.path("relying_party_id").asText());
        assertTrue(shown.path("last_used_at").isTextual());
        assertEquals(1, ok(world.get("/api/auth/2fa", tokens)).path("passkeys").asInt());
        String again = challenge(holder.email());
        String recovery = holder.added().json().at("/recovery_codes/0").asText();
        TestAnswer recovered = world.post("/api/auth/verify-2fa", Map.of("mfa_token", again, "code", recovery));
        assertEquals(200, recovered.status(), recovered.text());
    }

    /** Each is refused, and no passkey is stored. */
    @Test
    void forgedPasskeyRegistrationIsRefused() {
        TestAnswer tokens = world.newUser(freshEmail());
        TestAnswer other = world.newUser(freshEmail());
        Map<String, Consumer<SoftAuthenticator>> lies = new LinkedHashMap<>();
        lies.put("another origin", device -> device.origin = "http://localhost.example.com:8000");
        lies.put("the same host at another port", device -> device.origin = "http://localhost:8001");
        lies.put("a frame in another page", device -> device.more = ",\"crossOrigin\":true");
        lies.put("a frame that says so twice", device -> device.more = ",\"crossOrigin\":true,\"crossOrigin\":false");
        lies.put("a top page", device -> device.more = ",\"topOrigin\":\"https://example.com\"");
        lies.put("another relying party", device -> device.relyingParty = "example.com");
        lies.put("no verification of the user", device -> device.flags = SoftAuthenticator.PRESENT);
        lies.put("no presence of the user", device -> device.flags = SoftAuthenticator.VERIFIED);
        lies.put("backed up and not eligible", device -> device.flags = 0x05 | SoftAuthenticator.BACKED_UP);
        lies.put("a signature for a registration", device -> device.type = "webauthn.get");
        lies.put("an attestation", device -> device.format = "packed");
        lies.put("a point off the curve", device -> {
            byte[] y = device.y();
            y[31] ^= 1;
            device.key = SoftAuthenticator.ec2(device.x(), y, -7, 1);
        });
        lies.forEach((lie, report) -> {
            SoftAuthenticator device = new SoftAuthenticator(ORIGIN);
            report.accept(device);
            TestAnswer answer = world.post(PASSKEYS, make(device, "Liar", options(tokens)), tokens);
            assertEquals("invalid_passkey", answer.code(), lie + ": " + answer.text());
        });
        SoftAuthenticator honest = new SoftAuthenticator(ORIGIN);
        Map<String, Object> made = make(honest, "Mine", options(tokens));
        assertEquals("invalid_passkey", world.post(PASSKEYS, made, other).code(), "a challenge of another user");
        assertEquals(201, world.post(PASSKEYS, made, tokens).status());
        assertEquals("invalid_passkey", world.post(PASSKEYS, made, tokens).code(), "a challenge is good once");
        assertEquals(
                "invalid_passkey",
                world.post(PASSKEYS, make(honest, "Theirs", options(other)), other)
                        .code(),
                "a credential is one user's");
        assertEquals(1, ok(world.get(PASSKEYS, tokens)).path("items").size());
    }

    /** Each is refused; the login goes on and an honest signature ends it. */
    @Test
    void forgedPasskeySignatureStartsNoSession() {
        Map<String, Consumer<SoftAuthenticator>> lies = new LinkedHashMap<>();
        lies.put("another origin", device -> device.origin = "https://localhost:8000");
        lies.put("a frame in another page", device -> device.more = ",\"crossOrigin\":true");
        lies.put("another relying party", device -> device.relyingParty = "example.com");
        lies.put("no verification of the user", device -> device.flags ^= SoftAuthenticator.VERIFIED);
        lies.put("another name of the user", device -> device.handle = SoftAuthenticator.random(64));
        lies.put("a registration for a signature", device -> device.type = "webauthn.create");
        lies.forEach((lie, report) -> {
            Holder holder = newHolder();
            String token = challenge(holder.email());
            report.accept(holder.device());
            TestAnswer answer = verify(token, sign(holder.device(), options(token)));
            assertEquals("invalid_passkey", answer.code(), lie);
        });
        Holder ada = newHolder();
        Holder bob = newHolder();
        String token = challenge(ada.email());
        assertEquals(
                "invalid_passkey",
                verify(token, sign(bob.device(), options(token))).code(),
                "a passkey of another user");
        Map<String, Object> altered = sign(ada.device(), options(token));
        altered.put("signature", sign(bob.device(), options(token)).get("signature"));
        assertEquals("invalid_passkey", verify(token, altered).code(), "a signature of another key");
        String another = challenge(ada.email());
        assertEquals(
                "invalid_passkey",
                verify(token, sign(ada.device(), options(another))).code(),
                "a challenge of another login");
        assertEquals(200, verify(token, sign(ada.device(), options(token))).status());
    }

    @Test
    void guessesHaveToWaitLikeThoseOfCodes() {
        Holder holder = newHolder();
        for (int i = 0; i < 6; i++) {
            String token = challenge(holder.email());
            JsonNode answer = options(token);
            verify(token, sign(new SoftAuthenticator(ORIGIN), answer));
        }
        String token = challenge(holder.email());
        assertEquals(
                "too_many_attempts",
                verify(token, sign(holder.device(), options(token))).code());
    }

    @Test
    void aChallengeIsGoodOnceAndForFiveMinutes() throws Exception {
        Holder holder = newHolder();
        List<String> tokens = List.of(challenge(holder.email()), challenge(holder.email()));
        Map<String, Object> signed = sign(holder.device(), options(tokens.getFirst()));
        Queue<String> each = new ConcurrentLinkedQueue<>(List.of(tokens.getFirst(), tokens.getFirst()));
        List<Integer> statuses =
                IdentityWorld.atOnce(2, () -> verify(each.remove(), signed).status());
        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());

        Map<String, Object> old = sign(holder.device(), options(tokens.getLast()));
        sql("UPDATE identity.passkey_challenges SET expires_at = now() WHERE tenant_id = 1");
        assertEquals("invalid_passkey", verify(tokens.getLast(), old).code());
    }

    private void sql(String statement) {
        world.stand.database().query(1, transaction -> Sql.execute(transaction, statement));
    }

    @Test
    void stalledSignatureCounterIsNotedAndLocksNoUserOut() {
        Holder holder = newHolder();
        holder.device().counter = 7;
        String token = challenge(holder.email());
        assertEquals(200, verify(token, sign(holder.device(), options(token))).status());
        holder.device().counter = 3;
        String again = challenge(holder.email());
        assertEquals(200, verify(again, sign(holder.device(), options(again))).status());
        Await.until(() -> world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.one(
                                transaction,
                                row -> row.getString(1),
                                "SELECT c.handling FROM identity.security_cases c JOIN identity.users u ON u.id = c.user_id"
                                        + " WHERE u.email = ? AND c.rule = 'passkey_counter'",
                                holder.email()))
                .equals(Optional.of("noted")));
    }

    @Test
    void aPasskeyLogsInWithoutAPassword() {
        Holder holder = newHolder();
        JsonNode first = loginOptions();
        assertEquals(0, first.path("credentials").size(), "no credential is named to a stranger");
        Map<String, Object> signed = sign(holder.device(), first);
        TestAnswer tokens = logIn(signed);
        assertEquals(200, tokens.status(), tokens.text());
        assertEquals(holder.email(), world.me(tokens).json().path("email").asText());
        assertEquals("invalid_passkey", logIn(signed).code(), "a challenge is good once");

        assertEquals(
                "invalid_passkey",
                logIn(sign(new SoftAuthenticator(ORIGIN), loginOptions())).code(),
                "unknown");
        Map<String, Object> nameless = sign(holder.device(), loginOptions());
        nameless.remove("user_handle");
        assertEquals("invalid_passkey", logIn(nameless).code(), "the authenticator names its user");
        holder.device().flags ^= SoftAuthenticator.VERIFIED;
        assertEquals(
                "invalid_passkey", logIn(sign(holder.device(), loginOptions())).code(), "not verified");
        holder.device().flags ^= SoftAuthenticator.VERIFIED;
        String token = challenge(holder.email());
        assertEquals(
                "invalid_passkey",
                logIn(sign(holder.device(), options(token))).code(),
                "a challenge of a second factor");
        assertEquals(
                "invalid_passkey",
                verify(token, sign(holder.device(), loginOptions())).code());
        sql("UPDATE identity.users SET status = 'suspended' WHERE email = '" + holder.email() + "'");
        assertEquals(
                "user_suspended", logIn(sign(holder.device(), loginOptions())).code());
    }

    private JsonNode loginOptions() {
        return ok(world.post(PASSKEYS + "/login/options", Map.of()));
    }

    private TestAnswer logIn(Map<String, Object> signed) {
        return world.post(PASSKEYS + "/login", Map.of("passkey", signed));
    }

    @Test
    void aSignatureStandsForACodeWhereverOneIsAskedFor() {
        Holder holder = newHolder();
        Map<String, Object> form = new LinkedHashMap<>(Map.of("label", "bot", "permissions", List.of("read")));
        assertEquals(
                "second_factor_required",
                world.post("/api/auth/api-keys", form, holder.tokens()).code());
        form.put("code", code(holder, "action"));
        assertEquals(
                201, world.post("/api/auth/api-keys", form, holder.tokens()).status());
        assertEquals(
                "invalid_code",
                world.post("/api/auth/api-keys", form, holder.tokens()).code(),
                "once");
        assertEquals(
                "second_factor_required",
                world.post("/api/auth/2fa/totp/enroll", Map.of("password", PASSWORD), holder.tokens())
                        .code(),
                "the password alone adds no factor beside a passkey");
        Map<String, Object> proof = Map.of("password", PASSWORD, "code", code(holder, "action"));
        assertEquals(
                200,
                world.post("/api/auth/2fa/totp/enroll", proof, holder.tokens()).status());
        Map<String, Object> renewal = Map.of("code", code(holder, "action"));
        assertEquals(
                200,
                world.post("/api/auth/2fa/recovery-codes", renewal, holder.tokens())
                        .status());
    }

    @Test
    void aPaymentIsSignedOverItsContent() {
        Holder holder = newHolder();
        long user = world.me(holder.tokens()).json().path("id").asLong();
        Payment payment = new Payment("withdrawal", "1.5 BTC", "bitcoin", "bc1a", "");
        Payment larger = new Payment("withdrawal", "9 BTC", "bitcoin", "bc1a", "");
        assertEquals(
                404,
                world.post(PASSKEYS + "/confirm/options", Map.of("confirms", "payment"), holder.tokens())
                        .status(),
                "no payment waits");
        assertEquals("second_factor_required", confirmed(user, payment, ""));
        assertEquals("invalid_code", confirmed(user, payment, code(holder, "action")), "signed for no payment");
        String code = code(holder, "payment");
        assertEquals("ok", confirmed(user, payment, code));
        assertEquals("invalid_code", confirmed(user, payment, code), "once");

        String again = code(holder, "payment");
        assertEquals("invalid_code", confirmed(user, larger, again), "signed for another amount");
        assertEquals("ok", confirmed(user, larger, code(holder, "payment")), "the refused payment waits in its place");

        confirmed(user, payment, "");
        JsonNode answer = ok(world.post(PASSKEYS + "/confirm/options", Map.of("confirms", "payment"), holder.tokens()));
        confirmed(user, larger, "");
        Map<String, Object> late = Map.of("confirms", "payment", "passkey", sign(holder.device(), answer));
        assertEquals(
                "invalid_passkey",
                world.post(PASSKEYS + "/confirm", late, holder.tokens()).code(),
                "another payment waits since");
    }

    private String confirmed(long user, Payment payment, String code) {
        try {
            world.access.confirmPayment(1, user, payment, code);
            return "ok";
        } catch (Refusal refused) {
            return refused.code().code();
        }
    }

    @Test
    void theLastFactorStaysEvenIfTwoAreRemovedAtOnce() throws Exception {
        Holder holder = newHolder();
        String first = holder.added().json().at("/passkey/id").asText();
        assertEquals(
                "last_factor", remove(holder, first, code(holder, "action")).code());
        TestAnswer renamed = world.patch(PASSKEYS + "/" + first, Map.of("name", "Old"), holder.tokens());
        assertEquals("Old", ok(renamed).path("name").asText());
        Map<String, Object> proof = Map.of("password", PASSWORD, "code", code(holder, "action"));
        JsonNode creation = ok(world.post(PASSKEYS + "/options", proof, holder.tokens()));
        assertEquals(1, creation.path("exclude").size());
        TestAnswer second =
                world.post(PASSKEYS, make(new SoftAuthenticator(ORIGIN), "Phone", creation), holder.tokens());
        assertEquals(201, second.status(), second.text());
        assertTrue(second.json().path("recovery_codes").isNull(), "the earlier recovery codes stay");
        JsonNode recovery = holder.added().json().path("recovery_codes");
        String other = second.json().at("/passkey/id").asText();
        Queue<List<String>> removals = new ConcurrentLinkedQueue<>(List.of(
                List.of(first, recovery.path(0).asText()),
                List.of(other, recovery.path(1).asText())));
        List<Integer> statuses = IdentityWorld.atOnce(2, () -> {
            List<String> removal = removals.remove();
            return remove(holder, removal.getFirst(), removal.getLast()).status();
        });
        assertEquals(List.of(204, 409), statuses.stream().sorted().toList());
        assertEquals(
                1,
                ok(world.get("/api/auth/2fa", holder.tokens())).path("passkeys").asInt());
        assertEquals(202, world.login(holder.email(), PASSWORD).status());
    }

    private TestAnswer remove(Holder holder, String id, String code) {
        return world.post(PASSKEYS + "/" + id + "/remove", Map.of("password", PASSWORD, "code", code), holder.tokens());
    }
}
