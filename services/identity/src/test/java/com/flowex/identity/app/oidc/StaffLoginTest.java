package com.flowex.identity.app.oidc;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.audit.AuditReader;
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
import org.junit.jupiter.api.Test;

/** Log-ins of staff by an identity provider, from the invitation to the log-out that the provider reports. */
class StaffLoginTest extends StaffWorld {

    @Test
    void invitedUserBindsAnIdentityAndLogsInByItAlone() {
        assertEquals(
                "Test",
                world.server
                        .get(LOGIN, "")
                        .json()
                        .path("providers")
                        .path(0)
                        .path("name")
                        .asText());
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
        Sent another = begin(LOGIN, Map.of(), "");
        FakeIdentityProvider.Returned returned = provider.logIn(mine.address(), staff.subject(), List.of());

        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, another.cookie(), "").code());
        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, "", "").code());
        assertEquals(200, finish(LOGIN + "/finish", returned, mine.cookie(), "").status());
        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", returned, mine.cookie(), "").code());
        assertEquals(3, refusals("state"));
    }

    private double refusals(String rule) {
        return world.stand
                .telemetry()
                .registry()
                .get("flowex.staff.provider.refusals")
                .tag("rule", rule)
                .counter()
                .count();
    }

    @Test
    void aLieOfTheProviderBeginsNoSessionAndIsCountedAndAudited() {
        Staff staff = bound(List.of("user"));
        double before = refusals("signature");
        provider.signature = _ -> new byte[256];

        TestAnswer refused = logIn(staff.subject(), List.of());

        assertEquals("invalid_provider_login", refused.code(), refused.text());
        assertTrue(refused.text().contains("the signature of the token is wrong"), refused.text());
        assertEquals(before + 1, refusals("signature"));
        AuditReader.Filter filter =
                new AuditReader.Filter(null, "POST /api/auth/staff-login/finish", null, null, Long.MAX_VALUE);
        assertEquals(
                refused.status() + " invalid_provider_login",
                new AuditReader(world.stand.database())
                        .page(1, filter, 1)
                        .getFirst()
                        .entry()
                        .outcome());
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
        String path = PROVIDERS + "/" + id;
        long version = world.get(path, admin).json().path("version").asLong();
        Map<String, Object> form = form(provider, "Test");
        form.remove("client_secret");
        TestAnswer refused = world.server.send(world.server
                .request(path, IdentityWorld.access(admin))
                .header("If-Match", Long.toString(version - 1))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(form))));
        assertEquals("version_changed", refused.code(), refused.text());
        assertEquals(version, world.get(path, admin).json().path("version").asLong());
        TestAnswer checked = world.post(path + "/check", Map.of(), admin);
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
        TestAnswer refused = world.post(PROVIDERS, form, admin);
        assertEquals(List.of("issuer"), IdentityWorld.fields(refused), refused.text());
        TestAnswer slash = world.post(
                PROVIDERS,
                Map.of("name", "Slash", "issuer", other.issuer() + "/", "client_id", "x", "client_secret", "y"),
                admin);
        assertTrue(slash.text().contains("each slash included"), slash.text());
    }
}
