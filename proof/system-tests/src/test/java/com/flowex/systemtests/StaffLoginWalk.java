package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.testing.TestSocket;
import com.flowex.testsupport.FakeIdentityProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Log-in of staff by an identity provider: an invited user binds an identity, logs in by it, is logged out by it, loses all
 * access by it within a minute, and is unbound.
 *
 * @param api without a session
 * @param manager session of one of the tenant's admins
 */
record StaffLoginWalk(HttpApi api, HttpApi manager) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ORDERS = "/api/trading/orders";
    private static final String PASSWORD = "SecurePass123!";

    void walk() {
        String login = "/api/auth/staff-login";
        FakeIdentityProvider provider = ExchangeHere.PROVIDER;
        api.get(login).expect(200);
        String providers = "/api/v1/staff-login/providers";
        manager.get(providers).expect(200);
        Map<String, Object> form = Map.of(
                "name",
                "Walk",
                "issuer",
                provider.issuer(),
                "client_id",
                FakeIdentityProvider.CLIENT,
                "client_secret",
                FakeIdentityProvider.SECRET,
                "roles",
                List.of(Map.of("group", "staff", "role", "viewer")));
        String one = providers + "/" + manager.post(providers, form).expect(201).text("id");
        manager.get(one).expect(200);
        manager.put(one, form).expect(200);
        manager.post(one + "/check", Map.of()).expect(200);
        String tokens = "/api/v1/staff-login/scim-tokens";
        HttpApi.Answer token = manager.post(tokens, Map.of("name", "walk")).expect(201);
        manager.get(tokens).expect(200);
        HttpApi user = api.newUser("walk-staff@example.com");
        SignedCall key = key(user);
        String id = user.get("/api/auth/me").expect(200).text("id");
        String binding = "/api/v1/users/" + id + "/staff-login";
        manager.send("PUT", binding, "").expect(200);
        manager.get(binding).expect(200);
        manager.get(binding.replace("/staff-login", "/log-ins")).expect(200);
        user.get(login + "/binding").expect(200);
        HttpApi.Answer begun =
                user.post(login + "/binding", Map.of("password", PASSWORD)).expect(200);
        back(user, begun)
                .post(login + "/binding/finish", returned(begun, provider, "walked"))
                .expect(200);
        HttpApi.Answer again = api.post(login, Map.of()).expect(200);
        String session = back(api, again)
                .post(login + "/finish", returned(again, provider, "walked"))
                .expect(200)
                .text("access_token");
        key.send(api, "GET", ORDERS).expect(200);
        try (TestSocket stream = stream(api, session)) {
            groups(api.withToken(token.text("token")), manager, id);
            end(api.withToken(token.text("token")), id);
            assertEquals("1008 session_ended", stream.closed(), "within a minute");
        }
        Deadline.await(
                MINUTE,
                () -> key.send(api, "GET", ORDERS).status() == 401,
                () -> "the key is good a minute after the provider ended its owner");
        manager.send("POST", binding + "/readmission", "").expect(200);
        manager.delete(tokens + "/" + token.text("id")).expect(204);
        api.postText(login + "/logout", "logout_token=" + provider.logoutToken("walked"))
                .expect(204);
        manager.delete(binding).expect(204);
        manager.delete(one).expect(200);
    }

    static SignedCall key(HttpApi user) {
        HttpApi.Answer made = user.post("/api/auth/api-keys", Map.of("label", "walk", "permissions", List.of("read")))
                .expect(201);
        return new SignedCall(made.text("api_key"), made.text("api_secret"));
    }

    /** A stream of the account that a session follows; a goodbye is waited for a minute. */
    static TestSocket stream(HttpApi api, String session) {
        TestSocket stream = new TestSocket(api.port(), "/ws/account", api.tenantHeader(), MINUTE.dividedBy(2));
        stream.send("{\"op\":\"login\",\"token\":\"" + session + "\"}");
        stream.next(message -> message.path("type").asText().equals("following"));
        return stream;
    }

    /** Keeps a group of a person, by requests of their own and by one of several operations. */
    private static void groups(HttpApi scim, HttpApi manager, String id) {
        String schema = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"walk\"";
        String group = scim.sendUnchecked("POST", "/scim/v2/Groups", schema + "}")
                .expect(201)
                .text("id");
        String path = "/scim/v2/Groups/" + group;
        scim.sendUnchecked("PUT", path, schema + ",\"members\":[{\"value\":\"" + id + "\"}]}")
                .expect(200);
        scim.sendUnchecked("GET", "/scim/v2/Groups?filter=displayName%20eq%20%22walk%22", "")
                .expect(200);
        String groups = "/api/v1/staff-login/groups";
        manager.get(groups).expect(200);
        manager.get(groups + "/" + group + "/members").expect(200);
        scim.sendUnchecked(
                        "POST",
                        "/scim/v2/Bulk",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":"
                                + "[{\"method\":\"DELETE\",\"path\":\"/Groups/" + group + "\"}]}")
                .expect(200);
    }

    /** Ends the access of a person, as their provider does. */
    static void end(HttpApi scim, String id) {
        scim.sendUnchecked(
                        "PATCH",
                        "/scim/v2/Users/" + id,
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                                + "\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}")
                .expect(200);
    }

    /** The same browser, with the cookie of the log-in that it began. */
    static HttpApi back(HttpApi browser, HttpApi.Answer begun) {
        String cookie = begun.headers().get("set-cookie");
        return browser.withHeaders(Map.of(
                "X-Rate-Tier", "benchmark",
                "Sec-Fetch-Site", "same-origin",
                "Cookie", cookie.substring(0, cookie.indexOf(';'))));
    }

    /** Fields with which a browser comes back from the provider where a person has logged in. */
    static Map<String, String> returned(HttpApi.Answer begun, FakeIdentityProvider provider, String subject) {
        FakeIdentityProvider.Returned returned =
                provider.logIn(begun.text("authorization_url"), subject, List.of("staff"));
        return Map.of("code", returned.code(), "state", returned.state());
    }
}
