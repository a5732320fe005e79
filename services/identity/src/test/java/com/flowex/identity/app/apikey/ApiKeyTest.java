package com.flowex.identity.app.apikey;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.user.EmailAddress;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.Await;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ApiKeyTest {

    private static final String KEYS = "/api/auth/api-keys";

    private final IdentityWorld world = new IdentityWorld();

    @AfterAll
    void stop() {
        world.close();
    }

    private interface Signer {
        String sign(byte[] message) throws GeneralSecurityException;
    }

    private static Signer hmac(String secret) {
        return message -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        };
    }

    private TestAnswer signed(String key, Signer signer, String method, String target, String body) {
        String timestamp = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        String message = String.join("\n", "FLOWEX1", timestamp, nonce, method, target, body);
        try {
            return world.server.send(world.server
                    .request(target, "")
                    .header("X-Api-Key", key)
                    .header("X-Timestamp", timestamp)
                    .header("X-Nonce", nonce)
                    .header("X-Signature", signer.sign(message.getBytes(StandardCharsets.UTF_8)))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private TestAnswer me(TestAnswer key) {
        return signed(
                key.json().path("api_key").asText(),
                hmac(key.json().path("api_secret").asText()),
                "GET",
                "/api/auth/me",
                "");
    }

    private TestAnswer newKey(TestAnswer tokens, String... permissions) {
        return world.post(KEYS, Map.of("label", "bot", "permissions", List.of(permissions)), tokens);
    }

    @Test
    void aKeySignsForItsOwnerAndItsSecretIsShownOnce() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);

        TestAnswer key = newKey(tokens, "read", "trade");

        assertEquals(201, key.status(), key.text());
        TestAnswer me = me(key);
        assertEquals(200, me.status(), me.text());
        assertEquals(email, me.json().path("email").asText());
        assertEquals("[\"read\",\"trade\"]", me.json().path("permissions").toString());
        TestAnswer list = world.get(KEYS, tokens);
        assertEquals(1, list.json().path("items").size());
        assertFalse(list.text().contains("secret"));
    }

    @Test
    void theLastUseOfAKeyIsShownWithItsAddressOnceItIsStored() {
        TestAnswer tokens = world.newUser(freshEmail());
        TestAnswer key = newKey(tokens, "read");
        assertTrue(lastUse(tokens).path("last_used_at").isNull());
        assertEquals(200, me(key).status());
        assertTrue(lastUse(tokens).path("last_used_at").isNull(), "no request writes");

        world.access.keyDirectory().storeUses();

        String first = lastUse(tokens).path("last_used_at").asText();
        assertEquals("127.0.0.1", lastUse(tokens).path("last_used_from").asText());
        world.aheadSeconds.addAndGet(60);
        me(key);
        world.access.keyDirectory().storeUses();
        String second = lastUse(tokens).path("last_used_at").asText();
        assertTrue(Instant.parse(second).isAfter(Instant.parse(first)), second);
        assertEquals(
                401,
                signed(key.json().path("api_key").asText(), _ -> "00", "GET", "/api/auth/me", "")
                        .status());
        world.access.keyDirectory().storeUses();
        assertEquals(second, lastUse(tokens).path("last_used_at").asText(), "a forged signature is no use");
    }

    private JsonNode lastUse(TestAnswer tokens) {
        return world.get(KEYS, tokens).json().path("items").path(0);
    }

    @Test
    void theSecretIsSealedInTheDatabase() {
        TestAnswer key = newKey(world.newUser(freshEmail()), "read");

        byte[] stored = world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.one(
                                transaction,
                                row -> row.getBytes(1),
                                "SELECT secret FROM identity.api_keys WHERE id = ?",
                                key.json().path("api_key").asText()))
                .orElseThrow();

        String text = new String(stored, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(key.json().path("api_secret").asText()));
    }

    @Test
    void revokedKeyIsRefusedAtOnceAndAnotherUsersKeyCannotBeRevoked() {
        TestAnswer tokens = world.newUser(freshEmail());
        TestAnswer key = newKey(tokens, "read");
        String path = KEYS + "/" + key.json().path("api_key").asText();
        assertEquals(200, me(key).status());

        assertEquals(
                404,
                world.server.delete(path, access(world.newUser(freshEmail()))).status());
        assertEquals(204, world.server.delete(path, access(tokens)).status());

        assertEquals(401, me(key).status());
        assertEquals(404, world.server.delete(path, access(tokens)).status());
    }

    @Test
    void aKeyCannotMakeKeysNorTouchItsOwnersAccount() {
        TestAnswer key = newKey(world.newUser(freshEmail()), "read", "trade", "withdraw");
        Signer signer = hmac(key.json().path("api_secret").asText());
        String id = key.json().path("api_key").asText();

        String form = "{\"label\":\"x\",\"permissions\":[\"read\"]}";
        assertEquals(403, signed(id, signer, "POST", KEYS, form).status());
        assertEquals(403, signed(id, signer, "GET", "/api/auth/sessions", "").status());
        assertEquals(403, signed(id, signer, "GET", "/api/v1/users/", "").status());
        assertEquals(
                403, signed(id, signer, "GET", "/api/auth/notifications", "").status());
        String muted = "{\"choices\":[{\"event\":\"fill\",\"channel\":\"push\",\"on\":false}]}";
        assertEquals(
                403, signed(id, signer, "PUT", "/api/auth/notifications", muted).status());
    }

    @Test
    void aKeyOfASuspendedUserStopsWithinSeconds() {
        TestAnswer tokens = world.newUser(freshEmail());
        TestAnswer key = newKey(tokens, "read");
        assertEquals(200, me(key).status());
        String id = world.me(tokens).json().path("id").asText();

        TestAnswer changed = world.patch("/api/v1/users/" + id, Map.of("status", "suspended"), world.admin());

        assertEquals(200, changed.status(), changed.text());
        Await.until(() -> me(key).status() == 401);
    }

    /** A key that an intruder made does not outlive the reset that shuts the intruder out. */
    @Test
    void afterAPasswordResetEachKeyWaitsUntilItsOwnerConfirmsIt() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        TestAnswer key = newKey(tokens, "read", "trade", "withdraw");
        TestAnswer other = newKey(tokens, "read");
        assertEquals(200, me(key).status());
        assertEquals(200, me(other).status());
        String reset = resetToken(email);

        TestAnswer done = world.post("/api/auth/password/reset", Map.of("token", reset, "password", "EvenBetter456?"));

        assertEquals(204, done.status(), done.text());
        assertEquals(401, me(key).status());
        TestAnswer fresh = world.login(email, "EvenBetter456?");
        String id = key.json().path("api_key").asText();
        assertEquals(
                List.of("false", "false"),
                world.get(KEYS, fresh)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("confirmed").asText())
                        .toList());
        assertEquals(
                404,
                world.post(KEYS + "/" + id + "/confirm", Map.of(), world.newUser(freshEmail()))
                        .status(),
                "nobody confirms another's");
        TestAnswer confirmed = world.post(KEYS + "/" + id + "/confirm", Map.of(), fresh);
        assertEquals(200, confirmed.status(), confirmed.text());
        assertTrue(confirmed.json().path("confirmed").asBoolean());
        assertEquals(200, me(key).status());
        assertEquals(401, me(other).status(), "each by itself");
    }

    private User owner(String email) {
        return new UsersTable(world.stand.database())
                .byEmail(1, EmailAddress.parse(email).orElseThrow())
                .orElseThrow();
    }

    private String resetToken(String email) {
        return new OneTimeTokensTable(world.stand.database())
                .issue(owner(email), OneTimeTokensTable.Purpose.RESET_PASSWORD, (_, _) -> {})
                .text();
    }

    @Test
    void theCallersOwnKeySignsAndWeHaveNoSecret() throws GeneralSecurityException {
        for (String algorithm : List.of("Ed25519", "RSA")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2_048); // the shortest that is taken: made in a quarter of the time
            }
            KeyPair pair = generator.generateKeyPair();
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----";
            TestAnswer key = world.post(
                    KEYS,
                    Map.of("label", algorithm, "permissions", List.of("read"), "public_key", pem),
                    world.newUser(freshEmail()));
            assertEquals(201, key.status(), key.text());
            assertTrue(key.json().path("api_secret").isNull());

            Signer signer = message -> {
                Signature signature = Signature.getInstance(algorithm.equals("RSA") ? "SHA256withRSA" : "Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(message);
                return Base64.getEncoder().encodeToString(signature.sign());
            };
            String id = key.json().path("api_key").asText();
            assertEquals(200, signed(id, signer, "GET", "/api/auth/me", "").status());
            assertEquals(401, signed(id, hmac(pem), "GET", "/api/auth/me", "").status());
        }
    }

    @Test
    void aKeyIsValidOnlyFromTheAddressesAndUntilTheTimeOfItsOwner() {
        TestAnswer tokens = world.newUser(freshEmail());
        Map<String, Object> elsewhere =
                Map.of("label", "x", "permissions", List.of("read"), "ip_allow_list", List.of("192.0.2.0/24"));
        Map<String, Object> here =
                Map.of("label", "x", "permissions", List.of("read"), "ip_allow_list", List.of("127.0.0.1"));

        assertEquals(401, me(world.post(KEYS, elsewhere, tokens)).status());
        assertEquals(200, me(world.post(KEYS, here, tokens)).status());
        String later = java.time.Instant.now().plusSeconds(3_600).toString();
        TestAnswer brief =
                world.post(KEYS, Map.of("label", "x", "permissions", List.of("read"), "expires_at", later), tokens);
        assertEquals(200, me(brief).status());
        world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.execute(
                                transaction,
                                "UPDATE identity.api_keys SET expires_at = now() WHERE id = ?",
                                brief.json().path("api_key").asText()));
        Await.until(() -> me(brief).status() == 401);
    }

    /** Money that waits goes only while whoever requested it may still withdraw. */
    @Test
    void pendingPaymentIsCheckedAgainstTheRequestersCurrentRights() {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        long user = owner(email).id();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TestAnswer key = newKey(tokens, "read", "withdraw");
            assertEquals(200, me(key).status(), "it is in the cache");
            keys.add(key.json().path("api_key").asText());
        }
        keys.forEach(key -> assertTrue(mayWithdraw(user, Optional.of(key))));
        assertTrue(mayWithdraw(user, Optional.empty()));

        assertFalse(mayWithdraw(
                user,
                Optional.of(
                        newKey(tokens, "read", "trade").json().path("api_key").asText())));
        assertFalse(mayWithdraw(user, Optional.of("fx1_" + "a".repeat(24))));
        sql("UPDATE identity.api_keys SET status = 'revoked' WHERE id = ?", keys.get(0));
        sql("UPDATE identity.api_keys SET expires_at = now() WHERE id = ?", keys.get(1));
        sql("UPDATE identity.api_keys SET permissions = '{read}' WHERE id = ?", keys.get(2));
        keys.subList(0, 3).forEach(key -> assertFalse(mayWithdraw(user, Optional.of(key)), key));
        assertTrue(mayWithdraw(user, Optional.of(keys.get(3))));
        sql("UPDATE identity.users SET roles = '{viewer}' WHERE id = ?::bigint", Long.toString(user));
        assertFalse(mayWithdraw(user, Optional.of(keys.get(3))), "its owner may not");
        assertFalse(mayWithdraw(user, Optional.empty()));
        sql("UPDATE identity.users SET roles = '{trader}' WHERE id = ?::bigint", Long.toString(user));
        assertTrue(mayWithdraw(user, Optional.of(keys.get(3))));
        world.post("/api/auth/password/reset", Map.of("token", resetToken(email), "password", "EvenBetter456?"));
        assertFalse(mayWithdraw(user, Optional.of(keys.get(3))), "it waits for its owner");
    }

    private boolean mayWithdraw(long user, Optional<String> key) {
        try {
            world.access.withdrawalRights().require(1, user, key);
            return true;
        } catch (Refusal e) {
            assertEquals(RefusalCode.FORBIDDEN, e.code());
            return false;
        }
    }

    private void sql(String statement, String id) {
        world.stand.database().query(1, transaction -> Sql.execute(transaction, statement, id));
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        TestAnswer tokens = world.newUser(freshEmail());

        assertEquals(List.of("label", "permissions"), fields(world.post(KEYS, Map.of(), tokens)));
        for (String label : List.of("a\nAll keys were removed.", "a\u2028b", "a\u0085b", "a\u200Bb", "\uFEFFa")) {
            assertEquals(
                    List.of("label"),
                    fields(world.post(KEYS, Map.of("label", label, "permissions", List.of("read")), tokens)),
                    "letters show it on one line");
        }
        assertEquals(
                List.of("permissions", "public_key", "ip_allow_list", "expires_at"),
                fields(world.post(
                        KEYS,
                        Map.of(
                                "label", "x",
                                "permissions", List.of("users_manage"),
                                "public_key", "no key",
                                "ip_allow_list", List.of("example.com"),
                                "expires_at", "2001-01-01T00:00:00Z"),
                        tokens)));
    }

    @Test
    void keyCannotExceedTheRightsOfItsOwner() {
        String email = freshEmail();
        world.newUser(email);
        TestAnswer admin = world.admin();
        String id = world.me(world.login(email, PASSWORD)).json().path("id").asText();
        world.patch("/api/v1/users/" + id, Map.of("roles", List.of("viewer")), admin);
        TestAnswer viewer = world.login(email, PASSWORD);

        assertEquals(403, newKey(viewer, "read", "trade").status());
        assertEquals(201, newKey(viewer, "read").status());
    }
}
