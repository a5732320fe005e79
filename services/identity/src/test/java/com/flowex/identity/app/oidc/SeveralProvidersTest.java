package com.flowex.identity.app.oidc;

import static com.flowex.identity.IdentityWorld.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.identity.IdentityWorld;
import com.flowex.testsupport.FakeIdentityProvider;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several identity providers of one tenant: which people each of them has, and what ends when one is removed. */
class SeveralProvidersTest extends StaffWorld {

    private static final String TOKENS = "/api/v1/staff-login/scim-tokens";

    private int status(String method, String path, TestAnswer tokens) {
        return world.server
                .send(world.server
                        .request(path, IdentityWorld.access(tokens))
                        .method(method, HttpRequest.BodyPublishers.noBody()))
                .status();
    }

    private TestAnswer removed(String providerId) {
        return world.server.delete(PROVIDERS + "/" + providerId, IdentityWorld.access(admin));
    }

    @Test
    void eachHasItsOwnPeopleAndIsChosenByName() {
        String second = added(other, "Second").json().path("id").asText();
        TestAnswer offered = world.server.get(LOGIN, "");
        assertEquals(
                List.of("Test", "Second"), offered.json().path("providers").findValuesAsText("name"), offered.text());
        assertEquals(
                List.of("provider"),
                IdentityWorld.fields(world.post(LOGIN, Map.of())),
                "of several one has to be chosen");
        assertEquals(404, world.post(LOGIN + "?provider=999999", Map.of()).status());

        Staff staff = newStaff(List.of("user", "analyst"));
        assertEquals(200, invite(staff, second).status());
        assertEquals("invalid_provider_login", bind(staff, provider).code(), "the browser was sent to the other one");
        assertEquals(200, bind(staff, other).status());
        assertEquals("identity_not_bound", logIn(staff.subject(), List.of()).code(), "of another provider");
        TestAnswer session = logIn(other, second, staff.subject(), List.of());
        assertEquals("[\"user\",\"analyst\"]", rolesOf(session));
        assertEquals(
                "provider_login_required", world.login(staff.email(), PASSWORD).code());
        TestAnswer binding = world.get("/api/v1/users/" + staff.id() + "/staff-login", admin);
        assertEquals("Second", binding.json().path("provider_name").asText(), binding.text());

        put(List.of(Map.of("group", "a", "role", "viewer")));
        assertEquals(
                "[\"user\",\"analyst\"]",
                rolesOf(logIn(other, second, staff.subject(), List.of("a"))),
                "rules belong to one provider");
        TestAnswer last = logIn(other, second, staff.subject(), List.of());
        assertEquals(204, logout(provider.logoutToken(staff.subject())).status());
        assertEquals(200, world.me(last).status(), "the first provider reports a log-out of nobody here");
        assertEquals(204, logout(other.logoutToken(staff.subject())).status());
        assertEquals(401, world.me(last).status());
        assertEquals(200, removed(second).status());
    }

    private TestAnswer logout(String token) {
        String form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return world.server.post(LOGIN + "/logout", form, "");
    }

    @Test
    void anAnswerOfOneProviderIsNoneOfAnother() {
        String second = added(other, "Second").json().path("id").asText();
        Staff staff = bound(List.of("user"));
        Sent sent = begin(LOGIN + "?provider=" + second, Map.of(), "");
        FakeIdentityProvider.Returned mixed = new FakeIdentityProvider.Returned(
                provider.logIn(sent.address(), staff.subject(), List.of()).code(),
                other.logIn(sent.address(), staff.subject(), List.of()).state());

        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", mixed, sent.cookie(), "").code(),
                "a code is exchanged where the browser was sent");
        assertEquals(200, removed(second).status());
    }

    @Test
    void withAProviderItsSessionsTokensAndInvitationsEndAtOnce() {
        String second = added(leaving, "Second").json().path("id").asText();
        String token = world.post(TOKENS, Map.of("provider", second, "name", "x"), admin)
                .json()
                .path("token")
                .asText();
        Staff staff = newStaff(List.of("user"));
        invite(staff, second);
        assertEquals(200, bind(staff, leaving).status());
        TestAnswer session = logIn(leaving, second, staff.subject(), List.of());
        Sent late = begin(LOGIN + "?provider=" + second, Map.of(), "");
        Staff waiting = newStaff(List.of("user"));
        assertEquals(200, invite(waiting, second).status());
        Staff stays = bound(List.of("user"));
        TestAnswer own = logIn(stays.subject(), List.of());

        TestAnswer removed = removed(second);

        assertEquals(200, removed.status(), removed.text());
        assertEquals(1, removed.json().path("people").asInt(), removed.text());
        assertTrue(removed.json().path("sessions").asInt() >= 1, removed.text());
        assertEquals(1, removed.json().path("scim_tokens").asInt(), removed.text());
        assertEquals(401, world.me(session).status());
        assertEquals(200, world.me(own).status(), "people of the other provider go on");
        assertEquals(401, world.server.get("/scim/v2/Users", token).status());
        assertEquals(
                "invalid_provider_login",
                finish(LOGIN + "/finish", leaving.logIn(late.address(), staff.subject(), List.of()), late.cookie(), "")
                        .code());
        assertTrue(world.get("/api/v1/users/" + waiting.id() + "/staff-login", admin)
                .json()
                .path("invited_until")
                .isNull());
        assertEquals(200, world.login(staff.email(), PASSWORD).status(), "they log in by password");
        assertEquals(404, removed(second).status());
        String again = added(leaving, "Second").json().path("id").asText();
        assertFalse(again.equals(second));
        assertEquals(
                200, logIn(leaving, again, staff.subject(), List.of()).status(), "issuer and subject are who they are");
        assertEquals(401, world.server.get("/scim/v2/Users", token).status());
        assertEquals(200, removed(again).status());
    }

    private TestAnswer scim(String path, Map<String, ?> body, String token) {
        TestAnswer made =
                world.server.post("/scim/v2/" + path, new String(Json.bytes(body), StandardCharsets.UTF_8), token);
        assertEquals(201, made.status(), made.text());
        return made;
    }

    private static Map<String, Object> named(String type, String attribute, String name) {
        return new HashMap<>(
                Map.of("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:" + type), attribute, name));
    }

    private TestAnswer get(String path) {
        TestAnswer answer = world.get(path, admin);
        assertEquals(200, answer.status(), answer.text());
        return answer;
    }

    @Test
    void administratorsReadTheGroupsOfEachProviderWithMembersAndRoles() {
        Map<String, Object> form = form(other, "Second");
        form.put(
                "roles",
                List.of(
                        Map.of("group", "crew", "role", "viewer"),
                        Map.of("group", "object-1", "role", "analyst"),
                        Map.of("group", "another", "role", "admin")));
        String second = world.post(PROVIDERS, form, admin).json().path("id").asText();
        String token = world.post(TOKENS, Map.of("provider", second, "name", "x"), admin)
                .json()
                .path("token")
                .asText();
        List<String> people = Stream.of("ada", "bob")
                .map(name -> {
                    Map<String, Object> person = named("User", "userName", name);
                    person.put("externalId", "subject of " + name);
                    person.put("emails", List.of(Map.of("value", IdentityWorld.freshEmail())));
                    return scim("Users", person, token).json().path("id").asText();
                })
                .toList();
        Map<String, Object> crew = named("Group", "displayName", "crew");
        crew.put("externalId", "object-1");
        crew.put("members", people.stream().map(each -> Map.of("value", each)).toList());
        String group = scim("Groups", crew, token).json().path("id").asText();
        scim("Groups", named("Group", "displayName", "empty"), token);

        String groups = "/api/v1/staff-login/groups";
        TestAnswer page = get(groups + "?provider=" + second + "&limit=1");
        JsonNode first = page.json().path("items").path(0);
        assertEquals(group, first.path("id").asText(), page.text());
        assertEquals(second, first.path("provider").asText());
        assertEquals("object-1", first.path("external_id").asText());
        assertEquals(2, first.path("members").asInt());
        assertEquals("[\"viewer\",\"analyst\"]", first.path("roles").toString(), "by name and by id");
        TestAnswer next = get(groups + "?provider=" + second + "&cursor="
                + page.json().path("next_cursor").asText());
        assertEquals(List.of("empty"), next.json().path("items").findValuesAsText("name"), next.text());
        assertEquals("[]", next.json().path("items").path(0).path("roles").toString());
        assertEquals(0, get(groups + "?provider=" + id).json().path("items").size(), "of the other provider");
        assertEquals(2, get(groups).json().path("items").size());
        assertEquals(List.of("provider"), IdentityWorld.fields(world.get(groups + "?provider=x", admin)));

        TestAnswer members = get(groups + "/" + group + "/members?limit=1");
        assertEquals(
                people.getFirst(),
                members.json().path("items").path(0).path("user_id").asText());
        TestAnswer rest = get(groups + "/" + group + "/members?cursor="
                + members.json().path("next_cursor").asText());
        assertEquals(List.of("bob"), rest.json().path("items").findValuesAsText("user_name"), rest.text());
        assertEquals(404, world.get(groups + "/999999/members", admin).status());
        assertEquals(
                403,
                world.get(groups, world.newUser(IdentityWorld.freshEmail())).status());
        assertEquals(200, removed(second).status());
        assertEquals(0, get(groups).json().path("items").size(), "groups end with their provider");
    }

    @Test
    void nameAndIssuerBelongToOneProviderAndIssuerAndClaimStay() {
        assertEquals(List.of("issuer"), IdentityWorld.fields(world.post(PROVIDERS, form(provider, "Another"), admin)));
        assertEquals(List.of("name"), IdentityWorld.fields(world.post(PROVIDERS, form(other, "TEST"), admin)));
        Map<String, Object> form = form(other, "Test");
        assertEquals(List.of("issuer"), IdentityWorld.fields(put(PROVIDERS + "/" + id, form)));
        form = form(provider, "Test");
        form.put("subject_claim", "oid");
        assertEquals(List.of("subject_claim"), IdentityWorld.fields(put(PROVIDERS + "/" + id, form)));
        form.put("subject_claim", "email");
        form.put("issuer", other.issuer());
        form.put("name", "Second");
        assertEquals(List.of("subject_claim"), IdentityWorld.fields(world.post(PROVIDERS, form, admin)));
        assertEquals(404, world.get(PROVIDERS + "/999999", admin).status());
        assertEquals(404, status("DELETE", PROVIDERS + "/999999", admin));
    }

    /** An address names no person by a claim other than sub. */
    private static String withoutAt(Object subject) {
        return subject.toString().replace('@', '.');
    }

    @Test
    void aClaimOtherThanSubNamesPeopleOfItsProvider() {
        Map<String, Object> form = form(third, "Entra ID");
        form.put("subject_claim", "oid");
        TestAnswer added = world.post(PROVIDERS, form, admin);
        assertEquals(201, added.status(), added.text());
        String entra = added.json().path("id").asText();
        third.claims = claims -> claims.put("oid", "object of " + withoutAt(claims.get("sub")));
        Staff staff = newStaff(List.of("user"));
        invite(staff, entra);
        TestAnswer bound = bind(staff, third);
        assertEquals(
                "object of " + withoutAt(staff.subject()),
                bound.json().path("subject").asText(),
                bound.text());
        assertEquals(200, logIn(third, entra, staff.subject(), List.of()).status());
        assertEquals(200, removed(entra).status());
        TestAnswer refused = world.post(PROVIDERS, form(third, "Entra ID"), admin);
        assertEquals(List.of("subject_claim"), IdentityWorld.fields(refused), "people are bound by the other claim");
        TestAnswer again = world.post(PROVIDERS, form, admin);
        assertEquals(201, again.status(), again.text());
        assertEquals(200, removed(again.json().path("id").asText()).status());
    }
}
