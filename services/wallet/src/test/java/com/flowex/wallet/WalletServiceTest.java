package com.flowex.wallet;

import static com.flowex.wallet.WalletWorld.DEPOSIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.platform.testing.Await;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route of the wallet, with what it is for and with what clients get wrong. */
@Timeout(900)
class WalletServiceTest {

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDepositIsCreditedAtOnceAndListed() {
        TestAnswer deposit = world.deposit(world.ada, "USDT", "1000.50");

        assertEquals(201, deposit.status(), deposit.text());
        JsonNode transaction = deposit.json();
        assertEquals("deposit", transaction.path("type").asText());
        assertEquals("1000.5", transaction.path("amount").asText());
        assertEquals("completed", transaction.path("status").asText());
        assertTrue(transaction.path("id").asText().matches("[0-9a-f]{32}"));
        assertEquals(
                "{\"currency\":\"USDT\",\"available\":\"1000.5\",\"locked\":\"0\",\"total\":\"1000.5\"}",
                world.server.get("/api/wallet/balance/USDT", world.ada).text());
        assertEquals(transaction, items("/api/wallet/transactions", world.ada).get(0));
        assertEquals(0, items("/api/wallet/transactions", world.bob).size());
    }

    @Test
    void everyListedAssetHasABalance() {
        world.deposit(world.ada, "BTC", "0.5");

        JsonNode balances = world.server.get("/api/wallet/balances", world.ada).json();

        assertEquals(
                "[{\"currency\":\"BTC\",\"available\":\"0.5\",\"locked\":\"0\",\"total\":\"0.5\"},"
                        + "{\"currency\":\"USDT\",\"available\":\"0\",\"locked\":\"0\",\"total\":\"0\"}]",
                balances.path("items").toString());
        assertEquals(world.exchange.sequence(), balances.path("sequence").asLong());
        assertTrue(balances.path("next_cursor").isNull());
    }

    @Test
    void administratorSeesBalancesOfAccountsOfTheOwnTenant() {
        world.deposit(world.ada, "BTC", "0.5");
        String adas = "/api/wallet/accounts/" + WalletWorld.account(1).number() + "/balances";

        assertEquals(
                world.server.get("/api/wallet/balances", world.ada).text(),
                world.server.get(adas, world.admin).text());
        assertEquals(403, world.server.get(adas, world.ada).status());
        assertEquals(
                "unknown_account",
                world.server.get("/api/wallet/accounts/1/balances", world.admin).code());
        String others = world.server.get(adas, world.otherTenant()).text();
        assertFalse(others.contains("0.5"), others);
        TestAnswer unknown = world.server.get("/api/wallet/accounts/1999/balances", world.admin);
        assertEquals(404, unknown.status(), unknown.text());
        assertEquals("unknown_account", unknown.code());
    }

    @Test
    void theSameKeyIsTheSameDepositForEver() {
        TestAnswer first = world.deposit(world.ada, "USDT", "10", ",\"id\":\"d-1\"");
        world.deposit(world.ada, "USDT", "1");
        TestAnswer second = world.deposit(world.ada, "USDT", "10", ",\"id\":\"d-1\"");
        TestAnswer header = keyed("d-1", "{\"currency\":\"USDT\",\"amount\":\"10.000\"}");
        TestAnswer other = world.deposit(world.ada, "USDT", "11", ",\"id\":\"d-1\"");
        TestAnswer bobs = world.deposit(world.bob, "USDT", "11", ",\"id\":\"d-1\"");

        assertEquals(201, first.status());
        assertEquals(200, second.status());
        assertEquals(first.json(), second.json());
        assertEquals(first.json(), header.json());
        assertEquals("transfer_id_reused", other.code());
        assertEquals(409, other.status());
        assertEquals(201, bobs.status());
        assertNotEquals(first.json().path("id"), bobs.json().path("id"));
        assertEquals("11", balance(world.ada, "USDT"));
    }

    @Test
    void twoKeysThatDifferAreRefused() {
        TestAnswer answer = keyed("a", "{\"currency\":\"USDT\",\"amount\":\"10\",\"id\":\"b\"}");

        assertEquals("invalid_field", answer.code());
        assertEquals(
                "invalid_field",
                keyed("a b", "{\"currency\":\"USDT\",\"amount\":\"10\"}").code());
    }

    private TestAnswer keyed(String key, String body) {
        return world.server.send(world.server
                .request(DEPOSIT, world.ada)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String balance(String token, String currency) {
        return world.server
                .get("/api/wallet/balance/" + currency, token)
                .json()
                .path("total")
                .asText();
    }

    @Test
    void depositsWithoutAKeyAreDepositsEach() {
        world.deposit(world.ada, "USDT", "10");
        world.deposit(world.ada, "USDT", "10");

        assertEquals("20", balance(world.ada, "USDT"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"currency":"USDT","amount":"-1"}              | 400 | invalid_field   | amount
            {"currency":"USDT","amount":"0"}               | 400 | invalid_field   | amount
            {"currency":"USDT","amount":"0.0000001"}       | 400 | invalid_field   | amount
            {"currency":"USDT","amount":"1e400"}           | 400 | invalid_field   | amount
            {"currency":"USDT","amount":"NaN"}             | 400 | invalid_field   | amount
            {"currency":"USDT","amount":10}                | 400 | invalid_field   | amount
            {"currency":"USDT"}                            | 400 | invalid_field   | amount
            {"amount":"1"}                                 | 400 | invalid_field   | currency
            {"currency":"USDT","amount":"1","id":"a b"}    | 400 | invalid_field   | id
            {"currency":"USDT","amount":"1","to":"me"}     | 400 | unknown_field   | to
            {"currency":"DOGE","amount":"1"}               | 404 | unknown_asset   |
            {"currency":"BTC","amount":"920000000"}        | 422 | supply_exceeded |
            {"currency":                                   | 400 | malformed_json  |
            """)
    void aDepositThatBreaksARuleIsRefusedByName(String body, int status, String code, String field) {
        TestAnswer answer = world.server.post(DEPOSIT, body, world.ada);

        assertEquals(code, answer.code(), answer.text());
        assertEquals(status, answer.status());
        if (field != null) {
            assertEquals(
                    field, answer.json().path("errors").path(0).path("field").asText());
        }
    }

    @Test
    void anAccountThatWasNeverOpenedCannotReceive() {
        assertEquals("unknown_account", world.deposit(world.cyd, "USDT", "1").code());
    }

    @Test
    void aDepositWhoseCreditHasNoAnswerIsCreditedLaterAndOnce() {
        world.exchange.answerInstead(_ -> new Outcome.Unknown());

        TestAnswer answer = world.deposit(world.ada, "USDT", "1", ",\"id\":\"lost\"");

        assertEquals(201, answer.status(), answer.text());
        assertEquals("confirming", answer.json().path("status").asText());
        world.exchange.answerItself();
        Await.until(() -> balance(world.ada, "USDT").equals("1"));
        assertEquals(
                "completed",
                world.deposit(world.ada, "USDT", "1", ",\"id\":\"lost\"")
                        .json()
                        .path("status")
                        .asText());
        assertEquals("1", balance(world.ada, "USDT"));
    }

    @Test
    void transactionsPageWithoutGapOrDouble() {
        List<String> deposited = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            deposited.addFirst(world.deposit(world.ada, i % 2 == 0 ? "BTC" : "USDT", Integer.toString(i))
                    .json()
                    .path("id")
                    .asText());
        }
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = world.server
                    .get("/api/wallet/transactions?limit=2" + cursor, world.ada)
                    .json();
            page.path("items").forEach(item -> found.add(item.path("id").asText()));
            JsonNode next = page.path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertEquals(deposited, found);
        assertEquals(
                2, items("/api/wallet/transactions?currency=BTC", world.ada).size());
        assertEquals(
                5, items("/api/wallet/transactions?type=deposit", world.ada).size());
        assertEquals(
                0, items("/api/wallet/transactions?type=withdrawal", world.ada).size());
        assertEquals(
                0, items("/api/wallet/transactions?currency=DOGE", world.ada).size());
        assertEquals(
                "invalid_field",
                world.server
                        .get("/api/wallet/transactions?type=gift", world.ada)
                        .code());
    }

    private JsonNode items(String path, String token) {
        return world.server.get(path, token).json().path("items");
    }

    @Test
    void ledgerSumsToZeroAndShowsLiabilities() {
        world.deposit(world.ada, "USDT", "10");
        world.deposit(world.bob, "USDT", "0.25");
        world.shown();

        JsonNode ledger = world.server.get("/api/wallet/ledger", "").json();

        assertEquals(
                "[{\"currency\":\"BTC\",\"sum\":\"0\",\"liabilities\":\"0\",\"accounts\":0},"
                        + "{\"currency\":\"USDT\",\"sum\":\"0\",\"liabilities\":\"10.25\",\"accounts\":3}]",
                ledger.path("items").toString());
        assertTrue(ledger.path("zero_sum").asBoolean());
        assertEquals(world.exchange.sequence(), ledger.path("sequence").asLong());
    }

    @Test
    void addressesAreOfTheSimulatedChainAndNeverChange() {
        JsonNode addresses = items("/api/wallet/addresses", world.ada);

        assertEquals(2, addresses.size());
        assertEquals("simulated", addresses.get(0).path("network").asText());
        assertTrue(addresses.get(0).path("address").asText().startsWith("sim1"));
        assertEquals(addresses, items("/api/wallet/addresses", world.ada));
        assertNotEquals(addresses, items("/api/wallet/addresses", world.bob));
    }

    @Test
    void userNeverReadsABalanceOlderThanTheirOwnLastWrite() {
        world.exchange.hold();
        world.deposit(world.ada, "USDT", "10");

        TestAnswer behind = world.server.get("/api/wallet/balances", world.ada);
        TestAnswer others = world.server.get("/api/wallet/balances", world.bob);
        TestAnswer answer = world.server.send(world.server
                .request("/api/wallet/ledger", "")
                .header("X-Min-Sequence", Long.toString(world.exchange.sequence())));
        world.exchange.release();

        assertEquals("view_behind", behind.code());
        assertEquals("1", behind.header("Retry-After"));
        assertEquals(200, others.status());
        assertEquals("view_behind", answer.code());
        assertEquals("10", balance(world.ada, "USDT"));
    }

    @Test
    void anonymousCallerIsRefusedAndAnUnknownAssetIsNamed() {
        assertEquals(401, world.server.get("/api/wallet/balances", "").status());
        assertEquals(
                "unauthorized",
                world.server.get("/api/wallet/balances", "forged").code());
        assertEquals("unauthorized", world.server.post(DEPOSIT, "{}", "").code());
        assertEquals(
                "unknown_asset",
                world.server.get("/api/wallet/balance/DOGE", world.ada).code());
        assertEquals("0", balance(world.cyd, "BTC"));
    }

    @Test
    void anExpiredTokenIsRefusedAsSuch() {
        String token = world.stand.expiredToken(1, "trader");

        assertEquals(
                "token_expired", world.server.get("/api/wallet/balances", token).code());
    }

    @Test
    void aRebuiltViewIsTheSameViewAndReadersNeverSeeAnother() {
        world.deposit(world.ada, "USDT", "10");
        world.deposit(world.bob, "BTC", "2");
        world.shown();
        String before = world.server.get("/api/wallet/ledger", "").text();
        String transactions =
                world.server.get("/api/wallet/transactions", world.ada).text();

        Await.during(world.reader.tables()::rebuild, () -> {
            assertEquals(before, world.server.get("/api/wallet/ledger", "").text());
            assertEquals("10", balance(world.ada, "USDT"));
        });

        assertEquals(before, world.server.get("/api/wallet/ledger", "").text());
        assertEquals(
                transactions,
                world.server.get("/api/wallet/transactions", world.ada).text());
    }
}
