package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, made real by a small memory file system, which needs the right to mount one: skipped, saying so,
 * where that is missing.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class FullDiskTest {

    @TempDir
    private Path folder;

    private final List<Path> mounted = new ArrayList<>();

    private Path disk(String name, String size) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve(name));
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .start();
        boolean done = mount.waitFor(300, TimeUnit.SECONDS) && mount.exitValue() == 0;
        assumeTrue(done, "no right to mount a file system here: the full disk is not tried");
        mounted.add(disk);
        return disk;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        for (Path disk : mounted) {
            Process process =
                    new ProcessBuilder("umount", disk.toString()).inheritIO().start();
            assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        }
    }

    @Test
    void initiallyFullDiskIsReportedInOneLine() throws IOException, InterruptedException {
        Path data = disk("tiny", "24m").resolve("data");

        try (ExchangeProcess refused = ExchangeProcess.launch(data, Map.of())) {
            assertEquals(1, refused.exitCode(), refused.output());
            assertEquals(1, refused.output().strip().lines().count(), refused.output());
            assertTrue(
                    refused.output().contains("free") || refused.output().contains("No space left"), refused.output());
        }
    }

    /** The log is full before the exchange has begun; that commands are overloaded then is the effect. */
    @Test
    void theLastLineOfAStartThatFillsTheDiskNamesTheDisk() throws IOException, InterruptedException {
        Path data = disk("narrow", "300m").resolve("data");

        try (ExchangeProcess refused = ExchangeProcess.launch(data, Map.of())) {
            assertEquals(1, refused.exitCode(), refused.output());
            String last = refused.output().strip().lines().toList().getLast();
            assertTrue(last.contains("no space left on the disk"), refused.output());
        }
    }

    /** Bash names a line of the script where it cannot write, and says nothing of the disk. */
    @Test
    void theLastLineOfACommandOnAFullDiskNamesTheDisk() throws IOException, InterruptedException {
        Path disk = disk("checkout", "1m");
        Path command = disk.resolve("flowex");
        Files.copy(Repository.file("flowex"), command, StandardCopyOption.COPY_ATTRIBUTES);
        assertThrows(IOException.class, () -> fill(disk.resolve("filler"), 2 << 20));

        Process process = new ProcessBuilder(command.toString(), "test")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor());
        assertTrue(output.lines().toList().getLast().startsWith("flowex: the disk is full"), output);
    }

    @Test
    void aDiskThatFillsUpStopsTheExchangeAndLosesNothing() throws IOException, InterruptedException {
        Path disk = disk("small", "1500m");
        try (ExchangeProcess exchange = ExchangeProcess.start(disk.resolve("data"))) {
            HttpApi user = exchange.api().newUser("full-disk@example.com");
            user.deposit("USDT", "1000");
            String order = user.order("buy", "100", "1", "before").expect(201).text("id");

            Path filler = disk.resolve("filler");
            fill(filler, disk.toFile().getUsableSpace() - (16 << 20));
            assertEquals(3, exchange.exitCode(), exchange.output());
            assertTrue(exchange.output().contains("free"), exchange.output());

            Files.delete(filler);
            exchange.startAgain();
            assertEquals("open", user.get("/api/trading/orders/" + order).text("status"));
            assertEquals("100", user.balance("USDT").path("locked").asText());
            user.order("buy", "100", "1", "after").expect(201);
            exchange.stop();
        }
    }

    private static void fill(Path file, long bytes) throws IOException {
        byte[] block = new byte[1 << 20];
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        }
    }
}
