package com.flowex.simulator.simulation;

import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.model.SimulationLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * Shortens a run that broke a law: leaves out steps as long as the same law breaks, by bounded delta debugging (Zeller
 * and Hildebrandt 2002).
 */
final class RunShrinker {
    private final SimulationSetup simulationSetup;
    private final LogGuarantees promises;
    private final SimulationLaw law;
    private int runsLeft;

    private RunShrinker(SimulationSetup simulationSetup, LogGuarantees promises, SimulationLaw law, int runs) {
        this.simulationSetup = simulationSetup;
        this.promises = promises;
        this.law = law;
        this.runsLeft = runs;
    }

    /**
     * Returns fewer moves that break the same law.
     *
     * @param broken result of the run with these moves
     * @param runs highest number of runs
     */
    static List<Move> of(
            SimulationSetup simulationSetup,
            List<Move> moves,
            SimulationRun.RunResult broken,
            LogGuarantees promises,
            int runs) {
        SimulationLaw law = broken.broken().map(LawViolationException::law).orElseThrow();
        // Moves behind the step that broke the law are not needed.
        List<Move> used = moves.subList(0, Math.min(moves.size(), broken.step() + 1));
        return new RunShrinker(simulationSetup, promises, law, runs).shrunk(used);
    }

    private List<Move> shrunk(List<Move> moves) {
        List<Move> best = moves;
        int parts = 2;
        while (best.size() > 1 && parts <= best.size() && runsLeft > 0) {
            List<Move> fewer = withoutOne(best, parts);
            if (fewer.size() < best.size()) {
                best = fewer;
                parts = Math.max(2, parts - 1);
            } else {
                parts = parts == best.size() ? parts + 1 : Math.min(best.size(), 2 * parts);
            }
        }
        return best;
    }

    /** Returns all parts except one that is not needed; all of them if each is needed. */
    private List<Move> withoutOne(List<Move> moves, int parts) {
        for (int part = 0; part < parts && runsLeft > 0; part++) {
            int from = (int) ((long) moves.size() * part / parts);
            int to = (int) ((long) moves.size() * (part + 1) / parts);
            List<Move> fewer = new ArrayList<>(moves.subList(0, from));
            fewer.addAll(moves.subList(to, moves.size()));
            if (breaks(fewer)) {
                return fewer;
            }
        }
        return moves;
    }

    private boolean breaks(List<Move> moves) {
        runsLeft--;
        return SimulationRun.of(simulationSetup, moves, promises)
                .broken()
                .filter(broken -> broken.law() == law)
                .isPresent();
    }
}
