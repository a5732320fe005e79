package com.flowex.simulator;

import com.flowex.simulator.lobster.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Options of {@code ./flowex replay}.
 *
 * @param messages file of order flow
 * @param book file of the published book after each message
 * @param levels number of levels of each side to compare; empty for all
 */
record ReplayOptions(Path messages, Optional<Path> book, OptionalInt levels) {

    private static final String USAGE =
            "usage: ./flowex replay --format lobster MESSAGES.csv [--book BOOK.csv] [--levels N]";
    private static final int LEVELS_MAX = 1_000;

    static ReplayOptions of(String[] arguments) throws BadInputException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        String format = "";
        Optional<Path> messages = Optional.empty();
        Optional<Path> book = Optional.empty();
        OptionalInt levels = OptionalInt.empty();
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--format" -> format = valueOf(argument, rest);
                case "--book" -> book = Optional.of(path(valueOf(argument, rest)));
                case "--levels" -> levels = OptionalInt.of(levels(valueOf(argument, rest)));
                default -> messages = Optional.of(messages(argument, messages));
            }
        }
        if (!format.equals("lobster")) {
            throw new BadInputException("--format must be lobster, was \"" + format + "\"; " + USAGE);
        }
        return new ReplayOptions(
                messages.orElseThrow(() -> new BadInputException("which file? " + USAGE)), book, levels);
    }

    private static Path messages(String argument, Optional<Path> before) throws BadInputException {
        if (argument.startsWith("--") || before.isPresent()) {
            throw new BadInputException("unknown argument " + argument + "; " + USAGE);
        }
        return path(argument);
    }

    private static String valueOf(String option, Deque<String> rest) throws BadInputException {
        if (rest.isEmpty()) {
            throw new BadInputException(option + " needs a value; " + USAGE);
        }
        return rest.pop();
    }

    private static Path path(String text) throws BadInputException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("not a file name: " + e.getMessage());
        }
    }

    private static int levels(String text) throws BadInputException {
        try {
            int levels = Integer.parseInt(text);
            if (levels >= 1 && levels <= LEVELS_MAX) {
                return levels;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw new BadInputException("--levels must be within 1.." + LEVELS_MAX + ", was \"" + text + "\"");
    }
}
