package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.store.chain.PlayMoneyGuard;
import com.flowex.wallet.store.chain.ReceivedOutputsTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class ReceivedOutputsTableTest {

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void outputsAtAWatchedAddressAreListed() {
        String transaction = world.deposit(world.ada, "USDT", "1000")
                .json()
                .path("transaction")
                .asText();
        Database database = world.stand.platform().database();
        ReceivedOutputsTable coins = new ReceivedOutputsTable(database, SimulatedScheme.CODE);

        Await.until(() -> watched(database).stream()
                .flatMap(address -> coins.of(address).stream())
                .anyMatch(output -> output.transaction().equals(transaction)));

        assertTrue(coins.of(world.elsewhere()).isEmpty());
        ReceivedOutputsTable others = new ReceivedOutputsTable(database, "bitcoin");
        assertTrue(watched(database).stream()
                .allMatch(address -> others.of(address).isEmpty()));
    }

    @Test
    void aDatabaseThatHasPlayMoneyTakesNoRealNetwork() {
        PlayMoneyGuard play = new PlayMoneyGuard(world.stand.platform().database());
        play.requireApart(List.of("bitcoin", "ethereum"));
        assertThrows(StartupException.class, () -> play.requireApart(List.of(SimulatedScheme.CODE, "bitcoin")));

        world.deposit(world.ada, "USDT", "1000");

        play.requireApart(List.of(SimulatedScheme.CODE));
        play.requireApart(List.of());
        assertThrows(StartupException.class, () -> play.requireApart(List.of("bitcoin")));
    }

    private static List<String> watched(Database database) {
        return database.query(
                connection -> Sql.all(connection, row -> row.getString(1), "SELECT address FROM custody.watched"));
    }
}
