package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failure 1: acknowledged, then lost.
 *
 * <p>Goal: an order that the exchange acknowledged is there after the exchange was killed. Method: the load tool, a
 * process of its own, writes every acknowledged id to a file before it goes on; the exchange is killed by SIGKILL in
 * the middle of the load, three times in a row, started again on the same data, and asked over HTTP for every id.
 */
@Timeout(300)
class KillDuringLoadTest {

    private static final int KILLS = 3;
    private static final long ACKNOWLEDGED_PER_KILL_MIN = 4_000;
    private static final Pattern CHECKED = Pattern.compile("check acknowledged=(\\d+) found=(\\d+) lost=(\\d+)");

    @TempDir
    private Path folder;

    private record Proof(long acknowledged, long found, long lost) {}

    @Test
    void nothingAcknowledgedIsMissingAfterThreeKillsInARow() {
        Proof proof = kill(KILLS, ExchangeProcess.start(folder.resolve("data")));

        System.out.println("proof: kill -9 x " + KILLS + " acknowledged=" + proof.acknowledged() + " found="
                + proof.found() + " lost=" + proof.lost());
        assertTrue(proof.acknowledged() >= 10_000, "acknowledged before the kills: " + proof.acknowledged());
        assertEquals(0, proof.lost());
    }

    @Test
    void aNodeThatAcknowledgesBeforeItCommitsIsCaught() {
        Proof proof = kill(1, ExchangeProcess.startCareless(folder.resolve("data")));

        System.out.println("proof: the same with acknowledgement before commit acknowledged=" + proof.acknowledged()
                + " found=" + proof.found() + " lost=" + proof.lost());
        assertTrue(proof.lost() > 0, "the proof sees no difference");
    }

    private Proof kill(int kills, ExchangeProcess started) {
        Path file = folder.resolve("acknowledged");
        try (ExchangeProcess exchange = started) {
            for (int kill = 1; kill <= kills; kill++) {
                loadAndKill(exchange, file, kill * ACKNOWLEDGED_PER_KILL_MIN);
                exchange.startAgain();
            }
            return check(exchange, file);
        }
    }

    private static void loadAndKill(ExchangeProcess exchange, Path file, long acknowledgedMin) {
        List<String> arguments = List.of(
                "--orders", "5000000",
                "--connections", "64",
                "--accounts", "4",
                "--url", exchange.url().toString(),
                "--acknowledged", file.toString());
        try (JavaProcess load = load(arguments)) {
            Deadline.await(
                    Duration.ofSeconds(60),
                    () -> lines(file) >= acknowledgedMin || !load.isAlive(),
                    () -> "too slow, load printed: " + load.output());
            assertTrue(load.isAlive(), load::output);
            exchange.kill();
            load.exitCode(Duration.ofSeconds(60));
        }
    }

    private static Proof check(ExchangeProcess exchange, Path file) {
        List<String> arguments =
                List.of("--check", file.toString(), "--url", exchange.url().toString());
        try (JavaProcess check = load(arguments)) {
            check.exitCode(Duration.ofMinutes(2));
            Matcher line = CHECKED.matcher(check.output());
            assertTrue(line.find(), check::output);
            assertEquals(lines(file), Long.parseLong(line.group(1)), "every line of the file was asked for");
            return new Proof(
                    Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
        }
    }

    private static JavaProcess load(List<String> arguments) {
        return JavaProcess.start("benchmarks", "com.flowex.benchmarks.load.Load", arguments, Map.of());
    }

    private static long lines(Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
