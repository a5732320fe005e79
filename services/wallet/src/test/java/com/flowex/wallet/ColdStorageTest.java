package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.testing.Await;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: what is more than the hot limit goes to the cold address once and nowhere else, what is missing is asked for once and comes
 * back as the exchange's own, and chain, wallet and ledger say the same all along. Method: the routes and the simulated chain, with two
 * persons, a reorganization, a thief at the cold address, and a cold address that is taken back.
 */
@Timeout(900)
class ColdStorageTest {

    private static final String COLD = "/api/v1/cold";
    private static final String TOP_UPS = "/api/v1/refills";

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_WITHDRAWAL_ADDRESS_LOCK_SECONDS", "1"));
    private final String second = world.stand.token(8, "admin");

    @AfterEach
    void close() {
        world.close();
    }

    private TestAnswer request(String token, String currency, String address) {
        return world.server.post(
                COLD,
                "{\"currency\":\"%s\",\"network\":\"simulated\",\"address\":\"%s\"}".formatted(currency, address),
                token);
    }

    private TestAnswer say(String token, String id, String verb) {
        return world.server.post(COLD + "/" + id + "/" + verb, "", token);
    }

    private JsonNode cold(String id) {
        return item(COLD, "id", id);
    }

    private JsonNode item(String path, String field, String value) {
        for (JsonNode item : items(path)) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("there is no " + value);
    }

    private JsonNode items(String path) {
        return world.server.get(path, world.admin).json().path("items");
    }

    /** A cold address of USDT that counts. */
    private String registered() {
        String id = request(world.admin, "USDT", world.cold()).json().path("id").asText();
        assertEquals(200, say(second, id, "approve").status());
        Await.until(() -> cold(id).path("state").asText().equals("active"));
        return id;
    }

    private void marks(long version, String low, String limit) {
        TestAnswer answer = world.server.put(
                "/api/v1/terms/USDT",
                "{\"version\":%d,\"hot_low\":\"%s\",\"hot_limit\":\"%s\"}".formatted(version, low, limit),
                world.admin);
        assertEquals(200, answer.status(), answer.text());
    }

    private BigInteger at(String address) {
        return world.received(address, "USDT");
    }

    private void equal() {
        Await.until(() -> compared().path("verdict").asText().equals("equal"));
    }

    private JsonNode compared() {
        for (JsonNode item : world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .json()
                .path("items")) {
            if (item.path("currency").asText().equals("USDT")) {
                assertFalse(item.path("verdict").asText().equals("differs"), item.toString());
                return item;
            }
        }
        throw new AssertionError("nothing was compared");
    }

    private boolean isQuiet() {
        return world.server
                .get("/api/v1/sagas?state=running", world.admin)
                .json()
                .path("items")
                .isEmpty();
    }

    @Test
    void excessMovesToColdStorageOnceAndReturnsWhenNeeded() {
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> at(world.hot()).equals(world.onChain("1000")));
        marks(0, "100", "500");
        registered();

        Await.until(() -> at(world.cold()).equals(world.onChain("700")));
        Await.until(this::isQuiet);
        assertEquals(world.onChain("300"), at(world.hot()), "the middle between both marks");
        equal();

        String id = world.withdraw(world.ada, "USDT", "600", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> world.why(id).contains("refill from cold"));
        Await.until(() -> items(TOP_UPS).size() == 1);
        JsonNode answer = items(TOP_UPS).get(0);
        assertEquals("open", answer.path("state").asText());
        assertEquals(world.cold(), answer.path("cold").asText());
        assertEquals(world.hot(), answer.path("hot").asText());
        assertEquals(world.onChain("599").toString(), answer.path("chain_units").asText(), "to the middle behind it");
        equal();

        String brought = world.bringBack("USDT", world.onChain("599"));
        Await.until(() -> items(TOP_UPS).get(0).path("state").asText().equals("arrived"));
        Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + id, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed"));
        assertEquals("400", balance(), "nobody was credited what came from cold");
        equal();

        Await.until(this::isQuiet);
        world.chain.reorganizeFrom(brought, _ -> false);
        equal();
        assertEquals(1, items(TOP_UPS).size());
        assertEquals("arrived", items(TOP_UPS).get(0).path("state").asText());
        assertTrue(at(world.hot()).equals(world.onChain("300")), "and nothing went out once more");
    }

    private String balance() {
        return world.server
                .get("/api/wallet/balance/USDT", world.ada)
                .json()
                .path("total")
                .asText();
    }

    @Test
    void moneyThatIsGoneFromColdIsADifference() {
        world.deposit(world.ada, "USDT", "1000");
        marks(0, "0", "200");
        registered();
        Await.until(() -> at(world.cold()).equals(world.onChain("900")));
        Await.until(this::isQuiet);
        equal();

        world.stealFromCold("USDT", "10");

        world.server.post("/api/v1/reconciliation", "", world.admin);
        assertEquals(
                "withdrawals_stopped",
                world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "").code());
    }

    @Test
    void aSecondPersonLetsItThroughAndItCountsAfterAWhile() {
        String id = request(world.admin, "USDT", world.cold()).json().path("id").asText();
        assertEquals("asked", cold(id).path("state").asText());
        assertEquals("forbidden", say(world.admin, id, "approve").code());
        assertEquals("forbidden", say(world.ada, id, "approve").code());
        List<TestAnswer> answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> say(second, id, i % 2 == 0 ? "approve" : "refuse")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(
                3,
                answers.stream()
                        .filter(answer -> answer.code().equals("already_decided"))
                        .count());
        assertEquals(200, say(world.admin, id, "retire").status());
        assertEquals("already_decided", say(second, id, "retire").code());
        assertEquals("retired", cold(id).path("state").asText());
    }

    @Test
    void pendingAndRetiredColdAddressesReceiveNothing() {
        world.deposit(world.ada, "USDT", "1000");
        marks(0, "0", "200");
        String requested = request(world.admin, "USDT", world.elsewhere())
                .json()
                .path("id")
                .asText();
        String id = registered();
        assertEquals(200, say(world.admin, id, "retire").status());
        Await.until(this::isQuiet);
        BigInteger before = at(world.cold());
        world.deposit(world.ada, "USDT", "1000");
        equal();
        Await.until(() -> at(world.hot()).add(at(world.cold())).equals(world.onChain("2000")));

        assertEquals(before, at(world.cold()));
        assertEquals("asked", cold(requested).path("state").asText());
    }

    @ParameterizedTest
    @CsvSource({"HOT", "DEPOSIT", "NONSENSE", "NEIGHBOURS"})
    void addressOfAnotherOwnerIsRefused(String which) {
        world.deposit(world.ada, "USDT", "10");
        String otherTenant = world.otherTenant();
        String theirs = world.elsewhere();
        assertEquals(201, request(otherTenant, "USDT", theirs).status());
        String address = Map.of(
                        "HOT",
                        world.hot(),
                        "DEPOSIT",
                        items("/api/wallet/addresses", world.ada),
                        "NONSENSE",
                        "sim1nonsense",
                        "NEIGHBOURS",
                        theirs)
                .getOrDefault(which, "");

        TestAnswer answer = request(world.admin, "USDT", address);

        assertEquals("invalid_field", answer.code(), answer.text());
        assertEquals(
                "address", answer.json().path("errors").path(0).path("field").asText());
        assertEquals(0, items(COLD).size(), "another tenant's is not shown");
        assertEquals("forbidden", request(world.ada, "USDT", world.cold()).code());
    }

    private String items(String path, String token) {
        return world.server
                .get(path, token)
                .json()
                .path("items")
                .get(0)
                .path("address")
                .asText();
    }

    @Test
    void aRequestThatIsCanceledIsAskedForAgainWhileItIsNeeded() {
        world.deposit(world.ada, "USDT", "100");
        Await.until(() -> at(world.hot()).equals(world.onChain("100")));
        marks(0, "400", "600");
        registered();
        Await.until(() -> items(TOP_UPS).size() == 1);
        String id = items(TOP_UPS).get(0).path("id").asText();
        assertEquals(
                world.onChain("400").toString(),
                items(TOP_UPS).get(0).path("chain_units").asText());

        assertEquals(
                200,
                world.server
                        .post(TOP_UPS + "/" + id + "/cancel", "", world.admin)
                        .status());
        assertEquals(
                "already_decided",
                world.server
                        .post(TOP_UPS + "/" + id + "/cancel", "", world.admin)
                        .code());
        assertEquals(
                404,
                world.server
                        .post(TOP_UPS + "/" + id + "/cancel", "", world.otherTenant())
                        .status());
        Await.until(() -> items(TOP_UPS).size() == 2);
        assertEquals(1, countOpen());
    }

    private long countOpen() {
        long open = 0;
        for (JsonNode item : items(TOP_UPS)) {
            open += item.path("state").asText().equals("open") ? 1 : 0;
        }
        return open;
    }
}
