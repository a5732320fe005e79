package com.flowex.binance.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.binance.rest.OperationRoutes;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.AddressRange;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a message that was signed once changes something once, however it is spelled and whichever door it is sent to.
 * Method: every signed message is sent many times, each time with its signature, its parts, its method and its path
 * spelled otherwise.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpellingsTest {

    private static final String SECRET = "the-secret-of-the-key";
    private static final String ORDER = "/api/v3/order";
    private static final int SPELLINGS = 200;

    /** A signed message, and where it is sent. */
    private record SignedMessage(String method, String path, String query, String body) {}

    private final KeyPair pair = pair();
    private final AtomicInteger effects = new AtomicInteger();
    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.with(stand, builder -> builder.routes(routes())
            .apiKeys(id -> Optional.ofNullable(keys().get(id)), new LocalDuplicateDetector()));

    private Routes routes() {
        Endpoint effect = request -> {
            BinanceSigning.parameters(request.sent());
            effects.incrementAndGet();
            return Answer.noContent();
        };
        Access trade = Access.of(Permission.TRADE);
        String[] names = {"symbol", "quantity"};
        return new Routes()
                .get(ORDER, Access.of(Permission.READ), _ -> Answer.noContent())
                .query(names)
                .post(ORDER, trade, effect)
                .query(names)
                .body(8_192)
                .delete(ORDER, trade, effect)
                .query(names)
                .body(8_192)
                .post(ORDER + "/test", trade, effect)
                .query(names)
                .body(8_192)
                .post("/sapi/v1/capital/withdraw/apply", trade, effect)
                .query(names)
                .body(8_192)
                .speaking(BinanceDialect.BINANCE)
                .addAll(new OperationRoutes().routes())
                .absent("/sapi/v1/margin/", "there is no margin")
                .absent("/sapi/v1/margin/order", "orders are elsewhere");
    }

    private Map<String, ApiKey> keys() {
        String pem = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        return Map.of(
                "hmac", key("hmac", new KeySignature.Hmac(SECRET)),
                "ed25519", key("ed25519", KeySignature.Public.parse(pem).orElseThrow()));
    }

    private static ApiKey key(String id, KeySignature signature) {
        Caller owner = new Caller(
                7,
                new AccountId(1, 1_007),
                Set.of(Role.USER),
                Set.of(Permission.READ, Permission.TRADE),
                new Credential.Key(id));
        return new ApiKey(
                id,
                owner,
                signature,
                List.of(AddressRange.parse("0.0.0.0/0").orElseThrow()),
                Instant.MAX,
                Instant.EPOCH);
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac", "ed25519"})
    void aSignedMessageChangesSomethingOnceHoweverItIsSpelled(String key) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int before = effects.get();
        String message = message(random);
        String signature = sign(key, message);
        String first = message + "&signature=" + escaped(signature);
        assertEquals(204, send(key, new SignedMessage("POST", ORDER, first, "")).status());

        for (int i = 0; i < SPELLINGS; i++) {
            SignedMessage signedMessage = respelled(message, signature, random);
            int status = send(key, signedMessage).status();

            assertEquals(before + 1, effects.get(), "seed " + seed + ", answered " + status + ": " + signedMessage);
        }
    }

    /** A signature of this dialect covers neither method nor path: what was signed to look must not be good to cancel. */
    @ParameterizedTest
    @ValueSource(strings = {"hmac", "ed25519"})
    void aReadMayComeAgainAndItsSignatureChangesNothing(String key) {
        int before = effects.get();
        String message = message(new Random());
        String query = message + "&signature=" + escaped(sign(key, message));

        for (int i = 0; i < 3; i++) {
            assertEquals(
                    204, send(key, new SignedMessage("GET", ORDER, query, "")).status());
        }
        for (String method : List.of("DELETE", "POST")) {
            assertTrue(send(key, new SignedMessage(method, ORDER, query, "")).status() >= 400, method);
        }
        assertEquals(before, effects.get());
    }

    /** Over a WebSocket the parts are sorted and joined: two messages that sign the same text are one. */
    @Test
    void aFrameIsRememberedByTheTextThatItSigns() {
        Map<String, String> frame = Map.of("apiKey", "k", "x", "1", "y", "2", "timestamp", "5", "signature", "ab");
        Map<String, String> spelled = Map.of("apiKey", "k", "x", "1&y=2", "timestamp", "5", "signature", "AB");
        Map<String, String> other = Map.of("apiKey", "k", "x", "1", "y", "3", "timestamp", "5", "signature", "ab");

        SignatureScheme.Claim first = BinanceSigning.claim(frame, false);
        assertEquals(first.once(), BinanceSigning.claim(spelled, false).once());
        assertTrue(!first.once().equals(BinanceSigning.claim(other, false).once()));
    }

    /** A window's fault has its own number, decimals are taken, and a wrong parameter is not reported as a wrong key. */
    @ParameterizedTest
    @CsvSource({
        "60000, 204",
        "5000.5, 204",
        "59999.999, 204",
        "60001, -1131",
        "60000.001, -1131",
        "99999999999999999, -1131",
        "0, -1131",
        "0.000, -1131",
        "-1, -1100",
        "+5000, -1100",
        "5e3, -1100",
        "5000.1234, -1100",
        "many, -1100"
    })
    void invalidReceiveWindowIsRefusedWithItsCode(String window, int expected) {
        String message =
                "symbol=BTCUSDT&recvWindow=" + window.replace("+", "%2B") + "&timestamp=" + System.currentTimeMillis();
        TestAnswer answer =
                send("hmac", new SignedMessage("GET", ORDER, message + "&signature=" + sign("hmac", message), ""));

        assertEquals(
                expected,
                answer.status() == 204 ? 204 : answer.json().path("code").asInt(),
                answer.text());
    }

    /** The signature covers the timestamp as sent, whichever its unit is. */
    @ParameterizedTest
    @CsvSource({"1, 0, 204", "1000, 0, 204", "1, 61, -1021", "1000, 61, -1021", "1000, -3600, -1021"})
    void timestampIsInMillisecondsOrMicroseconds(long perMilli, long ageSeconds, int expected) {
        long sentAt = (System.currentTimeMillis() - 1_000 * ageSeconds) * perMilli;
        String message = "symbol=BTCUSDT&recvWindow=60000&timestamp=" + sentAt;
        TestAnswer answer =
                send("hmac", new SignedMessage("GET", ORDER, message + "&signature=" + sign("hmac", message), ""));

        assertEquals(
                expected,
                answer.status() == 204 ? 204 : answer.json().path("code").asInt(),
                answer.text());
    }

    @Test
    void nonNumericTimestampIsRefusedWithItsOwnCode() {
        for (String spelled : List.of("now", "%2B1700000000000", "%EF%BC%91700000000000", "1700000000000.5", "01")) {
            String message = "symbol=BTCUSDT&timestamp=" + spelled;
            TestAnswer answer =
                    send("hmac", new SignedMessage("GET", ORDER, message + "&signature=" + sign("hmac", message), ""));
            assertEquals(-1100, answer.json().path("code").asInt(), spelled + ": " + answer.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/ping",
                "/api/v1/ticker/24hr",
                "/api/v2/time",
                "/wapi/v3/accountStatus.html",
                "/eapi/v1/ping",
                "/papi/v1/ping"
            })
    void aPathThatIsNotServedIsRefusedInTheDialect(String path) {
        TestAnswer answer = server.get(path, "");

        assertEquals(-1020, answer.json().path("code").asInt(), answer.text());
        assertEquals("not_found", server.get("/api/v1/tenants/1/nothing", "").code());
    }

    @Test
    void absentPathSaysWhatToUseInstead() {
        TestAnswer answer = server.get("/sapi/v1/margin/order/oco", "");

        assertEquals(-1020, answer.json().path("code").asInt(), answer.text());
        assertEquals(
                "there is nothing at /sapi/v1/margin/order/oco: orders are elsewhere",
                answer.json().path("msg").asText());
        assertEquals(
                "there is nothing at /sapi/v1/nothing",
                server.get("/sapi/v1/nothing", "").json().path("msg").asText());
    }

    private static String message(Random random) {
        return "symbol=BTCUSDT&quantity=1" + random.nextInt(1_000) + "&timestamp=" + System.currentTimeMillis()
                + "&recvWindow=60000";
    }

    private static SignedMessage respelled(String message, String signature, Random random) {
        String name = random.nextBoolean() ? "signature" : "%73ignature";
        List<UnaryOperator<String>> spellings = List.of(
                UnaryOperator.identity(),
                text -> text.toUpperCase(Locale.ROOT),
                text -> text.replace("=", ""),
                text -> text.replace('+', ' '),
                text -> text + "=",
                text -> text + "\n");
        String spelled = escaped(spellings.get(random.nextInt(spellings.size())).apply(signature));
        if (random.nextBoolean()) {
            spelled = "%" + HexFormat.of().toHexDigits((byte) spelled.charAt(0)) + spelled.substring(1);
        }
        String signed = name + "=" + spelled;
        int cut = random.nextBoolean() ? message.length() : random.nextInt(message.length());
        String query = message.substring(0, cut);
        String body = message.substring(cut);
        switch (random.nextInt(5)) {
            case 0 -> query = query + "&" + signed;
            case 1 -> query = signed + "&" + query;
            case 2 -> query = query + "&&" + signed + "&";
            case 3 -> body = body + "&" + signed;
            default -> body = signed + (body.isEmpty() ? "" : "&" + body);
        }
        List<String> paths = List.of(ORDER, ORDER + "/test", "/sapi/v1/capital/withdraw/apply");
        return random.nextInt(4) == 0
                ? new SignedMessage("DELETE", ORDER, query, body)
                : new SignedMessage("POST", paths.get(random.nextInt(paths.size())), query, body);
    }

    private TestAnswer send(String key, SignedMessage message) {
        return server.send(server.request(message.path() + "?" + message.query(), "")
                .header(BinanceSigning.KEY_HEADER, key)
                .method(
                        message.method(),
                        message.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(message.body())));
    }

    private static String escaped(String signature) {
        return signature
                .replace("+", "%2B")
                .replace("/", "%2F")
                .replace("=", "%3D")
                .replace(" ", "%20")
                .replace("\n", "%0A");
    }

    private String sign(String key, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            if (key.equals("hmac")) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(bytes));
            }
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
