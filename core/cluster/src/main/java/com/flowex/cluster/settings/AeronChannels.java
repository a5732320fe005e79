package com.flowex.cluster.settings;

import com.flowex.cluster.settings.MemberList.Member;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aeron channels between the parts of a node, and their time-outs.
 *
 * @param ingress channel for commands
 * @param log channel from the leader to all nodes
 * @param consensus channel between the nodes
 * @param replication channel for answers of other nodes' archives
 * @param logControl channel on which other nodes query the archive of the log; null if there are none
 * @param eventControl channel on which edges query the event archive; null if they are in this process
 * @param silenceMaxNanos silence after which a leader counts as lost
 * @param canvassNanos time that a starting node waits for all the others; afterwards a majority is enough
 * @param electionNanos duration of a ballot
 */
record AeronChannels(
        String ingress,
        String log,
        String consensus,
        String replication,
        @Nullable String logControl,
        @Nullable String eventControl,
        long silenceMaxNanos,
        long canvassNanos,
        long electionNanos) {

    /** Commands are short; half of a term, 2 MiB, is more than a client's queue and its commands in flight. */
    private static final String COMMANDS = "term-length=4m|alias=ingress";

    /** Ingress channel of several nodes and of the clients that send them commands. */
    static final String INGRESS = "aeron:udp?" + COMMANDS;

    /**
     * Returns the channels of a single node. No other node could lead in its place, so it may stand still for as long
     * as its process may.
     */
    static AeronChannels alone(long standstillNanos) {
        return new AeronChannels(
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

    /**
     * Returns the channels of one of several nodes. Orders flow again about a second and a half after a leader died.
     */
    static AeronChannels of(Member self) {
        return new AeronChannels(
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
