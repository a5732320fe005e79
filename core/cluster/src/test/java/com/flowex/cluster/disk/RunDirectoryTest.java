package com.flowex.cluster.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path shared;

    @TempDir
    Path data;

    @Test
    void directoryOfAKilledProcessIsRemovedAndThatOfALivingOneIsKept() throws IOException {
        Path left = Files.createDirectories(shared.resolve("flowex-run-1-1"));
        Files.createFile(left.resolve("lock"));
        Files.createDirectories(left.resolve("driver"));
        try (RunDirectory living = RunDirectory.create(data.resolve("run"), shared);
                RunDirectory another = RunDirectory.create(data.resolve("run"), shared)) {
            assertFalse(Files.exists(left));
            assertTrue(living.resolve("lock").exists());
            assertTrue(another.resolve("lock").exists());
        }
        try (Stream<Path> rest = Files.list(shared)) {
            assertEquals(0, rest.count());
        }
    }

    @Test
    void withoutSharedMemoryItIsInTheDataDirectory() throws IOException {
        Path onDisk = data.resolve("run");
        try (RunDirectory run = RunDirectory.create(onDisk, shared.resolve("missing"))) {
            assertTrue(run.resolve("driver").toPath().startsWith(onDisk));
        }
    }
}
