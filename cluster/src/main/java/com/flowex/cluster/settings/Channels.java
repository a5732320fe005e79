package com.flowex.cluster.settings;

import com.flowex.cluster.settings.MemberList.Member;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Over what the parts of a node reach each other, and how long they wait for each other.
 *
 * @param ingress for commands
 * @param log from the leader to all
 * @param consensus between the nodes
 * @param replication for answers of other nodes' archives
 * @param logControl where the archive of the log is asked by other nodes; null if nobody else is there
 * @param eventControl where the event archive is asked by edges; null if they are in this process
 * @param silenceMaxNanos after it a leader counts as gone
 * @param canvassNanos so long a node that starts waits for all the others; then most of them are enough
 * @param electionNanos the time of a ballot
 */
record Channels(
        String ingress,
        String log,
        String consensus,
        String replication,
        @Nullable String logControl,
        @Nullable String eventControl,
        long silenceMaxNanos,
        long canvassNanos,
        long electionNanos) {

    /** Commands are short; half of it, 2 MiB, is more than a client's queue and its commands in flight. */
    private static final String COMMANDS = "term-length=4m|alias=ingress";

    /** Of several nodes, and of whoever sends them commands. */
    static final String INGRESS = "aeron:udp?" + COMMANDS;

    /** A node alone has nobody who would lead in its place: it may stand still for as long as its process may. */
    static Channels alone(long standstillNanos) {
        return new Channels(
                "aeron:ipc?" + COMMANDS,
                "aeron:ipc?term-length=8m|mtu=4k|alias=log",
                "aeron:ipc?term-length=64k|alias=consensus",
                "aeron:udp?endpoint=localhost:0",
                null,
                null,
                standstillNanos,
                2 * standstillNanos,
                TimeUnit.SECONDS.toNanos(1));
    }

    /** Orders flow again about a second and a half after a leader died. */
    static Channels of(Member self) {
        return new Channels(
                INGRESS,
                "aeron:udp?term-length=8m|alias=log",
                "aeron:udp?term-length=64k|alias=consensus",
                "aeron:udp?endpoint=" + self.host() + ":0",
                "aeron:udp?term-length=64k|endpoint=" + self.logArchive(),
                "aeron:udp?term-length=64k|endpoint=" + self.eventArchive(),
                TimeUnit.SECONDS.toNanos(1),
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.MILLISECONDS.toNanos(500));
    }
}
