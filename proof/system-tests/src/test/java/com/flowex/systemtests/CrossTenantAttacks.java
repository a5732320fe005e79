package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.identity.StoresInRedis;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Attempts of another tenant's admin against a {@link Victim}, and the actions that both must still be able to do
 * beside each other. An attack that gets through throws an AssertionError.
 */
final class CrossTenantAttacks {

    /** Answered alike to every caller: nothing of a tenant is in them. */
    private static final Set<String> EVERYBODYS =
            Set.of("/health", "/health/history", "/ready", "/live", "/metrics", "/api/time", "/.well-known/jwks.json");

    /** One of them. */
    interface Attempt {
        void run() throws SQLException;
    }

    /** @param name a sentence that is false if it gets through */
    record Attack(String name, Attempt attempt) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final IsolationExchange isolation;
    private final HttpApi anybody;
    private final Victim left;
    private final String slug;
    private final int right;
    private final CrossTenantProofs proofs;
    private HttpApi stranger;

    private CrossTenantAttacks(IsolationExchange isolation, Victim left, String slug) {
        this.isolation = isolation;
        this.anybody = isolation.anybody();
        this.left = left;
        this.slug = slug;
        this.right = TenantWalk.make(anybody.admin(), slug);
        this.stranger = TenantWalk.admin(anybody, slug);
        TenantWalk.awaitViews(stranger);
        this.proofs = new CrossTenantProofs(isolation, left, slug, right, stranger);
    }

    /** Two tenants with the same assets and markets, under names that no tenant had yet, and who attacks whom how. */
    static CrossTenantAttacks on(IsolationExchange isolation, String left, String right) {
        return new CrossTenantAttacks(isolation, Victim.make(isolation.anybody(), left), right);
    }

    int left() {
        return left.number();
    }

    int right() {
        return right;
    }

    /** All of them, in an order in which none is in another's way. */
    List<Attack> all() {
        List<Attack> all = new ArrayList<>(List.of(
                new Attack("whoever names a tenant sees that tenant's public data and no other", this::publicData),
                new Attack("no command crosses tenants in the engine", EngineAttacks::run),
                new Attack("a stream is of its own tenant", this::streams),
                new Attack("every row is of a tenant that there is", this::rows),
                new Attack("what a tenant lists is listed for nobody else", this::listings),
                new Attack("a token in a body is of the tenant that the request names", proofs::tokensInBodies),
                new Attack("an API key is of its own tenant", proofs::keys),
                new Attack("a host is of its own tenant", proofs::hosts),
                new Attack("the same address at two tenants is two people", proofs::sameAddress),
                new Attack("a passkey of one tenant begins no session at the other", proofs::passkeys),
                new Attack("super admins of other tenants manage no tenants", proofs::superAdmins),
                new Attack("a tenant's switches and quotas are its own", this::switches),
                new Attack("a token of one tenant under the name of another opens nothing", this::otherName),
                new Attack(
                        "another tenant's ids give nothing and change nothing in any operation", this::everyOperation),
                new Attack(
                        "each tenant's audit log is kept, judged and shortened by itself",
                        () -> AuditAttacks.run(isolation)),
                new Attack("a tenant that is closed is closed, and no other is", this::closed)));
        isolation
                .redis()
                .ifPresent(url -> all.add(
                        new Attack("what is kept in Redis is of its own tenant", () -> StoresInRedis.attack(url))));
        return all;
    }

    /** The operations of tenants: logging in and out is open to all. */
    private static List<Operation> tried() {
        return Operation.all().stream()
                .filter(operation -> !EVERYBODYS.contains(operation.path()))
                .filter(operation -> !operation.path().equals("/api/auth/logout"))
                .toList();
    }

    private static String body(Operation operation) {
        if (!operation.hasBody()) {
            return "";
        }
        ObjectNode body = operation.body();
        if (body.has("client_order_id")) {
            body.put("client_order_id", Victim.CLIENT_ID);
        }
        return body.toString();
    }

    private List<String> fingerprint() throws SQLException {
        try (Connection owner = isolation.owner()) {
            // The audit log of a tenant names the attacker: its entries are not the tenant's own doing.
            // The exchange itself writes every ten seconds when it read the clocks of trades between people.
            return TableProbe.fingerprint(owner, left.number(), List.of("p2p.clocks"));
        }
    }

    private void everyOperation() throws SQLException {
        List<String> before = fingerprint();
        List<String> leaks = new ArrayList<>();
        for (Operation operation : tried()) {
            HttpApi.Answer answer =
                    stranger.sendUnchecked(operation.method(), left.withIds(operation.path()), body(operation));
            left.marks().stream()
                    .filter(mark -> answer.text().contains(mark))
                    .forEach(mark -> leaks.add(operation.name() + " says " + mark + ": " + answer.text()));
            // Ends a session of the stranger's own, changes the password: the next tries need one.
            stranger = stranger.sendUnchecked("GET", "/api/auth/me", "").status() == 200
                    ? stranger
                    : TenantWalk.admin(anybody, slug);
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, fingerprint(), "what the other tenant has");
    }

    private void otherName() {
        List<String> admitted = new ArrayList<>();
        for (Operation operation : tried()) {
            HttpApi.Answer answer = stranger.withTenant(left.slug())
                    .sendUnchecked(operation.method(), left.withIds(operation.path()), body(operation));
            boolean refused = answer.status() == 403
                    && (answer.text().contains("tenant_mismatch")
                            || answer.text().contains("tenants_manage"));
            if (!refused) {
                admitted.add(operation.name() + " answered " + answer.status() + " " + answer.text());
            }
        }
        assertEquals(List.of(), admitted);
    }

    private void publicData() {
        for (String path : List.of(
                "/api/trading/assets",
                "/api/trading/orderbook/BTC-USDT",
                "/api/market-data/tickers",
                "/api/market-data/ticker/BTC-USDT",
                "/api/market-data/trades/BTC-USDT",
                "/api/market-data/depth/BTC-USDT",
                "/api/market-data/klines/BTC-USDT?interval=1m",
                "/api/market-data/statistics/BTC-USDT",
                "/api/market-data/volume-profile/BTC-USDT",
                "/api/market-data/movers",
                "/api/wallet/ledger",
                "/api/tenant")) {
            String ours = anybody.withTenant(left.slug()).get(path).expect(200).text();
            String theirs = anybody.withTenant(slug).get(path).expect(200).text();
            String defaults = anybody.get(path).expect(200).text();
            assertTrue(isLefts(ours), path + ": " + ours);
            for (String other : List.of(theirs, defaults)) {
                assertFalse(isLefts(other), other);
            }
        }
        anybody.withTenant("nobody").get("/api/tenant").expect(404);
    }

    private boolean isLefts(String text) {
        return left.marks().stream().anyMatch(text::contains) || text.contains(left.slug());
    }

    private void streams() {
        String mine = "?tenant=" + left.slug();
        assertTrue(FirstBook.of(isolation.port(), mine, "").contains(Victim.PRICE));
        assertTrue(FirstBook.of(isolation.port(), "", left.admin().token()).contains(Victim.PRICE));
        assertFalse(FirstBook.of(isolation.port(), "?tenant=" + slug, "").contains(Victim.PRICE));
        assertFalse(FirstBook.of(isolation.port(), "", stranger.token()).contains(Victim.PRICE));
        assertFalse(FirstBook.of(isolation.port(), "", "").contains(Victim.PRICE));
        assertThrows(CompletionException.class, () -> FirstBook.of(isolation.port(), mine, stranger.token()));
        assertThrows(CompletionException.class, () -> FirstBook.of(isolation.port(), "?tenant=nobody", ""));
    }

    /** Both have an asset of this name; they are two, and what one lists more the other may list as well. */
    private void listings() {
        String theirs = stranger.get("/api/wallet/addresses").expect(200).text();
        assertFalse(theirs.contains("LEFTX"), theirs);
        assertEquals(
                3, stranger.get("/api/wallet/addresses").body().path("items").size());
        assertEquals(3, stranger.get("/api/trading/assets").body().path("items").size());
        assertEquals(2, stranger.get("/api/trading/pairs").body().path("items").size());
        assertEquals(
                2, stranger.get("/api/market-data/tickers").body().path("items").size());
        stranger.sendUnchecked("POST", "/api/wallet/deposit", "{\"currency\":\"LEFTX\",\"amount\":\"1\"}")
                .expect(404);
        stranger.post("/api/trading/assets", Map.of("code", "RIGHTX", "scale", 6, "supply", "1000"))
                .expect(201);
        left.admin()
                .post("/api/trading/assets", Map.of("code", "RIGHTX", "scale", 6, "supply", "1000"))
                .expect(201);
    }

    /** Rows of every writer: requests, projections, jobs. */
    private void rows() throws SQLException {
        try (Connection owner = isolation.owner()) {
            TableProbe.awaitBook(owner, left.number());
            assertEquals(List.of(), TableProbe.ownerless(owner));
        }
    }

    private void switches() {
        HttpApi ours = left.admin();
        String resting = stranger.get("/api/wallet/balances").expect(200).text();
        assertFalse(resting.contains(Victim.AMOUNT), resting);
        stranger.deposit("USDT", "1000");
        String order =
                stranger.order("buy", "10", "1", "rights-own").expect(201).text("id");
        ours.send("PUT", "/api/trading/kill-switch", "{\"on\":true}").expect(200);
        ours.sendUnchecked("POST", "/api/trading/orders", limitOrder("killed")).expect(422);
        stranger.order("buy", "10", "1", "rights-second").expect(201);
        assertEquals(
                "open", stranger.get("/api/trading/orders/" + order).expect(200).text("status"));
        ours.send("PUT", "/api/trading/kill-switch", "{\"on\":false}").expect(200);
        ours.send("PATCH", "/api/v1/tenant", "{\"features\":{\"trading\":false,\"streams\":false}}")
                .expect(200);
        assertEquals(
                "feature_off", ours.order("buy", "10", "1", "off").expect(403).text("code"));
        assertThrows(CompletionException.class, () -> FirstBook.of(isolation.port(), "?tenant=" + left.slug(), ""));
        stranger.order("buy", "10", "1", "rights-third").expect(201);
        FirstBook.of(isolation.port(), "?tenant=" + slug, "");
        ours.send("PATCH", "/api/v1/tenant", "{\"features\":{\"trading\":true,\"streams\":true}}")
                .expect(200);
        quotas(20);
        HttpApi hurried = left.admin().withHeaders(Map.of());
        quotaIsSpent(hurried);
        stranger.withHeaders(Map.of()).get("/api/auth/me").expect(200);
        quotas(100_000);
    }

    /** Requests a minute of each of them: the same, so that a budget that they shared would be spent for both. */
    private void quotas(int perMinute) {
        for (int tenant : new int[] {left.number(), right}) {
            anybody.admin()
                    .send(
                            "PATCH",
                            "/api/v1/tenants/" + tenant,
                            "{\"configuration\":{\"rate_limits\":{\"tenant\":" + perMinute + ",\"tiers\":{}}}}")
                    .expect(200);
        }
    }

    private static void quotaIsSpent(HttpApi ours) {
        int status = 200;
        for (int tries = 0; status == 200 && tries < 100; tries++) {
            status = ours.sendUnchecked("GET", "/api/auth/me", "").status();
        }
        assertEquals(429, status, "a tenant's quota");
    }

    private static String limitOrder(String id) {
        return """
                {"symbol":"BTC-USDT","side":"buy","type":"limit","price":"10","quantity":"1","client_order_id":"%s"}""".formatted(id);
    }

    private void closed() throws SQLException {
        String one = "/api/v1/tenants/" + left.number();
        HttpApi superAdmin = anybody.admin();
        removedElsewhere();
        try (OpenStream ours = new OpenStream(isolation.port(), "?tenant=" + left.slug());
                OpenStream theirs = new OpenStream(isolation.port(), "?tenant=" + slug)) {
            superAdmin.send("POST", one + "/suspend", "").expect(200);
            assertEquals("tenant_suspended", ours.ended());
            assertTrue(theirs.isOpen());
        }
        assertEquals(
                "tenant_suspended",
                left.admin().get("/api/wallet/balances").expect(403).text("code"));
        anybody.withTenant(left.slug()).get("/api/tenant").expect(403);
        stranger.get("/api/wallet/balances").expect(200);
        superAdmin.delete(one).expect(200);
        anybody.withTenant(left.slug()).get("/api/tenant").expect(404);
        stranger.get("/api/trading/pairs").expect(200);
    }

    /** By a process that has not ended its sessions yet. */
    private void removedElsewhere() throws SQLException {
        status("removed");
        HttpApi ours = left.admin().withTenant("");
        awaitStatus(ours, 404);
        status("active");
        awaitStatus(ours, 200);
    }

    private static void awaitStatus(HttpApi api, int status) {
        Deadline.await(
                Duration.ofMinutes(5),
                () -> api.sendUnchecked("GET", "/api/auth/me", "").status() == status,
                () -> "not answered by " + status);
    }

    private void status(String status) throws SQLException {
        try (Connection owner = isolation.owner()) {
            IsolationExchange.execute(owner, """
                    WITH next AS (UPDATE platform.change_numbers SET last = last + 1 WHERE subject = 'tenants' RETURNING last)
                    UPDATE platform.tenants SET status = '%s', version = next.last FROM next WHERE number = %d""".formatted(status, left.number()));
        }
    }
}
