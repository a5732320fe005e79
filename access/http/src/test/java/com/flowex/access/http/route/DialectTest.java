package com.flowex.access.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import com.flowex.access.http.response.RateLimitHeaders;
import com.flowex.access.http.response.RefusalMapper;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.testing.TestPostgres;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: how callers sign, how they are refused and what they hear of their limits is a property of a group of routes, and nothing of it
 * leaks (finding R3). Method: the same endpoints twice, once in the exchange's own dialect and once in another that signs its query,
 * refuses with a number and counts what was used.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialectTest {

    private static final String SECRET = "the-secret-of-the-key";
    private static final String OWN = "/own";
    private static final String OTHER = "/other";

    /** The schema of a refusal of the other dialect. */
    private record Numbered(int code, String msg) {}

    /** Signs its query: {@code time}, {@code good} and everything else before {@code sign}. */
    private static final class QuerySigning implements SignatureScheme {

        @Override
        public Optional<Claim> claim(SentRequest request) {
            String key = request.header(HeaderNames.create("X-Other-Key"));
            Map<String, String> query = Arrays.stream(request.query().split("&", -1))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one));
            String sign = query.getOrDefault("sign", "");
            if (key.isEmpty() || sign.isEmpty()) {
                return Optional.empty();
            }
            byte[] message = request.query().replace("&sign=" + sign, "").getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Claim(
                    key,
                    query.getOrDefault("time", ""),
                    query.getOrDefault("good", ""),
                    sign,
                    false,
                    new Names("time", "good", "sign"),
                    signature -> signature.proves(message, sign)));
        }
    }

    /** Says what was used, where the exchange's own says what is left. */
    private static final class UsedHeaders implements RateLimitHeaders {

        @Override
        public List<Header> weight(int requests) {
            return List.of();
        }

        @Override
        public List<Header> left(long limit, long remaining) {
            return List.of(HeaderValues.create("X-Other-Used", Long.toString(limit - remaining)));
        }
    }

    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/json");

    private static final Dialect DIALECT = new Dialect(
            new QuerySigning(),
            (refusal, status, _) -> new RefusalMapper.Worded(
                    status == 429 ? 429 : 400, JSON, new Numbered(-1_000 - status, refusal.detail())),
            new UsedHeaders(),
            Set.of("time", "good", "sign"));

    private final TestStand stand = TestStand.fresh();
    private final ApiKey key = new ApiKey(
            "mine",
            new Caller(
                    7, new AccountId(1, 1_007), Set.of(Role.USER), Set.of(Permission.READ), new Credential.Key("mine")),
            new KeySignature.Hmac(SECRET),
            List.of(AddressRange.parse("0.0.0.0/0").orElseThrow()),
            Instant.MAX,
            Instant.EPOCH);
    private final TestServer server = serverOn(stand);

    private TestServer serverOn(TestStand itsStand) {
        return TestServer.with(itsStand, builder -> builder.routes(group(OWN))
                .routes(group(OTHER).speaking(DIALECT))
                .limits(RateLimits.of(itsStand.limits(), itsStand.redis(), _ -> 1_000_000))
                .apiKeys(id -> Optional.of(key).filter(one -> one.id().equals(id)), new LocalDuplicateDetector()));
    }

    private static Routes group(String at) {
        return new Routes()
                .get(at + "/mine", Access.of(Permission.READ), _ -> Answer.noContent())
                .query("x")
                .get(at + "/open", Access.PUBLIC, _ -> Answer.noContent());
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    private TestAnswer signedQuery(String path, String query) {
        return server.send(server.request(path + "?" + query + "&sign=" + hmac(query), "")
                .header("X-Other-Key", "mine")
                .GET());
    }

    private TestAnswer signedHeaders(String path) {
        String time = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        HttpRequest.Builder request = server.request(path, "")
                .header("X-Api-Key", "mine")
                .header("X-Timestamp", time)
                .header("X-Nonce", nonce)
                .header("X-Signature", hmac(String.join("\n", "FLOWEX1", time, nonce, "GET", path, "")));
        return server.send(request.GET());
    }

    private static String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String now(long agoMillis) {
        return "time=" + (System.currentTimeMillis() - agoMillis);
    }

    @Test
    void eachDialectAcceptsOnlyItsOwnSignatures() {
        assertEquals(204, signedQuery(OTHER + "/mine", "x=1&" + now(0)).status());
        assertEquals(204, signedHeaders(OWN + "/mine").status());

        assertEquals(401, signedQuery(OWN + "/mine", "x=2&" + now(0)).status());
        assertEquals(400, signedHeaders(OTHER + "/mine").status());
    }

    /** The checks are the same in every dialect: windows, forgeries, repetitions, unknown parameters. */
    @Test
    void checksOfASignedRequestAreTheSameInEachDialect() {
        String good = "x=3&" + now(8_000) + "&good=30000";

        assertTrue(signedQuery(OTHER + "/mine", "x=3&" + now(8_000)).text().contains("time must be"));
        assertTrue(signedQuery(OTHER + "/mine", now(0) + "&good=70000").text().contains("good must be within"));
        assertEquals(204, signedQuery(OTHER + "/mine", good).status());
        assertTrue(signedQuery(OTHER + "/mine", good).text().contains("sign was used before"));
        assertTrue(signedQuery(OTHER + "/mine", now(0) + "&y=1").text().contains("y is not a query parameter"));
        String forged = now(0) + "&sign=" + hmac("else");
        assertTrue(server.send(server.request(OTHER + "/mine?" + forged, "")
                        .header("X-Other-Key", "mine")
                        .GET())
                .text()
                .contains("not valid here"));
    }

    @Test
    void eachDialectHasItsOwnRefusals() {
        TestAnswer other = server.get(OTHER + "/mine", "");
        TestAnswer method = server.post(OTHER + "/open", "{}", "");
        TestAnswer own = server.get(OWN + "/mine", "");
        TestAnswer nowhere = server.get("/nowhere", "");

        assertEquals(400, other.status());
        assertEquals("application/json", other.header("Content-Type"));
        assertTrue(other.json().path("code").asInt() <= -1_000, other::text);
        assertEquals(Set.of("code", "msg"), fields(other));
        assertEquals(Set.of("code", "msg"), fields(method));
        assertEquals("GET", method.header("Allow"));
        assertEquals("unauthorized", own.code());
        assertEquals("application/problem+json", own.header("Content-Type"));
        assertEquals("not_found", nowhere.code());
    }

    private static Set<String> fields(TestAnswer answer) {
        return answer.json().properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    @Test
    void eachDialectReportsLimitsInItsOwnHeaders() {
        TestAnswer other = server.get(OTHER + "/open", "");
        TestAnswer own = server.get(OWN + "/open", "");

        assertTrue(Long.parseLong(other.header("X-Other-Used")) >= 1);
        assertFalse(other.headers().map().keySet().stream().anyMatch(name -> name.startsWith("x-ratelimit")));
        assertFalse(own.header("X-RateLimit-Limit").isEmpty());
        assertEquals("1", own.header("X-RateLimit-Weight"));
        assertEquals("", own.header("X-Other-Used"));
    }

    /** Both groups draw on the same budgets: who asks in two dialects has not two of them. */
    @Test
    void aBudgetIsSharedByAllDialects() {
        try (TestStand poor = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_RATE_PUBLIC", "3"));
                TestServer small = serverOn(poor)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(204, small.get(OTHER + "/open", "").status());
            }

            TestAnswer other = small.get(OTHER + "/open", "");
            assertEquals(429, other.status());
            assertEquals(Set.of("code", "msg"), fields(other));
            assertFalse(other.header("Retry-After").isEmpty());
            assertEquals("rate_limited", small.get(OWN + "/open", "").code());
        }
    }
}
