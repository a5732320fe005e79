package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.engine.EngineToBook;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadTestException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code ./flowex bench gate}: ratios of speed within one run, compared with those of {@code build/ratios.txt}. A ratio
 * that is more than {@value #WORSE_PERCENT} percent worse fails the run with status 1.
 */
public final class RatioGate {

    private static final int WORSE_PERCENT = 15;
    private static final int ORDERS = 20_000;
    private static final int ROUNDS = 3;
    private static final int MIXED_REQUESTS = 30_000;
    private static final int COMMANDS = 1_000_000;
    private static final int FEW_RESTING = 1_000;
    private static final int MANY_RESTING = 100_000;

    /**
     * Ratio of the repository.
     *
     * @param isLowerBetter true for a cost, false for a speed
     */
    record Bound(boolean isLowerBetter, double value) {

        /** Parses {@code lower 3.5} or {@code higher 0.2}. */
        static Bound parse(String direction, String value) {
            return switch (direction) {
                case "lower" -> new Bound(true, Double.parseDouble(value));
                case "higher" -> new Bound(false, Double.parseDouble(value));
                default -> throw new LoadTestException("build/ratios.txt: " + direction + " is not lower or higher");
            };
        }

        /** Returns the worst ratio that passes. */
        double limit() {
            double factor = (100.0 + WORSE_PERCENT) / 100;
            return isLowerBetter ? value * factor : value / factor;
        }

        boolean allows(double measured) {
            return isLowerBetter ? measured <= limit() : measured >= limit();
        }
    }

    private RatioGate() {}

    /** Runs the gate. Arguments: URL, process id of the exchange, file of the repository's ratios. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, Bound> bounds = bounds(Path.of(args[2]));
        Map<String, Double> measured = measure(URI.create(args[0]), Long.parseLong(args[1]));
        if (!bounds.keySet().equals(measured.keySet())) {
            throw new LoadTestException(
                    "build/ratios.txt has " + bounds.keySet() + ", measured were " + measured.keySet());
        }
        boolean isPassed = true;
        for (Map.Entry<String, Double> each : measured.entrySet()) {
            Bound bound = Objects.requireNonNull(bounds.get(each.getKey()));
            boolean isAllowed = bound.allows(each.getValue());
            isPassed &= isAllowed;
            System.out.printf(
                    Locale.ROOT,
                    "gate %s=%.3f repository=%.3f limit=%.3f %s%n",
                    each.getKey(),
                    each.getValue(),
                    bound.value(),
                    bound.limit(),
                    isAllowed ? "passed" : "FAILED");
        }
        if (!isPassed) {
            System.exit(1);
        }
    }

    /** Reads {@code NAME lower|higher VALUE} of each line; a line that starts with # is a comment. */
    static Map<String, Bound> bounds(Path file) throws IOException {
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+", -1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (words.length != 3) {
                throw new LoadTestException("build/ratios.txt: not NAME lower|higher VALUE: " + line);
            }
            bounds.put(words[0], Bound.parse(words[1], words[2]));
        }
        return bounds;
    }

    private static Map<String, Double> measure(URI url, long pid) throws IOException, InterruptedException {
        Map<String, Double> measured = new LinkedHashMap<>();
        try (ExchangeApi api = new ExchangeApi(url)) {
            OrderCostBenchmark cost = new OrderCostBenchmark(url, pid, ORDERS, api);
            cost.rate("warming up", MixedLoadBenchmark.CONNECTIONS);
            cost.rate("warming up", MixedLoadBenchmark.CONNECTIONS);
            double before = CommitPosition.of(url);
            double orders = cost.rate("orders alone", MixedLoadBenchmark.CONNECTIONS);
            double bytes = (CommitPosition.of(url) - before) / ORDERS;
            measured.put("order_to_read", cost.median(ROUNDS, new TreeMap<>()).ratio());
            double mixed = new MixedLoadBenchmark(url, MIXED_REQUESTS).rate(ROUNDS);
            measured.put("mix_to_orders", mixed / orders);
            measured.put("log_bytes_an_order", bytes);
        }
        measured.put("engine_to_book_1k", EngineToBook.ratio(FEW_RESTING, COMMANDS, ROUNDS));
        measured.put("engine_to_book_100k", EngineToBook.ratio(MANY_RESTING, COMMANDS, ROUNDS));
        return measured;
    }
}
