package com.flowex.simulator.injection;

import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.TornLogFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Injector of one fault, or of a second one beside it, which repairs what does not recover by itself. */
final class FaultInjector {

    private static final int LOST_PERCENT = 5;
    private static final int LATE_MILLIS = 200;
    private static final int JUMP_SECONDS = 600;
    private static final int MEGABYTE = 1 << 20;

    /** Free space at which orders are refused (below 64 MB) and the node does not stop (above 16 MB). */
    private static final long LEFT_FIRST = 40L * MEGABYTE;

    private final ChaosCluster cluster;
    private final ChaosNetwork network;

    FaultInjector(ChaosCluster cluster, ChaosNetwork network) {
        this.cluster = cluster;
        this.network = network;
    }

    /**
     * Begins a fault.
     *
     * @param leader index of the leader
     * @param choice random number for the choice
     * @return affected part, for people
     */
    String begin(Fault fault, int leader, int choice) throws IOException, InterruptedException {
        int follower = (leader + 1 + choice % (ChaosCluster.NODES - 1)) % ChaosCluster.NODES;
        int any = choice % ChaosCluster.NODES;
        return switch (fault) {
            case KILL_LEADER -> killed(cluster.node(OptionalInt.of(leader)));
            case KILL_FOLLOWER -> killed(cluster.node(OptionalInt.of(follower)));
            case KILL_IDENTITY -> killed(cluster.services().named("identity"));
            case KILL_TRADING -> killed(cluster.services().named("trading"));
            case KILL_MARKETDATA -> killed(cluster.services().named("marketdata"));
            case KILL_WALLET -> killed(cluster.services().named("wallet"));
            case KILL_GATEWAY -> {
                List<String> gateways = ChaosServices.GATEWAYS;
                yield killed(cluster.services().named(gateways.get(choice % gateways.size())));
            }
            case KILL_ALL -> {
                for (ChaosProcess node : cluster.nodes()) {
                    node.kill();
                }
                yield "all nodes";
            }
            case STOP_LEADER -> {
                cluster.node(OptionalInt.of(leader)).signal("STOP");
                yield ChaosCluster.host(leader);
            }
            case CUT_LEADER -> {
                for (String other : others(leader)) {
                    network.cut(other, ChaosCluster.host(leader));
                    network.cut(ChaosCluster.host(leader), other);
                }
                yield ChaosCluster.host(leader) + " from the nodes";
            }
            case CUT_ONE_WAY -> {
                for (String other : others(leader)) {
                    network.cut(ChaosCluster.host(leader), other);
                }
                yield "what " + ChaosCluster.host(leader) + " sends to the nodes";
            }
            case CUT_EDGE -> {
                for (String service : ChaosServices.SERVICES) {
                    network.cut(service, ChaosCluster.host(leader));
                    network.cut(ChaosCluster.host(leader), service);
                }
                yield "the services from " + ChaosCluster.host(leader);
            }
            case LOSS -> {
                network.lose(LOST_PERCENT);
                yield LOST_PERCENT + " % everywhere";
            }
            case DELAY -> {
                network.delay(LATE_MILLIS);
                yield LATE_MILLIS + " ms everywhere";
            }
            case TORN_RECORD -> {
                ChaosProcess node = cluster.nodes().get(any);
                node.kill();
                Path log = cluster.data(node.name()).resolve("node").resolve("log");
                yield killed(node) + ", " + TornLogFault.tear(log).orElse("which has no log");
            }
            case EMPTY_DISK -> {
                ChaosProcess node = cluster.nodes().get(any);
                node.kill();
                empty(cluster.data(node.name()));
                yield killed(node);
            }
            case FULL_DISK -> {
                fill(LEFT_FIRST);
                yield ChaosCluster.host(ChaosCluster.SMALL) + (leader == ChaosCluster.SMALL ? ", which leads" : "");
            }
            case CLOCK_JUMP -> {
                int seconds = choice % 2 == 0 ? JUMP_SECONDS : -JUMP_SECONDS;
                cluster.setClock(leader, seconds);
                yield ChaosCluster.host(leader) + " by " + seconds + " s";
            }
            case KILL_DATABASE, LOSE_DATABASE -> cluster.database().killPrimary();
            case KILL_REPLICA -> cluster.database().killReplica();
            case KILL_REDIS -> cluster.redis().killPrimary();
        };
    }

    /** Continues a fault half-way. */
    void goOn(Fault fault) throws IOException, InterruptedException {
        if (fault == Fault.FULL_DISK) {
            fill(0);
        } else if (fault == Fault.LOSE_DATABASE) {
            cluster.database().promote();
        }
    }

    /** Removes a fault; dead processes are restarted by the recovery. */
    void mend(Fault fault) throws IOException, InterruptedException {
        network.mend();
        for (int id = 0; id < ChaosCluster.NODES; id++) {
            cluster.setClock(id, 0);
        }
        if (fault == Fault.STOP_LEADER) {
            for (ChaosProcess node : cluster.nodes()) {
                node.signal("CONT");
            }
        }
        if (fault == Fault.LOSE_DATABASE) {
            cluster.database().replace();
        } else if (fault == Fault.KILL_REDIS) {
            cluster.redis().replace();
        }
        Files.deleteIfExists(ballast());
    }

    private static String killed(ChaosProcess process) throws InterruptedException {
        process.kill();
        return process.name();
    }

    private static List<String> others(int leader) {
        return IntStream.range(0, ChaosCluster.NODES)
                .filter(id -> id != leader)
                .mapToObj(ChaosCluster::host)
                .toList();
    }

    /** Empties a folder without deleting it, because a disk may be mounted on it. */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .forEach(file -> {
                        try {
                            Files.delete(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    private Path ballast() {
        return cluster.data(ChaosCluster.host(ChaosCluster.SMALL)).resolve("ballast");
    }

    /** Fills the small disk until this much is left; with 0, until it accepts no further data. */
    private void fill(long left) throws IOException {
        try (OutputStream file = Files.newOutputStream(
                ballast(), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            byte[] block = new byte[MEGABYTE];
            while (Files.getFileStore(ballast()).getUsableSpace() > left) {
                file.write(block);
            }
        } catch (IOException full) {
            if (left > 0) {
                throw full;
            }
        }
    }
}
