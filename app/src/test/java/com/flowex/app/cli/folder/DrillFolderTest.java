package com.flowex.app.cli.folder;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillFolderTest {

    private static final FileTime OLD = FileTime.from(Instant.now().minus(Duration.ofHours(2)));

    @TempDir
    private Path folder = Path.of("target");

    private Path left(String name) throws IOException {
        Path left = Files.createDirectory(folder.resolve(name));
        Files.writeString(left.resolve("data"), "restored");
        Files.setLastModifiedTime(Files.createFile(left.resolve("lock")), OLD);
        return left;
    }

    @Test
    void folderOfAKilledDrillIsDeletedAndThatOfARunningOneStays() throws IOException {
        Path killed = left("flowex-drill1");
        Path other = left("other");
        try (DrillFolder running = DrillFolder.create(folder)) {
            Files.setLastModifiedTime(running.path().resolve("lock"), OLD);
            Path young = Files.createDirectory(folder.resolve("flowex-drill2"));
            Files.createFile(young.resolve("lock"));
            try (DrillFolder second = DrillFolder.create(folder)) {
                assertTrue(Files.exists(second.path()));
            }
            assertFalse(Files.exists(killed));
            assertTrue(Files.exists(running.path()));
            assertTrue(Files.exists(young));
            assertTrue(Files.exists(other));
        }
    }
}
