package com.flowex.cluster.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a node of the exchange runs.
 *
 * @param dataDirectory the node's own; holds the log, the event log and the snapshots
 * @param member this node's place among the members
 * @param commandsPerSnapshot a snapshot is taken after so many commands; also on a clean stop. It stops the exchange for
 *     about half a second per two million ids it remembers; a restart after a crash applies what came after it
 * @param timePerSnapshot and after so much time, if there were commands enough to be worth it
 * @param queueMax commands that may wait in the client before it answers Overloaded; a power of two
 * @param answerTimeout after it the client answers Unknown
 * @param minFreeBytes with less free space on the data directory's disk the node stops, or does not start
 */
public record ClusterConfig(
        Path dataDirectory,
        Member member,
        long commandsPerSnapshot,
        Duration timePerSnapshot,
        int queueMax,
        Duration answerTimeout,
        long minFreeBytes) {

    /**
     * Where a node is reached by others. A single node uses no network: everything goes over shared memory.
     *
     * @param id from 0
     * @param basePort first of five neighbouring UDP ports: ingress, consensus, log, catch-up, archive
     */
    public record Member(int id, String host, int basePort) {
        /** One node, no network. */
        public static final Member SINGLE = new Member(0, "localhost", 9100);

        /** In Aeron's order and notation. */
        String endpoints() {
            StringBuilder endpoints = new StringBuilder().append(id);
            for (int port = basePort; port < basePort + 5; port++) {
                endpoints.append(',').append(host).append(':').append(port);
            }
            return endpoints.toString();
        }
    }

    /** The defaults of a single node. */
    public static ClusterConfig at(Path dataDirectory) {
        return new ClusterConfig(
                dataDirectory,
                Member.SINGLE,
                250_000,
                Duration.ofMinutes(10),
                4_096,
                Duration.ofSeconds(5),
                256L << 20);
    }

    public ClusterConfig withCommandsPerSnapshot(long commands) {
        return new ClusterConfig(
                dataDirectory, member, commands, timePerSnapshot, queueMax, answerTimeout, minFreeBytes);
    }

    public ClusterConfig withTimePerSnapshot(Duration time) {
        return new ClusterConfig(
                dataDirectory, member, commandsPerSnapshot, time, queueMax, answerTimeout, minFreeBytes);
    }

    public ClusterConfig withQueueMax(int commands) {
        return new ClusterConfig(
                dataDirectory, member, commandsPerSnapshot, timePerSnapshot, commands, answerTimeout, minFreeBytes);
    }

    public ClusterConfig withAnswerTimeout(Duration timeout) {
        return new ClusterConfig(
                dataDirectory, member, commandsPerSnapshot, timePerSnapshot, queueMax, timeout, minFreeBytes);
    }

    public ClusterConfig withMinFreeBytes(long bytes) {
        return new ClusterConfig(
                dataDirectory, member, commandsPerSnapshot, timePerSnapshot, queueMax, answerTimeout, bytes);
    }
}
