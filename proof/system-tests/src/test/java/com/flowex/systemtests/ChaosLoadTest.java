package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.chaos.ChaosTool;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryFormat;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.history.LineType;
import com.flowex.simulator.lobster.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures 1 to 5, as clients see them: acknowledged and lost, done twice, answered twice, money made.
 *
 * <p>Goal: the answers to twenty clients have an order in which all of them are right, and readers of their streams saw
 * each number once, though the exchange was killed and started again. Method: {@code ./flowex chaos load} while SIGKILL
 * hits the exchange once; then the same history with one answer changed.
 */
@Timeout(600)
class ChaosLoadTest {

    private static final String SECONDS = "20";
    private static final long BYTES_BEFORE_THE_KILL = 150_000;

    @TempDir
    private Path folder;

    private record Run(int code, String printed) {}

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void historyOfAKilledExchangeIsLinearizable() throws IOException, BadInputException {
        Path history = folder.resolve("history.jsonl");
        try (ExchangeProcess exchange = ExchangeProcess.start(folder.resolve("data"))) {
            // Not in the pool that all have in common, of one thread here: handshakes of the readers need it.
            CompletableFuture<Run> load = CompletableFuture.supplyAsync(
                    () -> run(
                            "load",
                            "--url",
                            exchange.url().toString(),
                            "--clients",
                            "20",
                            "--seconds",
                            SECONDS,
                            "--seed",
                            "14",
                            "--out",
                            history.toString()),
                    Thread.ofPlatform()::start);
            Deadline.await(
                    Duration.ofMinutes(2),
                    () -> size(history) > BYTES_BEFORE_THE_KILL || load.isDone(),
                    () -> "the load does not begin");
            assertFalse(load.isDone(), () -> load.join().printed());
            exchange.kill();
            exchange.startAgain();
            Run run = load.join();

            System.out.println("proof: kill -9 under clients that remember: "
                    + run.printed().lines().toList());
            assertEquals(0, run.code(), run.printed());
            assertTrue(run.printed().contains(" lost=0 duplicated=0"), run.printed());
            assertTrue(run.printed().contains("verdict: linearizable, accepted"), run.printed());
            assertTrue(run.printed().contains("readers=5 "), run.printed());
            assertTrue(run.printed().contains(" missed=0 repeated=0 misplaced=0"), run.printed());
        }
        List<HistoryLine> lines = HistoryFormat.read(history);
        assertTrue(lines.stream().anyMatch(line -> line.type() == LineType.INFO), "nobody was left without an answer");
        assertFound(lines, line -> line.operation() instanceof ClientOperation.Transfer && line.type() == LineType.OK);
        assertFound(lines, line -> line.operation() instanceof ClientOperation.Cancel && line.type() == LineType.OK);
    }

    /** One acknowledged command is changed into a refused one. */
    private void assertFound(List<HistoryLine> lines, Predicate<HistoryLine> filter) throws IOException {
        List<HistoryLine> changed = new ArrayList<>(lines);
        HistoryLine line = lines.stream().filter(filter).findFirst().orElseThrow();
        changed.set(
                (int) line.index(),
                new HistoryLine(
                        line.index(),
                        line.process(),
                        line.operation(),
                        Optional.of(new ClientAnswer.Refused("insufficient_funds")),
                        line.timeNanos()));
        Path file = folder.resolve("changed.jsonl");
        Files.write(file, changed.stream().map(HistoryFormat::text).toList());

        Run check = run("check", file.toString());
        assertEquals(1, check.code(), check.printed());
        assertTrue(check.printed().contains("not linearizable"), check.printed());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run run(String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            int code = ChaosTool.run(List.of(words), out, out);
            return new Run(code, printed.toString(StandardCharsets.UTF_8));
        }
    }
}
