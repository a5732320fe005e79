package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Failure 26: another tenant's token, key, header or host opens nothing.
 *
 * <p>The tenant of a request, by every way of naming it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class TenantOfRequestTest {

    private TestStand stand;
    private TestServer server;
    private Tenant acme;
    private Tenant zeta;
    private Tenant closed;

    @BeforeAll
    void start() {
        stand = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_TENANT_DOMAIN", "example.com"));
        acme = TestTenants.add(stand, "acme", "trade.acme.test");
        zeta = TestTenants.add(stand, "zeta");
        closed = TestTenants.add(stand, "closed");
        TestTenants.change(stand, closed, tenant -> tenant.in(Tenant.Status.SUSPENDED));
        TestTenants.change(stand, TestTenants.add(stand, "gone"), tenant -> tenant.in(Tenant.Status.REMOVED));
        Endpoint endpoint = request -> Answer.ok(Map.of("tenant", request.tenant()));
        server = TestServer.of(
                stand,
                new Routes()
                        .get("/public", Access.PUBLIC, endpoint)
                        .get("/mine", Access.CALLER, endpoint)
                        .get("/all", Access.of(Permission.TENANTS_MANAGE), endpoint)
                        .post("/api/auth/register", Access.PUBLIC, endpoint)
                        .partOf(Feature.REGISTRATION)
                        .get("/body/{tenant}", Access.PUBLIC, request -> {
                            request.belongsTo(Math.toIntExact(request.pathNumber("tenant")));
                            return endpoint.answer(request);
                        }));
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    private String token(Tenant tenant) {
        return stand.tokenOf(tenant.number(), 7, "trader");
    }

    private TestAnswer named(String path, String slug, String token) {
        return server.send(server.request(path, token).header("X-Tenant", slug).GET());
    }

    private static int tenant(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        return answer.json().get("tenant").asInt();
    }

    private static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.json().get("code").asText());
    }

    @Test
    void requestWithoutATenantBelongsToTheDefaultTenant() {
        assertEquals(1, tenant(server.get("/public", "")));
    }

    @Test
    void tokenSelectsTheTenantOnPublicRoutesToo() {
        assertEquals(acme.number(), tenant(server.get("/mine", token(acme))));
        assertEquals(acme.number(), tenant(server.get("/public", token(acme))));
        assertEquals(acme.number(), tenant(named("/mine", "acme", token(acme))));
    }

    @Test
    void headerSelectsTheTenantOfARequestWithoutAToken() {
        assertEquals(zeta.number(), tenant(named("/public", "zeta", "")));
    }

    @Test
    void aTokenOfOneTenantDoesNotGoWithTheNameOfAnother() {
        refused(403, "tenant_mismatch", named("/mine", "zeta", token(acme)));
        refused(403, "tenant_mismatch", named("/public", "zeta", token(acme)));
        refused(403, "tenant_mismatch", named("/mine", "default", token(acme)));
    }

    @Test
    void aTokenInTheBodyIsHeldAgainstHeaderAndTokenToo() {
        String own = "/body/" + acme.number();
        assertEquals(acme.number(), tenant(server.get(own, "")));
        assertEquals(acme.number(), tenant(named(own, "acme", token(acme))));
        refused(403, "tenant_mismatch", named(own, "zeta", ""));
        refused(403, "tenant_mismatch", server.get(own, token(zeta)));
        refused(403, "tenant_suspended", server.get("/body/" + closed.number(), ""));
        assertEquals(1, tenant(server.get("/body/4000", "")));
    }

    @Test
    void unknownRemovedOrForgedSlugIsRefused() {
        refused(404, "unknown_tenant", named("/public", "nobody", ""));
        refused(404, "unknown_tenant", named("/public", "gone", ""));
        refused(404, "unknown_tenant", named("/public", "acme' OR '1'='1", ""));
        refused(404, "unknown_tenant", server.get("/mine", stand.tokenOf(4_000, 7, "trader")));
    }

    @Test
    void suspendedTenantIsClosedToAllItsUsersAndOtherTenantsContinue() {
        refused(403, "tenant_suspended", server.get("/mine", token(closed)));
        refused(403, "tenant_suspended", named("/public", "closed", ""));
        assertEquals(1, tenant(server.get("/all", stand.token(1, "super_admin"))));
    }

    @Test
    void routesForAllTenantsAreForSuperAdminsOfTheFirstTenant() {
        refused(403, "forbidden", server.get("/all", stand.tokenOf(acme.number(), 1, "super_admin")));
    }

    @Test
    void hostSelectsTheTenant() throws IOException {
        assertEquals("200 " + acme.number(), at("trade.acme.test", ""));
        assertEquals("200 " + acme.number(), at("Trade.Acme.TEST:8443", ""));
        assertEquals("200 " + zeta.number(), at("zeta.example.com", ""));
        assertEquals("200 1", at("example.com", ""));
        assertEquals("200 1", at("somewhere.else", ""));
        assertEquals("200 1", at("[::1]:8000", ""));
        assertEquals("404 unknown_tenant", at("nobody.example.com", ""));
        assertEquals("403 tenant_suspended", at("closed.example.com", ""));
        assertEquals("403 tenant_mismatch", at("zeta.example.com", "X-Tenant: acme\r\n"));
        assertEquals("403 tenant_mismatch", at("trade.acme.test", "Authorization: Bearer " + token(zeta) + "\r\n"));
    }

    /** A name in another spelling is the same tenant's; one that is not understood, or only looks like a tenant's, is refused. */
    @Test
    void aHostHasOneMeaningHoweverItIsSpelled() throws IOException {
        for (String acmes :
                List.of("acme.example.com.", "ACME.example.com.:8000", "trade.acme.test.", "acme.Example.COM")) {
            assertEquals("200 " + acme.number(), at(acmes, ""), acmes);
        }
        for (String foreign : List.of(
                "acme.example.com.evil.com",
                "trade.acme.test.evil.com",
                "www.trade.acme.test",
                "example.com.evil.com",
                "acme%2eexample.com",
                "acme.example.com..",
                "acme..example.com",
                ".example.com",
                "acme.example.com:80:80",
                "acme.example.com:x",
                "acme.example.com@evil.com",
                "evil.com/acme.example.com",
                "acme,example.com",
                "a.b.example.com")) {
            String answer = at(foreign, "");
            assertTrue(answer.startsWith("404 ") || answer.startsWith("400 "), foreign + ": " + answer);
        }
        assertEquals("200 1", at("example.com.:8000", ""));
        assertEquals("200 1", at("[::1]", ""));
        assertEquals("200 1", at("flowex_api_1:8000", ""));
        assertTrue(!at("acme.example.com\r\nHost: zeta.example.com", "").startsWith("200"));
        assertEquals("403 tenant_mismatch", at("example.com", "X-Tenant: acme\r\nX-Tenant: zeta\r\n"));
    }

    /** The client of the JDK writes the host itself. */
    private String at(String host, String more) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET /public HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(300_000);
            String answer = "";
            while (!answer.contains("}")) {
                answer += (char) socket.getInputStream().read();
            }
            String status = answer.substring(9, 12);
            String key = status.equals("200") ? "\"tenant\":" : "\"code\":\"";
            int from = answer.indexOf(key) + key.length();
            return status + " " + answer.substring(from).split("[\"}]", 2)[0];
        }
    }

    @Test
    void aTenantSwitchesFeaturesOffForItselfOnly() {
        Tenant quiet = TestTenants.add(stand, "quiet");
        TestTenants.change(
                stand,
                quiet,
                tenant -> tenant.like(new TenantConfiguration(
                        null, List.of("fa", "en"), Map.of("registration", false), null, null, null)));
        refused(403, "feature_off", register("quiet"));
        assertEquals(zeta.number(), tenant(register("zeta")));
    }

    private TestAnswer register(String slug) {
        return server.send(server.request("/api/auth/register", "")
                .header("X-Tenant", slug)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
    }

    @Test
    void withoutIsolationAllCallersBelongToTheFirstTenant() {
        try (TestStand one = TestStand.on(TestPostgres.freshDatabase(), Map.of("FLOWEX_TENANT_ISOLATION", "off"));
                TestServer only = TestServer.of(
                        one,
                        new Routes()
                                .get("/public", Access.PUBLIC, r -> Answer.ok(Map.of("tenant", r.tenant())))
                                .get("/mine", Access.CALLER, r -> Answer.ok(Map.of("tenant", r.tenant()))))) {
            TestTenants.add(one, "acme");
            assertEquals(
                    1,
                    tenant(only.send(only.request("/public", "")
                            .header("X-Tenant", "acme")
                            .GET())));
            refused(403, "tenant_mismatch", only.get("/mine", one.tokenOf(2, 7, "trader")));
        }
    }
}
