package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.KeyPath;
import com.flowex.custody.key.Seed;
import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.DailySample;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a withdrawal whose process is killed between any two of its steps, and within those that touch a chain, is paid once, and a
 * deposit credited once.
 * Method: four withdrawals at a time are held at four places by the database, then the exchange is killed by SIGKILL and started
 * again on the same data, until every place was tried. docs/operations/kills.md has a row for each; rows and places are compared.
 */
@Timeout(600)
class WithdrawalKillsTest {

    private static final Path PAGE = Repository.file("docs/operations/kills.md");
    private static final int SMALL = 20;
    private static final int LARGE = 25_001;
    private static final int DEPOSIT = 45_000;
    /** How often a daily run kills. */
    private static final int DAILY_KILLS = 1;

    private static final Duration END_MAX = Duration.ofMinutes(5);

    private static final String ATTEMPTS =
            "SELECT draft || ' ' || coalesce(signed, 'unsigned') FROM custody.attempts WHERE payment = ?::uuid";
    private static final String PAID =
            "SELECT (units / 1e18)::integer FROM simchain.transactions WHERE recipient = ? AND block IS NOT NULL";

    @TempDir
    private Path folder;

    /**
     * A withdrawal of one place.
     *
     * @param attempts its transactions when its process was killed
     */
    private record Victim(String id, String address, int amount, List<String> attempts) {

        Victim with(HeldDatabase database) {
            return new Victim(id, address, amount, database.request(ATTEMPTS, id));
        }
    }

    @Test
    void everyPlaceHasItsRowAndEveryRowItsPlace() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.endsWith("| once |"))
                .toList();
        for (KillPlace place : KillPlace.values()) {
            assertEquals(
                    1, rows.stream().filter(row -> row.startsWith(place.row())).count(), place.row());
        }
        assertEquals(KillPlace.values().length, rows.size());
    }

    @Test
    void killedAtAnyPlaceItIsPaidOnce() throws SQLException {
        Map<KillPlace, Victim> victims = new EnumMap<>(KillPlace.class);
        try (HeldDatabase database = new HeldDatabase(folder);
                ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), environment(database))) {
            HttpApi user = funded(exchange, database);
            Victim first = requested(user, "first", SMALL, 0);
            awaitEnd(database, List.of(first));

            List<KillPlace> places =
                    DailySample.of("WithdrawalKillsTest", KillPlace.ofWithdrawals(), DAILY_KILLS * KillPlace.AT_ONCE);
            List<KillPlace> deposits = new ArrayList<>(depositPlaces());
            for (int i = 0; i < places.size(); i += KillPlace.AT_ONCE) {
                List<KillPlace> batch = places.subList(i, Math.min(places.size(), i + KillPlace.AT_ONCE));
                Optional<KillPlace> deposit =
                        deposits.isEmpty() ? Optional.empty() : Optional.of(deposits.removeFirst());
                kill(exchange, database, user, batch, deposit, victims);
            }
            awaitEnd(database, victims.values());
            for (Map.Entry<KillPlace, Victim> victim : victims.entrySet()) {
                requirePaidOnce(database, user, victim.getKey().name(), victim.getValue());
            }
            requirePaidOnce(database, user, "not killed", first);
            requireBalance(user, first, victims);
            requireEqual(exchange.api().admin());
        }
    }

    /** The counter-proof. */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void exchangeThatForgetsItsSignaturesIsDetected() throws SQLException {
        try (HeldDatabase database = new HeldDatabase(folder);
                ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"), environment(database))) {
            HttpApi user = funded(exchange, database);
            database.hold("forgotten", KillPlace.SEND_DONE);
            Victim victim = requested(user, "forgotten", SMALL, 1);
            database.awaitHeld(KillPlace.SEND_DONE);
            Await.until(() -> database.request(PAID, victim.address()).size() == 1);
            exchange.kill();
            database.release();
            database.forget(victim.id());
            exchange.startAgain();
            Await.until(() -> database.request(PAID, victim.address()).size() == 2);

            AssertionError caught =
                    assertThrows(AssertionError.class, () -> requirePaidOnce(database, user, "forgotten", victim));
            assertTrue(caught.toString().contains("[19, 19]"), caught::toString);
        }
    }

    /** A client with money, in a database that can hold. */
    private static HttpApi funded(ExchangeProcess exchange, HeldDatabase database) {
        HttpApi user = exchange.api().newUser("kills@example.com");
        user.deposit("USDT", Integer.toString(DEPOSIT));
        database.prepare();
        return user;
    }

    private static Map<String, String> environment(HeldDatabase database) {
        return Map.of("FLOWEX_DATABASE_URL", database.url(), "FLOWEX_DATABASE_STATEMENT_MS", "600000");
    }

    private static void kill(
            ExchangeProcess exchange,
            HeldDatabase database,
            HttpApi user,
            List<KillPlace> places,
            Optional<KillPlace> deposit,
            Map<KillPlace, Victim> victims) {
        deposit.ifPresent(place -> {
            database.hold("deposit " + whole(place), place);
            // Answered by nothing: the process is killed while it works on it.
            CompletableFuture.runAsync(() -> user.deposit("USDT", Integer.toString(whole(place))));
            // Before the withdrawals: one that is held on its way to the node lets no block be mined.
            database.awaitHeld(place);
        });
        for (KillPlace place : places) {
            database.hold(place.name(), place);
            Victim victim = requested(user, place.name(), place.needsSecond() ? LARGE : SMALL, 1 + place.number());
            if (place.needsSecond()) {
                exchange.api()
                        .admin()
                        .post("/api/v1/withdrawals/" + victim.id() + "/approve", Map.of())
                        .expect(200);
            }
            database.awaitHeld(place);
            victims.put(place, victim);
        }
        exchange.kill();
        database.release();
        places.forEach(place -> victims.computeIfPresent(place, (_, victim) -> victim.with(database)));
        exchange.startAgain();
    }

    /** Places of deposits: one for each kill. */
    private static List<KillPlace> depositPlaces() {
        return DailySample.of("WithdrawalKillsTest", KillPlace.ofDeposits(), DAILY_KILLS);
    }

    private static int whole(KillPlace deposit) {
        return 100 + deposit.number();
    }

    private static Victim requested(HttpApi user, String key, int amount, int number) {
        SimulatedScheme scheme = new SimulatedScheme(2);
        String address =
                scheme.address(new Seed(new byte[32]).keys(scheme.network()).publicKey(KeyPath.deposit(1, number)));
        String id = user.post(
                        "/api/wallet/withdraw",
                        Map.of("currency", "USDT", "amount", Integer.toString(amount), "address", address, "id", key))
                .expect(201)
                .text("id");
        return new Victim(id, address, amount, List.of());
    }

    private static void awaitEnd(HeldDatabase database, Iterable<Victim> victims) {
        for (Victim victim : victims) {
            Deadline.await(
                    END_MAX, () -> state(database, victim).startsWith("completed"), () -> state(database, victim));
        }
    }

    private static String state(HeldDatabase database, Victim victim) {
        return database.request(
                        "SELECT state || ' at step ' || step || ' ' || why FROM sagas.sagas WHERE id = ?::uuid",
                        victim.id())
                .getFirst();
    }

    private static void requirePaidOnce(HeldDatabase database, HttpApi user, String place, Victim victim) {
        assertEquals(List.of(Integer.toString(victim.amount() - 1)), database.request(PAID, victim.address()), place);
        List<String> attempts = database.request(ATTEMPTS, victim.id());
        assertEquals(1, attempts.size(), place + ": it was drafted once");
        for (String before : victim.attempts()) {
            String draft = before.replace(" unsigned", " ");
            assertTrue(
                    attempts.getFirst().startsWith(draft), place + ": the same draft, and the same bytes once signed");
        }
        JsonNode shown =
                user.get("/api/wallet/withdrawals/" + victim.id()).expect(200).body();
        assertEquals("completed", shown.path("status").asText(), place);
        for (JsonNode step : shown.path("steps")) {
            assertEquals("done", step.path("state").asText(), place);
        }
    }

    private static void requireBalance(HttpApi user, Victim first, Map<KillPlace, Victim> victims) {
        int paid = first.amount()
                + victims.values().stream().mapToInt(Victim::amount).sum();
        int credited =
                depositPlaces().stream().mapToInt(WithdrawalKillsTest::whole).sum();
        String whole = Integer.toString(DEPOSIT + credited - paid);
        Await.until(() -> user.balance("USDT").path("total").asText().equals(whole));
        assertEquals(whole, user.balance("USDT").path("available").asText());
        List<String> deposits = new ArrayList<>();
        user.get("/api/wallet/transactions?type=deposit")
                .expect(200)
                .body()
                .path("items")
                .forEach(item -> deposits.add(
                        item.path("amount").asText() + " " + item.path("status").asText()));
        assertEquals(1 + depositPlaces().size(), deposits.size(), deposits::toString);
        assertTrue(deposits.stream().allMatch(deposit -> deposit.endsWith(" completed")), deposits::toString);
    }

    private static void requireEqual(HttpApi admin) {
        List<String> verdicts = new ArrayList<>();
        Await.until(() -> {
            verdicts.clear();
            admin.post("/api/v1/reconciliation", Map.of())
                    .expect(200)
                    .body()
                    .path("items")
                    .forEach(item -> {
                        if (item.path("currency").asText().equals("USDT")) {
                            verdicts.add(item.path("verdict").asText()
                                    + item.path("detail").asText());
                        }
                    });
            return !verdicts.toString().contains("unknown");
        });
        assertEquals(List.of("equal"), verdicts);
    }
}
