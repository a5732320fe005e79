package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Dialect;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.settings.AddressRange;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The native scheme of signed requests, from the outside. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedRequestTest {

    private static final String SECRET = "the-secret-of-the-key";
    private static final String ORDER = "{\"symbol\":\"BTC-USDT\"}";

    record Body(String symbol) {}

    private final KeyPair ed25519 = pair("Ed25519");
    private final KeyPair rsa = pair("RSA");
    private final Map<String, ApiKey> keys = Map.of(
            "hmac", key("hmac", new KeySignature.Hmac(SECRET), "127.0.0.0/8", Instant.MAX),
            "ed25519", key("ed25519", publicKey(ed25519), "0.0.0.0/0", Instant.MAX),
            "rsa", key("rsa", publicKey(rsa), "0.0.0.0/0", Instant.MAX),
            "elsewhere", key("elsewhere", new KeySignature.Hmac(SECRET), "192.0.2.0/24", Instant.MAX),
            "expired", key("expired", new KeySignature.Hmac(SECRET), "0.0.0.0/0", Instant.EPOCH));
    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.with(stand, builder -> builder.routes(new Routes()
                    .get("/mine", Access.of(Permission.READ), _ -> Answer.noContent())
                    .get("/open", Access.PUBLIC, _ -> Answer.noContent())
                    .post("/orders", Access.of(Permission.TRADE), request -> Answer.ok(request.body(Body.class)))
                    .query("a", "x", "y")
                    .post("/withdraw", Access.of(Permission.WITHDRAW), _ -> Answer.noContent())
                    .post("/password", Access.of(Permission.ACCOUNT), _ -> Answer.noContent()))
            .apiKeys(id -> Optional.ofNullable(keys.get(id)), new LocalDuplicateDetector()));

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    /** A request that may be changed before or after it is signed. */
    private record Draft(
            String key, String timestamp, String nonce, String method, String target, String signed, String sent) {

        static Draft of(String key, String method, String target, String body) {
            return new Draft(
                    key,
                    Long.toString(System.currentTimeMillis()),
                    UUID.randomUUID().toString(),
                    method,
                    target,
                    body,
                    body);
        }

        Draft at(long millis) {
            return new Draft(key, Long.toString(millis), nonce, method, target, signed, sent);
        }

        Draft sending(String body) {
            return new Draft(key, timestamp, nonce, method, target, signed, body);
        }

        /** The message of a client that signs its window. */
        byte[] windowed(String window) {
            String text = String.join("\n", "FLOWEX2", timestamp, window, nonce, method, target, signed);
            return text.getBytes(StandardCharsets.UTF_8);
        }

        byte[] message() {
            String text = String.join("\n", "FLOWEX1", timestamp, nonce, method, target, signed);
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private TestAnswer send(Draft draft, String signature) {
        return send(draft, signature, "");
    }

    private TestAnswer send(Draft draft, String signature, String window) {
        HttpRequest.Builder request = server.request(draft.target(), "")
                .header("X-Api-Key", draft.key())
                .header("X-Timestamp", draft.timestamp())
                .header("X-Nonce", draft.nonce())
                .header("X-Signature", signature);
        if (!window.isEmpty()) {
            request.header("X-Recv-Window", window);
        }
        HttpRequest.BodyPublisher body = draft.sent().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(draft.sent());
        return server.send(request.method(draft.method(), body));
    }

    /** A token and a signature may be two people's: a proxy that believes one and the exchange that believes the other. */
    @Test
    void aRequestHasOneSender() {
        Draft draft = Draft.of("hmac", "GET", "/mine", "");
        for (String target : List.of("/mine", "/open")) {
            TestAnswer both = server.send(server.request(target, stand.token(9, "trader"))
                    .header("X-Api-Key", draft.key())
                    .header("X-Timestamp", draft.timestamp())
                    .header("X-Nonce", draft.nonce())
                    .header("X-Signature", hmac(draft.message()))
                    .GET());

            assertEquals(401, both.status(), both.text());
            assertTrue(both.text().contains("not both"), both.text());
        }
        assertEquals(204, send(draft, hmac(draft.message())).status(), "it was not used up");
    }

    @Test
    void aSignedRequestIsItsOwnersAndItsBodyReachesTheEndpoint() {
        Draft order = Draft.of("hmac", "POST", "/orders?x=%20a&y=1", ORDER);

        TestAnswer answer = send(order, hmac(order));

        assertEquals(200, answer.status(), answer.toString());
        assertEquals("BTC-USDT", answer.json().path("symbol").asText());
        Draft read = Draft.of("hmac", "GET", "/mine", "");
        assertEquals(204, send(read, hmac(read)).status());
    }

    @Test
    void ed25519AndRsaSignToo() {
        Draft first = Draft.of("ed25519", "POST", "/orders", ORDER);
        Draft second = Draft.of("rsa", "POST", "/orders", ORDER);

        assertEquals(200, send(first, signed(first, "Ed25519", ed25519)).status());
        assertEquals(200, send(second, signed(second, "SHA256withRSA", rsa)).status());
        assertEquals(401, send(first, signed(second, "Ed25519", ed25519)).status());
    }

    /** A second spelling of the same signature would pass for a second request wherever signatures are remembered. */
    @Test
    void aSignatureHasOneSpelling() {
        Draft order = Draft.of("hmac", "POST", "/orders", ORDER);
        Draft other = Draft.of("ed25519", "POST", "/orders", ORDER);
        Draft third = Draft.of("rsa", "POST", "/orders", ORDER);
        String good = signed(other, "Ed25519", ed25519);
        char last = good.charAt(85);

        assertEquals(401, send(order, hmac(order).toUpperCase(Locale.ROOT)).status());
        for (String spelled : List.of(good.replace("=", ""), good.substring(0, 85) + (char) (last + 1) + "==")) {
            assertEquals(401, send(other, spelled).status(), spelled);
        }
        assertEquals(
                401,
                send(third, signed(third, "SHA256withRSA", rsa).replace("=", ""))
                        .status());
        assertEquals(200, send(order, hmac(order)).status());
        assertEquals(200, send(other, good).status());
    }

    @Test
    void keyCannotExceedItsPermissions() {
        for (String beyond : List.of("/withdraw", "/password")) {
            Draft draft = Draft.of("hmac", "POST", beyond, "");
            assertEquals(403, send(draft, hmac(draft)).status(), beyond);
        }
    }

    @Test
    void aRequestIsAcceptedOnce() {
        Draft order = Draft.of("hmac", "POST", "/orders", ORDER);
        String signature = hmac(order);

        assertEquals(200, send(order, signature).status());
        assertEquals(401, send(order, signature).status());
    }

    /**
     * Closes finding F7: an observer of a signed request widened its window, which was not signed, and sent it again
     * once its nonce was forgotten.
     */
    @Test
    void aRequestThatIsSeenIsNotSentAgainWithAWiderWindow() {
        Draft order = Draft.of("hmac", "POST", "/orders", ORDER);
        String signature = hmac(order);
        assertEquals(200, send(order, signature).status());

        assertEquals("window_not_signed", send(order, signature, "60000").code());
        assertEquals("unauthorized", send(order, signature, "5000").code(), "its nonce was used before");
    }

    /** F7: a nonce is remembered for as long as any request may be in time, not for as long as the first one said. */
    @Test
    void aNonceIsRememberedForTheWidestWindow() {
        AtomicLong rememberedMillis = new AtomicLong();
        Authentication authentication = new Authentication(
                stand.tokens(),
                id -> Optional.ofNullable(keys.get(id)),
                (_, remembered) -> {
                    rememberedMillis.set(remembered.toMillis());
                    return true;
                },
                InstantSource.system());
        Draft read = Draft.of("hmac", "GET", "/mine", "");
        WritableHeaders<?> headers = WritableHeaders.create();
        headers.set(HeaderNames.create("X-Api-Key"), read.key());
        headers.set(HeaderNames.create("X-Timestamp"), read.timestamp());
        headers.set(HeaderNames.create("X-Nonce"), read.nonce());
        headers.set(HeaderNames.create("X-Recv-Window"), "1");
        headers.set(HeaderNames.create("X-Signature"), hmac(read));

        for (int attempt = 0; attempt < 1_000 && rememberedMillis.get() == 0; attempt++) {
            Draft now = read.at(System.currentTimeMillis());
            headers.set(HeaderNames.create("X-Timestamp"), now.timestamp());
            headers.set(HeaderNames.create("X-Signature"), hmac(now));
            try {
                authentication.callerOf(new Authentication.Asking(
                        new SignatureScheme.SentRequest(headers, "GET", "/mine", () -> new byte[0]),
                        Dialect.NATIVE.signing(),
                        InetAddress.getLoopbackAddress(),
                        () -> {}));
            } catch (Refusal e) {
                assertEquals(RefusalCode.TIMESTAMP_OUTSIDE_WINDOW, e.code(), "a millisecond is soon over");
            }
        }

        assertEquals(61_000, rememberedMillis.get());
    }

    /** F7: a sender that needs a wider window signs it, and then it cannot be changed. */
    @Test
    void aWindowThatIsSignedIsTheSignersAlone() {
        Draft order = Draft.of("hmac", "POST", "/orders", ORDER).at(System.currentTimeMillis() - 20_000);
        String signature = hmac(order.windowed("60000"));

        assertEquals("timestamp_outside_window", send(order, signature, "10000").code());
        assertEquals("timestamp_outside_window", send(order, signature).code());
        assertEquals("unauthorized", send(order, signature, "55000").code());
        assertEquals(200, send(order, signature, "60000").status());
        assertEquals(401, send(order, signature, "60000").status(), "once");
        Draft old = Draft.of("hmac", "GET", "/mine", "");
        assertEquals(
                204, send(old, hmac(old), "4000").status(), "no wider than without one: as clients of before sign");
    }

    @Test
    void nothingOfASignedRequestCanBeChanged() {
        Draft order = Draft.of("hmac", "POST", "/orders?a=1", ORDER);
        String signature = hmac(order);
        Draft fresh = Draft.of("hmac", "POST", "/orders?a=1", ORDER);

        assertEquals(
                401, send(order.sending("{\"symbol\":\"ETH-USDT\"}"), signature).status());
        assertEquals(
                401, send(order.at(System.currentTimeMillis() + 1), signature).status());
        assertEquals(401, send(fresh, signature).status());
        assertEquals(
                401,
                send(Draft.of("nobody", "POST", "/orders", ORDER), signature).status());
        for (String garbage : List.of("", "00", "g".repeat(64), "é")) {
            assertEquals(
                    401,
                    send(
                                    fresh,
                                    garbage.isEmpty()
                                            ? "-"
                                            : HexFormat.of().formatHex(garbage.getBytes(StandardCharsets.UTF_8)))
                            .status());
        }
        assertEquals(200, send(order, signature).status());
    }

    @Test
    void aRequestOfAnotherTimeIsRefused() {
        Draft order = Draft.of("hmac", "POST", "/orders", ORDER);
        for (long millis : new long[] {0, System.currentTimeMillis() - 6_000, System.currentTimeMillis() + 60_000}) {
            Draft late = order.at(millis);
            TestAnswer answer = send(late, hmac(late));
            assertEquals(401, answer.status());
            assertEquals("timestamp_outside_window", answer.code());
        }
    }

    @Test
    void aKeyIsGoodOnlyWhereAndAsLongAsItIsMeantToBe() {
        for (String key : List.of("elsewhere", "expired")) {
            Draft draft = Draft.of(key, "GET", "/mine", "");
            assertEquals(401, send(draft, hmac(draft)).status(), key);
        }
    }

    private static ApiKey key(String id, KeySignature signature, String from, Instant expiresAt) {
        Caller owner = new Caller(
                7,
                new AccountId(1, 1_007),
                Set.of(Role.USER),
                Set.of(Permission.READ, Permission.TRADE),
                new Credential.Key(id));
        return new ApiKey(
                id, owner, signature, List.of(AddressRange.parse(from).orElseThrow()), expiresAt, Instant.EPOCH);
    }

    private static KeySignature publicKey(KeyPair pair) {
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return KeySignature.Public.parse("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----")
                .orElseThrow();
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2_048); // the shortest that is taken: made in a quarter of the time
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    private static String hmac(Draft draft) {
        return hmac(draft.message());
    }

    private static String hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(Draft draft, String algorithm, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(draft.message());
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
