package com.flowex.simulator.chaos;

import com.flowex.simulator.lobster.BadInputException;
import com.flowex.simulator.options.GivenOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

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

    private static final Set<String> OPTIONS = Set.of(
            "--url", "--clients", "--minutes", "--seconds", "--rate", "--readers", "--seed", "--symbol", "--out");
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
        GivenOptions options = GivenOptions.parse(OPTIONS, Set.of(), 0, words);
        List<URI> urls = new ArrayList<>();
        for (String url : options.all("--url")) {
            urls.add(url(url));
        }
        OptionalLong minutes = options.whole("--minutes", 1, SECONDS_MAX / 60);
        OptionalLong seconds = options.whole("--seconds", 1, SECONDS_MAX);
        if (minutes.isPresent() && seconds.isPresent()) {
            throw new BadInputException("--minutes or --seconds must be given, not both");
        }
        int clients = options.whole("--clients", CLIENTS_DEFAULT, 2, MAX);
        int rate = options.whole("--rate", RATE_DEFAULT, 1, MAX);
        int readers = options.whole("--readers", READERS_DEFAULT, 0, MAX);
        long seed = options.whole("--seed", 0, Long.MAX_VALUE).orElse(1);
        String symbol = symbol(options.text("--symbol").orElse("BTC-USDT"));
        if (urls.isEmpty()) {
            throw new BadInputException("--url is required");
        }
        return new ChaosOptions(
                urls,
                clients,
                Duration.ofSeconds(seconds.orElse(minutes.orElse(1) * 60)),
                rate,
                readers,
                seed,
                symbol,
                options.path("--out").orElseThrow(() -> new BadInputException("--out is required")));
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
}
