package com.flowex.cluster.repair;

import com.flowex.cluster.disk.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A node's copy as a directory from which a node can be started. */
final class NodeCopyDirectory implements NodeCopyTarget {
    private final Path to;

    NodeCopyDirectory(Path to) throws IOException {
        this.to = to;
        Files.createDirectories(to);
        Files.writeString(to.resolve("node.lock"), "");
    }

    @Override
    public void take(String name, FileChannel from, long length, long wholeLength) throws IOException {
        try (FileChannel target = begin(name)) {
            long at = 0;
            while (at < length) {
                at += from.transferTo(at, length - at, target);
            }
            finish(target, length, wholeLength);
        }
    }

    /** Creates a file of the copy, to be written from its beginning. */
    FileChannel begin(String name) throws IOException {
        Path file = NodeCopyTarget.inside(to, name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Completes a file after its bytes are written. */
    static void finish(FileChannel target, long length, long wholeLength) throws IOException {
        if (length < wholeLength) {
            target.write(ByteBuffer.allocate(1), wholeLength - 1);
        }
        target.force(true);
    }

    @Override
    public void end() throws IOException {
        for (String part : new String[] {"cluster", "log", "events"}) {
            DataDirectory.force(Files.createDirectories(to.resolve(part)));
        }
        DataDirectory.force(to);
    }
}
