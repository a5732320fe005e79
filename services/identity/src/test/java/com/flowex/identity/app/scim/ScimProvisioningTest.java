package com.flowex.identity.app.scim;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.identity.store.oidc.ScimGroupsTable;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Staff whom an identity provider provisions: from the first log-in to the end of everything they have here. */
class ScimProvisioningTest extends ScimWorld {

    @Test
    void aProvisionedPersonLogsInByTheirSubjectWithTheRoleOfTheTokenAtMost() {
        String subject = newSubject();
        String email = freshEmail();
        TestAnswer created = scim("POST", USERS, person(email, subject));
        assertEquals(201, created.status(), created.text());
        assertEquals("application/scim+json", created.header("Content-Type"));
        assertTrue(created.header("Location")
                .endsWith("/scim/v2/Users/" + created.json().path("id").asText()));
        assertEquals(created.json().path("meta").path("version").asText(), created.header("ETag"));

        TestAnswer session = logIn(subject);
        assertEquals("[\"analyst\"]", world.me(session).json().path("roles").toString(), session.text());
        assertEquals(401, world.login(email, PASSWORD).status(), "there is no password");
        String filter =
                URLEncoder.encode("userName eq \"" + email.toUpperCase(Locale.ROOT) + "\"", StandardCharsets.UTF_8);
        TestAnswer found = world.server.get(USERS + "?filter=" + filter, token);
        assertEquals(1, found.json().path("totalResults").asInt(), found.text());
        assertEquals(
                subject,
                found.json().path("Resources").path(0).path("externalId").asText());
        assertEquals("400 invalidFilter", scimType(world.server.get(USERS + "?filter=id%20pr", token)));
    }

    @Test
    void customersAreNeitherSeenNorTouched() {
        String email = freshEmail();
        TestAnswer customer = world.newUser(email);
        String id = world.me(customer).json().path("id").asText();

        assertEquals("409 uniqueness", scimType(scim("POST", USERS, person(email, newSubject()))));
        assertEquals(404, world.server.get(USERS + "/" + id, token).status());
        assertEquals(404, patch(id, false).status());
        assertEquals(404, scim("DELETE", USERS + "/" + id, Map.of()).status());
        assertEquals(200, world.me(customer).status());
        String subject = newSubject();
        String other = created(freshEmail(), subject);
        assertEquals("409 uniqueness", scimType(scim("POST", USERS, person(freshEmail(), subject))));
        assertEquals(
                "409 uniqueness",
                scimType(scim(
                        "PUT",
                        USERS + "/" + other,
                        Map.of(
                                "schemas",
                                List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                                "emails",
                                List.of(Map.of("value", email))))));
        TestAnswer list = world.server.get(USERS + "?startIndex=1&count=100", token);
        assertFalse(list.text().contains(email), list.text());
    }

    @Test
    void deprovisionedUserLosesAllAccessAtOnce() {
        AtomicInteger stopped = new AtomicInteger();
        String subject = newSubject();
        String id = created(freshEmail(), subject);
        TestAnswer session = logIn(subject);
        String key = world.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")), session)
                .json()
                .path("api_key")
                .asText();
        assertTrue(world.access.apiKeys().byId(key).isPresent());
        world.exchange.answer(command -> {
            if (command instanceof RestrictAccount) {
                stopped.incrementAndGet();
            }
            return new Outcome.Accepted(1, 1, List.of());
        });

        TestAnswer out = patch(id, "False");

        assertEquals(200, out.status(), out.text());
        assertFalse(out.json().path("active").asBoolean());
        assertEquals(401, world.me(session).status());
        assertEquals(1, stopped.get(), "the exchange stops the account by the command for every user");
        Await.until(() -> world.access.apiKeys().byId(key).isEmpty());
        assertEquals("user_suspended", logIn(subject).code(), "whatever the provider says at a log-in");
        String user = "/api/v1/users/" + id;
        assertEquals(
                "account_restricted",
                world.patch(user, Map.of("status", "active"), admin).code());
        assertEquals(
                200, world.patch(user, Map.of("status", "suspended"), admin).status());
        assertFalse(patch(id, true).json().path("active").asBoolean(), "suspended here as well");
        assertEquals(200, world.patch(user, Map.of("status", "active"), admin).status());
        TestAnswer back = logIn(subject);
        assertEquals(200, back.status());
        Map<String, Object> outAndMoved = Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                "active",
                false,
                "emails",
                List.of(Map.of("value", freshEmail())));
        assertEquals(200, scim("PUT", USERS + "/" + id, outAndMoved).status());
        assertEquals(401, world.me(back).status(), "the access token ends with the session");
        world.exchangeAnswers();
    }

    @Test
    void endedSuspensionDoesNotReactivateADeprovisionedUser() {
        String id = created(freshEmail(), newSubject());
        String restrictions = "/api/v1/users/" + id + "/restrictions";
        String restriction = world.post(restrictions, Map.of("kind", "suspended", "reason", "case"), admin)
                .json()
                .path("id")
                .asText();
        assertEquals(200, patch(id, false).status());

        assertTrue(world.server
                        .delete(restrictions + "/" + restriction, access(admin))
                        .status()
                < 300);

        assertFalse(
                world.server.get(USERS + "/" + id, token).json().path("active").asBoolean());
        assertTrue(patch(id, true).json().path("active").asBoolean());

        Map<String, Object> trader = Map.of("roles", List.of("trader"));
        assertEquals(200, world.patch("/api/v1/users/" + id, trader, admin).status());
        assertEquals(200, patch(id, false).status());
        String meanwhile = world.post(restrictions, Map.of("kind", "suspended", "reason", "case"), admin)
                .json()
                .path("id")
                .asText();
        assertFalse(patch(id, true).json().path("active").asBoolean(), "suspended here meanwhile");
        assertTrue(world.server
                        .delete(restrictions + "/" + meanwhile, access(admin))
                        .status()
                < 300);
        assertTrue(
                world.server.get(USERS + "/" + id, token).json().path("active").asBoolean());
        world.access.restrictions().requireMayPay(1, Long.parseLong(id));
    }

    @Test
    void aChangeOfAnotherVersionOrOfTheIdentityIsRefused() {
        String subject = newSubject();
        String id = created(freshEmail(), subject);
        String path = USERS + "/" + id;
        String version = world.server.get(path, token).header("ETag");
        Map<String, Object> renamed = person("ada-" + id, newSubject());
        assertEquals(200, scim("PUT", path, renamed, "If-Match", version).status(), "nobody has logged in yet");
        TestAnswer late = scim("PUT", path, renamed, "If-Match", version);
        assertEquals(412, late.status(), late.text());
        assertEquals("412", late.json().path("status").asText());
        assertEquals(200, logIn(renamed.get("externalId").toString()).status());
        assertEquals("400 mutability", scimType(scim("PUT", path, person("ada-" + id, subject))));
        String same = renamed.get("externalId").toString();
        Map<String, Object> ligatures = person("\uFDFA".repeat(20), same);
        assertEquals("400 invalidValue", scimType(scim("PUT", path, ligatures)), "longer in the form for comparing");
        assertEquals(204, scim("DELETE", path, Map.of()).status());
        assertEquals(404, world.server.get(path, token).status());
        onlyAReadmissionBringsBack(id, same);
    }

    private void onlyAReadmissionBringsBack(String id, String subject) {
        String user = "/api/v1/users/" + id;
        String binding = user + "/staff-login";
        assertEquals(
                "account_restricted",
                world.server.delete(binding, access(admin)).code());
        assertEquals(
                "account_restricted",
                world.patch(user, Map.of("status", "active"), admin).code());
        assertTrue(world.get(binding, admin).json().path("deprovisioned").asBoolean());
        TestAnswer back = readmitted(id);
        assertEquals(200, back.status(), back.text());
        assertFalse(back.json().path("deprovisioned").asBoolean());
        assertEquals("already_decided", readmitted(id).code());
        assertEquals(200, logIn(subject).status());
        assertFalse(patch(id, false).json().path("active").asBoolean(), "the provider ends them again");
    }

    @Test
    void userUnderErasureCannotBeReactivated() {
        String id = created(freshEmail(), newSubject());
        assertEquals(200, patch(id, false).status());
        erasure("INSERT INTO identity.erasures (tenant_id, user_id, state, asked_at, due_at, changed_at)"
                + " VALUES (1, " + id + ", 'closing', now(), now() + INTERVAL '1 day', now())");

        TestAnswer refused = patch(id, true);

        assertEquals(403, refused.status(), refused.text());
        assertTrue(refused.json().path("detail").asText().contains("the erasure is closing"), refused.text());
        assertEquals("account_restricted", readmitted(id).code());
        erasure("UPDATE identity.erasures SET state = 'refused' WHERE tenant_id = 1 AND user_id = " + id);
        assertTrue(patch(id, true).json().path("active").asBoolean());
    }

    private long newGroup(String name) {
        TestAnswer made = scim("POST", GROUPS, Map.of("schemas", List.of(GROUP_SCHEMA), "displayName", name));
        assertEquals(201, made.status(), made.text());
        return made.json().path("id").asLong();
    }

    /** Neither of two people has a later group while an earlier one is held, so they never wait for each other. */
    @Test
    void peopleWhoLeaveTheSameGroupsAtOnceLockThemInOneOrder() throws Exception {
        List<Long> people = List.of(
                Long.parseLong(created(freshEmail(), newSubject())),
                Long.parseLong(created(freshEmail(), newSubject())));
        long early = newGroup("early");
        long late = newGroup("late");
        Database database = world.stand.database();
        database.transaction(1, holding -> {
            // The order in which the rows are found is the opposite one.
            ScimGroupsTable.addMembers(holding, 1, late, people);
            ScimGroupsTable.addMembers(holding, 1, early, people);
            return true;
        });
        Set<Long> leaving = ConcurrentHashMap.newKeySet();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> done = new ArrayList<>();
            done.add(threads.submit(() -> database.transaction(1, holding -> {
                assertTrue(lock(holding, early));
                held.countDown();
                return isReleased(release);
            })));
            held.await();
            try {
                people.forEach(id -> done.add(threads.submit(() -> database.transaction(1, holding -> {
                    User user = UsersTable.byId(holding, 1, id).orElseThrow();
                    leaving.add(Sql.one(holding, row -> row.getLong(1), "SELECT pg_backend_pid()")
                            .orElseThrow());
                    ScimGroupsTable.leaveAll(holding, user);
                    return true;
                }))));
                Await.until(() -> waiting(leaving) == people.size());
                boolean isFree = database.transaction(1, holding -> lock(holding, late));
                assertTrue(isFree, "neither has the later group yet");
            } finally {
                release.countDown();
            }
            for (Future<Boolean> each : done) {
                assertTrue(each.get());
            }
        }
        TestAnswer left = world.server.get(GROUPS + "/" + late, token);
        assertEquals(0, left.json().path("members").size(), left.text());
    }

    private static boolean lock(Transaction holding, long group) {
        return Sql.one(
                        holding,
                        row -> row.getLong(1),
                        "SELECT id FROM identity.scim_groups WHERE tenant_id = 1 AND id = ? FOR UPDATE SKIP LOCKED",
                        group)
                .isPresent();
    }

    private static boolean isReleased(CountDownLatch release) {
        try {
            release.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long waiting(Set<Long> sessions) {
        return world.stand
                .database()
                .query(transaction -> Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid = ANY (?::bigint[])",
                        Sql.numbers(sessions)))
                .orElse(0L);
    }

    private TestAnswer readmitted(String id) {
        return world.server.post("/api/v1/users/" + id + "/staff-login/readmission", "", access(admin));
    }

    private void erasure(String sql) {
        world.stand.platform().database().query(1, transaction -> Sql.execute(transaction, sql));
    }

    @Test
    void aTokenEndsForGoodWithItsProvider() {
        String before = token;
        assertEquals(
                200,
                world.server.delete(PROVIDERS + "/" + providerId, access(admin)).status());
        providerId = addedProvider();
        token = newToken().json().path("token").asText();

        assertEquals(401, world.server.get(USERS, before).status(), "the same issuer is another provider");
        assertEquals(200, world.server.get(USERS, token).status());
        assertEquals(1, world.get(TOKENS, admin).json().path("items").size());
        assertEquals(
                200,
                world.server
                        .put(PROVIDERS + "/" + providerId, text(form()), access(admin))
                        .status());
        assertEquals(200, world.server.get(USERS, token).status(), "a change of the same provider ends none");
    }

    @Test
    void aTokenIsShownOnceAndEndsWhenItIsRevoked() {
        TestAnswer made = newToken();
        String secret = made.json().path("token").asText();
        assertEquals(200, world.server.get(USERS, secret).status());
        TestAnswer list = world.get(TOKENS, admin);
        assertFalse(list.text().contains(secret), list.text());
        assertTrue(list.text().contains("last_used_at\":\"20"), list.text());
        assertEquals(
                204,
                world.server
                        .delete(TOKENS + "/" + made.json().path("id").asText(), access(admin))
                        .status());
        TestAnswer refused = world.server.get(USERS, secret);
        assertEquals(401, refused.status());
        assertTrue(refused.text().contains("urn:ietf:params:scim:api:messages:2.0:Error"), refused.text());
        assertEquals(401, world.server.get(USERS, access(admin)).status(), "a session is no token");
        assertEquals(
                400,
                world.post(TOKENS, Map.of("name", "x", "role", "admin"), admin).status());
        assertEquals(200, world.server.get("/scim/v2/Schemas", "").status());
        assertEquals(200, world.server.get("/scim/v2/ResourceTypes/Group", "").status());
        assertEquals(401, world.server.get(GROUPS, "").status());
        assertEquals(401, world.server.post(BULK, "{}", "").status());
    }
}
