package com.flowex.cluster.node;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.settings.ClusterConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/**
 * Pays until the disk of its directory is full, makes room, starts again and asks for every acknowledged payment. The
 * argument is a directory on a small disk.
 */
public final class FullDiskNode {
    private static final PrintStream OUT = System.out;
    private static final int BURST = 500;
    private static final int FILLER_BYTES = 64 << 20;

    private FullDiskNode() {}

    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Path filler = Files.write(disk.resolve("filler"), new byte[FILLER_BYTES]);
        ClusterConfig config = ClusterConfig.at(disk.resolve("data")).withMinFreeBytes(0);
        List<Long> acknowledged = new ArrayList<>();
        try (ClusterNode node = ClusterNode.start(config)) {
            Asking.begin(node);
            payUntilStopped(node, acknowledged);
            OUT.println("stopped: " + node.stopped().join());
        }
        Files.delete(filler);
        try (ClusterNode node = ClusterNode.start(config)) {
            OUT.println("acknowledged " + acknowledged.size() + " lost " + lost(node, acknowledged));
        }
    }

    private static void payUntilStopped(ClusterNode node, List<Long> acknowledged) {
        long number = 0;
        while (!node.stopped().isDone()) {
            List<Long> burst = LongStream.range(number, number + BURST).boxed().toList();
            acknowledged.addAll(answered(node, burst, Outcome.Accepted.class));
            number += BURST;
        }
    }

    private static List<Long> answered(ClusterNode node, List<Long> numbers, Class<? extends Outcome> how) {
        List<CompletableFuture<Outcome>> promises = numbers.stream()
                .map(number -> node.client().submit(TestMarket.payment(number)))
                .toList();
        List<Long> answered = new ArrayList<>();
        for (int i = 0; i < promises.size(); i++) {
            if (how.isInstance(promises.get(i).join())) {
                answered.add(numbers.get(i));
            }
        }
        return answered;
    }

    private static long lost(ClusterNode node, List<Long> acknowledged) {
        long found = 0;
        for (int from = 0; from < acknowledged.size(); from += BURST) {
            List<Long> part = acknowledged.subList(from, Math.min(from + BURST, acknowledged.size()));
            found += answered(node, part, Outcome.Repeated.class).size();
        }
        return acknowledged.size() - found;
    }
}
