package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Dialect;
import com.flowex.access.http.route.Route;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.testsupport.DailySample;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on every operation of docs/api/openapi.yaml, so that a new one is attacked by itself. docs/security.md says
 * which tests try the rest.
 */
@Timeout(900)
class AttackTest {

    /** Public names: seeing them is no intrusion. */
    private static final Set<String> PUBLIC_NAMES = Set.of("symbol", "currency", "tenantId");

    /**
     * Orders and quotes of index prices are in the log of the exchange, chats are records of their own, and the parts of
     * a file are audited with the file; other changes are in the audit log.
     */
    private static final Pattern NOT_AUDITED = Pattern.compile(
            "/api/(trading/orders|v3/|v1/margin/quotes|v1/p2p/trades/.+/[mf]|v1/p2p/bank-statement-parts).*"
                    + "|/sapi/v1/margin/(order|openOrders).*");

    /** Quotes, checks, assumptions, and what clients of Binance ask for by POST: holdings, and tokens, which nothing stores. */
    private static final Pattern CHANGES_NOTHING =
            Pattern.compile("/api/wallet/convert/quotes|/api/v1/strategies/check|/api/v1/margin/what-if"
                    + "|/sapi/.+(getUserAsset|ListenToken)");

    /** Owners of the things that a path names, if not the staff. */
    private static final List<String> OWN_THINGS = List.of(
            ("/accounts/ /api/trading/orders/ /api/auth/sessions/ /api/auth/api-keys/ /api/auth/passkeys/ /api/auth/push/"
                            + " /api/auth/consents/ /api/auth/archives/ /api/v1/risk/portfolios/ /api/v1/risk/alerts/"
                            + " /api/v1/strategies/ /api/v1/backtests/ /api/v1/datasets/ /api/v1/runs/"
                            + " /api/v1/p2p/offers/ /api/v1/p2p/own-offers/ /api/v1/p2p/own-methods/"
                            + " /api/v1/p2p/blocks/ /api/v1/p2p/trades/ /api/v1/p2p/bank-statements/"
                            + " /api/wallet/withdrawals/ /api/wallet/transfers/ /api/wallet/converts/")
                    .split(" "));

    @TempDir
    private static Path folder;

    private static final int FIELDS_EACH = 2;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static URI url;
    private static HttpApi api;
    private static Set<String> staffRoutes = Set.of();

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        staffRoutes = flowEx.routes().all().stream()
                .filter(route -> route.access() instanceof Access.Permitted(Permission permission)
                        && (permission.isPrivileged() || permission == Permission.ANALYTICS))
                .map(Route::name)
                .collect(Collectors.toSet());
        url = ExchangeHere.url(flowEx);
        api = new HttpApi(url);
        api.admin()
                .send("PATCH", "/api/v1/tenant", "{\"features\":{\"margin\":true}}")
                .expect(200);
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static Attacker freshUser() {
        String email = "attacker" + UUID.randomUUID() + "@example.com";
        return new Attacker(url, api.newUser(email).token());
    }

    /** The caller that gets furthest in an operation: a request that is refused by access control attacks nothing. */
    private static final class Cast {
        private final Attacker admin = new Attacker(url, api.admin().token());
        private final Attacker trader = freshUser();

        Attacker whoMay(Operation operation) {
            return isForStaff(operation) ? admin : trader;
        }

        /** Returns a fresh user where an attack may end the session or lock the user out. */
        Attacker whoMayOnce(Operation operation) {
            return operation.path().startsWith("/api/auth/") ? freshUser() : whoMay(operation);
        }
    }

    private static boolean isForStaff(Operation operation) {
        return staffRoutes.contains(operation.name());
    }

    /** Goal: no text of a client is ever more than text. Method: see the class; what follows is looked at by {@link #unharmed}. */
    @Test
    void noTextInAnyFieldOfAnyOperationIsMoreThanText() {
        LoggedErrors log = new LoggedErrors();
        List<String> harmed = new ArrayList<>();
        Cast cast = new Cast();
        DailySample.Turns<String> payloads = DailySample.inTurns("AttackTest's texts", Attacker.PAYLOADS, 1);
        for (Operation operation : Operation.all()) {
            Attacker attacker = cast.whoMayOnce(operation);
            for (String payload : payloads.next()) {
                for (String name : operation.pathParameters()) {
                    String body = operation.hasBody() ? Attacker.written(operation.body()) : "";
                    harmed.addAll(unharmed(
                            attacker.send(operation.method(), operation.target(name, payload), body), payload));
                }
                for (String name : operation.queryParameters()) {
                    String target = operation.target() + "?" + name + "=" + Attacker.encoded(payload);
                    harmed.addAll(unharmed(attacker.send(operation.method(), target, ""), payload));
                }
                for (String field : operation.fields()) {
                    harmed.addAll(unharmed(
                            attacker.send(
                                    operation.method(),
                                    operation.target(),
                                    Attacker.written(operation.bodyWith(field, payload))),
                            payload));
                }
            }
        }
        log.close();
        assertEquals(List.of(), harmed);
        assertEquals(List.of(), log.found(), "errors in the log");
        assertFalse(Files.exists(Path.of("/tmp/flowex-was-here")));
        assertTrue(api.get("/api/wallet/ledger")
                .expect(200)
                .body()
                .path("zero_sum")
                .asBoolean());
        api.demoUser().get("/api/auth/me").expect(200);
    }

    /** Faults of an answer; empty if there are none. */
    private static List<String> unharmed(HttpResponse<String> answer, String payload) {
        String request = answer.request().method() + " " + answer.uri() + " with "
                + payload.codePoints().limit(30).mapToObj(Integer::toHexString).collect(Collectors.joining(" "))
                + " answered " + answer.statusCode();
        List<String> wrong = new ArrayList<>();
        boolean ours = answer.statusCode() >= 500 && answer.statusCode() != 501;
        if (ours) {
            wrong.add(request + " " + answer.body());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean page = answer.uri().getPath().equals("/metrics");
        if (!answer.body().isEmpty() && !page && !type.matches("application/(problem\\+)?json.*")) {
            wrong.add(request + " as " + type);
        }
        if (!answer.headers().firstValue("X-Content-Type-Options").orElse("").equals("nosniff")) {
            wrong.add(request + " without nosniff");
        }
        if (answer.headers().firstValue("Set-Cookie").isPresent()) {
            wrong.add(request + " with a cookie");
        }
        return wrong;
    }

    /** Operations with a body. */
    private static List<Operation> taking() {
        return Operation.all().stream().filter(Operation::hasBody).toList();
    }

    @Test
    void unknownFieldIsRefusedByNameInEveryOperation() {
        Cast cast = new Cast();
        DailySample.Turns<String> fields =
                DailySample.inTurns("AttackTest's fields", Attacker.FORBIDDEN_FIELDS, FIELDS_EACH);
        for (Operation operation : taking()) {
            Attacker attacker = cast.whoMay(operation);
            for (String field : fields.next()) {
                if (operation.fields().contains(field) || operation.fields().contains(field + "[]")) {
                    continue;
                }
                String body = Attacker.written(operation.body().put(field, "1"));
                HttpResponse<String> answer = attacker.send(operation.method(), operation.target(), body);
                assertEquals(400, answer.statusCode(), operation.name() + " took " + field + ": " + answer.body());
                assertTrue(answer.body().contains("\"unknown_field\""), operation.name() + " " + answer.body());
                assertTrue(answer.body().contains(field), answer.body());
            }
        }
    }

    /** {@link DeclaredBounds} says that each field has a bound. */
    @Test
    void boundsOfTheDocumentHoldAtEveryDepth() {
        List<String> taken = new ArrayList<>();
        Cast cast = new Cast();
        for (Operation operation : taking()) {
            Attacker attacker = cast.whoMayOnce(operation);
            String path = operation.target();
            operation.bodiesBeyondBounds().forEach(body -> {
                HttpResponse<String> answer = attacker.send(operation.method(), path, Attacker.written(body));
                // Each item of a list of orders has an answer of its own.
                boolean isOfItems = operation.path().matches("/api/trading/orders/(batch|cancel)")
                        && answer.body().contains("\"code\"");
                // A source of this length is allowed, and its faults are the answer; so is a part of a statement.
                boolean isAllowed = answer.body().contains("\"valid\":false")
                        || body.path("content").asText().length() > 1_000 && path.endsWith("/bank-statement-parts");
                if (answer.statusCode() / 100 != 4 && !isOfItems && !isAllowed) {
                    taken.add(operation.name() + " " + answer.statusCode() + " "
                            + Attacker.written(body).replaceAll("(.{300}).*", "$1"));
                }
            });
        }
        assertEquals(List.of(), taken);
    }

    @Test
    void oversizedAndDeepBodiesAreRefusedByEveryOperation() {
        String deep = "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        String open = "[".repeat(8_000);
        String huge = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
        String wide = "{" + "\"a\":1,".repeat(1_000) + "\"b\":1}";
        Cast cast = new Cast();
        for (Operation operation : taking()) {
            Attacker attacker = cast.whoMay(operation);
            String path = operation.target();
            assertEquals(400, attacker.send(operation.method(), path, deep).statusCode(), operation.name());
            assertEquals(400, attacker.send(operation.method(), path, open).statusCode(), operation.name());
            assertEquals(400, attacker.send(operation.method(), path, wide).statusCode(), operation.name());
            assertEquals(413, attacker.send(operation.method(), path, huge).statusCode(), operation.name());
        }
    }

    /** Failure 26, between users: a thing that a path names is accessible to its owner only. */
    @Test
    void anotherUsersObjectsCannotBeReachedByTheirIds() {
        HttpApi owner = api.newUser("owner@example.com");
        owner.deposit("USDT", "1000");
        String order = owner.order("buy", "100", "1", "mine").expect(201).text("id");
        Map<String, String> ids = new TreeMap<>();
        ids.put("/api/trading/orders/", order);
        ids.put(
                "/api/auth/sessions/",
                owner.get("/api/auth/sessions")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
        ids.put(
                "/api/auth/api-keys/",
                owner.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of("read")))
                        .expect(201)
                        .text("api_key"));
        ids.put(
                "/api/auth/push/",
                owner.post("/api/auth/push", IdentityWalk.BROWSER).expect(201).text("id"));
        owner.post("/api/auth/consents", Map.of("document", "terms", "version", "1"))
                .expect(201);
        ids.put("/api/auth/consents/", "terms");
        ids.put("/accounts/", owner.get("/api/auth/me").text("account"));
        ids.put("/api/v1/p2p/own-offers/", P2pWalk.offerToBuy(owner));
        String ownId = owner.get("/api/auth/me").body().path("id").asText();
        String orders = owner.get("/api/trading/orders").text();
        Attacker stranger = freshUser();
        for (Operation operation : Operation.all()) {
            List<String> names = new ArrayList<>(operation.pathParameters());
            names.removeAll(PUBLIC_NAMES);
            if (names.isEmpty() || operation.path().startsWith("/api/v1/cryptocurrencies/")) {
                continue;
            }
            // A stranger learns nothing of things that only staff may touch, by any id.
            boolean staff = isForStaff(operation);
            String things = OWN_THINGS.stream()
                    .filter(operation.path()::startsWith)
                    .findFirst()
                    .orElse("");
            assertTrue(staff || !things.isEmpty(), "whose is what this names? " + operation.name());
            String id = ids.getOrDefault(things, ownId);
            String path = operation.target(names.getFirst(), id);
            String body = operation.hasBody() ? Attacker.written(operation.body()) : "";
            HttpResponse<String> answer = stranger.send(operation.method(), path, body);
            assertEquals(staff ? 403 : 404, answer.statusCode(), operation.name() + " " + answer.body());
        }
        for (String query : List.of("client_order_id=mine", "limit=5&symbol=BTC-USDT")) {
            assertTrue(stranger.send("GET", "/api/trading/orders?" + query, "")
                    .body()
                    .contains("\"items\":[]"));
        }
        assertFalse(stranger.send("GET", "/api/trading/trades?order_id=" + order, "")
                .body()
                .contains("\"id\""));
        assertEquals(orders, owner.get("/api/trading/orders").text());
        assertEquals(1, owner.get("/api/auth/push").body().path("items").size());
        assertEquals(1, owner.get("/api/auth/api-keys").body().path("items").size());
    }

    @Test
    void aLoginBeginsASessionOfItsOwnWhateverTheClientBrings() {
        HttpApi attacker = api.newUser("fixer@example.com");
        api.newUser("victim@example.com");
        HttpApi victim = attacker.login("victim@example.com", "SecurePass123!");

        assertNotEquals(attacker.token(), victim.token());
        assertEquals("fixer@example.com", attacker.get("/api/auth/me").text("email"));
        assertEquals("victim@example.com", victim.get("/api/auth/me").text("email"));
        Set<String> sessions = new TreeSet<>();
        for (HttpApi each : List.of(attacker, victim)) {
            each.get("/api/auth/sessions")
                    .body()
                    .path("items")
                    .forEach(session -> sessions.add(session.path("id").asText()));
        }
        assertEquals(3, sessions.size(), "one of the attacker, two of the victim, none shared");
    }

    @Test
    void everyChangeIsInTheAuditLogOrExemptWithAReason() {
        Set<String> missing = flowEx.routes().all().stream()
                .filter(route -> !route.method().equals("GET") && !route.audited())
                .filter(route -> !NOT_AUDITED.matcher(route.pattern()).matches())
                .filter(route -> !CHANGES_NOTHING.matcher(route.pattern()).matches())
                .map(Route::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), missing);
        api.admin().post("/api/trading/pairs/ETH-USDT/halt", Map.of()).expect(200);
        api.admin().post("/api/trading/pairs/ETH-USDT/resume", Map.of()).expect(200);
        JsonNode entry = api.admin()
                .get("/api/v1/audit?action=" + Attacker.encoded("POST /api/trading/pairs/{symbol}/resume"))
                .expect(200)
                .body()
                .path("items")
                .path(0);
        assertEquals("200", entry.path("outcome").asText(), entry.toString());
        assertTrue(entry.path("actor").asText().startsWith("user "), entry.toString());
    }

    @Test
    void weightOfEveryOperationEqualsTheDocument() {
        Map<String, Integer> documented =
                Operation.all().stream().collect(Collectors.toMap(Operation::name, Operation::weight));

        flowEx.routes().all().stream()
                .filter(route -> route.dialect().equals(Dialect.NATIVE)) // else BinanceContractTest
                .forEach(route -> assertEquals(documented.get(route.name()), route.weight(), route.name()));
    }

    @Test
    void nothingSecretIsInTheAuditLog() {
        String email = "secretive@example.com";
        HttpApi user = api.newUser(email);
        user.post(
                        "/api/auth/password/change",
                        Map.of("current_password", "SecurePass123!", "new_password", "EvenBetter456?"))
                .expect(204);
        String secret = user.post("/api/auth/2fa/totp/enroll", Map.of("password", "EvenBetter456?"))
                .expect(200)
                .text("secret");
        JsonNode key = user.post("/api/auth/api-keys", Map.of("label", "my label", "permissions", List.of("read")))
                .expect(201)
                .body();

        String log = api.admin().get("/api/v1/audit?limit=100").expect(200).text();
        for (String hidden : List.of(
                "SecurePass123!",
                "EvenBetter456?",
                email,
                secret,
                key.path("api_secret").asText(),
                "my label",
                user.token())) {
            assertFalse(log.contains(hidden), hidden);
        }
        assertTrue(log.contains(key.path("api_key").asText()), log);
    }
}
