package com.flowex.simulator.injection;

import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultPairing;
import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.GivenOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    private static final Set<String> OPTIONS = Set.of(
            "--minutes", "--seconds", "--seed", "--clients", "--rate", "--readers", "--only", "--pairs", "--dir");
    private static final Set<String> FLAGS = Set.of("--json");
    private static final int SECONDS_MIN = 10;
    private static final int CLIENTS_DEFAULT = 50;
    private static final int RATE_DEFAULT = 2;
    private static final int READERS_DEFAULT = 10;
    private static final int MAX = 1_000;
    private static final int SECONDS_MAX = 24 * 60 * 60;

    /** @throws BadInputException with one line that describes the fault */
    static FaultOptions of(List<String> words) throws BadInputException {
        GivenOptions options = GivenOptions.parse(OPTIONS, FLAGS, 0, words);
        OptionalLong minutes = options.whole("--minutes", 1, SECONDS_MAX / 60);
        OptionalLong seconds = options.whole("--seconds", SECONDS_MIN, SECONDS_MAX);
        if (minutes.isPresent() == seconds.isPresent()) {
            throw new BadInputException("--minutes is required, or --seconds instead of it");
        }
        long seed = options.whole("--seed", 0, Long.MAX_VALUE).orElse(1);
        Optional<String> pairs = options.text("--pairs");
        Optional<String> faults = options.text("--only");
        return new FaultOptions(
                Duration.ofSeconds(seconds.orElse(minutes.orElse(0) * 60)),
                seed,
                options.whole("--clients", CLIENTS_DEFAULT, 2, MAX),
                options.whole("--rate", RATE_DEFAULT, 1, MAX),
                options.whole("--readers", READERS_DEFAULT, 0, MAX),
                faults.isPresent() ? faults(faults.get()) : EnumSet.allOf(Fault.class),
                pairs.isPresent() ? pairs(pairs.get()) : FaultPairing.LATER,
                options.path("--dir")
                        .orElse(Path.of("data", "chaos", "seed-" + seed))
                        .toAbsolutePath(),
                options.has("--json"));
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
                    .orElseThrow(() -> new BadInputException("--only: there is no fault \"" + word + "\"; there are "
                            + Stream.of(Fault.values()).map(Fault::word).collect(Collectors.joining(" ")))));
        }
        return faults;
    }
}
