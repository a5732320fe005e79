package com.flowex.simulator.simulation;

import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.LogGuarantees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One run: a world is created, moves are taken, then faults stop and everything is compared. */
final class SimulationRun {
    /** Number of commands that list the markets of a random log and fund its accounts. */
    private static final int BEGINNING = 80;

    /**
     * Result of a run.
     *
     * @param broken broken law with its details; empty if all held
     * @param step step at which it was found, from 0; the number of moves if it was found at the end
     * @param digest digest over everything applied until then
     * @param commands requests of the clients, in words; empty if all laws held
     */
    record RunResult(
            Optional<LawViolationException> broken,
            int step,
            long digest,
            SimulationCounters tally,
            List<String> commands) {
        RunResult {
            commands = List.copyOf(commands);
        }

        /** Returns a description that is the same for the same result. */
        String line() {
            return broken.map(law -> "step " + step + ": " + law.getMessage()).orElse("all laws held");
        }
    }

    private SimulationRun() {}

    static RunResult of(SimulationSetup simulationSetup, List<Move> moves, LogGuarantees promises) {
        SimulationWorld world = new SimulationWorld(simulationSetup, promises);
        StepExecution steps = new StepExecution(world);
        int step = 0;
        try {
            Quiescence quiescence = new Quiescence(world);
            quiescence.begin(BEGINNING);
            for (Move move : moves) {
                steps.take(move);
                step++;
            }
            quiescence.come();
            world.checkEnd();
            return new RunResult(Optional.empty(), step, world.digest(), world.tally(), List.of());
        } catch (LawViolationException broken) {
            return new RunResult(Optional.of(broken), step, world.digest(), world.tally(), commands(world));
        }
    }

    private static List<String> commands(SimulationWorld world) {
        List<String> commands = new ArrayList<>();
        for (ModelClient client : world.clients()) {
            for (RepeatedOperation operation : client.operations()) {
                commands.add(String.format(
                        Locale.ROOT,
                        "session %d requests %s %s %s",
                        client.session(),
                        operation.requests(),
                        operation.known(),
                        operation.command()));
            }
        }
        return commands;
    }
}
