package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.HealthHistoryTable;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.testing.Await;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class WalletHealthMonitorTest {

    private static Health.Component part(WalletWorld world, String name) {
        return Objects.requireNonNull(world.stand.health().components().get(name));
    }

    private static HealthMonitor watched(WalletWorld world) {
        HealthMonitor monitor =
                new HealthMonitor(world.stand.workers(), new HealthHistoryTable(world.stand.database(), "test"));
        world.service.watch(monitor);
        return monitor.start();
    }

    private static void change(WalletWorld world, String sql) {
        int changed = world.stand.database().asOwner(1, connection -> Sql.execute(connection, sql));
        assertTrue(changed > 0, sql);
    }

    @Test
    void healthyWalletPartsAreUpWithFigures() {
        try (WalletWorld world = new WalletWorld();
                HealthMonitor monitor = watched(world)) {
            for (String part : new String[] {"ledger", "withdrawals", "sagas", "reconciled"}) {
                Await.until(() -> !part(world, part).figures().isEmpty());
                assertEquals(Health.UP, part(world, part).state(), part);
            }
            assertTrue(monitor.history(100).stream()
                    .noneMatch(entry -> entry.change().state().equals("impaired")));
        }
    }

    @Test
    void imbalanceStuckWithdrawalDifferenceAndStoppedSagaAreReported() {
        try (WalletWorld world = new WalletWorld()) {
            world.deposit(world.ada, "USDT", "500");
            Await.until(() ->
                    world.server.get("/api/wallet/balances", world.ada).text().contains("500"));
            change(world, "UPDATE wallet.totals SET total = total + 1 WHERE tenant = 1");
            change(
                    world,
                    "INSERT INTO custody.transactions (tenant_id, id, account, position, type, asset_id, units, status, network,"
                            + " address, updated_at) VALUES (1, gen_random_uuid(), 1, 1, 'withdrawal', 3, 5, 'confirming',"
                            + " 'simulated', 'somewhere', now() - interval '1 day')");
            change(
                    world,
                    "INSERT INTO custody.reconciliations (tenant_id, asset_id, network, verdict, chain_units, expected_units,"
                            + " detail) VALUES (1, 3, 'elsewhere', 'differs', 1, 2, 'why')");
            change(
                    world,
                    "INSERT INTO sagas.sagas (tenant_id, id, kind, state, step) VALUES (1, gen_random_uuid(), 'withdrawal',"
                            + " 'stopped', 1)");
            try (HealthMonitor monitor = watched(world)) {
                Map<String, String> expected = Map.of(
                        "ledger", "do not sum to zero",
                        "withdrawals", "1 withdrawals have not moved",
                        "sagas", "1 sagas have stopped",
                        "reconciled", "1 assets differ");
                expected.forEach((part, words) ->
                        Await.until(() -> part(world, part).state().why().contains(words)));
                assertEquals("impaired", part(world, "ledger").state().word(), "it is no reason to serve nobody");
                Await.until(() -> monitor.history(100).stream()
                        .anyMatch(entry -> entry.change().part().equals("ledger")));
            }
        }
    }
}
