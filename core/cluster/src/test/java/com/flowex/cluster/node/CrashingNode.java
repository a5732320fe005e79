package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.settings.ClusterConfig;
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
 * Arguments: data directory, file, first number, whether it answers before the commit.
 */
public final class CrashingNode {
    private static final int IN_FLIGHT = 64;

    private CrashingNode() {}

    public static void main(String[] arguments) throws Exception {
        ClusterConfig config = ClusterConfig.at(Path.of(arguments[0])).withCommandsPerSnapshot(3_000);
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[2]));
        try (ExchangeClient client = client(config, Boolean.parseBoolean(arguments[3]));
                BufferedWriter file = Files.newBufferedWriter(
                        Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Command command : TestMarket.beginning()) {
                client.submit(command).join();
            }
            for (int i = 1; i < IN_FLIGHT; i++) {
                Thread.startVirtualThread(() -> pay(client, next, file));
            }
            pay(client, next, file);
        }
    }

    /** Client of a node that is never closed: the process is killed. */
    private static ExchangeClient client(ClusterConfig config, boolean careless) {
        return careless
                ? CarelessNode.start(config, () -> false).client()
                : ClusterNode.start(config).client();
    }

    private static void pay(ExchangeClient client, AtomicLong next, BufferedWriter file) {
        while (true) {
            long number = next.getAndIncrement();
            if (client.submit(TestMarket.payment(number)).join() instanceof Outcome.Accepted accepted) {
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
