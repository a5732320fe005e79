package com.flowex.simulator;

import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.GivenOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Options of {@code ./flowex replay}.
 *
 * @param messages file of order flow
 * @param book file of the published book after each message
 * @param levels number of levels of each side to compare; empty for all
 */
record ReplayOptions(Path messages, Optional<Path> book, OptionalInt levels) {

    private static final Set<String> OPTIONS = Set.of("--format", "--book", "--levels");
    private static final int LEVELS_MAX = 1_000;

    static ReplayOptions of(String[] arguments) throws BadInputException {
        GivenOptions options = GivenOptions.parse(OPTIONS, Set.of(), 1, List.of(arguments));
        String format = options.text("--format").orElse("");
        if (!format.equals("lobster")) {
            throw new BadInputException("--format must be lobster, was \"" + format + "\"; see ./flowex replay --help");
        }
        if (options.files().size() != 1) {
            throw new BadInputException("one file of messages must be given; see ./flowex replay --help");
        }
        OptionalLong levels = options.whole("--levels", 1, LEVELS_MAX);
        return new ReplayOptions(
                GivenOptions.path("the file of messages", options.files().getFirst()),
                options.path("--book"),
                levels.isPresent() ? OptionalInt.of((int) levels.getAsLong()) : OptionalInt.empty());
    }
}
