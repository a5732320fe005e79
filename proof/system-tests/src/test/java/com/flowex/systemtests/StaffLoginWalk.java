package com.flowex.systemtests;

import com.flowex.testsupport.FakeIdentityProvider;
import java.util.List;
import java.util.Map;

/**
 * Log-in of staff by an identity provider: an invited user binds an identity, logs in by it, is logged out by it, and is
 * unbound.
 *
 * @param api without a session
 * @param manager session of one of the tenant's admins
 */
record StaffLoginWalk(HttpApi api, HttpApi manager) {

    private static final String PASSWORD = "SecurePass123!";

    void walk() {
        String login = "/api/auth/staff-login";
        FakeIdentityProvider provider = ExchangeHere.PROVIDER;
        api.get(login).expect(200);
        manager.get("/api/v1/staff-login").expect(404);
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
        manager.put("/api/v1/staff-login", form).expect(200);
        manager.get("/api/v1/staff-login").expect(200);
        manager.post("/api/v1/staff-login/check", Map.of()).expect(200);
        String tokens = "/api/v1/staff-login/scim-tokens";
        String token = manager.post(tokens, Map.of("name", "walk")).expect(201).text("id");
        manager.get(tokens).expect(200);
        manager.delete(tokens + "/" + token).expect(204);
        HttpApi user = api.newUser("walk-staff@example.com");
        String binding = "/api/v1/users/" + user.get("/api/auth/me").expect(200).text("id") + "/staff-login";
        manager.send("PUT", binding, "").expect(200);
        manager.get(binding).expect(200);
        manager.get(binding.replace("/staff-login", "/log-ins")).expect(200);
        user.get(login + "/binding").expect(200);
        HttpApi.Answer begun =
                user.post(login + "/binding", Map.of("password", PASSWORD)).expect(200);
        back(user, begun)
                .post(login + "/binding/finish", returned(begun, provider))
                .expect(200);
        HttpApi.Answer again = api.post(login, Map.of()).expect(200);
        back(api, again).post(login + "/finish", returned(again, provider)).expect(200);
        api.postText(login + "/logout", "logout_token=" + provider.logoutToken("walked"))
                .expect(204);
        manager.delete(binding).expect(204);
        manager.delete("/api/v1/staff-login").expect(204);
    }

    /** The same browser, with the cookie of the log-in that it began. */
    private static HttpApi back(HttpApi browser, HttpApi.Answer begun) {
        String cookie = begun.headers().get("set-cookie");
        return browser.withHeaders(Map.of(
                "X-Rate-Tier", "benchmark",
                "Sec-Fetch-Site", "same-origin",
                "Cookie", cookie.substring(0, cookie.indexOf(';'))));
    }

    private static Map<String, String> returned(HttpApi.Answer begun, FakeIdentityProvider provider) {
        FakeIdentityProvider.Returned returned =
                provider.logIn(begun.text("authorization_url"), "walked", List.of("staff"));
        return Map.of("code", returned.code(), "state", returned.state());
    }
}
