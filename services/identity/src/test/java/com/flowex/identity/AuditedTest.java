package com.flowex.identity;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.testing.TestAnswer;
import com.flowex.audit.AuditReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The audit log's entries about users' own access, and about staff's changes of users. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class AuditedTest {

    private final IdentityWorld world = new IdentityWorld();

    @AfterAll
    void stop() {
        world.close();
    }

    /** Subject, before, after and outcome of the newest entry about a route. */
    private List<String> newest(String action) {
        AuditReader.Filter filter = new AuditReader.Filter(null, action, null, null, Long.MAX_VALUE);
        var entry = new AuditReader(world.stand.database())
                .page(1, filter, 1)
                .getFirst()
                .entry();
        return List.of(
                entry.change().subject(),
                entry.change().before(),
                entry.change().after(),
                entry.outcome());
    }

    @Test
    void aUsersRolesAreThereBeforeAndAfter() {
        TestAnswer root = world.admin();
        TestAnswer user = world.newUser(freshEmail());
        String id = world.me(user).json().path("id").asText();
        world.patch("/api/v1/users/" + id, Map.of("roles", List.of("trader")), root);

        assertEquals(
                List.of(
                        "user " + id,
                        "{\"roles\":[\"user\"],\"status\":\"active\"}",
                        "{\"roles\":[\"trader\"],\"status\":\"active\"}",
                        "200"),
                newest("PATCH /api/v1/users/{id}"));
        world.server.delete("/api/v1/users/" + id, access(root));
        assertEquals(
                "{\"roles\":[\"trader\"],\"status\":\"closed\"}",
                newest("DELETE /api/v1/users/{id}").get(2));
    }

    @Test
    void loginIsAuditedWithTheUsersNumberAndAFailureWithoutOne() {
        String email = freshEmail();
        TestAnswer user = world.newUser(email);
        String id = world.me(user).json().path("id").asText();
        assertEquals(List.of("user " + id, "", "{\"session\":\"goes on\"}", "200"), newest("POST /api/auth/login"));

        world.login(email, "WrongPass123!");
        assertEquals(List.of("/api/auth/login", "", "", "401 invalid_credentials"), newest("POST /api/auth/login"));
    }

    @Test
    void aSecondUseOfARefreshTokenIsThere() {
        TestAnswer user = world.newUser(freshEmail());
        world.useRefresh(IdentityWorld.refresh(world.useRefresh(IdentityWorld.refresh(user))));
        world.useRefresh(IdentityWorld.refresh(user));

        assertEquals("401 unauthorized", newest("POST /api/auth/refresh").getLast());
    }

    @Test
    void refusedRequestIsAudited() {
        TestAnswer user = world.newUser(freshEmail());
        String id = world.me(user).json().path("id").asText();
        Map<String, String> wrong = Map.of("current_password", "WrongPass123!", "new_password", "EvenBetter456?");
        world.post("/api/auth/password/change", wrong, user);
        assertEquals(
                List.of("user " + id, "403 forbidden"),
                List.of(
                        newest("POST /api/auth/password/change").getFirst(),
                        newest("POST /api/auth/password/change").getLast()));

        world.post("/api/auth/2fa/email/enable", Map.of("password", PASSWORD), user);
        assertEquals(
                List.of("user " + id, "{\"email\":false}", "{\"email\":true}", "204"),
                newest("POST /api/auth/2fa/email/enable"));
    }
}
