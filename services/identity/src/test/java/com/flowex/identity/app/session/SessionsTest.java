package com.flowex.identity.app.session;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.atOnce;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static com.flowex.identity.IdentityWorld.refresh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.testing.TestRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same walk with sessions in PostgreSQL and in Redis. */
@Timeout(900)
class SessionsTest {

    @Test
    void sessionsInTheDatabase() throws Exception {
        try (IdentityWorld world = new IdentityWorld()) {
            walk(world);
        }
    }

    @Test
    void sessionsInRedis() throws Exception {
        try (TestRedis redis = TestRedis.start();
                IdentityWorld world = new IdentityWorld(redis.environment())) {
            walk(world);
        }
    }

    @Test
    void lostRedisRefusesSessionsWithAClearAnswer() {
        try (TestRedis redis = TestRedis.start();
                IdentityWorld world = new IdentityWorld(redis.environment())) {
            TestAnswer tokens = world.newUser(freshEmail());
            redis.kill();

            TestAnswer refreshed = world.useRefresh(refresh(tokens));

            assertEquals(503, refreshed.status(), refreshed.text());
            assertEquals("unavailable", refreshed.code());
        }
    }

    @Test
    void administratorEndsSessionsOfUsersExceptMorePrivilegedOnes() {
        try (IdentityWorld world = new IdentityWorld()) {
            String email = freshEmail();
            TestAnswer phone = world.newUser(email);
            TestAnswer laptop = world.login(email, PASSWORD);
            TestAnswer admin = world.admin();
            JsonNode user = world.me(phone).json();
            for (String number : List.of("id", "account")) {
                JsonNode found = world.get(
                                "/api/v1/users/?number=" + user.path(number).asText(), admin)
                        .json()
                        .path("items");
                assertEquals(1, found.size());
                assertEquals(email, found.path(0).path("email").asText());
            }
            assertEquals(400, world.get("/api/v1/users/?number=x", admin).status());
            String sessions = "/api/v1/users/" + user.path("id").asText() + "/sessions";
            JsonNode listed = world.get(sessions, admin).json().path("items");
            assertEquals(2, listed.size());
            assertEquals("127.0.0.1", listed.path(0).path("ip_address").asText());
            assertEquals(403, world.get(sessions, phone).status());

            String one = sessions + "/" + listed.path(0).path("id").asText();
            assertEquals(204, world.server.delete(one, access(admin)).status());
            assertEquals(404, world.server.delete(one, access(admin)).status());
            assertEquals(204, world.server.delete(sessions, access(admin)).status());
            assertEquals(401, world.me(phone).status());
            assertEquals(401, world.me(laptop).status());
            assertEquals(0, world.get(sessions, admin).json().path("items").size());

            String staff = freshEmail();
            Map<String, Object> form = Map.of(
                    "email",
                    staff,
                    "password",
                    PASSWORD,
                    "first_name",
                    "A",
                    "last_name",
                    "B",
                    "roles",
                    List.of("admin"));
            assertEquals(201, world.post("/api/v1/users/", form, admin).status());
            String above = world.me(admin).json().path("id").asText();
            assertEquals(
                    403,
                    world.server
                            .delete("/api/v1/users/" + above + "/sessions", access(world.login(staff, PASSWORD)))
                            .status());
            assertEquals(200, world.me(admin).status());
        }
    }

    private static void walk(IdentityWorld world) throws Exception {
        listedAndEnded(world);
        rotatedAndReused(world);
        usedAtOnce(world);
        notFixed(world);
    }

    private static void listedAndEnded(IdentityWorld world) {
        String email = freshEmail();
        TestAnswer phone = world.newUser(email);
        TestAnswer laptop = world.login(email, PASSWORD);
        JsonNode sessions = world.get("/api/auth/sessions", laptop).json().path("items");
        assertEquals(2, sessions.size());
        assertEquals(
                1,
                sessions.findValues("current").stream()
                        .filter(JsonNode::asBoolean)
                        .count());
        assertEquals("127.0.0.1", sessions.path(0).path("ip_address").asText());
        String other = sessions.path(0).path("current").asBoolean()
                ? sessions.path(1).path("id").asText()
                : sessions.path(0).path("id").asText();

        TestAnswer stranger = world.newUser(freshEmail());
        assertEquals(
                404,
                world.server
                        .delete("/api/auth/sessions/" + other, access(stranger))
                        .status());
        assertEquals(
                404, world.server.delete("/api/auth/sessions/x", access(laptop)).status());
        assertEquals(
                204,
                world.server
                        .delete("/api/auth/sessions/" + other, access(laptop))
                        .status());

        assertEquals(401, world.me(phone).status(), "its access token is worthless at once");
        assertEquals(401, world.useRefresh(refresh(phone)).status());
        assertEquals(200, world.me(laptop).status());
        world.login(email, PASSWORD);
        TestAnswer ended = world.server.delete("/api/auth/sessions", access(laptop));
        assertEquals(1, ended.json().path("ended").asInt());
        assertEquals(200, world.me(laptop).status());
    }

    private static void rotatedAndReused(IdentityWorld world) {
        TestAnswer first = world.newUser(freshEmail());
        TestAnswer second = world.useRefresh(refresh(first));
        assertEquals(200, second.status(), second.text());
        assertNotEquals(refresh(first), refresh(second));

        assertEquals(refresh(second), refresh(world.useRefresh(refresh(first))), "the answer got lost");
        TestAnswer third = world.useRefresh(refresh(second));
        assertEquals(401, world.useRefresh(refresh(first)).status(), "a copy was used");
        assertEquals(401, world.useRefresh(refresh(third)).status(), "and took its family with it");
        assertEquals(401, world.useRefresh("2" + refresh(second).substring(1)).status(), "of another tenant");
    }

    private static void usedAtOnce(IdentityWorld world) throws Exception {
        String token = refresh(world.newUser(freshEmail()));

        List<String> successors = atOnce(4, () -> refresh(world.useRefresh(token)));

        assertEquals(1, java.util.Set.copyOf(successors).size(), "one session goes on, in one line");
    }

    /** Session fixation: nothing that a client brings along becomes its session. */
    private static void notFixed(IdentityWorld world) {
        String email = freshEmail();
        TestAnswer before = world.newUser(email);
        TestAnswer forced = world.server.send(world.server
                .request("/api/auth/login", access(before))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")));
        assertEquals(200, forced.status());
        assertNotEquals(refresh(before), refresh(forced));
        assertEquals(
                2, world.get("/api/auth/sessions", forced).json().path("items").size());
        assertEquals(
                "unknown_field",
                world.post("/api/auth/login", Map.of("email", email, "password", PASSWORD, "session_id", "mine"))
                        .code());
        assertEquals(204, world.logout(refresh(before)).status());
        assertEquals(401, world.me(before).status());
        assertTrue(world.me(forced).status() == 200);
    }
}
