package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failure 1: acknowledged, then lost.
 *
 * <p>Goal: an order that the exchange acknowledged is there after the exchange was killed. Method: the load tool, a
 * process of its own, writes every acknowledged id to a file before it goes on; the exchange is killed by SIGKILL in
 * the middle of the load, three times in a row, started again on the same data, and asked over HTTP for every id.
 */
@Timeout(900)
class KillDuringLoadTest {

    private static final int KILLS = Boolean.getBoolean("flowex.full") ? 3 : 1;
    private static final long ACKNOWLEDGED_PER_KILL_MIN = 1_500;

    @TempDir
    private Path folder;

    @Test
    void nothingAcknowledgedIsMissingAfterKillsInARow() {
        AcknowledgedOrders.Proof proof = kill(KILLS, ExchangeProcess.start(folder.resolve("data")));

        System.out.println("proof: kill -9 x " + KILLS + " acknowledged=" + proof.acknowledged() + " found="
                + proof.found() + " lost=" + proof.lost());
        assertTrue(
                proof.acknowledged() >= KILLS * ACKNOWLEDGED_PER_KILL_MIN,
                "acknowledged before the kills: " + proof.acknowledged());
        assertEquals(0, proof.lost());
    }

    /** That the proof can fail at all; with {@code ./flowex verify --full}. */
    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void aNodeThatAcknowledgesBeforeItCommitsIsCaught() {
        AcknowledgedOrders.Proof proof = kill(1, ExchangeProcess.startCareless(folder.resolve("data")));

        System.out.println("proof: the same with acknowledgement before commit acknowledged=" + proof.acknowledged()
                + " found=" + proof.found() + " lost=" + proof.lost());
        assertTrue(proof.lost() > 0, "the proof sees no difference");
    }

    private AcknowledgedOrders.Proof kill(int kills, ExchangeProcess started) {
        AcknowledgedOrders orders = new AcknowledgedOrders(folder.resolve("acknowledged"));
        try (ExchangeProcess exchange = started) {
            for (int kill = 1; kill <= kills; kill++) {
                loadAndKill(exchange, orders, kill * ACKNOWLEDGED_PER_KILL_MIN);
                exchange.startAgain();
            }
            return orders.check(exchange.url());
        }
    }

    private static void loadAndKill(ExchangeProcess exchange, AcknowledgedOrders orders, long acknowledgedMin) {
        try (JavaProcess load = orders.load(exchange.url(), "5000000", "64")) {
            orders.await(load, Duration.ofSeconds(300), acknowledgedMin);
            exchange.kill();
            load.exitCode(Duration.ofMinutes(5));
        }
    }
}
