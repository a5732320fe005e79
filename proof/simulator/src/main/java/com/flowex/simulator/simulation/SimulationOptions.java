package com.flowex.simulator.simulation;

import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.GivenOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Options of {@code ./flowex sim}.
 *
 * @param seed first seed, or the only one
 * @param seeds number of seeds; if minutes are given, as many as fit
 * @param steps number of steps of each seed
 * @param minutes longest time in minutes
 * @param out folder for bundles
 * @param replay bundle to run again, instead of seeds
 */
record SimulationOptions(long seed, long seeds, int steps, OptionalLong minutes, Path out, Optional<Path> replay) {

    private static final Set<String> OPTIONS = Set.of("--seed", "--seeds", "--minutes", "--steps", "--out", "--replay");
    private static final int SEEDS_DEFAULT = 100;
    private static final int STEPS_DEFAULT = 4_000;
    private static final int STEPS_MAX = 1_000_000;
    private static final int MINUTES_MAX = 7 * 24 * 60;

    /** @throws BadInputException with one line that describes the fault */
    static SimulationOptions of(List<String> words) throws BadInputException {
        GivenOptions options = GivenOptions.parse(OPTIONS, Set.of(), 0, words);
        OptionalLong seed = options.whole("--seed", Long.MIN_VALUE, Long.MAX_VALUE);
        OptionalLong seeds = options.whole("--seeds", 1, Integer.MAX_VALUE);
        OptionalLong minutes = options.whole("--minutes", 1, MINUTES_MAX);
        int steps = options.whole("--steps", STEPS_DEFAULT, 1, STEPS_MAX);
        Path out = options.path("--out").orElse(Path.of("sim-failures"));
        Optional<Path> replay = options.path("--replay");
        if (replay.isPresent() && words.size() > 2) {
            throw new BadInputException("--replay takes everything from the bundle: no other option goes with it");
        }
        if (seeds.isPresent() && minutes.isPresent()) {
            throw new BadInputException("--seeds or --minutes must be given, not both");
        }
        // A single given seed is run alone; with minutes, as many seeds run as fit.
        long count = seeds.orElse(minutes.isPresent() ? Long.MAX_VALUE : seed.isPresent() ? 1 : SEEDS_DEFAULT);
        return new SimulationOptions(seed.orElse(1), count, steps, minutes, out, replay);
    }
}
