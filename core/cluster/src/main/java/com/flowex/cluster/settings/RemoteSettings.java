package com.flowex.cluster.settings;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.stop.StopReason;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.driver.MediaDriver;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Aeron settings of a process that uses the log and has no node of it, with the reasons. */
public final class RemoteSettings {

    /** Time without an answer after which the next node is tried. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Time without a sign of life after which a node that is read counts as lost. */
    private static final long IMAGE_LIVENESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Time for which a session retries by itself during an election; then it is given up and opened anew. */
    private static final long NEW_LEADER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int EVENT_RESPONSE_STREAM = 40;
    private static final int EGRESS_STREAM = 1_000;

    private final MemberList members;
    private final String host;
    private final ThreadIdleStrategies threads;
    private final ProcessMediaDriver process;

    /** @param host name or address at which the nodes reach this process */
    public RemoteSettings(
            MemberList members,
            String host,
            DataDirectory directory,
            StopReason stopReason,
            ThreadIdleStrategies threads) {
        this.members = members;
        this.host = host;
        this.threads = threads;
        process = new ProcessMediaDriver(directory.run("driver"), threads, stopReason);
    }

    public MediaDriver.Context driver() {
        return process.driver().imageLivenessTimeoutNs(IMAGE_LIVENESS_NANOS);
    }

    /** Returns the settings of the connection to the driver that everything in this process shares. */
    public Aeron.Context client() {
        return process.client();
    }

    /** Returns the settings of one session with the cluster; it follows the leader. */
    public AeronCluster.Context clusterClient(Aeron aeron) {
        return new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .ingressChannel(AeronChannels.INGRESS)
                .ingressEndpoints(members.ingress())
                .egressChannel("aeron:udp?term-length=8m|alias=egress|endpoint=" + host + ":0")
                .egressStreamId(EGRESS_STREAM)
                .messageTimeoutNs(ANSWER_NANOS)
                .newLeaderTimeoutNs(NEW_LEADER_NANOS)
                .idleStrategy(threads.moment());
    }

    /** Returns suppliers of the settings for a connection to each node's event archive. */
    public List<Supplier<AeronArchive.Context>> eventClients(Aeron aeron) {
        return members.all().stream()
                .map(member -> (Supplier<AeronArchive.Context>) () -> eventClient(aeron, member))
                .toList();
    }

    private AeronArchive.Context eventClient(Aeron aeron, MemberList.Member member) {
        return new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .controlRequestChannel("aeron:udp?term-length=64k|endpoint=" + member.eventArchive())
                .controlRequestStreamId(AeronSettings.EVENT_CONTROL_STREAM)
                .controlResponseChannel("aeron:udp?term-length=64k|endpoint=" + host + ":0")
                .controlResponseStreamId(EVENT_RESPONSE_STREAM)
                .messageTimeoutNs(ANSWER_NANOS)
                .idleStrategy(threads.moment());
    }

    /** Returns the channel for replays of the event log, with any port. */
    public String replayChannel() {
        return CommonContext.UDP_CHANNEL + "?endpoint=" + host + ":0";
    }
}
