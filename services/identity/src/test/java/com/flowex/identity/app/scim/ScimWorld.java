package com.flowex.identity.app.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.testsupport.FakeIdentityProvider;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Identity with an identity provider that provisions staff. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
abstract class ScimWorld {

    static final String USERS = "/scim/v2/Users";
    static final String TOKENS = "/api/v1/staff-login/scim-tokens";
    static final String LOGIN = "/api/auth/staff-login";
    static final String PROVIDERS = "/api/v1/staff-login/providers";
    static final String BULK = "/scim/v2/Bulk";
    static final String GROUPS = "/scim/v2/Groups";
    static final String USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    final FakeIdentityProvider provider = new FakeIdentityProvider();
    final IdentityWorld world = new IdentityWorld(Map.of("FLOWEX_OIDC_HOSTS", provider.issuer()));
    final TestAnswer admin = world.admin();
    final AtomicInteger subjects = new AtomicInteger();
    String token = "";
    String providerId = "";

    @BeforeAll
    void configure() {
        assertEquals(404, world.post(TOKENS, Map.of("name", "early"), admin).status(), "no provider, no token");
        providerId = addedProvider();
        token = newToken().json().path("token").asText();
    }

    String addedProvider() {
        TestAnswer added = world.post(PROVIDERS, form(), admin);
        assertEquals(201, added.status(), added.text());
        return added.json().path("id").asText();
    }

    Map<String, Object> form() {
        return Map.of(
                "name",
                "Test",
                "issuer",
                provider.issuer(),
                "client_id",
                FakeIdentityProvider.CLIENT,
                "client_secret",
                FakeIdentityProvider.SECRET);
    }

    @AfterAll
    void stop() {
        world.close();
        provider.close();
    }

    TestAnswer newToken() {
        TestAnswer made = world.post(TOKENS, Map.of("name", "Okta", "role", "analyst"), admin);
        assertEquals(201, made.status(), made.text());
        return made;
    }

    static String text(Map<String, ?> body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    TestAnswer scim(String method, String path, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request = world.server.request(path, token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return world.server.send(request.method(method, HttpRequest.BodyPublishers.ofString(text(body))));
    }

    TestAnswer patch(String id, Object active) {
        return scim(
                "PATCH",
                USERS + "/" + id,
                Map.of(
                        "schemas",
                        List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                        "Operations",
                        List.of(Map.of("op", "Replace", "path", "active", "value", active))));
    }

    String newSubject() {
        return "sub-" + subjects.incrementAndGet();
    }

    static Map<String, Object> person(String userName, String subject) {
        return Map.of(
                "schemas",
                List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                "userName",
                userName,
                "externalId",
                subject,
                "name",
                Map.of("givenName", "Ada", "familyName", "L"),
                "displayName",
                "not kept");
    }

    String created(String userName, String subject) {
        TestAnswer created = scim("POST", USERS, person(userName, subject));
        assertEquals(201, created.status(), created.text());
        return created.json().path("id").asText();
    }

    TestAnswer logIn(String subject) {
        return logIn(subject, List.of());
    }

    TestAnswer logIn(String subject, List<String> groups) {
        TestAnswer begun = world.post(LOGIN, Map.of());
        String cookie = begun.header("Set-Cookie");
        FakeIdentityProvider.Returned back =
                provider.logIn(begun.json().path("authorization_url").asText(), subject, groups);
        return world.server.send(world.server
                .request(LOGIN + "/finish", "")
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(text(Map.of("code", back.code(), "state", back.state())))));
    }

    static String scimType(TestAnswer refused) {
        return refused.status() + " " + refused.json().path("scimType").asText();
    }
}
