package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Route;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.binance.dialect.BinanceDialect;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/api/binance.yaml and what the door for clients of Binance serves are the same. Clients try it elsewhere. */
@Timeout(900)
class BinanceContractTest {

    private static final String DOCUMENT = "/com/flowex/access/docs/binance.yaml";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static FlowEx flowEx;
    private static HttpApi api;

    @BeforeAll
    static void start() {
        flowEx = ExchangeHere.start(folder.resolve("data"), PARTS);
        api = new HttpApi(ExchangeHere.url(flowEx));
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static List<Route> served() {
        return flowEx.routes().all().stream()
                .filter(route -> route.dialect().equals(BinanceDialect.BINANCE))
                .toList();
    }

    private static Map<String, Operation> documented() throws IOException {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        Map<String, Operation> operations = new TreeMap<>();
        try (@Nullable InputStream in = BinanceContractTest.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new AssertionError(DOCUMENT + " is not on the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            new OpenAPIV3Parser()
                    .readContents(text, List.of(), options)
                    .getOpenAPI()
                    .getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> operations.put(method + " " + path, operation)));
        }
        return operations;
    }

    private static String words(String name, int weight, String access, boolean cancels, Set<String> accepted) {
        return name + " weighs " + weight + ", for " + access + (cancels ? ", cancels" : "") + ", takes "
                + new TreeSet<>(accepted);
    }

    private static String words(Route route) {
        String access =
                switch (route.access()) {
                    case Access.Anybody _ -> "public";
                    case Access.Known _ -> "caller";
                    case Access.Permitted permitted ->
                        permitted.permission().name().toLowerCase(Locale.ROOT);
                };
        return words(route.name(), route.weight(), access, route.cancels(), route.query());
    }

    private static String words(String name, Operation operation) {
        Map<String, Object> more = operation.getExtensions() == null ? Map.of() : operation.getExtensions();
        boolean isPublic =
                operation.getSecurity() != null && operation.getSecurity().isEmpty();
        Set<String> accepted = new TreeSet<>(Set.of("timestamp", "recvWindow", "signature"));
        if (operation.getParameters() != null) {
            operation.getParameters().stream().map(Parameter::getName).forEach(accepted::add);
        }
        return words(
                name,
                (int) more.getOrDefault("x-weight", 1),
                isPublic
                        ? "public"
                        : more.getOrDefault("x-permission", "caller").toString(),
                more.containsKey("x-cancels"),
                accepted);
    }

    @Test
    void servedOperationsEqualTheDocument() throws IOException {
        Set<String> described = new TreeSet<>();
        documented().forEach((name, operation) -> described.add(words(name, operation)));

        assertEquals(
                String.join("\n", described),
                served().stream().map(BinanceContractTest::words).sorted().collect(Collectors.joining("\n")));
    }

    /** docs/api/binance-requests.yaml, and the {@code x-method} that it is made by. */
    @Test
    void theMethodsOfTheWebSocketApiAreThoseOfItsDocument() throws IOException {
        Set<String> requested = new TreeSet<>();
        StreamContract.document("binance-requests.yaml")
                .at("/components/schemas")
                .forEach(schema ->
                        schema.at("/properties/method/enum").forEach(method -> requested.add(method.asText())));
        Set<String> overHttp = new TreeSet<>();
        documented().values().stream()
                .filter(operation -> operation.getExtensions() != null)
                .map(operation -> operation.getExtensions().get("x-method"))
                .filter(Objects::nonNull)
                .forEach(method -> overHttp.add(method.toString()));

        assertEquals(flowEx.binanceMethods(), requested);
        assertTrue(requested.containsAll(overHttp) && overHttp.size() > 30, overHttp::toString);
    }

    /** A misspelled parameter must not become another order. */
    @Test
    void aParameterThatIsNotThereIsRefusedByItsName() {
        for (Route route : served()) {
            boolean isOpen = route.access() instanceof Access.Anybody;
            HttpApi.Answer answer = api.sendUnchecked(route.method(), route.pattern() + "?simbol=BTCUSDT", "");

            assertEquals(isOpen ? 400 : 401, answer.status(), route.name());
            assertTrue(answer.body().path("code").asInt() < -1000, answer::text);
            assertTrue(!isOpen || answer.text().contains("simbol"), answer::text);
        }
    }

    /** The reads that clients make before they trade answer with the account's own state. */
    @Test
    void keyReadsItsPermissionsAndItsAccount() {
        HttpApi user = api.newUser("reads@contract.example");
        user.deposit("USDT", "1000");
        long before = System.currentTimeMillis() - 60_000;
        SignedCall signing = key(user, "read");

        JsonNode rights = signed(signing, "GET", "account/apiRestrictions", "recvWindow=60000");
        assertTrue(rights.path("enableReading").asBoolean(), rights::toString);
        for (String name : List.of("enableSpotAndMarginTrading", "enableWithdrawals", "ipRestrict", "enableFutures")) {
            assertTrue(!rights.path(name).asBoolean(true), name);
        }
        assertTrue(rights.path("createTime").asLong() > before, rights::toString);
        JsonNode held = signed(signing, "POST", "asset/getUserAsset", "recvWindow=60000");
        assertEquals(1, held.size(), held::toString);
        assertEquals("USDT", held.path(0).path("asset").asText());
        assertEquals("1000", held.path(0).path("free").asText());
        JsonNode address = signed(signing, "GET", "capital/deposit/address", "coin=BTC");
        JsonNode listed = signed(signing, "GET", "capital/deposit/address/list", "coin=BTC");
        assertEquals(address.path("address"), listed.path(0).path("address"));
        assertEquals(1, listed.path(0).path("isDefault").asInt());
        JsonNode days = signed(signing, "GET", "accountSnapshot", "type=SPOT&limit=30");
        assertEquals(200, days.path("code").asInt(), days::toString);
        assertTrue(days.path("snapshotVos").isArray(), days::toString);
        JsonNode status = signed(signing, "GET", "account/status", "recvWindow=59999");
        assertEquals("Normal", status.path("data").asText());
        JsonNode trading = signed(signing, "GET", "account/apiTradingStatus", "recvWindow=59998");
        assertTrue(!trading.path("data").path("isLocked").asBoolean(true), trading::toString);
    }

    private static SignedCall key(HttpApi user, String... permissions) {
        JsonNode made = user.post("/api/auth/api-keys", Map.of("label", "pays", "permissions", List.of(permissions)))
                .expect(201)
                .body();
        return new SignedCall(
                made.path("api_key").asText(), made.path("api_secret").asText());
    }

    @Test
    void withdrawalByKeyIsLimitedToPermissionsAndTheAllowList() {
        HttpApi user = api.newUser("pays@contract.example");
        user.deposit("USDT", "1000");
        HttpApi other = api.newUser("paid@contract.example");
        String address = other.get("/api/wallet/addresses")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("address")
                .asText();
        Map<String, String> bodies = Map.of(
                "/api/wallet/transfers",
                "{\"to\":\"paid@contract.example\",\"currency\":\"USDT\",\"amount\":\"20\"}",
                "/api/wallet/withdraw",
                "{\"currency\":\"USDT\",\"amount\":\"20\",\"address\":\"" + address + "\"}");
        SignedCall reads = key(user, "read");
        SignedCall pays = key(user, "read", "withdraw");
        bodies.forEach((path, body) -> {
            assertEquals(
                    "forbidden", reads.send(api, "POST", path, body).expect(403).text("code"), path);
            assertEquals(
                    "address_not_allowed",
                    pays.send(api, "POST", path, body).expect(403).text("code"),
                    path);
        });
    }

    private static JsonNode signed(SignedCall signing, String method, String path, String query) {
        String message = query + "&timestamp=" + System.currentTimeMillis();
        return api.withHeaders(Map.of("X-MBX-APIKEY", signing.key()))
                .sendUnchecked(method, "/sapi/v1/" + path + "?" + message + "&signature=" + signing.hmac(message), "")
                .expect(200)
                .body();
    }

    @Test
    void unknownPathsAreAnsweredInTheSameFormat() {
        for (String path : List.of("/api/v3/nothing", "/sapi/v1/nothing", "/sapi/v2/nothing")) {
            HttpApi.Answer answer = api.sendUnchecked("GET", path, "");

            assertEquals(404, answer.status(), path);
            assertEquals(-1020, answer.body().path("code").asInt(), answer::text);
        }
    }
}
