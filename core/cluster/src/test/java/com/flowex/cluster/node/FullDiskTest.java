package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: one of 128 MiB in memory, in a name space of its own; where the system permits that. */
@Timeout(600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class FullDiskTest {
    @TempDir
    Path directory;

    @Test
    void aFullDiskStopsTheNodeWithOneLineAndLosesNothing() throws Exception {
        List<String> onSmallDisk = onSmallDisk();
        assumeTrue(works(onSmallDisk), "needs user name spaces");
        Path output = directory.resolve("output");
        try (Child child = Child.start(
                onSmallDisk,
                FullDiskNode.class,
                output,
                directory.resolve("disk").toString())) {
            int exitCode = child.exitCode();
            String text = Files.readString(output);
            assertEquals(0, exitCode, text);
            assertTrue(text.contains("stopped: no space left on the disk of "), text);
            assertTrue(text.lines().anyMatch(line -> line.matches("acknowledged [1-9][0-9]{3,} lost 0")), text);
        }
    }

    private List<String> onSmallDisk() throws IOException {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        String mount = "mount -t tmpfs -o size=128m tmpfs " + disk + " && exec \"$@\"";
        return List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh");
    }

    private static boolean works(List<String> wrapper) throws InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(300, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
