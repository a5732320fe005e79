package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures 1 to 5 with several nodes: whichever dies, what was acknowledged is there.
 *
 * <p>Goal: {@code ./flowex cluster} as an operator uses it. Method: three nodes and the services are started by it; the load tool
 * writes down every order that is acknowledged; the node that leads is killed by SIGKILL in the middle of that; orders go on, every
 * one that was acknowledged is found, the dead node comes back by the same command, and all of it stops by another.
 *
 * <p>Trades between two people are under way meanwhile, with commands that the kill interrupts and others while no node leads. The
 * escrow stays that of the live trades, none is without a clock, and each ends once.
 */
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
@Timeout(900)
class ClusterTest {

    private static final Duration LOAD_MAX = Duration.ofMinutes(5);
    private static final long BEFORE_THE_KILL = 1_000;

    @TempDir
    private Path folder;

    @Test
    void anyNodeMayDieAndNothingAcknowledgedIsLost() {
        try (ClusterProcesses cluster = new ClusterProcesses(folder.resolve("cluster"), Map.of())) {
            trade(cluster);
        }
    }

    private void trade(ClusterProcesses cluster) {
        String ready = cluster.start();
        String url = cluster.url();
        assertTrue(ready.contains("cluster ready " + url + " leader="), ready);

        P2pTradesUnderWay people = P2pTradesUnderWay.begin(cluster.api());
        AcknowledgedOrders orders = new AcknowledgedOrders(folder.resolve("acknowledged"));
        try (JavaProcess load = orders.load(URI.create(url), "1000000", "16")) {
            orders.await(load, LOAD_MAX, BEFORE_THE_KILL);
            int leader = cluster.killLeader(people::sendBeforeTheFault);
            people.sendDuringTheFault();
            orders.await(load, LOAD_MAX, orders.count() + BEFORE_THE_KILL);
            load.kill();
            cluster.awaitLeaderOtherThan(leader);
            String again = cluster.run("start");
            assertTrue(again.contains("cluster ready"), again);
            assertTrue(
                    Files.exists(folder.resolve("cluster/node" + leader + ".before.log")),
                    "why it ended can be read after it was started again");
        }
        assertTrue(cluster.run("status").contains("services ready at " + url), "as people read it");
        for (JsonNode node : cluster.status().get("nodes")) {
            assertTrue(List.of("leader", "follower").contains(node.get("role").asText()), node::toString);
        }
        people.requireExact();
        check(url, orders);

        assertTrue(cluster.run("stop").contains("cluster stopped"));
        assertTrue(cluster.run("start").contains("cluster ready"));
        check(url, orders);
        people.requireExact();
        people.finish();
    }

    private static void check(String url, AcknowledgedOrders orders) {
        AcknowledgedOrders.Proof proof = orders.check(URI.create(url));
        System.out.println("proof: leader of three killed -9, acknowledged=" + proof.acknowledged() + " found="
                + proof.found() + " lost=" + proof.lost());
        assertEquals(0, proof.lost());
    }
}
