package com.flowex.identity.app.oidc;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static com.flowex.identity.IdentityWorld.freshEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.testsupport.FakeIdentityProvider;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Identity with identity providers, its staff, and browsers that go to the providers and come back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
abstract class StaffWorld {

    static final String LOGIN = "/api/auth/staff-login";

    static final String PROVIDERS = "/api/v1/staff-login/providers";

    final FakeIdentityProvider provider = new FakeIdentityProvider();
    final FakeIdentityProvider other = new FakeIdentityProvider();
    final FakeIdentityProvider third = new FakeIdentityProvider();
    final FakeIdentityProvider leaving = new FakeIdentityProvider();
    final IdentityWorld world = new IdentityWorld(Map.of(
            "FLOWEX_OIDC_HOSTS",
            String.join(",", provider.issuer(), other.issuer(), third.issuer(), leaving.issuer())));
    TestAnswer admin = world.admin();

    /** Id of the provider, which each test finds set. */
    String id = "";

    @BeforeAll
    void addProvider() {
        id = added(provider, "Test").json().path("id").asText();
    }

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
        other.close();
        third.close();
        leaving.close();
    }

    static Map<String, Object> form(FakeIdentityProvider provider, String name) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "issuer",
                provider.issuer(),
                "client_id",
                FakeIdentityProvider.CLIENT,
                "client_secret",
                FakeIdentityProvider.SECRET));
    }

    TestAnswer added(FakeIdentityProvider provider, String name) {
        TestAnswer added = world.post(PROVIDERS, form(provider, name), admin);
        assertEquals(201, added.status(), added.text());
        assertFalse(added.text().contains(FakeIdentityProvider.SECRET), added.text());
        return added;
    }

    void put(List<Map<String, String>> roles) {
        Map<String, Object> form = form(provider, "Test");
        form.put("roles", roles);
        TestAnswer stored = put(PROVIDERS + "/" + id, form);
        assertEquals(200, stored.status(), stored.text());
        assertFalse(stored.text().contains(FakeIdentityProvider.SECRET), stored.text());
    }

    TestAnswer put(String path, Map<String, ?> body) {
        return world.server.put(
                path, new String(Json.bytes(body), StandardCharsets.UTF_8), IdentityWorld.access(admin));
    }

    /** A browser that was sent to the provider. */
    record Sent(String address, String cookie) {}

    Sent begin(String path, Map<String, ?> body, String token) {
        TestAnswer begun = world.server.post(path, new String(Json.bytes(body), StandardCharsets.UTF_8), token);
        assertEquals(200, begun.status(), begun.text());
        String cookie = begun.header("Set-Cookie");
        assertTrue(cookie.contains("HttpOnly; SameSite=Strict"), cookie);
        return new Sent(begun.json().path("authorization_url").asText(), cookie.substring(0, cookie.indexOf(';')));
    }

    TestAnswer finish(String path, FakeIdentityProvider.Returned returned, String cookie, String token) {
        byte[] body = Json.bytes(Map.of("code", returned.code(), "state", returned.state()));
        return world.server.send(world.server
                .request(path, token)
                .header("Cookie", "other=1; " + cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    TestAnswer logIn(String subject, List<String> groups) {
        return logIn(provider, id, subject, groups);
    }

    TestAnswer logIn(FakeIdentityProvider at, String providerId, String subject, List<String> groups) {
        Sent sent = begin(LOGIN + "?provider=" + providerId, Map.of(), "");
        return finish(LOGIN + "/finish", at.logIn(sent.address(), subject, groups), sent.cookie(), "");
    }

    /** A user with roles whom the provider knows by a subject. */
    record Staff(String email, String id, String subject) {}

    TestAnswer roles(Staff staff, List<String> roles) {
        return world.patch("/api/v1/users/" + staff.id(), Map.of("roles", roles), admin);
    }

    Staff newStaff(List<String> roles) {
        String email = freshEmail();
        TestAnswer tokens = world.newUser(email);
        Staff staff = new Staff(email, world.me(tokens).json().path("id").asText(), "subject of " + email);
        TestAnswer changed = roles(staff, roles);
        assertEquals(200, changed.status(), changed.text());
        return staff;
    }

    TestAnswer invite(Staff staff) {
        return invite(staff, id);
    }

    TestAnswer invite(Staff staff, String providerId) {
        return world.server.put(
                "/api/v1/users/" + staff.id() + "/staff-login?provider=" + providerId, "", IdentityWorld.access(admin));
    }

    TestAnswer bind(Staff staff) {
        return bind(staff, provider);
    }

    TestAnswer bind(Staff staff, FakeIdentityProvider at) {
        TestAnswer local = world.login(staff.email(), PASSWORD);
        String token = IdentityWorld.access(local);
        Sent sent = begin(LOGIN + "/binding", Map.of("password", PASSWORD), token);
        return finish(
                LOGIN + "/binding/finish", at.logIn(sent.address(), staff.subject(), List.of()), sent.cookie(), token);
    }

    Staff bound(List<String> roles) {
        Staff staff = newStaff(roles);
        assertEquals(200, invite(staff).status());
        TestAnswer bound = bind(staff);
        assertEquals(200, bound.status(), bound.text());
        assertEquals(staff.subject(), bound.json().path("subject").asText());
        return staff;
    }

    String rolesOf(TestAnswer tokens) {
        assertEquals(200, tokens.status(), tokens.text());
        return world.me(tokens).json().path("roles").toString();
    }
}
