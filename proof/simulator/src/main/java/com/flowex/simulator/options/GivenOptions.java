package com.flowex.simulator.options;

import com.flowex.simulator.lobster.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options and file names of a tool as they are given, parsed by picocli. */
public final class GivenOptions {

    private final ParseResult parsed;

    private GivenOptions(ParseResult parsed) {
        this.parsed = parsed;
    }

    /**
     * Parses the words.
     *
     * @param values options with a value
     * @param flags options without a value
     * @param files largest number of file names besides
     * @throws BadInputException that names an option that is unknown, given twice or without its value
     */
    public static GivenOptions parse(Set<String> values, Set<String> flags, int files, List<String> words)
            throws BadInputException {
        CommandSpec spec = CommandSpec.create();
        values.forEach(name -> spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("VALUE")
                .build()));
        flags.forEach(name -> spec.addOption(OptionSpec.builder(name).build()));
        if (files > 0) {
            spec.addPositional(PositionalParamSpec.builder()
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("0.." + files)
                    .paramLabel("FILE")
                    .build());
        }
        try {
            return new GivenOptions(
                    new CommandLine(spec).setExpandAtFiles(false).parseArgs(words.toArray(String[]::new)));
        } catch (ParameterException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
    }

    public boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    /** Returns all values of an option, in the order in which they are given. */
    public List<String> all(String option) {
        return parsed.matchedOptionValue(option, List.of());
    }

    /** Returns the only value of an option. */
    public Optional<String> text(String option) throws BadInputException {
        List<String> all = all(option);
        if (all.size() > 1) {
            throw new BadInputException(option + " must be given once");
        }
        return all.stream().findFirst();
    }

    /** Returns a whole number within {@code least..most}. */
    public OptionalLong whole(String option, long least, long most) throws BadInputException {
        Optional<String> given = text(option);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(given.get());
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw new BadInputException(
                option + " must be within " + least + ".." + most + ", was \"" + given.get() + "\"");
    }

    /** Returns a whole number within {@code least..most}, {@code otherwise} if none is given. */
    public int whole(String option, int otherwise, int least, int most) throws BadInputException {
        return (int) whole(option, least, most).orElse(otherwise);
    }

    /** Returns the file or folder that an option names. */
    public Optional<Path> path(String option) throws BadInputException {
        Optional<String> given = text(option);
        return given.isPresent() ? Optional.of(path(option, given.get())) : Optional.empty();
    }

    /** Returns the file names besides the options. */
    public List<String> files() {
        return parsed.matchedPositionals().stream()
                .map(ArgSpec::<List<String>>getValue)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the path of a file name. */
    public static Path path(String subject, String name) throws BadInputException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BadInputException(subject + " is not a file name: " + e.getMessage());
        }
    }
}
