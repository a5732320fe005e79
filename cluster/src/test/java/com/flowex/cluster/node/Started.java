package com.flowex.cluster.node;

import com.flowex.cluster.fold.Core;
import com.flowex.cluster.settings.ClusterConfig;
import io.aeron.cluster.NanosecondClusterClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Starts nodes, and copies what they leave. */
final class Started {
    private Started() {}

    static ClusterNode on(Path directory) {
        return ClusterNode.start(ClusterConfig.at(directory));
    }

    static ClusterNode on(Path directory, Core.Maker maker) {
        return with(ClusterConfig.at(directory), maker);
    }

    static ClusterNode with(ClusterConfig config, Core.Maker maker) {
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
                    Files.copy(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
