package com.flowex.cluster.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Configuration of a node of the exchange.
 *
 * @param dataDirectory directory of the node; it holds the log, the event log and the snapshots
 * @param members nodes of the exchange
 * @param member id of this node among them
 * @param commandsPerSnapshot number of commands after which a snapshot is taken; one is also taken on a clean stop. A
 *     snapshot stops the exchange for about half a second per two million ids it remembers. A restart after a crash
 *     applies the commands behind it
 * @param timePerSnapshot time after which a snapshot is taken, if there were enough commands to be worth it
 * @param queueMax highest number of commands that wait in the client before it answers Overloaded; a power of two
 * @param answerTimeout time after which the client answers Unknown
 * @param minFreeBytes least free space on the data directory's disk in bytes; with less, the node stops or does not
 *     start
 * @param retention retention of data on its disk
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
        RetentionSettings retention) {

    /** Returns the defaults of a single node. */
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
                RetentionSettings.EVERYTHING);
    }

    public ClusterConfig {
        if (member < 0 || member >= members.all().size()) {
            throw new IllegalArgumentException(
                    "member " + member + " is none of " + members.all().size());
        }
    }

    /** Returns the same configuration for one of several nodes. */
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
                retention);
    }

    public ClusterConfig withCommandsPerSnapshot(long commands) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commands,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes,
                retention);
    }

    public ClusterConfig withTimePerSnapshot(Duration time) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                time,
                queueMax,
                answerTimeout,
                minFreeBytes,
                retention);
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
                retention);
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
                retention);
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
                retention);
    }

    public ClusterConfig withRetention(RetentionSettings retention) {
        return new ClusterConfig(
                dataDirectory,
                members,
                member,
                commandsPerSnapshot,
                timePerSnapshot,
                queueMax,
                answerTimeout,
                minFreeBytes,
                retention);
    }
}
