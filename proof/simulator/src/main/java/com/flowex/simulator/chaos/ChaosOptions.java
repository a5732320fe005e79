package com.flowex.simulator.chaos;

import com.flowex.simulator.lobster.BadInputException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Options of {@code ./flowex chaos load}.
 *
 * @param urls addresses of the exchange's edges; clients take turns, and change to the next if one does not answer
 * @param clients number of clients, each with an account of its own, 2 to 1,000
 * @param time time that they trade
 * @param rate commands a second of each client, 1 to 1,000
 * @param readers number of clients' accounts whose stream is followed by a reader; if there are any, two more readers
 *     follow the market's depth
 * @param seed seed of the requests; the answers depend on the exchange
 * @param out file of the history
 */
public record ChaosOptions(
        List<URI> urls, int clients, Duration time, int rate, int readers, long seed, String symbol, Path out) {

    static final String USAGE = """
            usage: ./flowex chaos load --url URL [--url URL]... [--clients 50] [--minutes M | --seconds S] [--rate R] [--seed N]
                                       [--readers 5] [--symbol BTC-USDT] --out FILE
                   ./flowex chaos check FILE""";

    private static final int CLIENTS_DEFAULT = 50;
    private static final int RATE_DEFAULT = 10;
    private static final int READERS_DEFAULT = 5;
    private static final int MAX = 1_000;
    private static final int SECONDS_MAX = 24 * 60 * 60;

    public ChaosOptions {
        urls = List.copyOf(urls);
    }

    /** @throws BadInputException with one line that describes the fault */
    static ChaosOptions of(List<String> words) throws BadInputException {
        Deque<String> rest = new ArrayDeque<>(words);
        List<URI> urls = new ArrayList<>();
        int clients = CLIENTS_DEFAULT;
        int rate = RATE_DEFAULT;
        int readers = READERS_DEFAULT;
        long seed = 1;
        Duration time = Duration.ofMinutes(1);
        String symbol = "BTC-USDT";
        Optional<Path> out = Optional.empty();
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (rest.isEmpty()) {
                throw new BadInputException(option + " needs a value");
            }
            String value = rest.pop();
            switch (option) {
                case "--url" -> urls.add(url(value));
                case "--clients" -> clients = (int) whole(option, value, 2, MAX);
                case "--minutes" -> time = Duration.ofMinutes(whole(option, value, 1, SECONDS_MAX / 60));
                case "--seconds" -> time = Duration.ofSeconds(whole(option, value, 1, SECONDS_MAX));
                case "--rate" -> rate = (int) whole(option, value, 1, MAX);
                case "--readers" -> readers = (int) whole(option, value, 0, MAX);
                case "--seed" -> seed = whole(option, value, 0, Long.MAX_VALUE);
                case "--symbol" -> symbol = symbol(value);
                case "--out" -> out = Optional.of(file(value));
                default -> throw new BadInputException("unknown option " + option);
            }
        }
        if (urls.isEmpty()) {
            throw new BadInputException("--url is required");
        }
        return new ChaosOptions(
                urls,
                clients,
                time,
                rate,
                readers,
                seed,
                symbol,
                out.orElseThrow(() -> new BadInputException("--out is required")));
    }

    private static long whole(String option, String value, long least, long most) throws BadInputException {
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

    private static URI url(String value) throws BadInputException {
        try {
            URI url = URI.create(value);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Refused below, like another scheme.
        }
        throw new BadInputException("--url must be http://host[:port], was \"" + value + "\"");
    }

    private static String symbol(String value) throws BadInputException {
        if (!value.matches("[A-Z0-9]+-[A-Z0-9]+")) {
            throw new BadInputException("--symbol must be like BTC-USDT, was \"" + value + "\"");
        }
        return value;
    }

    static Path file(String value) throws BadInputException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new BadInputException("not a file name: " + e.getMessage());
        }
    }
}
