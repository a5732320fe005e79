package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.SoftAuthenticator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Attacks with what says whose a request is: tokens in bodies, API keys, hosts, addresses of users, roles. */
final class CrossTenantProofs {

    private static final String PASSWORD = "SecurePass123!";
    private static final String PASSKEY_LOGIN = "/api/auth/passkeys/login";

    private final IsolationExchange isolation;
    private final HttpApi anybody;
    private final Victim left;
    private final String slug;
    private final int right;
    private final HttpApi stranger;

    /** @param stranger an admin of the tenant with this slug and this number */
    CrossTenantProofs(IsolationExchange isolation, Victim left, String slug, int right, HttpApi stranger) {
        this.isolation = isolation;
        this.anybody = isolation.anybody();
        this.left = left;
        this.slug = slug;
        this.right = right;
        this.stranger = stranger;
    }

    void tokensInBodies() {
        String token = left.number() + "." + "A".repeat(43);
        Map<String, Map<String, String>> tries = Map.ofEntries(
                Map.entry("/api/auth/recovery", Map.of("mfa_token", token)),
                Map.entry("/api/auth/2fa/sms/send", Map.of("mfa_token", token)),
                Map.entry("/api/auth/recovery/confirm", Map.of("token", token)),
                Map.entry("/api/auth/recovery/cancel", Map.of("token", token)),
                Map.entry("/api/auth/refresh", Map.of("refresh_token", token)),
                Map.entry("/api/auth/logout", Map.of("refresh_token", token)),
                Map.entry("/api/auth/verify-2fa", Map.of("mfa_token", token, "code", "123456")),
                Map.entry("/api/auth/2fa/email/send", Map.of("mfa_token", token)),
                Map.entry("/api/auth/2fa/passkey/options", Map.of("mfa_token", token)),
                Map.entry("/api/auth/staff-login/finish", Map.of("code", "a", "state", token)),
                Map.entry("/api/auth/email/verify", Map.of("token", token)),
                Map.entry("/api/auth/password/reset", Map.of("token", token, "password", PASSWORD)));
        Map<String, String> own = Map.of("email", "admin@" + left.slug() + ".example", "password", PASSWORD);
        String refresh = anybody.withTenant(left.slug())
                .post("/api/auth/login", own)
                .expect(200)
                .text("refresh_token");
        anybody.post("/api/auth/refresh", Map.of("refresh_token", refresh)).expect(200);
        for (HttpApi as : List.of(anybody.withTenant(slug), stranger.withTenant(""))) {
            tries.forEach((path, body) -> assertEquals(
                    "tenant_mismatch", as.post(path, body).expect(403).text("code"), path));
        }
    }

    void keys() {
        HttpApi signed = new SignedCall(left.keyId(), left.keySecret()).get(anybody, "/api/wallet/balances");
        assertTrue(signed.get("/api/wallet/balances").expect(200).text().contains(Victim.UNTOUCHED));
        HttpApi under =
                new SignedCall(left.keyId(), left.keySecret()).get(anybody.withTenant(slug), "/api/wallet/balances");
        assertEquals(
                "tenant_mismatch", under.get("/api/wallet/balances").expect(403).text("code"));
        String theirs = left.keyId().replace("fx" + left.number() + "_", "fx" + right + "_");
        new SignedCall(theirs, left.keySecret())
                .get(anybody, "/api/wallet/balances")
                .get("/api/wallet/balances")
                .expect(401);
        // The exchange stores the use within a minute: a later look at the tenant's rows must not fall around it.
        Await.until(() -> left.admin().get("/api/auth/api-keys").expect(200).body().findValues("last_used_at").stream()
                .anyMatch(at -> !at.isNull()));
    }

    void hosts() {
        HttpApi superAdmin = anybody.admin();
        superAdmin
                .send("PATCH", "/api/v1/tenants/" + left.number(), hosts(left.slug()))
                .expect(200);
        superAdmin.send("PATCH", "/api/v1/tenants/" + right, hosts(slug)).expect(200);
        superAdmin
                .send("PATCH", "/api/v1/tenants/" + left.number(), hosts(left.slug()))
                .expect(200);
        superAdmin
                .sendUnchecked("PATCH", "/api/v1/tenants/" + right, hosts(left.slug()))
                .expect(409);
        int port = isolation.port();
        assertTrue(HostCall.get(port, left.slug() + ".test", "/api/tenant").contains(left.slug()));
        assertTrue(HostCall.get(port, slug + ".test", "/api/tenant").contains(slug));
        assertTrue(HostCall.get(port, slug + "." + IsolationExchange.DOMAIN, "/api/tenant")
                .contains(slug));
        assertTrue(HostCall.get(port, "nobody." + IsolationExchange.DOMAIN, "/api/tenant")
                .contains("unknown_tenant"));
        String theirs = HostCall.get(port, slug + ".test", "/api/trading/orderbook/BTC-USDT");
        assertFalse(theirs.contains(Victim.PRICE), theirs);
        for (String header : List.of(
                "X-Tenant: " + left.slug(),
                "Authorization: Bearer " + left.admin().token())) {
            assertTrue(
                    HostCall.get(port, slug + ".test", "/api/trading/orderbook/BTC-USDT", header)
                            .contains("tenant_mismatch"),
                    header);
        }
    }

    private static String hosts(String slug) {
        return "{\"hosts\":[\"" + slug + ".test\"]}";
    }

    /** Guesses at one of them lock that one only, and one's password is not the other's. */
    void sameAddress() {
        String email = "same@everywhere.example";
        register(left.slug(), email, "LeftsPass123!");
        register(slug, email, "RightsPass123!");
        HttpApi theirs = anybody.withTenant(slug);
        theirs.post("/api/auth/login", Map.of("email", email, "password", "LeftsPass123!"))
                .expect(401);
        HttpApi ours = anybody.withTenant(left.slug());
        int status = 401;
        for (int tries = 0; status == 401 && tries < 100; tries++) {
            status = ours.post("/api/auth/login", Map.of("email", email, "password", "wrong-Pass123!"))
                    .status();
        }
        assertEquals(429, status, "guessing has to wait");
        theirs.login(email, "RightsPass123!");
    }

    /** A passkey of one tenant that signs what the other asks begins no session there. */
    void passkeys() {
        HttpApi ours = anybody.withTenant(left.slug());
        HttpApi user = ours.newUser("passkey@everywhere.example");
        JsonNode creation = user.post("/api/auth/passkeys/options", Map.of("password", PASSWORD))
                .expect(200)
                .body();
        SoftAuthenticator device = new SoftAuthenticator(origin(creation));
        user.post(
                        "/api/auth/passkeys",
                        device.make(
                                "Laptop",
                                creation.path("challenge").asText(),
                                creation.path("relying_party_id").asText(),
                                creation.path("user_handle").asText()))
                .expect(201);
        HttpApi theirs = anybody.withTenant(slug);
        for (HttpApi challenger : List.of(theirs, ours)) {
            assertEquals(
                    "invalid_passkey",
                    theirs.post(PASSKEY_LOGIN, signed(device, challenger))
                            .expect(401)
                            .text("code"));
        }
        ours.post(PASSKEY_LOGIN, signed(device, ours)).expect(200);
    }

    /** Signs a challenge of the log-in for its own page, as an authenticator that lies about the page would. */
    private Map<String, Object> signed(SoftAuthenticator device, HttpApi challenger) {
        JsonNode options = challenger
                .post(PASSKEY_LOGIN + "/options", Map.of())
                .expect(200)
                .body();
        device.origin = origin(options);
        return Map.of(
                "passkey",
                device.sign(
                        options.path("challenge").asText(),
                        options.path("relying_party_id").asText()));
    }

    private String origin(JsonNode options) {
        String host = options.path("relying_party_id").asText();
        return host.equals("localhost") ? "http://localhost:" + isolation.port() : "http://" + host;
    }

    private void register(String tenant, String email, String password) {
        anybody.withTenant(tenant)
                .post(
                        "/api/auth/register",
                        Map.of("email", email, "password", password, "first_name", "Ada", "last_name", "Same"))
                .expect(201);
    }

    /** A role that no tenant's admin can give, so the database gives it. */
    void superAdmins() throws SQLException {
        String email = "super@" + slug + ".example";
        register(slug, email, PASSWORD);
        try (Connection owner = isolation.owner()) {
            IsolationExchange.execute(
                    owner, "UPDATE identity.users SET roles = '{super_admin}' WHERE email = '" + email + "'");
        }
        HttpApi powerful = anybody.withTenant(slug).login(email, PASSWORD);
        powerful.get("/api/v1/tenants/" + left.number()).expect(403);
        powerful.get("/api/v1/tenants").expect(403);
    }
}
