package com.flowex.simulator.storm;

import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.storm.fault.Fault;
import com.flowex.simulator.storm.fault.FaultPairing;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of {@code ./flowex chaos}.
 *
 * @param time time that clients trade
 * @param seed seed of the faults, their order, and the clients' requests
 * @param clients number of clients, each with an account of its own, 2 to 1,000
 * @param rate commands a second of each client, 1 to 1,000
 * @param readers number of clients' accounts whose stream is followed by a reader
 * @param faults kinds of faults to inject
 * @param pairs setting for two faults at once
 * @param folder folder of the run, with its history, its report and the log of every process
 * @param asJson true to print the report as JSON
 */
public record FaultOptions(
        Duration time,
        long seed,
        int clients,
        int rate,
        int readers,
        Set<Fault> faults,
        FaultPairing pairs,
        Path folder,
        boolean asJson) {

    static final String USAGE =
            """
            usage: ./flowex chaos --minutes M | --seconds S [--seed N] [--clients 50] [--rate 2] [--readers 10]
                                  [--only FAULT,FAULT...] [--pairs later|always|never] [--dir DIR] [--json]
                   faults: %s""".formatted(Stream.of(Fault.values()).map(Fault::word).collect(Collectors.joining(" ")));

    private static final int CLIENTS_DEFAULT = 50;
    private static final int RATE_DEFAULT = 2;
    private static final int READERS_DEFAULT = 10;
    private static final int MAX = 1_000;
    private static final int SECONDS_MAX = 24 * 60 * 60;

    /** @throws BadInputException with one line that describes the fault */
    static FaultOptions of(List<String> words) throws BadInputException {
        Deque<String> rest = new ArrayDeque<>(words);
        Optional<Duration> time = Optional.empty();
        long seed = 1;
        int clients = CLIENTS_DEFAULT;
        int rate = RATE_DEFAULT;
        int readers = READERS_DEFAULT;
        Set<Fault> faults = EnumSet.allOf(Fault.class);
        FaultPairing pairs = FaultPairing.LATER;
        Optional<Path> folder = Optional.empty();
        boolean asJson = false;
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--json" -> asJson = true;
                case "--minutes" -> time = Optional.of(Duration.ofMinutes(whole(option, rest, 1, SECONDS_MAX / 60)));
                case "--seconds" -> time = Optional.of(Duration.ofSeconds(whole(option, rest, 10, SECONDS_MAX)));
                case "--seed" -> seed = whole(option, rest, 0, Long.MAX_VALUE);
                case "--clients" -> clients = (int) whole(option, rest, 2, MAX);
                case "--rate" -> rate = (int) whole(option, rest, 1, MAX);
                case "--readers" -> readers = (int) whole(option, rest, 0, MAX);
                case "--pairs" -> pairs = pairs(value(option, rest));
                case "--only" -> faults = faults(value(option, rest));
                case "--dir" -> folder = Optional.of(folder(value(option, rest)));
                default -> throw new BadInputException("unknown option " + option + "\n" + USAGE);
            }
        }
        long named = seed;
        return new FaultOptions(
                time.orElseThrow(() -> new BadInputException("--minutes is required\n" + USAGE)),
                seed,
                clients,
                rate,
                readers,
                faults,
                pairs,
                folder.orElseGet(() -> Path.of("data", "chaos", "seed-" + named))
                        .toAbsolutePath(),
                asJson);
    }

    private static String value(String option, Deque<String> rest) throws BadInputException {
        if (rest.isEmpty()) {
            throw new BadInputException(option + " needs a value");
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

    private static FaultPairing pairs(String value) throws BadInputException {
        return FaultPairing.of(value)
                .orElseThrow(
                        () -> new BadInputException("--pairs must be later, always or never, was \"" + value + "\""));
    }

    private static Set<Fault> faults(String value) throws BadInputException {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String word : value.split(",", -1)) {
            faults.add(Fault.of(word)
                    .orElseThrow(() -> new BadInputException("--only: there is no fault \"" + word + "\"\n" + USAGE)));
        }
        return faults;
    }

    private static Path folder(String value) throws BadInputException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new BadInputException("--dir is not a folder name: " + e.getMessage());
        }
    }
}
