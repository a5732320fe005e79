package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.atOnce;
import static com.flowex.identity.IdentityWorld.fields;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.IdentityWorld.refresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.sql.Sql;
import java.net.http.HttpRequest;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** How sessions go on and end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class RefreshTest {

    /** Origin of the page, as the world's settings name it. */
    private static final String OWN = "http://localhost:8000";

    private final IdentityWorld world = new IdentityWorld();

    @BeforeEach
    void exchangeAnswers() {
        world.exchangeAnswers();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void aRefreshTokenWorksOnceAndItsSecondUseRevokesTheWholeSession() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String first = refresh(world.login(email, PASSWORD));

        TestAnswer second = world.useRefresh(first);
        assertEquals(200, second.status(), second.text());
        assertNotEquals(first, refresh(second));
        assertEquals(200, world.me(second).status());

        TestAnswer third = world.useRefresh(refresh(second));
        TestAnswer stolen = world.useRefresh(first);
        assertEquals(401, stolen.status());
        assertEquals("unauthorized", stolen.code());
        assertEquals(401, world.useRefresh(refresh(third)).status());
    }

    /** For the page: no script reads the cookie, and no other page can use it. */
    @Test
    void thePageHasItsRefreshTokenInACookieThatNoScriptReads() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String form = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}";
        TestAnswer begun = byPage("login", form, "", OWN);
        assertTrue(begun.json().path("refresh_token").isNull(), "it is in the cookie alone");
        String first = cookie(begun);
        assertEquals(
                "; Path=/api/auth; Max-Age=2592000; HttpOnly; SameSite=Strict", first.substring(first.indexOf(';')));

        TestAnswer second = byPage("refresh", "{}", first, OWN);
        assertEquals(200, second.status(), second.text());
        assertEquals(200, world.me(second).status());
        assertEquals(
                cookie(second), cookie(byPage("refresh", "{}", first, OWN)), "two tabs at once have one successor");
        for (String origin : List.of("", "https://evil.example", "http://localhost.evil.example:8000", "null")) {
            assertEquals("csrf", byPage("refresh", "{}", cookie(second), origin).code(), origin);
            assertEquals("csrf", byPage("login", form, "", origin).code(), origin);
        }
        assertEquals(
                List.of("refresh_token"),
                fields(world.server.send(requested("refresh", "{}", cookie(second), OWN))),
                "without the header the cookie is no token");
        assertEquals("unauthorized", byPage("refresh", "{}", "", OWN).code());

        TestAnswer left = byPage("logout", "{}", cookie(second), OWN);
        assertEquals(204, left.status(), left.text());
        assertTrue(cookie(left).startsWith("flowex_refresh=; ") && cookie(left).contains("Max-Age=0;"));
        assertEquals(401, world.me(second).status());
        assertEquals(401, byPage("refresh", "{}", cookie(second), OWN).status());
    }

    /** A token of an earlier version of the page moves into the cookie. */
    @Test
    void aTokenThatThePageStoredMovesIntoTheCookie() {
        String stored = refresh(world.newUser(freshEmail()));
        TestAnswer moved = byPage("refresh", "{\"refresh_token\":\"" + stored + "\"}", "", OWN);
        assertTrue(moved.json().path("refresh_token").isNull());
        assertEquals(200, byPage("refresh", "{}", cookie(moved), OWN).status());
    }

    private TestAnswer byPage(String step, String json, String cookie, String origin) {
        return world.server.send(requested(step, json, cookie, origin).header("X-Session-Cookie", "1"));
    }

    private HttpRequest.Builder requested(String step, String json, String cookie, String origin) {
        HttpRequest.Builder request =
                world.server.request("/api/auth/" + step, "").POST(HttpRequest.BodyPublishers.ofString(json));
        if (!cookie.isEmpty()) {
            request.header("Cookie", "theme=dark; " + cookie.substring(0, cookie.indexOf(';')))
                    .header("Sec-Fetch-Site", "same-origin");
        }
        return origin.isEmpty() ? request : request.header("Origin", origin);
    }

    private static String cookie(TestAnswer answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    /** Closes finding F18: an answer that got lost on its way logged a phone out. */
    @Test
    void refreshRepeatedAfterALostAnswerGetsTheSameSuccessor() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String first = refresh(world.login(email, PASSWORD));

        TestAnswer lost = world.useRefresh(first);
        TestAnswer received = world.useRefresh(first);

        assertEquals(200, received.status(), received.text());
        assertEquals(refresh(lost), refresh(received), "one successor, however often it is repeated");
        assertEquals(200, world.me(received).status());
        assertEquals(200, world.useRefresh(refresh(received)).status());
        assertEquals(401, world.useRefresh(first).status(), "its successor is in use: a copy");
    }

    /** F18: only at once, and only to the program that the session was begun with. */
    @Test
    void lateOrForeignRepetitionOfARefreshIsRefused() {
        for (String moved : List.of("- INTERVAL '11 seconds'", "+ INTERVAL '1 hour'")) {
            String email = freshEmail();
            world.register(email, PASSWORD);
            String first = refresh(world.login(email, PASSWORD));
            String second = refresh(world.useRefresh(first));
            execute("UPDATE identity.refresh_tokens SET used_at = used_at " + moved + " WHERE used");

            assertEquals(401, world.useRefresh(first).status(), moved);
            assertEquals(401, world.useRefresh(second).status(), "and took its family with it");
        }
        String email = freshEmail();
        world.register(email, PASSWORD);
        String first = refresh(world.login(email, PASSWORD));
        world.useRefresh(first);

        TestAnswer elsewhere = world.server.send(world.server
                .request("/api/auth/refresh", "")
                .header("User-Agent", "another program")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"refresh_token\":\"" + first + "\"}")));
        assertEquals(401, elsewhere.status());
    }

    @Test
    void revokingOneSessionLeavesTheOthers() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String phone = refresh(world.login(email, PASSWORD));
        String laptop = refresh(world.login(email, PASSWORD));
        world.useRefresh(refresh(world.useRefresh(phone)));
        assertEquals(401, world.useRefresh(phone).status());

        assertEquals(200, world.useRefresh(laptop).status());
    }

    @Test
    void concurrentRefreshesGetTheSameSuccessor() throws Exception {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String token = refresh(world.login(email, PASSWORD));

        List<String> successors = atOnce(2, () -> refresh(world.useRefresh(token)));

        assertEquals(successors.getFirst(), successors.getLast());
        assertEquals(200, world.useRefresh(successors.getFirst()).status());
    }

    @Test
    void expiredRefreshTokenIsRefusedAsSuchAndRemovedAtTheNextLogin() {
        String email = freshEmail();
        String id = world.register(email, PASSWORD).json().path("id").asText();
        String token = refresh(world.login(email, PASSWORD));
        execute("UPDATE identity.sessions SET expires_at = now() - INTERVAL '1 second' WHERE user_id = " + id);

        TestAnswer answer = world.useRefresh(token);
        assertEquals(401, answer.status());
        assertEquals("token_expired", answer.code());

        world.login(email, PASSWORD);
        assertEquals("unauthorized", world.useRefresh(token).code());
    }

    @Test
    void afterALogoutTheRefreshTokenIsWorthless() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String token = refresh(world.login(email, PASSWORD));

        assertEquals(204, world.logout(token).status());
        assertEquals(401, world.useRefresh(token).status());
        assertEquals(204, world.logout(token).status());
        assertEquals(204, world.logout("never seen").status());
        assertEquals(List.of("refresh_token"), fields(world.server.post("/api/auth/logout", "{}", "")));
        assertEquals(List.of("refresh_token"), fields(world.server.post("/api/auth/refresh", "{}", "")));
    }

    /** Seen: one locked the token before the session and the other the session before the token, 27 of 240 were ended with 503 and the session lived on. */
    @Test
    void concurrentRefreshAndLogoutAreAnsweredAndEndTheSession() throws Exception {
        String email = freshEmail();
        world.register(email, PASSWORD);
        for (int round = 0; round < 40; round++) {
            String token = refresh(world.login(email, PASSWORD));
            AtomicInteger turn = new AtomicInteger();
            List<TestAnswer> answers = IdentityWorld.atOnce(
                    6,
                    () -> turn.getAndIncrement() % 2 == 0
                            ? world.useRefresh(token)
                            : world.server.post("/api/auth/logout", "{\"refresh_token\":\"" + token + "\"}", ""));

            answers.forEach(answer -> assertTrue(Set.of(200, 204, 401).contains(answer.status()), answer::text));
            assertEquals(401, world.useRefresh(token).status());
        }
    }

    @Test
    void onlyHashesOfRefreshTokensAndPasswordsAreKept() {
        String email = freshEmail();
        world.register(email, PASSWORD);
        String token = refresh(world.login(email, PASSWORD));

        String stored = world.stand.database().query(1, transaction -> {
            try (Statement statement = transaction.jdbc().createStatement();
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

    private void execute(String sql) {
        world.stand.database().query(1, transaction -> Sql.execute(transaction, sql));
    }
}
