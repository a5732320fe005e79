package com.flowex.launcher;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogStretch;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.repair.SentStretch;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.ground.settings.StartupException;
import com.flowex.launcher.backup.CopiedLog;
import com.flowex.launcher.backup.LiveCopy;
import com.flowex.launcher.backup.OwnNode;
import com.flowex.launcher.backup.Room;
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
 * The log of an exchange of several nodes, copied from one of them over the operators' port: one that follows, where there is one, so that the one that
 * leads is left alone.
 *
 * <p>What is enough, the one that leads says. It is believed where most nodes answer and none knows a later term: what was acknowledged is then within
 * what it has applied. What a node has behind the last command that it applied may still be taken back, and is left out of every copy.
 */
final class SeveralNodes implements CopiedLog {

    private static final Duration REACHED_MAX = Duration.ofSeconds(20);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MemberList members;

    private final Duration patience;

    SeveralNodes(MemberList members) {
        this(members, REACHED_MAX);
    }

    /** @param patience with a node that lacks something yet */
    SeveralNodes(MemberList members, Duration patience) {
        this.members = members;
        this.patience = patience;
    }

    /** What is backed up of the exchange that these settings are of. */
    static LiveCopy exchange(LauncherSettings settings) {
        NodeSettings node = settings.node();
        if (node.runs() == NodeSettings.Runs.ENGINE || node.runs() == NodeSettings.Runs.GATEWAY) {
            throw new StartupException(
                    "FLOWEX_SERVICES=" + node.label() + " has no users and no keys, of which a backup"
                            + " consists as well: it is taken where the services run");
        }
        return new LiveCopy(
                settings.base(),
                node.isRemote()
                        ? new SeveralNodes(node.members())
                        : new OwnNode(settings.base().dataDirectory()));
    }

    /**
     * Who can be asked.
     *
     * @param sequence number of the last event that has to be in a copy
     * @param preferred those that follow, the furthest first, and the one that leads behind them
     */
    private record Standing(long sequence, List<Member> preferred) {}

    private Standing standing() throws IOException {
        List<MemberStatus> all = members.all().stream().map(MemberStatus::ask).toList();
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

    /** Asks one node. */
    private interface Asking<T> {
        T of(Member member, long sequence) throws IOException;
    }

    /** Asks one after the other until one has given what is needed. */
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
        throw new IOException("no node gives its log: " + String.join("; ", why));
    }

    @Override
    public LogEnd copy(Path into) throws IOException {
        return tryEach((member, sequence) -> copy(member, sequence, into.resolve("node")));
    }

    /** A copy, and then what was applied since: where that begins the copy ends. */
    private LogEnd copy(Member member, long sequence, Path node) throws IOException {
        FileUtils.deleteDirectory(node.toFile());
        MemberStatus.askForBytes(member, NodeCopies.COPY, (copy, bytes) -> {
            Room.require(node.resolveSibling("."), bytes);
            return NodeSeed.receive(node, copy);
        });
        long end = LogEnd.of(node).position();
        Path file = node.resolve("sent");
        SentStretch rest = reached(member, end, sequence, file);
        if (!rest.before().equals(LogStretch.before(node, end))) {
            throw new IOException("its log is another than the one that was copied from it");
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            LogStretch.append(node, end, end + rest.bytes(), rest.record(), bytes);
        }
        Files.delete(file);
        return rest.end();
    }

    @Override
    public LogStretch since(long position, Path stage) throws IOException {
        return tryEach((member, sequence) -> reached(member, position, sequence, stage.resolve("sent")));
    }

    /** Waits until a node has an event on its disk, in a log that it has applied. */
    private SentStretch reached(Member member, long from, long sequence, Path file) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            SentStretch stretch = MemberStatus.askForBytes(
                    member, NodeCopies.LOG + "?from=" + from, (sent, _) -> SentStretch.receive(sent, file));
            if (stretch.end().sequence() >= sequence) {
                return stretch;
            }
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new IOException(
                        "it has events up to " + stretch.end().sequence() + ", the one that leads has " + sequence);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    @Override
    public long sequence() throws IOException {
        return standing().sequence();
    }
}
