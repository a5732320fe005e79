package com.flowex.identity.app.scim;

import static com.flowex.identity.IdentityWorld.access;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditReader;
import com.flowex.identity.IdentityWorld;
import com.flowex.identity.store.person.PersonRemoval;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.testing.Await;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups that a provider keeps here, which select among granted roles, and requests of many operations. */
class ScimGroupsTest extends ScimWorld {

    private static final int NO_LIMIT = -1;

    private final AtomicInteger names = new AtomicInteger();

    /** Rules of the provider: tokens of this world grant the role of an analyst at most. */
    @BeforeEach
    void rule() {
        Map<String, Object> form = new HashMap<>(form());
        form.put(
                "roles",
                List.of(
                        Map.of("group", "analysts", "role", "analyst"),
                        Map.of("group", "root", "role", "super_admin"),
                        Map.of("group", "object-7", "role", "analyst")));
        TestAnswer ruled = world.server.put(PROVIDERS + "/" + providerId, text(form), access(admin));
        assertEquals(200, ruled.status(), ruled.text());
    }

    private static Map<String, Object> group(String name, List<String> members) {
        return new HashMap<>(Map.of(
                "schemas",
                List.of(GROUP_SCHEMA),
                "displayName",
                name,
                "members",
                members.stream().map(id -> Map.of("value", id)).toList()));
    }

    private TestAnswer patchGroup(String group, Object... operations) {
        return scim(
                "PATCH",
                GROUPS + "/" + group,
                Map.of("schemas", List.of(PATCH_SCHEMA), "Operations", List.of(operations)));
    }

    private static Map<String, Object> members(String op, String... users) {
        return Map.of(
                "op",
                op,
                "path",
                "members",
                "value",
                List.of(users).stream().map(id -> Map.of("value", id)).toList());
    }

    private String roles(TestAnswer session) {
        assertEquals(200, session.status(), session.text());
        return world.me(session).json().path("roles").toString();
    }

    @Test
    void aGroupSelectsRolesAtOnceAndNeverAboveTheGrant() {
        String subject = newSubject();
        String user = created(freshEmail(), subject);
        TestAnswer viewer = logIn(subject);
        assertEquals("[\"viewer\"]", roles(viewer), "no group selects the token's role yet");
        TestAnswer made = scim("POST", GROUPS, group("Analysts", List.of(user)));
        assertEquals(201, made.status(), made.text());
        String id = made.json().path("id").asText();
        assertEquals(user, made.json().path("members").path(0).path("value").asText(), made.text());
        assertEquals("[\"viewer\"]", roles(viewer), "names of rules are exact");

        assertEquals(
                200,
                patchGroup(id, Map.of("op", "replace", "path", "displayName", "value", "analysts"))
                        .status());
        assertEquals(401, world.me(viewer).status(), "whose roles change loses the sessions, as by a log-in");
        TestAnswer analyst = logIn(subject);
        assertEquals("[\"analyst\"]", roles(analyst));
        TestAnswer root = scim("POST", GROUPS, group("root", List.of(user)));
        assertEquals(201, root.status());
        assertEquals(200, world.me(analyst).status());
        assertEquals("[\"analyst\"]", roles(logIn(subject, List.of("root"))), "a listed group grants nothing");

        TestAnswer session = logIn(subject, List.of("analysts"));
        assertEquals(200, patchGroup(id, members("remove", user)).status());
        assertEquals(200, world.me(session).status(), "the groups of the last log-in still select it");
        session = logIn(subject);
        assertEquals("[\"viewer\"]", roles(session));
        Map<String, Object> object = group("By id", List.of(user));
        object.put("externalId", "object-7");
        String byId = scim("POST", GROUPS, object).json().path("id").asText();
        session = logIn(subject);
        assertEquals("[\"analyst\"]", roles(session), "by the id at the provider, as claims of Entra ID name groups");
        assertEquals(204, scim("DELETE", GROUPS + "/" + byId, Map.of()).status());
        assertEquals(401, world.me(session).status(), "what the group selected ends with it");
        assertEquals("[\"viewer\"]", roles(logIn(subject)));
        assertEquals(204, scim("DELETE", USERS + "/" + user, Map.of()).status());
        assertFalse(world.server.get(GROUPS + "/" + id, token).text().contains("\"" + user + "\""));
        String left = GROUPS + "/" + root.json().path("id").asText();
        assertEquals(0, world.server.get(left, token).json().path("members").size());
        assertEquals(
                412,
                scim("PUT", left, group("root", List.of()), "If-Match", root.header("ETag"))
                        .status(),
                "a group that lost a member has another version");
    }

    @Test
    void aGroupHasAnotherVersionWhenAMemberIsUnboundOrErased() {
        String unbound = created(freshEmail(), newSubject());
        String erased = created(freshEmail(), newSubject());
        TestAnswer made = scim("POST", GROUPS, group("left " + names.incrementAndGet(), List.of(unbound, erased)));
        String path = GROUPS + "/" + made.json().path("id").asText();

        assertEquals(
                204,
                world.server
                        .delete("/api/v1/users/" + unbound + "/staff-login", access(admin))
                        .status());
        TestAnswer one = world.server.get(path, token);
        assertEquals(1, one.json().path("members").size(), one.text());
        assertNotEquals(made.header("ETag"), one.header("ETag"));

        world.stand.database().transaction(1, holding -> {
            new PersonRemoval(List.of(), "no hash")
                    .remove(
                            holding,
                            UsersTable.byId(holding, 1, Long.parseLong(erased)).orElseThrow());
            return true;
        });
        TestAnswer none = world.server.get(path, token);
        assertEquals(0, none.json().path("members").size(), none.text());
        assertNotEquals(one.header("ETag"), none.header("ETag"));
    }

    @Test
    void groupsAreFoundChangedByVersionAndRefusedByType() {
        String name = "team " + names.incrementAndGet();
        String one = created(freshEmail(), newSubject());
        String two = created(freshEmail(), newSubject());
        TestAnswer made = scim("POST", GROUPS, group(name, List.of(one)));
        String path = GROUPS + "/" + made.json().path("id").asText();
        String id = made.json().path("id").asText();
        assertTrue(made.header("Location").endsWith(path), made.header("Location"));
        assertEquals("409 uniqueness", scimType(scim("POST", GROUPS, group(name.toUpperCase(Locale.ROOT), List.of()))));
        String filter = URLEncoder.encode("displayName eq \"" + name + "\"", StandardCharsets.UTF_8);
        TestAnswer found = world.server.get(GROUPS + "?filter=" + filter + "&excludedAttributes=members", token);
        assertEquals(1, found.json().path("totalResults").asInt(), found.text());
        assertTrue(found.json().path("Resources").path(0).path("members").isMissingNode(), found.text());
        assertEquals("400 invalidFilter", scimType(world.server.get(GROUPS + "?filter=id%20pr", token)));

        String version = made.header("ETag");
        TestAnswer put = scim("PUT", path, group(name, List.of(one, two)), "If-Match", version);
        assertEquals(2, put.json().path("members").size(), put.text());
        assertEquals(
                412,
                scim("PUT", path, group(name, List.of(one)), "If-Match", version)
                        .status());
        TestAnswer patched = patchGroup(
                id, members("add", two), Map.of("op", "remove", "path", "members[value eq \"" + one + "\"]"));
        assertEquals(1, patched.json().path("members").size(), patched.text());
        String customer =
                world.me(world.newUser(freshEmail())).json().path("id").asText();
        assertEquals("400 invalidValue", scimType(patchGroup(id, members("add", customer))), "no customer is a member");
        assertEquals("400 invalidValue", scimType(scim("POST", GROUPS, Map.of("schemas", List.of(GROUP_SCHEMA)))));
        assertEquals("400 invalidPath", scimType(patchGroup(id, Map.of("op", "add", "path", "shoeSize", "value", 1))));
        assertEquals(204, scim("DELETE", path, Map.of()).status());
        assertEquals(404, world.server.get(path, token).status());
        JsonNode config = world.server.get("/scim/v2/ServiceProviderConfig", "").json();
        assertTrue(config.path("bulk").path("supported").asBoolean());
        assertEquals(100, config.path("bulk").path("maxOperations").asInt());
        assertEquals(
                2,
                world.server
                        .get("/scim/v2/Schemas", "")
                        .json()
                        .path("totalResults")
                        .asInt());
    }

    @Test
    void changesOfOneGroupAtOnceAllCount() throws Exception {
        String id = scim("POST", GROUPS, group("crowd " + names.incrementAndGet(), List.of()))
                .json()
                .path("id")
                .asText();
        List<String> users = IntStream.range(0, 4)
                .mapToObj(_ -> created(freshEmail(), newSubject()))
                .toList();
        AtomicInteger next = new AtomicInteger();

        List<TestAnswer> answers = IdentityWorld.atOnce(
                users.size(), () -> patchGroup(id, members("add", users.get(next.getAndIncrement()))));

        answers.forEach(answer -> assertEquals(200, answer.status(), answer.text()));
        assertEquals(
                users.size(),
                world.server
                        .get(GROUPS + "/" + id, token)
                        .json()
                        .path("members")
                        .size());
    }

    private static Map<String, Object> operation(String method, String path, String bulkId, Map<String, ?> data) {
        Map<String, Object> operation = new HashMap<>(Map.of("method", method, "path", path, "data", data));
        if (!bulkId.isEmpty()) {
            operation.put("bulkId", bulkId);
        }
        return operation;
    }

    private TestAnswer bulk(List<?> operations, int failOnErrors) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "schemas", List.of("urn:ietf:params:scim:api:messages:2.0:BulkRequest"), "Operations", operations));
        if (failOnErrors >= 0) {
            body.put("failOnErrors", failOnErrors);
        }
        return scim("POST", BULK, body);
    }

    private static List<String> statuses(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        List<String> statuses = new ArrayList<>();
        answer.json()
                .path("Operations")
                .forEach(each -> statuses.add(each.path("status").asText()));
        return statuses;
    }

    @Test
    void aBulkRequestHasAResultForEachOperationAndFollowsItsReferences() {
        String subject = newSubject();
        Map<String, Object> crew = new HashMap<>(group("crew " + names.incrementAndGet(), List.of("bulkId:ada")));
        TestAnswer done = bulk(
                List.of(
                        operation("POST", "/Groups", "crew", crew),
                        operation("POST", "/Users", "ada", person(freshEmail(), subject)),
                        operation("PUT", "/Users/bulkId:ada", "", person("ada-" + subject, subject)),
                        operation("DELETE", "/Users/999999", "", Map.of()),
                        operation("POST", "/Users", "bob", Map.of("schemas", List.of(USER_SCHEMA))),
                        operation("POST", "/Groups", "lost", group("lost", List.of("bulkId:bob"))),
                        operation("GET", "/Users/1", "", Map.of())),
                NO_LIMIT);
        assertEquals(List.of("201", "201", "200", "404", "400", "409", "400"), statuses(done), done.text());
        JsonNode first = done.json().path("Operations").path(0);
        assertEquals("crew", first.path("bulkId").asText());
        String location = first.path("location").asText();
        TestAnswer group = world.server.get(location.substring(location.indexOf("/scim/")), token);
        assertEquals(
                "ada-" + subject,
                group.json().path("members").path(0).path("display").asText(),
                group.text());
        JsonNode refused = done.json().path("Operations").path(3).path("response");
        assertEquals("404", refused.path("status").asText(), done.text());
        assertEquals(200, logIn(subject).status());
        AuditReader.Filter filter = new AuditReader.Filter(null, "POST /scim/v2/Bulk", null, null, Long.MAX_VALUE);
        List<String> entries = new AuditReader(world.stand.database())
                .page(1, filter, 8).stream()
                        .map(each -> each.entry().change().subject())
                        .toList();
        assertEquals("scim bulk", entries.getFirst());
        assertTrue(entries.get(7).startsWith("scim bulk operation 2: user "), "one entry each: " + entries);
        assertEquals("scim bulk operation 7: /Users/1", entries.get(1));
    }

    @Test
    void eachMemberOfALargeChangeIsNamedByTheAuditLog() {
        List<String> users = new ArrayList<>();
        for (int half = 0; half < 2; half++) {
            List<Map<String, Object>> people = IntStream.range(0, 60)
                    .mapToObj(each -> operation("POST", "/Users", "p" + each, person(freshEmail(), newSubject())))
                    .toList();
            bulk(people, NO_LIMIT).json().path("Operations").forEach(each -> {
                String location = each.path("location").asText();
                users.add(location.substring(location.lastIndexOf('/') + 1));
            });
        }
        Set<String> all = users.stream().map(user -> "user " + user).collect(Collectors.toSet());
        assertEquals(120, all.size());
        TestAnswer made = scim("POST", GROUPS, group("everyone " + names.incrementAndGet(), users));
        assertEquals(201, made.status(), made.text());
        String id = made.json().path("id").asText();
        Map<String, Object> leave = Map.of(
                "schemas", List.of(PATCH_SCHEMA), "Operations", List.of(Map.of("op", "remove", "path", "members")));
        assertEquals(List.of("200"), statuses(bulk(List.of(operation("PATCH", "/Groups/" + id, "", leave)), NO_LIMIT)));

        assertEquals(all, named("scim group " + id, "added"));
        assertEquals(all, named("scim bulk operation 1: scim group " + id, "removed"));
    }

    /** Members whom the three entries of a change name: two with names, and the last one that counts them. */
    private Set<String> named(String subject, String key) {
        AuditReader.Filter filter = new AuditReader.Filter(null, null, subject, null, null, Long.MAX_VALUE);
        AuditReader reader = new AuditReader(world.stand.database());
        // An entry that the database does not take at once waits on disk.
        Await.until(() -> reader.page(1, filter, 9).size() == 3);
        List<AuditEntry> entries = reader.page(1, filter, 9).stream()
                .map(AuditReader.Recorded::entry)
                .toList();
        assertTrue(entries.getFirst().outcome().startsWith("20"), entries.toString());
        AuditEntry.Change whole = entries.getFirst().change();
        JsonNode counts =
                node(key.equals("added") ? whole.after() : whole.before()).path(key);
        assertEquals(120, counts.path("members").asInt(), whole.toString());
        assertEquals(2, counts.path("entries").asInt(), whole.toString());
        Set<String> named = new HashSet<>();
        entries.stream().skip(1).forEach(entry -> {
            assertEquals("done", entry.outcome());
            node(entry.change().after()).path(key).forEach(user -> named.add(user.asText()));
        });
        return named;
    }

    private static JsonNode node(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void aBulkRequestIsBoundedAndStopsAfterItsErrors() {
        List<Map<String, Object>> missing = IntStream.range(0, 5)
                .mapToObj(each -> operation("DELETE", "/Users/99999" + each, "", Map.of()))
                .toList();
        assertEquals(List.of("404", "404"), statuses(bulk(missing, 2)));
        assertEquals(5, statuses(bulk(missing, NO_LIMIT)).size());
        assertEquals(400, bulk(missing, 0).status());
        assertEquals(400, bulk(List.of(), NO_LIMIT).status());
        List<Map<String, Object>> many = IntStream.range(0, 101)
                .mapToObj(_ -> operation("DELETE", "/Users/999999", "", Map.of()))
                .toList();
        assertEquals(413, bulk(many, NO_LIMIT).status());
        Map<String, Object> twice = operation("POST", "/Users", "same", person(freshEmail(), newSubject()));
        assertEquals(400, bulk(List.of(twice, twice), NO_LIMIT).status(), "a bulkId names one operation");
        // Less than the server drops: the answer to a longer body may be lost while the client is still sending.
        Map<String, Object> tooLong = Map.of("x", List.of("y".repeat(60_000), "y".repeat(60_000)));
        assertEquals(413, scim("POST", BULK, tooLong).status());
    }
}
