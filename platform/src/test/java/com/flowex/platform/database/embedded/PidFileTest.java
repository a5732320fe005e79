package com.flowex.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.embedded.PostgresFiles.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class PidFileTest {

    private static final int ROUNDS = 2_000;

    @TempDir
    private Path folder = Path.of("target");

    /**
     * Closes a fault: a server that starts removes the file of the one that was killed. If that came between the question
     * whether the file is there and its reading, the new server was forgotten and none could start beside it.
     */
    @Test
    void aFileThatIsRemovedWhileItIsReadIsNone() throws IOException, InterruptedException {
        Path file = folder.resolve("postmaster.pid");
        Thread server = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    Files.writeString(file, "7\n");
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        while (server.isAlive()) {
            Optional<PidFile> read = PidFile.of(file);
            assertTrue(read.isEmpty() || read.get().pid() == 7, read::toString);
        }
        server.join();
        assertEquals(Optional.empty(), PidFile.of(file));
    }
}
