package com.flowex.simulator.simulation;

import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.options.ToolExit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./flowex sim}: runs seeds one after the other. The first that breaks a law is shortened and written to a
 * bundle.
 */
public final class SimulationTool {
    /** Exit code if all laws held. */
    static final int FINE = 0;

    /** Exit code if a law was broken. */
    static final int BROKEN = 1;

    /** Exit code if the options or the bundle cannot be used. */
    static final int BAD_INPUT = 2;

    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SHRINKING_RUNS = 300;

    private final PrintStream out;
    private final PrintStream err;
    private final LogGuarantees promises;
    private final long beginNanos = System.nanoTime();
    private final SimulationCounters tally = new SimulationCounters();

    private SimulationTool(PrintStream out, PrintStream err, LogGuarantees promises) {
        this.out = out;
        this.err = err;
        this.promises = promises;
    }

    public static void main(String[] arguments) {
        ToolExit.exit("sim", run(List.of(arguments), System.out, System.err, new LogGuarantees()));
    }

    /**
     * Runs the tool.
     *
     * @param out stream for results
     * @param err stream for progress and errors
     * @param promises guarantees of the log; tests break some
     * @return the process's exit code
     */
    static int run(List<String> words, PrintStream out, PrintStream err, LogGuarantees promises) {
        SimulationTool tool = new SimulationTool(out, err, promises);
        try {
            SimulationOptions options = SimulationOptions.of(words);
            return options.replay().isPresent() ? tool.replay(options.replay().get()) : tool.seeds(options);
        } catch (BadInputException e) {
            err.println("sim: " + e.getMessage());
        } catch (IOException e) {
            err.println("sim: cannot read or write: " + e);
        }
        return BAD_INPUT;
    }

    private int seeds(SimulationOptions options) throws IOException {
        long lineNanos = beginNanos;
        for (long i = 0; i < options.seeds() && !isOver(options); i++) {
            SimulationSetup simulationSetup = SimulationSetup.of(options.seed() + i);
            List<Move> moves = simulationSetup.moves(options.steps());
            SimulationRun.RunResult ended = SimulationRun.of(simulationSetup, moves, promises);
            tally.add(RunCounter.SEEDS);
            tally.add(ended.tally());
            if (ended.broken().isPresent()) {
                report(simulationSetup, moves, ended, options.out());
                summary(ended);
                return BROKEN;
            }
            if (System.nanoTime() - lineNanos > LINE_EVERY_NANOS) {
                lineNanos = System.nanoTime();
                err.println("sim: " + tally.of(RunCounter.SEEDS) + " seeds, the last " + simulationSetup.seed()
                        + ": all laws held");
            }
        }
        out.println(tally);
        out.println("steps_per_second=" + stepsPerSecond() + " lost=0 duplicated=0 all laws held");
        return FINE;
    }

    private boolean isOver(SimulationOptions options) {
        return options.minutes().isPresent()
                && System.nanoTime() - beginNanos
                        > TimeUnit.MINUTES.toNanos(options.minutes().getAsLong());
    }

    private long stepsPerSecond() {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos));
        return tally.of(RunCounter.STEPS) * 1_000 / millis;
    }

    private void summary(SimulationRun.RunResult ended) {
        out.println(tally);
        out.println("steps_per_second=" + stepsPerSecond() + " " + ended.line());
    }

    /** Writes two bundles: the run as it happened, and one with the fewest steps that were found to suffice. */
    private void report(SimulationSetup simulationSetup, List<Move> moves, SimulationRun.RunResult ended, Path folder)
            throws IOException {
        err.println("sim: seed " + simulationSetup.seed() + " " + ended.line());
        Path whole = folder.resolve("seed-" + simulationSetup.seed());
        FailureBundle.of(simulationSetup, moves, ended).write(whole, ended.commands());
        err.println("sim: ./flowex sim --replay " + whole);
        List<Move> fewer = RunShrinker.of(simulationSetup, moves, ended, promises, SHRINKING_RUNS);
        SimulationRun.RunResult shorter = SimulationRun.of(simulationSetup, fewer, promises);
        Path shortest = folder.resolve("seed-" + simulationSetup.seed() + "-short");
        FailureBundle.of(simulationSetup, fewer, shorter).write(shortest, shorter.commands());
        err.println("sim: " + fewer.size() + " of " + moves.size() + " steps do: ./flowex sim --replay " + shortest);
    }

    private int replay(Path folder) throws IOException, BadInputException {
        FailureBundle bundle = FailureBundle.read(folder);
        SimulationRun.RunResult ended = SimulationRun.of(bundle.setup(), bundle.moves(), promises);
        out.println(ended.line());
        boolean isSame = ended.line().equals(bundle.line()) && ended.digest() == bundle.digest();
        out.println(isSame ? "the same as in the bundle" : "not what the bundle says: " + bundle.line());
        return ended.broken().isPresent() ? BROKEN : FINE;
    }
}
