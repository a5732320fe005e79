package com.flowex.app.cli.folder;

import com.flowex.app.node.MemberStatus;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Backup of a cluster in one file: a copy of the leading node, which has everything that was ever acknowledged, and
 * nodes that are made from it. The file is neither compressed nor sealed; only its owner may read it.
 */
public final class ClusterBackupFile {
    private static final int MEGABYTE_BITS = 20;

    private final Path file;

    public ClusterBackupFile(Path file) {
        this.file = file;
    }

    /**
     * Copies the leading node. The file appears when it is completely on disk and was read back.
     *
     * @return summary for the operator
     * @throws StartupException if no node leads, or the file exists already
     * @throws IOException if the copy broke off or is not valid
     */
    public String save(MemberList members) throws IOException {
        if (Files.exists(file)) {
            throw new StartupException(file + " is there already: name a new one");
        }
        Member leader = members.all().stream()
                .filter(member -> MemberStatus.request(member).leads())
                .findFirst()
                .orElseThrow(() -> new StartupException("no node leads: ./flowex cluster status says which are there"));
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(draft);
            long bytes = MemberStatus.requestCopy(leader, (copy, _) -> write(copy, draft));
            check(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return (bytes >> MEGABYTE_BITS) + " MB of node " + leader.id() + " are in " + file;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static long write(InputStream copy, Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long bytes = copy.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
            return bytes;
        }
    }

    /** Reads the copy back: a transfer that broke off looks like a shorter copy until it is read. */
    private static void check(Path draft) throws IOException {
        Path trial = draft.resolveSibling(draft.getFileName() + ".read");
        try (InputStream copy = Files.newInputStream(draft)) {
            NodeSeed.receive(trial.resolve("node"), copy);
        } finally {
            delete(trial);
        }
    }

    /**
     * Makes a node of the file. Each node of an exchange is made from the same one.
     *
     * @param data data directory of a node without a log
     * @return summary for the operator
     * @throws IOException if the file is damaged, the node has a log, or a process uses it
     */
    public String restore(Path data) throws IOException {
        Files.createDirectories(data);
        try (InputStream copy = Files.newInputStream(file)) {
            long bytes = NodeSeed.receive(data.resolve("node"), copy);
            return (bytes >> MEGABYTE_BITS) + " MB are in " + data;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
