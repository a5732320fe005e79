package com.flowex.simulator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.domain.RulesVersion;
import com.flowex.simulator.lobster.BadInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run that broke a law, as a folder: {@code run.json} (its setup and the broken law), {@code steps.jsonl} (its moves,
 * one a line) and {@code commands.txt} (the clients' requests, for the reader).
 *
 * @param line broken law, in the words of {@link SimulationRun.RunResult#line}
 * @param digest digest over everything applied until then
 */
record FailureBundle(SimulationSetup setup, List<Move> moves, String line, long digest) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "run.json";
    private static final String STEPS = "steps.jsonl";
    private static final String COMMANDS = "commands.txt";

    FailureBundle {
        moves = List.copyOf(moves);
    }

    static FailureBundle of(SimulationSetup simulationSetup, List<Move> moves, SimulationRun.RunResult ended) {
        return new FailureBundle(simulationSetup, moves, ended.line(), ended.digest());
    }

    /** @param commands requests of the clients, in order */
    void write(Path folder, List<String> commands) throws IOException {
        Files.createDirectories(folder);
        ObjectNode run = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("version", version())
                .put("rules", RulesVersion.NEWEST)
                .put("java", Runtime.version().toString())
                .put("seed", setup.seed())
                .put("nodes", setup.nodes())
                .put("clients", setup.clients())
                .put("readers", setup.readers())
                .put("broken", line)
                .put("digest", Long.toHexString(digest));
        Files.writeString(folder.resolve(RUN), run.toPrettyString() + "\n");
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(STEPS))) {
            for (int i = 0; i < moves.size(); i++) {
                Move move = moves.get(i);
                ObjectNode step = JSON.createObjectNode()
                        .put("step", i)
                        .put("do", move.choice().word())
                        .put("dice", move.dice());
                out.write(step + "\n");
            }
        }
        Files.write(folder.resolve(COMMANDS), commands);
    }

    private static String version() {
        String version = FailureBundle.class.getPackage().getImplementationVersion();
        return version == null ? "of classes in folders" : version;
    }

    /** @throws BadInputException with one line that describes the fault and its place */
    static FailureBundle read(Path folder) throws IOException, BadInputException {
        if (!Files.isRegularFile(folder.resolve(RUN)) || !Files.isRegularFile(folder.resolve(STEPS))) {
            throw new BadInputException(folder + " is no bundle: it has no " + RUN + " and " + STEPS);
        }
        List<Move> moves = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(STEPS))) {
            moves.add(move(line, moves.size()));
        }
        try {
            JsonNode run = JSON.readTree(Files.readString(folder.resolve(RUN)));
            if (run.required("format").intValue() != FORMAT) {
                throw new BadInputException(RUN + " is of another format than " + FORMAT);
            }
            SimulationSetup simulationSetup = new SimulationSetup(
                    run.required("seed").longValue(),
                    run.required("nodes").intValue(),
                    run.required("clients").intValue(),
                    run.required("readers").intValue());
            return new FailureBundle(
                    simulationSetup,
                    moves,
                    run.required("broken").textValue(),
                    Long.parseUnsignedLong(run.required("digest").textValue(), 16));
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new BadInputException(RUN + ": " + firstLine(wrong));
        }
    }

    private static Move move(String line, int at) throws BadInputException {
        try {
            JsonNode step = JSON.readTree(line);
            String word = step.required("do").textValue();
            if (step.required("step").intValue() != at) {
                throw new BadInputException(STEPS + ": step " + step.required("step") + " where " + at + " comes next");
            }
            return new Move(
                    StepKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')),
                    step.required("dice").longValue());
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new BadInputException(STEPS + ": line " + (at + 1) + ": " + firstLine(wrong));
        }
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }
}
