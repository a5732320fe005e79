package com.flowex.identity.app.oidc;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.testsupport.FakeIdentityProvider;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Log-ins of staff by an identity provider, from the invitation to the log-out that the provider reports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class StaffLoginTest {

    private static final String LOGIN = "/api/auth/staff-login";

    private final FakeIdentityProvider provider = new FakeIdentityProvider();
    private final IdentityWorld world = new IdentityWorld(Map.of("FLOWEX_OIDC_HOSTS", provider.issuer()));
    private TestAnswer admin = world.admin();

    @BeforeEach
    void configure() {
        provider.answerTruthfully();
        admin = world.admin();
        put(List.of());
    }

    @AfterAll
    void stop() {
        world.close();
        provider.close();
    }

    private void put(List<Map<String, String>> roles) {
        Map<String, Object> form = Map.of(
                "name",
                "Test",
                "issuer",
                provider.issuer(),
                "client_id",
                FakeIdentityProvider.CLIENT,
                "client_secret",
                FakeIdentityProvider.SECRET,
                "roles",
                roles);
        TestAnswer stored = put("/api/v1/staff-login", form);
        assertEquals(200, stored.status(), stored.text());
        assertFalse(stored.text().contains(FakeIdentityProvider.SECRET), stored.text());
    }

    private TestAnswer put(String path, Map<String, ?> body) {
        return world.server.put(
                path, new String(Json.bytes(body), StandardCharsets.UTF_8), IdentityWorld.access(admin));
    }

    /** A browser that was sent to the provider. */
    private record Sent(String address, String cookie) {}

    private Sent begin(String path, Map<String, ?> body, String token) {
        TestAnswer begun = world.server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), token);
        assertEquals(200, begun.status(), begun.text());
        String cookie = begun.header("Set-Cookie");
        assertTrue(cookie.contains("HttpOnly; SameSite=Strict"), cookie);
        return new Sent(begun.json().path("authorization_url").asText(), cookie.substring(0, cookie.indexOf(';')));
    }

    private TestAnswer finish(String path, FakeIdentityProvider.Returned returned, String cookie, String token) {
        byte[] body = Json.bytes(Map.of("code", returned.code(), "state", returned.state()));
        return world.server.send(world.server
                .request(path, token)
                .header("Cookie", "other=1; " + cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private TestAnswer logIn(String subject, List<String> groups) {
        Sent sent = begin(LOGIN, Map.of(), "");
        return finish(LOGIN + "/finish", provider.logIn(sent.address(), subject, groups), sent.cookie(), "");
    }

    /** A user with roles whom the provider knows by a subject. */
    private record Staff(String email, String id, String subject) {}

    private TestAnswer roles(Staff staff, List<String> roles) {
        return world.patch("/api/v1/users/" + staff.id(), Map.of("roles", roles), admin);
    }

    private Staff newStaff(List<String> roles) {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        Staff staff = new Staff(email, world.me(tokens).json().path("id").asText(), "subject of " + email);
        TestAnswer changed = roles(staff, roles);
        assertEquals(200, changed.status(), changed.text());
        return staff;
    }

    private TestAnswer invite(Staff staff) {
        return world.server.put("/api/v1/users/" + staff.id() + "/staff-login", "", IdentityWorld.access(admin));
    }

    private TestAnswer bind(Staff staff) {
        TestAnswer local = world.login(staff.email(), PASSWORD);
        String token = IdentityWorld.access(local);
        Sent sent = begin(LOGIN + "/binding", Map.of("password", PASSWORD), token);
        return finish(
                LOGIN + "/binding/finish",
                provider.logIn(sent.address(), staff.subject(), List.of()),
                sent.cookie(),
                token);
    }

    private Staff bound(List<String> roles) {
        Staff staff = newStaff(roles);
        assertEquals(200, invite(staff).status());
        TestAnswer bound = bind(staff);
        assertEquals(200, bound.status(), bound.text());
        assertEquals(staff.subject(), bound.json().path("subject").asText());
        return staff;
    }

    private String rolesOf(TestAnswer tokens) {
        assertEquals(200, tokens.status(), tokens.text());
        return world.me(tokens).json().path("roles").toString();
    }

    @Test
    void invitedUserBindsAnIdentityAndLogsInByItAlone() {
        assertEquals("Test", world.server.get(LOGIN, "").json().path("provider").asText());
        Staff staff = newStaff(List.of("user", "analyst"));
        TestAnswer local = world.login(staff.email(), PASSWORD);
        assertEquals(
                403,
                world.post(LOGIN + "/binding", Map.of("password", PASSWORD), local)
                        .status(),
                "not without an invitation");
        assertEquals("identity_not_bound", logIn(staff.subject(), List.of()).code());
        assertEquals("identity_not_bound", logIn(staff.email(), List.of()).code(), "an address is no identity");
        assertEquals(200, invite(staff).status());
        assertEquals(200, bind(staff).status());

        assertEquals("[\"user\",\"analyst\"]", rolesOf(logIn(staff.subject(), List.of())));
        assertEquals(
                "provider_login_required", world.login(staff.email(), PASSWORD).code());
        Staff other = newStaff(List.of("user"));
        invite(other);
        TestAnswer answer = bind(new Staff(other.email(), other.id(), staff.subject()));
        assertEquals("identity_in_use", answer.code(), answer.text());
    }

    @Test
    void anAnswerIsGoodOnceAndInItsBrowserAlone() {
        Staff staff = bound(List.of("user"));
        Sent mine = begin(LOGIN, Map.of(), "");
        Sent other = begin(LOGIN, Map.of(), "");
        FakeIdentityProvider.Returned returned = provider.logIn(mine.address(), staff.subject(), List.of());

        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, other.cookie(), "").code());
        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, "", "").code());
        assertEquals(200, finish(LOGIN + "/finish", returned, mine.cookie(), "").status());
        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, mine.cookie(), "").code());
        assertEquals(
                3,
                world.stand
                        .telemetry()
                        .registry()
                        .get("flowex.staff.provider.refusals")
                        .tag("rule", "state")
                        .counter()
                        .count());
    }

    @Test
    void groupsSelectRolesAnewAndNeverAboveTheGrant() {
        Staff staff = bound(List.of("user", "analyst"));
        put(List.of(Map.of("group", "a", "role", "analyst"), Map.of("group", "b", "role", "admin")));

        TestAnswer first = logIn(staff.subject(), List.of("a"));
        assertEquals("[\"user\",\"analyst\"]", rolesOf(first));
        assertEquals("[\"user\"]", rolesOf(logIn(staff.subject(), List.of("b"))), "a group grants nothing");
        assertEquals(401, world.me(first).status(), "other sessions end with a change of roles");
        assertEquals("[\"user\",\"analyst\"]", rolesOf(logIn(staff.subject(), List.of("a", "b"))));
        assertEquals(200, roles(staff, List.of("user")).status());
        assertEquals("[\"user\"]", rolesOf(logIn(staff.subject(), List.of("a"))), "taken away here stays so");
        world.patch("/api/v1/users/" + staff.id(), Map.of("status", "suspended"), admin);
        assertEquals("user_suspended", logIn(staff.subject(), List.of("a")).code(), "whatever the provider says");
    }

    @Test
    void aReportedLogOutEndsSessionsAndEverythingFromBefore() {
        Staff staff = bound(List.of("user"));
        TestAnswer tokens = logIn(staff.subject(), List.of());
        assertEquals(200, world.me(tokens).status());
        Sent late = begin(LOGIN, Map.of(), "");
        String token = provider.logoutToken(staff.subject());

        assertEquals(204, logout(token).status());
        assertEquals(401, world.me(tokens).status());
        assertEquals("invalid_token", logout(token).code(), "good once");
        assertEquals("invalid_token", logout("x").code());
        long before = Instant.now().getEpochSecond() - 30;
        provider.claims = claims -> claims.put("iat", before);
        TestAnswer old = finish(
                LOGIN + "/finish", provider.logIn(late.address(), staff.subject(), List.of()), late.cookie(), "");
        assertTrue(old.text().contains("ended this log-in"), old.text());
    }

    private TestAnswer logout(String token) {
        String form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return world.server.post(LOGIN + "/logout", form, "");
    }

    @Test
    void anAdministratorStaysLocalAndTheirLogInRaisesAnAlarm() {
        double alarms = alarms();
        admin = world.admin();
        assertEquals(alarms + 1, alarms());
        Staff one = bound(List.of("admin"));
        Staff last = newStaff(List.of("admin"));
        invite(last);
        List<Long> locals = suspendLocals(List.of(last));

        assertEquals("last_local_administrator", bind(last).code());
        lastOneStays(last, logIn(one.subject(), List.of()));
        activate(locals);
        assertEquals(200, bind(last).status());
        TestAnswer self = world.server.put(
                "/api/v1/users/" + world.me(admin).json().path("id").asText() + "/staff-login",
                "",
                IdentityWorld.access(admin));
        assertEquals(403, self.status(), "another administrator invites");
        assertEquals(
                204,
                world.server
                        .delete("/api/v1/users/" + last.id() + "/staff-login", IdentityWorld.access(admin))
                        .status());
        assertEquals(200, world.login(last.email(), PASSWORD).status());
    }

    private void lastOneStays(Staff last, TestAnswer other) {
        String path = "/api/v1/users/" + last.id();
        List<TestAnswer> refused = List.of(
                world.patch(path, Map.of("status", "suspended"), other),
                world.patch(path, Map.of("roles", List.of("user")), other),
                world.server.delete(path, IdentityWorld.access(other)),
                world.post(path + "/restrictions", Map.of("kind", "suspended", "reason", "case"), other));

        assertEquals(
                Collections.nCopies(refused.size(), "last_local_administrator"),
                refused.stream().map(TestAnswer::code).toList());
        assertEquals(
                200,
                world.patch(path, Map.of("first_name", "Other"), other).status(),
                "the rule protects the role, not the name");
    }

    @Test
    void oneOfTwoLocalAdministratorsSuspendedAtOnceRemains() throws Exception {
        List<TestAnswer> deciders = List.of(bound(List.of("admin")), bound(List.of("admin"))).stream()
                .map(staff -> logIn(staff.subject(), List.of()))
                .toList();
        List<Staff> two = List.of(newStaff(List.of("admin")), newStaff(List.of("admin")));
        List<Long> locals = suspendLocals(two);
        AtomicInteger next = new AtomicInteger();

        List<TestAnswer> answers = IdentityWorld.atOnce(2, () -> {
            int place = next.getAndIncrement();
            return world.patch(
                    "/api/v1/users/" + two.get(place).id(), Map.of("status", "suspended"), deciders.get(place));
        });

        assertEquals(
                List.of(200, 409),
                answers.stream().map(TestAnswer::status).sorted().toList(),
                answers.toString());
        activate(locals);
    }

    private List<Long> suspendLocals(List<Staff> but) {
        return database(transaction -> Sql.all(
                transaction,
                row -> row.getLong(1),
                """
                UPDATE identity.users u SET status = 'suspended'
                WHERE tenant_id = 1 AND status = 'active' AND roles && ARRAY['admin', 'super_admin'] AND id <> ? AND id <> ?
                AND NOT EXISTS (SELECT 1 FROM identity.oidc_identities i WHERE i.tenant_id = 1 AND i.user_id = u.id)
                RETURNING id""",
                Long.parseLong(but.getFirst().id()),
                Long.parseLong(but.getLast().id())));
    }

    private void activate(List<Long> users) {
        database(transaction -> Sql.execute(
                transaction,
                "UPDATE identity.users SET status = 'active' WHERE tenant_id = 1 AND id = ANY (?)",
                users.stream().mapToLong(Long::longValue).toArray()));
    }

    private <T> T database(Function<Transaction, T> work) {
        return world.stand.platform().database().transaction(1, work::apply);
    }

    @Test
    void twoEditorsOfTheProviderSeeEachOther() {
        long version =
                world.get("/api/v1/staff-login", admin).json().path("version").asLong();
        String form = new String(
                Json.bytes(
                        Map.of("name", "Test", "issuer", provider.issuer(), "client_id", FakeIdentityProvider.CLIENT)),
                StandardCharsets.UTF_8);
        for (String stale : List.of("If-Match " + (version - 1), "If-None-Match *")) {
            String[] header = stale.split(" ", -1);
            TestAnswer refused = world.server.send(world.server
                    .request("/api/v1/staff-login", IdentityWorld.access(admin))
                    .header(header[0], header[1])
                    .PUT(HttpRequest.BodyPublishers.ofString(form)));
            assertEquals("version_changed", refused.code(), refused.text());
        }
        assertEquals(
                version,
                world.get("/api/v1/staff-login", admin).json().path("version").asLong());
        TestAnswer checked = world.post("/api/v1/staff-login/check", Map.of(), admin);
        assertTrue(checked.json().path("unchanged").asBoolean(), checked.text());
        assertTrue(checked.json().path("keys").asInt() > 0, checked.text());
    }

    private double alarms() {
        return world.stand
                .telemetry()
                .registry()
                .get("flowex.staff.local.logins")
                .counter()
                .count();
    }

    @Test
    void aProviderThatTheOperatorDoesNotListIsRefused() {
        Map<String, Object> form =
                Map.of("name", "Evil", "issuer", "https://evil.example.com", "client_id", "x", "client_secret", "y");
        TestAnswer refused = put("/api/v1/staff-login", form);
        assertEquals(List.of("issuer"), IdentityWorld.fields(refused), refused.text());
        TestAnswer slash = put(
                "/api/v1/staff-login",
                Map.of("name", "Test", "issuer", provider.issuer() + "/", "client_id", "x", "client_secret", "y"));
        assertTrue(slash.text().contains("each slash included"), slash.text());
    }
}
