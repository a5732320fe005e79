package com.flowex.identity.app.staff;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Role;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityWorld;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Failure 27: an admin approving their own request; and whatever else people do to get more than they have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class UserAdministrationTest {

    private static final String USERS = "/api/v1/users/";
    private static final String REQUESTS = "/api/v1/role-requests";

    private final IdentityWorld world = new IdentityWorld();
    private final TestAnswer root = world.admin();

    @AfterAll
    void stop() {
        world.close();
    }

    private record Person(String id, TestAnswer tokens) {}

    private Person person(String... roles) {
        String email = freshEmail();
        TestAnswer made = world.post(
                USERS,
                Map.of(
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "first_name",
                        "A",
                        "last_name",
                        "B",
                        "roles",
                        List.of(roles)),
                root);
        assertEquals(201, made.status(), made.text());
        return new Person(made.json().path("id").asText(), world.login(email, PASSWORD));
    }

    private TestAnswer roles(Person of, TestAnswer by, String... roles) {
        return world.patch(USERS + of.id(), Map.of("roles", List.of(roles)), by);
    }

    private TestAnswer request(Person by, Person person, String role) {
        return world.post(REQUESTS, Map.of("user_id", person.id(), "role", role, "reason", "because"), by.tokens());
    }

    private TestAnswer approve(Person by, TestAnswer request) {
        return world.post(REQUESTS + "/" + request.json().path("id").asText() + "/approve", Map.of(), by.tokens());
    }

    @Test
    void everyRouteAsksForItsPermission() {
        Person trader = person("vip_trader");
        for (String path : List.of(USERS, USERS + "1", REQUESTS)) {
            assertEquals(403, world.get(path, trader.tokens()).status(), path);
            assertEquals(401, world.server.get(path, "").status(), path);
        }
        assertEquals(403, world.post(USERS, Map.of(), trader.tokens()).status());
        assertEquals(403, roles(trader, trader.tokens(), "admin").status());
        assertEquals(
                403, world.server.delete(USERS + "1", access(trader.tokens())).status());
        assertEquals(403, request(trader, trader, "admin").status());

        Person moderator = person("moderator");
        assertEquals(200, world.get(USERS + "1", moderator.tokens()).status());
        assertEquals(403, roles(trader, moderator.tokens(), "viewer").status());
    }

    @Test
    void adminsListFilterAndPage() {
        person("analyst");
        person("analyst");

        TestAnswer first = world.get(USERS + "?role=analyst&limit=1", root);
        String cursor = first.json().path("next_cursor").asText();
        TestAnswer second = world.get(USERS + "?role=analyst&limit=1&cursor=" + cursor, root);

        assertEquals(1, first.json().path("items").size(), first.text());
        assertNotEquals(
                first.json().path("items").path(0).path("id"),
                second.json().path("items").path(0).path("id"));
        assertEquals(
                1,
                world.get(USERS + "?email=DEMO%40", root).json().path("items").size());
        assertEquals(
                0, world.get(USERS + "?email=%25", root).json().path("items").size());
        assertEquals("invalid_field", world.get(USERS + "?status=x", root).code());
    }

    @Test
    void privilegesBeyondOnesOwnCanNeitherBeGrantedNorTouched() {
        Person admin = person("admin");
        Person user = person("user");

        assertEquals(403, roles(user, admin.tokens(), "super_admin").status());
        assertEquals(403, request(admin, user, "super_admin").status());
        assertEquals(200, roles(user, admin.tokens(), "vip_trader").status());
        String rootId = world.me(root).json().path("id").asText();
        assertEquals(
                403, roles(new Person(rootId, root), admin.tokens(), "viewer").status());
        assertEquals(
                403, world.server.delete(USERS + rootId, access(admin.tokens())).status());
        assertEquals(403, roles(admin, admin.tokens(), "viewer").status(), "one's own roles");
    }

    @Test
    void grantOfOnesOwnRoleRequiresASecondPerson() {
        Person asking = person("admin");
        Person other = person("admin");
        Person user = person("user");
        assertEquals(403, roles(user, asking.tokens(), "admin").status());

        TestAnswer request = request(asking, user, "admin");

        assertEquals(201, request.status(), request.text());
        assertEquals(403, approve(asking, request).status(), "users cannot decide about their own request");
        assertEquals(200, approve(other, request).status());
        assertEquals(409, approve(other, request).status());
        assertTrue(world.get(USERS + user.id(), root).text().contains("\"admin\""));
        assertEquals(401, world.me(user.tokens()).status(), "old tokens do not know the new role");
    }

    @Test
    void receiverOfARoleCannotApproveIt() {
        Person one = person("admin");
        Person two = person("admin");
        TestAnswer request = request(one, two, "admin");

        assertEquals(403, approve(two, request).status());
        assertEquals(
                200,
                world.post(REQUESTS + "/" + request.json().path("id").asText() + "/reject", Map.of(), root)
                        .status());
        assertEquals(
                1,
                world.get(REQUESTS + "?status=rejected&limit=1", root)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void aSuspendedUserIsOutAndAClosedOneLooksUnknown() {
        Person user = person("user");
        String email = world.me(user.tokens()).json().path("email").asText();

        assertEquals(
                200,
                world.patch(USERS + user.id(), Map.of("status", "suspended"), root)
                        .status());
        assertEquals(401, world.me(user.tokens()).status());
        assertEquals("user_suspended", world.login(email, PASSWORD).code());
        assertEquals(204, world.server.delete(USERS + user.id(), access(root)).status());
        assertEquals("invalid_credentials", world.login(email, PASSWORD).code());
    }

    @Test
    void noFieldIsTakenThatAFormDoesNotHave() {
        Person user = person("user");

        assertEquals(
                "unknown_field",
                world.patch(USERS + user.id(), Map.of("account_opened", true), root)
                        .code());
        assertEquals(
                "unknown_field",
                world.post(
                                "/api/auth/register",
                                Map.of(
                                        "email",
                                        freshEmail(),
                                        "password",
                                        PASSWORD,
                                        "first_name",
                                        "A",
                                        "last_name",
                                        "B",
                                        "roles",
                                        List.of("admin")))
                        .code());
    }

    @Test
    void adminOfAnotherTenantSeesNoUsersHere() {
        Person user = person("user");
        int elsewhere = TestTenants.add(world.stand, "elsewhere").number();
        String stranger = world.stand
                .tokens()
                .issue(Caller.inSession(
                        99, new AccountId(elsewhere, 1_099), Set.of(Role.ADMIN, Role.SUPER_ADMIN), true, "elsewhere"));

        assertEquals(0, world.server.get(USERS, stranger).json().path("items").size());
        assertEquals(404, world.server.get(USERS + user.id(), stranger).status());
        assertEquals(404, world.server.delete(USERS + user.id(), stranger).status());
        assertEquals(401, world.server.get("/api/auth/me", stranger).status());
        assertFalse(world.server.get(REQUESTS, stranger).text().contains("because"));
    }
}
