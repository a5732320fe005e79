package com.flowex.simulator.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.model.LogGuarantees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./flowex sim}: what it prints, what it writes down, and that what is written down breaks again. */
class SimulationToolTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(LogGuarantees promises, String... words) {
        out.reset();
        err.reset();
        return SimulationTool.run(
                List.of(words),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                promises);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void successfulRunReportsItsCounts() {
        assertEquals(SimulationTool.FINE, run(new LogGuarantees(), "--seeds", "3", "--steps", "500"), this::err);
        assertTrue(out().contains("seeds=3 steps=1500 "), this::out);
        assertTrue(out().contains("lost=0 duplicated=0 all laws held"), this::out);
    }

    /** Goal: a failure is found again by what is written down, by all of its steps and by the few that do. */
    @Test
    void failureIsRecordedAndReproduced() throws IOException {
        LogGuarantees broken = PlantedFaults.NOTES_BEFORE_IT_WRITES.promises();
        Path folder = directory.resolve("failures");
        assertEquals(
                SimulationTool.BROKEN,
                run(broken, "--seeds", "20", "--steps", "700", "--out", folder.toString()),
                this::out);
        List<Path> bundles = bundles(folder);
        assertEquals(2, bundles.size(), bundles::toString);
        for (Path bundle : bundles) {
            assertEquals(SimulationTool.BROKEN, run(broken, "--replay", bundle.toString()), this::out);
            assertTrue(out().contains("the same as in the bundle"), this::out);
            assertEquals(SimulationTool.FINE, run(new LogGuarantees(), "--replay", bundle.toString()), this::out);
            assertTrue(out().contains("not what the bundle says: step "), this::out);
        }
        long whole =
                Files.readAllLines(bundles.getFirst().resolve("steps.jsonl")).size();
        long few = Files.readAllLines(bundles.getLast().resolve("steps.jsonl")).size();
        assertEquals(700, whole);
        assertTrue(few < whole / 10, () -> few + " of " + whole);
    }

    /** As it happened, then the short one. */
    private static List<Path> bundles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    @Test
    void invalidOptionsAreRefusedByName() throws IOException {
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--seeds", "0"));
        assertTrue(err().contains("--seeds must be within 1.."), this::err);
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--faults", "all"));
        assertTrue(err().contains("'--faults'"), this::err);
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--seed"));
        assertTrue(err().contains("option '--seed'"), this::err);
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--seeds", "1", "--minutes", "1"));
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--replay", directory.toString()));
        assertTrue(err().contains("is no bundle"), this::err);
        Files.writeString(directory.resolve("run.json"), "{}");
        Files.writeString(directory.resolve("steps.jsonl"), "{\"step\":0,\"do\":\"dance\",\"dice\":1}\n");
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--replay", directory.toString()));
        assertTrue(err().contains("steps.jsonl: line 1"), this::err);
        Files.writeString(directory.resolve("steps.jsonl"), "{\"step\":0,\"do\":\"ask\",\"dice\":1}\n");
        assertEquals(SimulationTool.BAD_INPUT, run(new LogGuarantees(), "--replay", directory.toString()));
        assertTrue(err().contains("run.json"), this::err);
    }
}
