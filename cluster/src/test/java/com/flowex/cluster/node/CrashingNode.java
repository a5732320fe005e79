package com.flowex.cluster.node;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process to be killed: pays without end and writes each acknowledged payment, with its sequence, to a file.
 * Arguments: data directory, file, first number, when to acknowledge.
 */
public final class CrashingNode {
    private static final int IN_FLIGHT = 64;

    private CrashingNode() {}

    public static void main(String[] arguments) throws Exception {
        ClusterConfig config = ClusterConfig.at(Path.of(arguments[0]))
                .withCommandsPerSnapshot(3_000)
                .withAcknowledgement(ClusterConfig.Acknowledgement.valueOf(arguments[3]));
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[2]));
        try (ClusterNode node = ClusterNode.start(config);
                BufferedWriter file = Files.newBufferedWriter(
                        Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Command command : TestMarket.beginning()) {
                node.client().submit(command).join();
            }
            for (int i = 1; i < IN_FLIGHT; i++) {
                Thread.startVirtualThread(() -> pay(node, next, file));
            }
            pay(node, next, file);
        }
    }

    private static void pay(ClusterNode node, AtomicLong next, BufferedWriter file) {
        while (true) {
            long number = next.getAndIncrement();
            if (node.client().submit(TestMarket.payment(number)).join() instanceof Outcome.Accepted accepted) {
                write(file, number + " " + accepted.sequence() + "\n");
            }
        }
    }

    private static void write(BufferedWriter file, String line) {
        synchronized (file) {
            try {
                file.write(line);
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
