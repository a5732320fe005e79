package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.database.Database;
import com.flowex.wallet.api.solvency.ProofTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proofs of liabilities over HTTP: what is published, each customer's own, and what the exchange itself does not publish. */
@Timeout(900)
class ProofOfLiabilitiesTest {

    private static final String PUBLISHED = "/api/wallet/solvency/";
    private static final String MAKE = "/api/v1/solvency/";

    @Test
    void everyCustomersProofLeadsToThePublishedRoot() {
        try (WalletWorld world = OtherWorlds.ofRandomLog(20_261_121, 3_000, _ -> {})) {
            String admin = world.stand.token(1, "admin");
            JsonNode ledger = world.server.get("/api/wallet/ledger", admin).json();
            int proofs = 0;
            for (JsonNode line : ledger.get("items")) {
                String asset = line.get("currency").asText();
                JsonNode made = world.server.post(MAKE + asset, "", admin).json();
                JsonNode published = world.server.get(PUBLISHED + asset, admin).json();
                assertEquals(made, published);
                assertEquals(
                        line.get("liabilities").asText(),
                        published.get("liabilities").asText());
                Set<Integer> places = new HashSet<>();
                for (int user = 0; user <= 5; user++) {
                    String token = world.stand.token(user, "trader");
                    String balance = world.server
                            .get("/api/wallet/balance/" + asset, token)
                            .json()
                            .get("total")
                            .asText();
                    var answer = world.server.get(PUBLISHED + asset + "/proof", token);
                    assertEquals(balance.equals("0") ? 404 : 200, answer.status(), answer::text);
                    if (answer.status() == 200) {
                        JsonNode proof = answer.json();
                        assertEquals(published.get("claim"), proof.get("claim"));
                        assertEquals(
                                "1/" + (1_000 + user),
                                proof.get("leaf").get("account").asText());
                        assertTrue(places.add(proof.get("leaf").get("index").asInt()), "a place is one customer's");
                        assertHolds(answer.text());
                        proofs++;
                    }
                }
                assertEquals(published.get("claim").get("leaves").asInt(), places.size());
            }
            assertTrue(proofs > 5, "proofs: " + proofs);
        }
    }

    private static void assertHolds(String proof) {
        try {
            Path file = Files.createTempFile("proof", ".json");
            Files.writeString(file, proof);
            assertEquals(0, ProofTool.verify(file, Optional.empty()));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The on-chain balance of the payout address is shown beside the liabilities, signed by its key for that very tree.
     */
    @Test
    void reservesAreShownAndSignedBesideATree() {
        try (WalletWorld world = new WalletWorld()) {
            String admin = world.stand.token(1, "admin");
            world.conjure(1, "BTC", 1);
            assertEquals(
                    0,
                    world.server
                            .post(MAKE + "BTC", "", admin)
                            .json()
                            .get("reserves")
                            .size());
            world.deposit(world.ada, "USDT", "20");
            world.fillHot("BTC", "0.25");
            world.shown();
            var answer = world.server.post(MAKE + "BTC", "", admin);
            JsonNode made = answer.json();
            assertEquals("0.25", made.get("reserved").asText(), answer::text);
            assertEquals(1, made.get("reserves").size());
            String message = made.get("reserves").get(0).get("message").asText();
            assertTrue(message.contains("root " + made.get("claim").get("root").asText() + "\n"), message);
            assertHolds(answer.text());
            assertEquals(made, world.server.get(PUBLISHED + "BTC", world.ada).json());
        }
    }

    /** The same event is the same tree, salts too; the next has other salts. */
    @Test
    void aTreeOfTheSameEventIsTheSameAndSaltsAreOfOneTree() {
        try (WalletWorld world = new WalletWorld()) {
            String admin = world.stand.token(1, "admin");
            world.deposit(world.ada, "BTC", "1");
            world.deposit(world.bob, "BTC", "2");
            world.shown();
            JsonNode first = world.server.post(MAKE + "BTC", "", admin).json();
            assertEquals(first, world.server.post(MAKE + "BTC", "", admin).json());
            JsonNode mine = world.server.get(PUBLISHED + "BTC/proof", world.ada).json();
            world.deposit(world.bob, "BTC", "3");
            world.shown();
            world.server.post(MAKE + "BTC", "", admin);
            JsonNode next = world.server.get(PUBLISHED + "BTC/proof", world.ada).json();
            assertNotEquals(mine.get("leaf").get("salt"), next.get("leaf").get("salt"));
            assertEquals(
                    "6",
                    world.server
                            .get(PUBLISHED + "BTC", world.ada)
                            .json()
                            .get("liabilities")
                            .asText());
            assertFalse(next.get("claim").get("root").equals(mine.get("claim").get("root")));
        }
    }

    /** An omitted customer, and a changed balance: the ledger's own sum is another, and nothing is published. */
    @Test
    void treeThatDiffersFromTheLedgersSumIsNotPublished() throws SQLException {
        try (WalletWorld world = new WalletWorld()) {
            String admin = world.stand.token(1, "admin");
            world.deposit(world.ada, "BTC", "1");
            world.deposit(world.bob, "BTC", "2");
            world.shown();
            execute(
                    world.stand.platform().database(),
                    "DELETE FROM wallet.balances WHERE account = 1002 AND asset_id = 1");
            assertEquals(500, world.server.post(MAKE + "BTC", "", admin).status());
            assertEquals(404, world.server.get(PUBLISHED + "BTC", admin).status());
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection views = database.views().getConnection();
                Statement statement = views.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void missingProofIsRefusedByName() {
        try (WalletWorld world = new WalletWorld()) {
            assertEquals(
                    "not_found", world.server.get(PUBLISHED + "BTC", world.ada).code());
            assertEquals(
                    "not_found",
                    world.server.get(PUBLISHED + "BTC/proof", world.ada).code());
            assertEquals(
                    "unknown_asset",
                    world.server.get(PUBLISHED + "NONE", world.ada).code());
            assertEquals(403, world.server.post(MAKE + "BTC", "", world.ada).status());
        }
    }
}
