package com.flowex.simulator.simulation;

import com.flowex.simulator.model.ModelCluster;
import com.flowex.simulator.model.ModelNode;
import java.util.List;
import java.util.Random;

/** Execution of the moves of a run in a world; the move's random number decides the details. */
final class StepExecution {
    private static final long MILLI_NANOS = 1_000_000;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;

    private final SimulationWorld world;
    private final ModelCluster cluster;

    StepExecution(SimulationWorld world) {
        this.world = world;
        this.cluster = world.cluster();
    }

    void take(Move move) {
        Random random = new Random(move.dice());
        world.tally().add(RunCounter.STEPS);
        world.pass(random.nextLong(MILLI_NANOS));
        switch (move.choice()) {
            case ASK, ASK_AGAIN, GIVE_UP, ARRIVE, LOSE_REQUEST, ANSWER, LOSE_ANSWER -> client(move.choice(), random);
            case REPLICATE, SYNC, APPLY, TIME, CLOCK, ELECT, SNAPSHOT, UPKEEP -> node(move.choice(), random);
            case KILL, POWER, BLACKOUT, START, CUT, MEND, EMPTY -> fault(move.choice(), random);
            case READ, READ_AND_END, MOVE_READER -> reader(move.choice(), random);
        }
    }

    private static <T> T anyOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private void client(StepKind choice, Random random) {
        ModelClient client = anyOf(world.clients(), random);
        switch (choice) {
            case ASK -> world.request(client);
            case ASK_AGAIN -> client.requestAgain(random);
            case GIVE_UP -> client.giveUpOldest();
            case ARRIVE -> arrive(client, random);
            case LOSE_REQUEST -> {
                if (client.hasSent()) {
                    client.takeSent();
                }
            }
            case ANSWER -> client.takeAnswer();
            default -> client.loseAnswer();
        }
    }

    /** Delivers a request. A client whose node does not lead searches for the leader, and its request may be lost. */
    private void arrive(ModelClient client, Random random) {
        ModelNode node = cluster.nodes().get(client.leader());
        boolean isLost = !node.isLeader() && random.nextBoolean();
        if (node.isLeader() || isLost) {
            world.arrive(client);
        }
        if (!node.isLeader() || random.nextInt(50) == 0) {
            client.follow(world.leader().id());
        }
    }

    private void node(StepKind choice, Random random) {
        ModelNode node = anyOf(cluster.nodes(), random);
        switch (choice) {
            case REPLICATE -> replicate(node, random);
            case SYNC -> {
                if (node.isUp()) {
                    cluster.sync(node);
                }
            }
            case APPLY -> cluster.apply(node, 1 + random.nextInt(20));
            case TIME -> {
                world.pass(random.nextInt(4) == 0 ? random.nextLong(5 * SECOND_NANOS) : random.nextLong(MILLI_NANOS));
                cluster.nodes().forEach(each -> cluster.check(each, world.clockOf(each)));
            }
            case CLOCK -> world.setClock(node, random.nextLong(-60 * SECOND_NANOS, 60 * SECOND_NANOS));
            case ELECT -> elect(node, random);
            case SNAPSHOT -> cluster.snapshot(world.leader(), world.clockOf(world.leader()));
            default -> {
                if (cluster.upkeep(node)) {
                    world.tally().add(RunCounter.LOG_CUTS);
                }
            }
        }
    }

    /** Replicates mostly from the leader, and sometimes from a node that only believes to lead. */
    private void replicate(ModelNode to, Random random) {
        ModelNode from = random.nextInt(8) == 0 ? anyOf(cluster.nodes(), random) : world.leader();
        if (from != to) {
            world.replicate(from, to, 1 + random.nextInt(30));
        }
    }

    /** Starts an election mostly at a node that hears no leader. */
    private void elect(ModelNode node, Random random) {
        ModelNode leader = world.leader();
        boolean hearsLeader = leader.isLeader() && (leader == node || cluster.reaches(leader, node));
        if (!hearsLeader || random.nextInt(4) == 0) {
            world.elect(node);
        }
    }

    private void fault(StepKind choice, Random random) {
        ModelNode node = anyOf(cluster.nodes(), random);
        switch (choice) {
            case KILL -> world.kill(node);
            case POWER -> world.losePower(node, random);
            case BLACKOUT -> cluster.nodes().forEach(each -> world.losePower(each, random));
            case START -> world.start(node);
            case CUT -> cut(node, anyOf(cluster.nodes(), random), random);
            case MEND -> cluster.mend();
            default -> world.empty(node);
        }
    }

    private void cut(ModelNode one, ModelNode other, Random random) {
        if (one != other) {
            world.tally().add(RunCounter.NETWORK_CUTS);
            cluster.cut(one.id(), other.id());
            if (random.nextBoolean()) {
                cluster.cut(other.id(), one.id());
            }
        }
    }

    private void reader(StepKind choice, Random random) {
        ModelReader reader = anyOf(world.readers(), random);
        switch (choice) {
            case READ -> reader.read(cluster, 1 + random.nextInt(20), false);
            case READ_AND_END -> reader.read(cluster, 1 + random.nextInt(3), true);
            default -> reader.move(random.nextInt(cluster.nodes().size()));
        }
    }
}
