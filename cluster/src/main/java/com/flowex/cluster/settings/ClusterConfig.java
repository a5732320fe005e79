package com.flowex.cluster.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a node of the exchange runs.
 *
 * @param dataDirectory the node's own; holds the log, the event log and the snapshots
 * @param members the nodes of the exchange
 * @param member which of them this one is: its id
 * @param commandsPerSnapshot a snapshot is taken after so many commands; also on a clean stop. It stops the exchange for
 *     about half a second per two million ids it remembers; a restart after a crash applies what came after it
 * @param timePerSnapshot and after so much time, if there were commands enough to be worth it
 * @param queueMax commands that may wait in the client before it answers Overloaded; a power of two
 * @param answerTimeout after it the client answers Unknown
 * @param minFreeBytes with less free space on the data directory's disk the node stops, or does not start
 * @param kept what stays on its disk
 */
public record ClusterConfig(
        Path dataDirectory,
        MemberList members,
        int member,
        long commandsPerSnapshot,
        Duration timePerSnapshot,
        int queueMax,
        Duration answerTimeout,
        long minFreeBytes,
        KeptOnDisk kept) {

    /** The defaults of a single node. */
    public static ClusterConfig at(Path dataDirectory) {
        return new ClusterConfig(
                dataDirectory,
                MemberList.ALONE,
                0,
                250_000,
                Duration.ofMinutes(10),
                4_096,
                Duration.ofSeconds(5),
                256L << 20,
                KeptOnDisk.EVERYTHING);
    }

    public ClusterConfig {
        if (member < 0 || member >= members.all().size()) {
            throw new IllegalArgumentException(
                    "member " + member + " is none of " + members.all().size());
        }
    }

    /** The same as one of several nodes. */
    public ClusterConfig as(MemberList others, int id) {
        return new ClusterConfig(
                dataDirectory,
                others,
                id,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes,
                kept);
    }

    public ClusterConfig withCommandsPerSnapshot(long commands) {
        return new ClusterConfig(
                dataDirectory, members, member, commands, timePerSnapshot, queueMax, answerTimeout, minFreeBytes, kept);
    }

    public ClusterConfig withTimePerSnapshot(Duration time) {
        return new ClusterConfig(
                dataDirectory, members, member, commandsPerSnapshot, time, queueMax, answerTimeout, minFreeBytes, kept);
    }

    public ClusterConfig withQueueMax(int commands) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                commands,
                answerTimeout,
                minFreeBytes,
                kept);
    }

    public ClusterConfig withAnswerTimeout(Duration timeout) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                timeout,
                minFreeBytes,
                kept);
    }

    public ClusterConfig withMinFreeBytes(long bytes) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                bytes,
                kept);
    }

    public ClusterConfig withKept(KeptOnDisk kept) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes,
                kept);
    }
}
