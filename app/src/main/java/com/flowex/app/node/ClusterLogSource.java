package com.flowex.app.node;

import com.flowex.app.backup.DiskSpace;
import com.flowex.app.backup.LocalLogSource;
import com.flowex.app.backup.LogSource;
import com.flowex.app.backup.OnlineCopy;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.repair.ReceivedLogRange;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;

/**
 * Log of a cluster, copied from one of its nodes over the operators' port. It prefers a follower, so that the leader is
 * left alone.
 *
 * <p>The leader determines which events a copy must have. It is trusted if most nodes answer and none knows a later
 * term: everything acknowledged is then within its applied log. A node's log behind its last applied command may still
 * be taken back, and is left out of every copy.
 */
public final class ClusterLogSource implements LogSource {

    private static final Duration REACHED_MAX = Duration.ofSeconds(20);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MemberList members;

    private final Duration timeout;

    ClusterLogSource(MemberList members) {
        this(members, REACHED_MAX);
    }

    /** @param timeout longest wait for a node that lacks something */
    ClusterLogSource(MemberList members, Duration timeout) {
        this.members = members;
        this.timeout = timeout;
    }

    /** Returns the copier for backups of the exchange with these settings. */
    public static OnlineCopy exchange(LauncherSettings settings) {
        NodeSettings node = settings.node();
        if (node.runs() == NodeSettings.ProcessRole.ENGINE || node.runs() == NodeSettings.ProcessRole.GATEWAY) {
            throw new StartupException(
                    "FLOWEX_SERVICES=" + node.label() + " has no users and no keys, of which a backup"
                            + " consists as well: it is taken where the services run");
        }
        return new OnlineCopy(
                settings.base(),
                node.isRemote()
                        ? new ClusterLogSource(node.members())
                        : new LocalLogSource(settings.base().dataDirectory()));
    }

    /**
     * Nodes that can be asked.
     *
     * @param sequence number of the last event that a copy must have
     * @param preferred followers, the furthest first, and then the leader
     */
    private record Standing(long sequence, List<Member> preferred) {}

    private Standing standing() throws IOException {
        List<MemberStatus> all =
                members.all().stream().map(MemberStatus::request).toList();
        long answered = all.stream().filter(status -> !status.isDown()).count();
        long newest = all.stream().mapToLong(MemberStatus::term).max().orElse(-1);
        MemberStatus leader = all.stream()
                .filter(status -> status.leads() && status.term() == newest)
                .findFirst()
                .orElseThrow(() -> new IOException("no node leads: ./flowex cluster status says which are there"));
        if (2 * answered <= all.size()) {
            throw new IOException("most nodes do not answer: ./flowex cluster status says which are there");
        }
        List<Member> preferred = new ArrayList<>(all.stream()
                .filter(MemberStatus::follows)
                .sorted(Comparator.comparingLong(MemberStatus::commitPosition).reversed())
                .map(status -> members.all().get(status.member()))
                .toList());
        preferred.add(members.all().get(leader.member()));
        return new Standing(leader.sequence(), preferred);
    }

    /** Request to one node. */
    private interface Asking<T> {
        T of(Member member, long sequence) throws IOException;
    }

    /** Asks one node after another until one succeeds. */
    private <T> T tryEach(Asking<T> asking) throws IOException {
        Standing now = standing();
        List<String> why = new ArrayList<>();
        for (Member member : now.preferred()) {
            try {
                return asking.of(member, now.sequence());
            } catch (IOException e) {
                why.add("node " + member.id() + ": " + (e.getMessage() == null ? e : e.getMessage()));
            }
        }
        throw new IOException("no node provides its log: " + String.join("; ", why));
    }

    @Override
    public LogEnd copy(Path into) throws IOException {
        return tryEach((member, sequence) -> copy(member, sequence, into.resolve("node")));
    }

    /** Copies a node, and appends the log that was applied since; the copy ends where that begins. */
    private LogEnd copy(Member member, long sequence, Path node) throws IOException {
        FileUtils.deleteDirectory(node.toFile());
        MemberStatus.requestBytes(member, NodeCopyEndpoints.COPY, (copy, bytes) -> {
            DiskSpace.require(node.resolveSibling("."), bytes);
            return NodeSeed.receive(node, copy);
        });
        long end = LogEnd.of(node).position();
        Path file = node.resolve("sent");
        ReceivedLogRange rest = reached(member, end, sequence, file);
        if (!rest.before().equals(LogRange.before(node, end))) {
            throw new IOException("its log differs from the one that was copied from it");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            LogRange.append(node, end, end + rest.bytes(), rest.record(), bytes);
        }
        Files.delete(file);
        return rest.end();
    }

    @Override
    public LogRange since(long position, Path stage) throws IOException {
        return tryEach((member, sequence) -> reached(member, position, sequence, stage.resolve("sent")));
    }

    /** Waits until a node has applied an event and has it on disk. */
    private ReceivedLogRange reached(Member member, long from, long sequence, Path file) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            ReceivedLogRange range = MemberStatus.requestBytes(
                    member, NodeCopyEndpoints.LOG + "?from=" + from, (sent, _) -> ReceivedLogRange.receive(sent, file));
            if (range.end().sequence() >= sequence) {
                return range;
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException(
                        "it has events up to " + range.end().sequence() + ", the one that leads has " + sequence);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    @Override
    public long sequence() throws IOException {
        return standing().sequence();
    }
}
