package com.flowex.simulator.fate;

import com.flowex.simulator.lobster.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

    static final String USAGE = """
            usage: ./flowex sim [--seeds N | --minutes M] [--seed S] [--steps N] [--out FOLDER]
                   ./flowex sim --replay BUNDLE""";

    private static final int SEEDS_DEFAULT = 100;
    private static final int STEPS_DEFAULT = 4_000;
    private static final int STEPS_MAX = 1_000_000;
    private static final int MINUTES_MAX = 7 * 24 * 60;

    /** @throws BadInputException with one line that describes the fault */
    static SimulationOptions of(List<String> words) throws BadInputException {
        Deque<String> rest = new ArrayDeque<>(words);
        OptionalLong seed = OptionalLong.empty();
        OptionalLong seeds = OptionalLong.empty();
        OptionalLong minutes = OptionalLong.empty();
        int steps = STEPS_DEFAULT;
        Path out = Path.of("sim-failures");
        Optional<Path> replay = Optional.empty();
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--seed" -> seed = OptionalLong.of(whole(option, rest, Long.MIN_VALUE, Long.MAX_VALUE));
                case "--seeds" -> seeds = OptionalLong.of(whole(option, rest, 1, Integer.MAX_VALUE));
                case "--minutes" -> minutes = OptionalLong.of(whole(option, rest, 1, MINUTES_MAX));
                case "--steps" -> steps = (int) whole(option, rest, 1, STEPS_MAX);
                case "--out" -> out = path(option, rest);
                case "--replay" -> replay = Optional.of(path(option, rest));
                default -> throw new BadInputException("unknown option " + option + "; " + USAGE);
            }
        }
        if (replay.isPresent() && words.size() > 2) {
            throw new BadInputException("--replay takes everything from the bundle; " + USAGE);
        }
        if (seeds.isPresent() && minutes.isPresent()) {
            throw new BadInputException("--seeds or --minutes; " + USAGE);
        }
        // A single given seed is run alone; with minutes, as many seeds run as fit.
        long count = seeds.orElse(minutes.isPresent() ? Long.MAX_VALUE : seed.isPresent() ? 1 : SEEDS_DEFAULT);
        return new SimulationOptions(seed.orElse(1), count, steps, minutes, out, replay);
    }

    private static String value(String option, Deque<String> rest) throws BadInputException {
        if (rest.isEmpty()) {
            throw new BadInputException(option + " needs a value; " + USAGE);
        }
        return rest.pop();
    }

    private static long whole(String option, Deque<String> rest, long least, long most) throws BadInputException {
        String value = value(option, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw new BadInputException(option + " must be within " + least + ".." + most + ", was \"" + value + "\"");
    }

    private static Path path(String option, Deque<String> rest) throws BadInputException {
        try {
            return Path.of(value(option, rest));
        } catch (InvalidPathException e) {
            throw new BadInputException(option + ": not a file name: " + e.getMessage());
        }
    }
}
