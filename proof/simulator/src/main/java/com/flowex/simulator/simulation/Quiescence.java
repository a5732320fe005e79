package com.flowex.simulator.simulation;

import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.ModelCluster;
import com.flowex.simulator.model.ModelNode;
import com.flowex.simulator.model.SimulationLaw;
import java.util.Locale;
import java.util.Random;

/** Quiescence: no faults occur, and everything that was begun completes within a bound. */
final class Quiescence {
    private static final int ROUNDS_MAX = 2_000;
    private static final int EVERYTHING = 1_000_000;
    private static final long ROUND_NANOS = 1_000_000;

    private final SimulationWorld world;
    private final ModelCluster cluster;

    /** Fixed source of randomness for the choice of repeated requests. */
    private final Random random = new Random(1);

    Quiescence(SimulationWorld world) {
        this.world = world;
        this.cluster = world.cluster();
    }

    /**
     * Starts nodes, elects a leader and creates the exchange: the first commands of a random log list markets and fund
     * accounts.
     */
    void begin(int commands) {
        for (int i = 0; i < commands; i++) {
            world.request(world.clients().getFirst());
        }
        come();
    }

    /** @throws LawViolationException if the run does not come to rest */
    void come() {
        cluster.mend();
        int rounds = 0;
        while (!round()) {
            rounds++;
            if (rounds > ROUNDS_MAX) {
                throw new LawViolationException(
                        SimulationLaw.RESTS, "after " + ROUNDS_MAX + " rounds something is still open: " + open());
            }
        }
    }

    private String open() {
        StringBuilder open = new StringBuilder();
        cluster.nodes()
                .forEach(node -> open.append(String.format(
                        Locale.ROOT,
                        "node %d up=%s leads=%s term=%d applied=%d committed=%d log=%d..%d blank=%s; ",
                        node.id(),
                        node.isUp(),
                        node.isLeader(),
                        node.term(),
                        node.applied(),
                        node.committed(),
                        node.disk().begin(),
                        node.disk().end(),
                        node.disk().isBlank())));
        return open.append("applied by any node=")
                .append(cluster.applied().size())
                .toString();
    }

    /** @return true if nothing is left to do */
    private boolean round() {
        world.pass(ROUND_NANOS);
        cluster.nodes().forEach(world::start);
        ModelNode leader = leader();
        for (ModelClient client : world.clients()) {
            client.follow(leader.id());
            while (client.hasSent()) {
                world.arrive(client);
            }
        }
        cluster.check(leader, world.clockOf(leader));
        spread(leader);
        for (ModelClient client : world.clients()) {
            while (client.isAnswered()) {
                client.takeAnswer();
            }
        }
        boolean isAtRest = isAtRest(leader);
        for (ModelClient client : world.clients()) {
            client.giveUpAll();
            while (client.doesNotKnow()) {
                client.requestAgain(random);
            }
        }
        return isAtRest;
    }

    private ModelNode leader() {
        for (ModelNode node : cluster.nodes()) {
            if (cluster.leader().isEmpty()) {
                world.elect(node);
            }
        }
        return world.leader();
    }

    /** Replicates twice, because the second round reports what the first one committed. */
    private void spread(ModelNode leader) {
        for (int i = 0; i < 2; i++) {
            cluster.sync(leader);
            for (ModelNode node : cluster.nodes()) {
                if (node != leader) {
                    world.replicate(leader, node, EVERYTHING);
                    if (node.isUp()) {
                        cluster.sync(node);
                        world.replicate(leader, node, EVERYTHING);
                    }
                }
            }
        }
        cluster.nodes().forEach(node -> cluster.apply(node, EVERYTHING));
    }

    private boolean isAtRest(ModelNode leader) {
        boolean isRead = true;
        for (ModelReader reader : world.readers()) {
            reader.move(leader.id());
            reader.read(cluster, EVERYTHING, false);
            isRead &= reader.view().sequence() == cluster.applied().core().sequence();
        }
        return isRead
                && world.clients().stream().allMatch(ModelClient::isDone)
                && cluster.nodes().stream()
                        .allMatch(node ->
                                node.isUp() && node.applied() == leader.disk().end());
    }
}
