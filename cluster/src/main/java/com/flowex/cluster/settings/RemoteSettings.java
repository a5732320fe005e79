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

/** What Aeron is told in a process that uses the log and has no node of it, and why. */
public final class RemoteSettings {

    /** A node that answers nothing for so long is passed over for the next. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Of a node that is read: after so long without a sign of life it counts as gone. */
    private static final long IMAGE_LIVENESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A session tries again by itself for so long while the nodes elect; then it is given up and opened anew. */
    private static final long NEW_LEADER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int EVENT_RESPONSE_STREAM = 40;
    private static final int EGRESS_STREAM = 1_000;

    private final MemberList members;
    private final String host;
    private final Threads threads;
    private final ProcessDriver process;

    /** @param host where the nodes reach this process: a name or an address */
    public RemoteSettings(
            MemberList members, String host, DataDirectory directory, StopReason stopReason, Threads threads) {
        this.members = members;
        this.host = host;
        this.threads = threads;
        process = new ProcessDriver(directory.run("driver"), threads, stopReason);
    }

    public MediaDriver.Context driver() {
        return process.driver().imageLivenessTimeoutNs(IMAGE_LIVENESS_NANOS);
    }

    /** The connection to the driver that everything in this process shares. */
    public Aeron.Context client() {
        return process.client();
    }

    /** One session with the cluster; it follows the leader. */
    public AeronCluster.Context clusterClient(Aeron aeron) {
        return new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .ingressChannel(Channels.INGRESS)
                .ingressEndpoints(members.ingress())
                .egressChannel("aeron:udp?term-length=8m|alias=egress|endpoint=" + host + ":0")
                .egressStreamId(EGRESS_STREAM)
                .messageTimeoutNs(ANSWER_NANOS)
                .newLeaderTimeoutNs(NEW_LEADER_NANOS)
                .idleStrategy(threads.moment());
    }

    /** Makes connections to the event archive of each node. */
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

    /** For replays of the event log: any port. */
    public String replayChannel() {
        return CommonContext.UDP_CHANNEL + "?endpoint=" + host + ":0";
    }
}
