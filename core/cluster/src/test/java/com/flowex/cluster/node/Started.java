package com.flowex.cluster.node;

import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.settings.ClusterConfig;
import io.aeron.cluster.NanosecondClusterClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** Starts nodes, and copies what they leave. */
final class Started {
    private static final int BLOCK = 1 << 16;

    private Started() {}

    static ClusterNode on(Path directory) {
        return ClusterNode.start(config(directory));
    }

    /** A busy machine may answer later than the default allows. */
    static ClusterConfig config(Path directory) {
        return ClusterConfig.at(directory).withAnswerTimeout(Duration.ofMinutes(1));
    }

    static ClusterNode on(Path directory, StateMachine.StateMachineFactory maker) {
        return with(config(directory), maker);
    }

    static ClusterNode with(ClusterConfig config, StateMachine.StateMachineFactory maker) {
        return ClusterNode.start(config, maker, new NanosecondClusterClock());
    }

    /** A copy of a directory that no node holds. */
    static Path copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(directory)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    copyFile(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes no block of zeros: segments are 64 MB of which a test uses little, and their copies stay as sparse as they are. */
    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
            long size = in.size();
            for (long at = 0; at < size; at += block.limit()) {
                in.read(block.clear(), at);
                block.flip();
                if (!block.equals(zeros.clear().limit(block.limit()))) {
                    out.write(block, at);
                }
            }
            if (out.size() < size) {
                out.write(zeros.clear().limit(1), size - 1);
            }
        }
    }
}
