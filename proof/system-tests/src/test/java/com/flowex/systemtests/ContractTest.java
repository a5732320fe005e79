package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Dialect;
import com.flowex.access.http.route.Route;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/api/openapi.yaml and what is served are the same: routes, statuses, bodies. */
@Timeout(900)
class ContractTest {

    /** Served by the HTTP server itself, or by it as a WebSocket, and not by a service's routes. */
    private static final Set<String> BESIDE_THE_SERVICES = Set.of(
            "GET /health",
            "GET /health/history",
            "GET /ready",
            "GET /live",
            "GET /metrics",
            "GET /api/time",
            "GET /ws/market-data",
            "GET /ws/account");

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    /** The door for clients of Binance has a document of its own: {@link BinanceContractTest}. */
    private static Stream<Route> natively() {
        return flowEx.routes().all().stream().filter(route -> route.dialect().equals(Dialect.NATIVE));
    }

    @Test
    void routesAndDocumentAreTheSameSet() {
        Set<String> served = natively().map(Route::name).collect(Collectors.toSet());
        served.addAll(BESIDE_THE_SERVICES);

        assertEquals(Contract.operations(), new TreeSet<>(served));
    }

    /** {@link AttackTest} sends more than each bound allows. */
    @Test
    void everyFieldOfABodyDeclaresItsBound() {
        assertEquals(Set.of(), DeclaredBounds.missing());
    }

    @Test
    void documentedAccessEqualsTheRoutes() {
        Map<String, String> served = natively()
                .collect(Collectors.toMap(Route::name, route -> accessOf(route.access()), (a, _) -> a, TreeMap::new));
        Map<String, String> fields = Contract.access();

        served.entrySet().removeIf(route -> route.getValue().equals(fields.get(route.getKey())));

        assertEquals(Map.of(), served, "routes whose x-permission (or security: []) says something else");
    }

    private static String accessOf(Access access) {
        return switch (access) {
            case Access.Anybody _ -> "public";
            case Access.Known _ -> "caller";
            case Access.Permitted permitted -> permitted.permission().name().toLowerCase(Locale.ROOT);
        };
    }

    @Test
    void everyOperationAnswersAsTheDocumentSays() {
        HttpApi api = new HttpApi(ExchangeHere.url(flowEx));

        everybody(api);
        identity(api);
        ExchangeWalk.solvency(api.newUser("owed@example.com"), api.admin());
        ExchangeWalk.trading(api.newUser("contract@example.com"));
        ExchangeWalk.wallet(api.newUser("wallet@example.com"), "contract@example.com");
        ExchangeWalk.admin(api.admin(), api.newUser("decided@example.com"));
        TenantWalk.walk(api);
        TaskWalk.walk(api.admin());
        RiskWalk.walk(api.admin());
        StrategyWalk.walk(api.login("contract@example.com", "SecurePass123!"), api.admin());
        P2pWalk.walk(api, api.admin());
        MarginWalk.walk(api, api.admin(), "margin@example.com");
        ListingWalk.walk(api);

        Set<String> unseen = Contract.operations();
        unseen.removeAll(Contract.seen());
        unseen.remove("GET /ws/market-data");
        unseen.remove("GET /ws/account");
        // Only what a process without today's checks has left behind can be tried again: TenantLifeTest does.
        unseen.remove("POST /api/v1/tenants/{number}/retry");
        // An account is without an owner only beside a list that lost users: OlderDatabaseTest does.
        unseen.remove("POST /api/v1/accounts/orphaned/{account}/bind");
        // Only where a consumer could not take something: EventPagesTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/v1/tenants/{number}/events/"));
        // Only of what looks like abuse: SurveillanceCasesTest does.
        unseen.removeIf(operation -> operation.contains("/api/v1/surveillance/cases/{id}"));
        // Only where the log cannot be read on: LogSurveillanceTest does.
        unseen.remove("POST /api/v1/surveillance/progress/leave-out");
        // Only the reader of an address on the public network has its code: WebhookWorkerTest does.
        unseen.remove("POST /api/auth/webhook/confirm");
        // Only a minute after a code is another one sent: SmsCodesTest does.
        unseen.remove("POST /api/auth/2fa/sms/send");
        unseen.remove("POST /api/auth/2fa/sms/disable");
        // Only a second moderator confirms a decision: P2pServiceTest does.
        unseen.remove("POST /api/v1/p2p/disputes/{id}/approval");
        // Only an endpoint of the operator translates: TranslationTest does.
        unseen.removeIf(operation -> operation.endsWith("/messages/{number}/translation"));
        // Only a decided case restricts a person: ConfirmedCaseTest does.
        unseen.remove("DELETE /api/v1/p2p/restrictions/{id}");
        // Only an expired trade is opened again: P2pServiceTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/v1/p2p/trades/{id}/reopening"));
        // Only a second administrator lets one through, and only then is anything asked for: ColdStorageTest does.
        unseen.remove("POST /api/v1/cold/{id}/approve");
        unseen.remove("POST /api/v1/refills/{id}/cancel");
        // Only where an opening balance lay before the first request: OpeningTest does.
        unseen.remove("POST /api/v1/openings/{id}/acknowledge");
        // Only where chain and wallet differ: ReconciliationTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/v1/reconciliation/adjustments"));
        // Only of erased people: ErasedPersonTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/v1/unclaimed/transfers"));
        // Only where work has stopped between two steps: SagasTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/v1/sagas/"));
        // Only what failed or takes long is there to be set going or canceled: TaskQueueTest does.
        unseen.removeIf(operation -> operation.startsWith("POST /api/tasks/")
                && (operation.endsWith("/retry") || operation.endsWith("/cancel")));
        assertEquals(Set.of(), unseen, "operations that answered well to nobody");
    }

    private static void everybody(HttpApi api) {
        for (String path : Set.of(
                "/health",
                "/health/history",
                "/ready",
                "/live",
                "/metrics",
                "/api/time",
                "/api/trading/assets",
                "/api/trading/pairs",
                "/api/trading/orderbook/BTC-USDT",
                "/api/market-data/tickers",
                "/api/market-data/ticker/BTC-USDT",
                "/api/market-data/trades/BTC-USDT",
                "/api/market-data/klines/BTC-USDT?interval=1m",
                "/api/market-data/depth/BTC-USDT",
                "/api/market-data/statistics/BTC-USDT?window=7d",
                "/api/market-data/volume-profile/BTC-USDT",
                "/api/market-data/book-history/BTC-USDT?window=1h",
                "/api/market-data/movers",
                "/api/market-data/sources",
                "/api/wallet/ledger")) {
            api.get(path).expect(200);
        }
        api.get("/api/market-data/ticker/NO-SUCH").expect(404);
    }

    private static void identity(HttpApi api) {
        JsonNode tokens = api.post("/api/auth/login", Map.of("email", "demo@flowex.com", "password", "demo123"))
                .expect(200)
                .body();
        api.post("/api/auth/login", Map.of("email", "demo@flowex.com", "password", "wrong"))
                .expect(401);
        HttpApi demo = api.withToken(tokens.path("access_token").asText());
        demo.get("/api/auth/me").expect(200);
        String refresh = demo.post(
                        "/api/auth/refresh",
                        Map.of("refresh_token", tokens.path("refresh_token").asText()))
                .expect(200)
                .text("refresh_token");
        demo.post("/api/auth/logout", Map.of("refresh_token", refresh)).expect(204);
        try (IdentityWalk walk = new IdentityWalk(api, api::admin)) {
            walk.walk();
        }
    }
}
