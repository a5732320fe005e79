package com.flowex.simulator.injection.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A torn log. */
class TornLogFaultTest {

    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    @Test
    void theLastPageOfTheNewestRecordingIsGone() throws IOException {
        Path older = recording("0-0.rec", 5 * PAGE, 1_000);
        Path newest = recording("1-0.rec", 2 * PAGE + 100, 2_000);

        assertEquals(Optional.of("1-0.rec from byte 8192 of 8292"), TornLogFault.tear(folder));

        byte[] left = Files.readAllBytes(newest);
        assertEquals(8 * PAGE, left.length, "a file is as long as it was");
        assertEquals(7, left[2 * PAGE - 1]);
        for (int i = 2 * PAGE; i < left.length; i++) {
            assertEquals(0, left[i]);
        }
        assertEquals(7, Files.readAllBytes(older)[5 * PAGE - 1], "an older one is not touched");
    }

    private Path recording(String name, int used, long millis) throws IOException {
        byte[] bytes = new byte[8 * PAGE];
        Arrays.fill(bytes, 0, used, (byte) 7);
        Path file = Files.write(folder.resolve(name), bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
        return file;
    }

    @Test
    void withoutALogThereIsNothingToTear() throws IOException {
        Files.createFile(folder.resolve("catalog"));
        assertTrue(TornLogFault.tear(folder).isEmpty());
    }
}
