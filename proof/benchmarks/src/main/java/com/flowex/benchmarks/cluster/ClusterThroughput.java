package com.flowex.benchmarks.cluster;

import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Throughput of orders through the fsynced log of one node in this process, in rounds.
 *
 * <p>Arguments: a directory for the data that does not exist yet, number of orders, number in flight, number of tails,
 * idle seconds at the end.
 */
public final class ClusterThroughput {
    private static final PrintStream OUT = System.out;

    private ClusterThroughput() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        long orders = Long.parseLong(arguments[1]);
        int inFlight = Integer.parseInt(arguments[2]);
        int tails = Integer.parseInt(arguments[3]);
        long idleSeconds = Long.parseLong(arguments[4]);
        long begin = System.nanoTime();
        try (ClusterNode node = ClusterNode.start(config(directory))) {
            OUT.printf(Locale.ROOT, "ready_ms=%d%n", (System.nanoTime() - begin) / 1_000_000);
            List<CountingTail> counting = new ArrayList<>();
            for (int i = 0; i < tails; i++) {
                CountingTail tail = new CountingTail();
                counting.add(tail);
                node.openTail(Checkpoint.START, tail);
            }
            OrderLoad load = new OrderLoad(node.client());
            load.begin();
            load.round("warm-up", orders / 2, inFlight);
            load.round("measured", orders, inFlight);
            load.round("one at a time", Math.min(orders, 2_000), 1);
            load.steady(Integer.getInteger("rate", 10_000), Integer.getInteger("seconds", 0));
            counting.forEach(tail -> OUT.println("tail_sequence=" + tail.sequence));
            idle(idleSeconds);
            begin = System.nanoTime();
        }
        OUT.printf(Locale.ROOT, "close_ms=%d%n", (System.nanoTime() - begin) / 1_000_000);
    }

    private static ClusterConfig config(Path directory) {
        return ClusterConfig.at(directory).withCommandsPerSnapshot(Long.getLong("commandsPerSnapshot", 5_000_000));
    }

    private static void idle(long seconds) throws InterruptedException {
        if (seconds > 0) {
            Thread.sleep(2_000);
            long cpu = OrderLoad.cpuNanos();
            // The sleep is the measurement: the cost of a node without requests.
            Thread.sleep(seconds * 1_000);
            OUT.printf(Locale.ROOT, "idle: %.2f %% of one core%n", (OrderLoad.cpuNanos() - cpu) / 1e7 / seconds);
        }
    }

    /** Tail that counts events. */
    private static final class CountingTail implements BatchConsumer {
        private volatile long sequence;

        @Override
        public void on(EventBatch batch, long endPosition) {
            sequence = batch.lastSequence();
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void idle() {}

        @Override
        public void stopped(Throwable why) {
            OUT.println("tail stopped: " + why);
        }
    }
}
