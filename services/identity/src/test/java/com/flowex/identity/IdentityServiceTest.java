package com.flowex.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.OpenAccount;
import com.flowex.platform.Ground;
import com.flowex.platform.access.Caller;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Json;
import com.flowex.platform.testing.FakeExchange;
import com.flowex.platform.testing.TestAnswer;
import com.flowex.platform.testing.TestGround;
import com.flowex.platform.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Identity started alone from its wiring class: real HTTP, real PostgreSQL, an exchange that answers as told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class IdentityServiceTest {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String PASSWORD = "SecurePass123!";

    private final Ground ground = TestGround.fresh();
    private final FakeExchange exchange = new FakeExchange();
    private final OrderPath orders =
            new OrderPath(exchange, Duration.ofSeconds(5), ground.telemetry().registry());
    private final IdentityService identity = new IdentityService(ground, orders);
    private final TestServer server = TestServer.of(ground, identity.routes());

    @BeforeAll
    void start() {
        identity.start();
    }

    @BeforeEach
    void exchangeAnswers() {
        exchange.answer(_ -> new Outcome.Accepted(1, 1, List.of()));
    }

    @AfterAll
    void stop() {
        server.close();
        identity.close();
        ground.close();
    }

    @Test
    void aRegisteredUserHasAnAccountWhoseNumberComesFromTheId() {
        String email = freshEmail();

        TestAnswer answer = register(email, PASSWORD);

        JsonNode user = answer.json();
        assertEquals(201, answer.status(), answer.text());
        assertEquals(email, user.path("email").asText());
        assertEquals("Test", user.path("first_name").asText());
        assertEquals("User", user.path("last_name").asText());
        assertTrue(user.path("created_at").asText().endsWith("Z"));
        long account = Long.parseLong(user.path("account").asText());
        assertEquals(1_000 + Long.parseLong(user.path("id").asText()), account);
        assertTrue(exchange.commands().contains(new OpenAccount(new AccountId(1, account))));
        assertFalse(answer.text().contains("password"));
    }

    @Test
    void anAddressIsRegisteredOnceWhateverItsCase() {
        String email = freshEmail();
        register(email, PASSWORD);

        TestAnswer again = register(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertEquals(409, again.status());
        assertEquals("email_taken", again.code());
    }

    @Test
    void twoRegistrationsOfOneAddressAtOnceMakeOneUser() throws Exception {
        String email = freshEmail();

        List<Integer> statuses = atOnce(4, () -> register(email, PASSWORD).status());

        assertEquals(1, statuses.stream().filter(status -> status == 201).count(), statuses.toString());
        assertEquals(3, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
    }

    @Test
    void everyFieldOfARegistrationIsCheckedAndAllFaultsAreNamedAtOnce() {
        TestAnswer answer = server.post(
                "/api/auth/register",
                "{\"email\":\"nobody\",\"password\":\"short\",\"first_name\":\"\",\"last_name\":\"a\\u0000b\"}",
                "");

        assertEquals(400, answer.status());
        assertEquals("invalid_field", answer.code());
        assertEquals(List.of("email", "password", "first_name", "last_name"), fields(answer));
        assertEquals(
                List.of("email", "password", "first_name", "last_name"),
                fields(server.post("/api/auth/register", "{}", "")));
        assertEquals(
                "unknown_field",
                server.post("/api/auth/register", "{\"role\":\"admin\"}", "").code());
        assertEquals(
                "malformed_json",
                server.post("/api/auth/register", "email=a", "").code());
    }

    @Test
    void aWeakPasswordIsRefusedByRule() {
        for (String weak :
                List.of("Short1!", "alllower1!", "ALLUPPER1!", "NoDigits!!", "NoSpecial11", "A1!a".repeat(33))) {
            TestAnswer answer = register(freshEmail(), weak);
            assertEquals("invalid_field", answer.code(), weak);
            assertEquals(List.of("password"), fields(answer), weak);
        }
    }

    @Test
    void aLoginGivesTokensThatWork() {
        String email = freshEmail();
        String id = register(email, PASSWORD).json().path("id").asText();

        TestAnswer login = login(email, PASSWORD);

        assertEquals(200, login.status(), login.text());
        assertEquals("Bearer", login.json().path("token_type").asText());
        assertEquals(3_600, login.json().path("expires_in").asInt());
        assertEquals("no-store", login.header("Cache-Control"));
        TestAnswer me = server.get("/api/auth/me", access(login));
        assertEquals(200, me.status());
        assertEquals(id, me.json().path("id").asText());
        assertEquals(email, me.json().path("email").asText());
        assertEquals("[\"trader\"]", me.json().path("roles").toString());
    }

    @Test
    void anUnknownAddressAndAWrongPasswordLookAlike() {
        String email = freshEmail();
        register(email, PASSWORD);

        TestAnswer wrong = login(email, "WrongPass123!");
        TestAnswer unknown = login(freshEmail(), PASSWORD);
        TestAnswer noAddress = login("no address", PASSWORD);

        for (TestAnswer answer : List.of(wrong, unknown, noAddress)) {
            assertEquals(401, answer.status());
            assertEquals("invalid_credentials", answer.code());
            assertEquals(wrong.json().path("detail"), answer.json().path("detail"));
        }
    }

    @Test
    void anUnknownAddressTakesAsLongAsAWrongPassword() {
        String email = freshEmail();
        register(email, PASSWORD);

        long wrongNanos = fastest(() -> login(email, "WrongPass123!"));
        long unknownNanos = fastest(() -> login("nobody@nowhere.example", PASSWORD));

        // Without the comparison with nobody's hash it would be a twentieth.
        assertTrue(unknownNanos * 2 > wrongNanos, unknownNanos + " and " + wrongNanos);
    }

    @Test
    void bothFieldsOfALoginMustBeThere() {
        assertEquals(List.of("email", "password"), fields(server.post("/api/auth/login", "{}", "")));
        assertEquals("invalid_field", login("a@b.example", "x".repeat(129)).code());
    }

    @Test
    void aRefreshTokenWorksOnceAndItsSecondUseRevokesTheWholeSession() {
        String email = freshEmail();
        register(email, PASSWORD);
        String first = refresh(login(email, PASSWORD));

        TestAnswer second = useRefresh(first);
        assertEquals(200, second.status(), second.text());
        assertNotEquals(first, refresh(second));
        assertEquals(200, server.get("/api/auth/me", access(second)).status());

        TestAnswer stolen = useRefresh(first);
        assertEquals(401, stolen.status());
        assertEquals("unauthorized", stolen.code());
        assertEquals(401, useRefresh(refresh(second)).status());
    }

    @Test
    void revokingOneSessionLeavesTheOthers() {
        String email = freshEmail();
        register(email, PASSWORD);
        String phone = refresh(login(email, PASSWORD));
        String laptop = refresh(login(email, PASSWORD));
        useRefresh(phone);
        useRefresh(phone);

        assertEquals(200, useRefresh(laptop).status());
    }

    @Test
    void oneOfTwoUsesOfARefreshTokenAtOnceIsTheSecond() throws Exception {
        String email = freshEmail();
        register(email, PASSWORD);
        String token = refresh(login(email, PASSWORD));

        List<Integer> statuses = atOnce(2, () -> useRefresh(token).status());

        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
        assertEquals(1, statuses.stream().filter(status -> status == 401).count(), statuses.toString());
    }

    @Test
    void anExpiredRefreshTokenSaysSoAndIsForgottenAtTheNextLogin() throws SQLException {
        String email = freshEmail();
        String id = register(email, PASSWORD).json().path("id").asText();
        String token = refresh(login(email, PASSWORD));
        execute("UPDATE identity.refresh_tokens SET expires_at = now() - INTERVAL '1 second' WHERE user_id = " + id);

        TestAnswer answer = useRefresh(token);
        assertEquals(401, answer.status());
        assertEquals("token_expired", answer.code());

        login(email, PASSWORD);
        assertEquals("unauthorized", useRefresh(token).code());
    }

    @Test
    void afterALogoutTheRefreshTokenIsWorthless() {
        String email = freshEmail();
        register(email, PASSWORD);
        String token = refresh(login(email, PASSWORD));

        assertEquals(204, logout(token).status());
        assertEquals(401, useRefresh(token).status());
        assertEquals(204, logout(token).status());
        assertEquals(204, logout("never seen").status());
        assertEquals(List.of("refresh_token"), fields(server.post("/api/auth/logout", "{}", "")));
        assertEquals(List.of("refresh_token"), fields(server.post("/api/auth/refresh", "{}", "")));
    }

    @Test
    void onlyHashesOfRefreshTokensAndPasswordsAreKept() {
        String email = freshEmail();
        register(email, PASSWORD);
        String token = refresh(login(email, PASSWORD));

        String stored = ground.database().query(connection -> {
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT string_agg(encode(token_hash, 'escape'), ' ') || string_agg(password_hash, ' ')
                            FROM identity.refresh_tokens, identity.users""")) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        });

        assertFalse(stored.contains(token));
        assertFalse(stored.contains(PASSWORD));
    }

    @Test
    void meNeedsATokenOfAUserWhoStillExists() {
        assertEquals("unauthorized", server.get("/api/auth/me", "").code());
        assertEquals("unauthorized", server.get("/api/auth/me", "a.b.c").code());
        assertEquals(
                "unauthorized",
                server.get("/api/auth/me", TestGround.token(ground, 999_999, Caller.TRADER))
                        .code());
    }

    @Test
    void theSecondFactorIsNotYetThereAndSaysSo() {
        assertEquals(
                "not_yet",
                server.post("/api/auth/verify-2fa", "{\"code\":\"123456\"}", "").code());
        assertEquals(
                501,
                server.post("/api/auth/verify-2fa", "{\"code\":\"123456\"}", "").status());
        assertEquals(List.of("code"), fields(server.post("/api/auth/verify-2fa", "{\"code\":\"12345\"}", "")));
    }

    @Test
    void theDemoUsersAreThereAndOneOfThemIsAnAdmin() {
        TestAnswer demo = login("demo@flowex.com", "demo123");
        TestAnswer admin = login("admin@flowex.com", "admin123");

        assertEquals(
                "[\"trader\"]",
                server.get("/api/auth/me", access(demo)).json().path("roles").toString());
        assertTrue(server.get("/api/auth/me", access(admin))
                .json()
                .path("roles")
                .toString()
                .contains("admin"));
        assertEquals(List.of(new AccountId(1, 1_001), new AccountId(1, 1_002)), identity.demoAccounts());
    }

    @Test
    void startingAgainMakesNoSecondDemoUsers() {
        identity.start();

        assertEquals(List.of(new AccountId(1, 1_001), new AccountId(1, 1_002)), identity.demoAccounts());
    }

    @Test
    void whenTheExchangeDoesNotAnswerTheUserIsRegisteredAndTheLoginOpensTheAccount() {
        String email = freshEmail();
        exchange.answer(_ -> new Outcome.Unknown());
        assertEquals(201, register(email, PASSWORD).status());

        assertEquals("unknown_outcome", login(email, PASSWORD).code());
        exchange.answer(_ -> new Outcome.Overloaded());
        assertEquals(503, login(email, PASSWORD).status());
        exchange.answer(_ -> new Outcome.Rejected(RejectReason.CAPACITY_REACHED, 7));
        assertEquals("capacity_reached", login(email, PASSWORD).code());

        exchange.answer(_ -> new Outcome.Accepted(8, 1, List.of()));
        assertEquals(200, login(email, PASSWORD).status());
        int asked = exchange.commands().size();
        assertEquals(200, login(email, PASSWORD).status());
        assertEquals(asked, exchange.commands().size());
    }

    private TestAnswer register(String email, String password) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("email", email);
        form.put("password", password);
        form.put("first_name", "Test");
        form.put("last_name", "User");
        return post("/api/auth/register", form);
    }

    private TestAnswer login(String email, String password) {
        return post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private TestAnswer useRefresh(String token) {
        return post("/api/auth/refresh", Map.of("refresh_token", token));
    }

    private TestAnswer logout(String token) {
        return post("/api/auth/logout", Map.of("refresh_token", token));
    }

    private TestAnswer post(String path, Map<String, String> body) {
        return server.post(path, new String(Json.bytes(body), java.nio.charset.StandardCharsets.UTF_8), "");
    }

    private static String access(TestAnswer tokens) {
        return tokens.json().path("access_token").asText();
    }

    private static String refresh(TestAnswer tokens) {
        return tokens.json().path("refresh_token").asText();
    }

    private static List<String> fields(TestAnswer answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    private static String freshEmail() {
        return "user" + NAMES.incrementAndGet() + "@example.com";
    }

    private static long fastest(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long startNanos = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - startNanos);
        }
        return best;
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> promise : threads.invokeAll(java.util.Collections.nCopies(times, work))) {
                results.add(promise.get());
            }
            return results;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = ground.database().app().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
