package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders that the load tool, a process of its own, had acknowledged: it writes every id to a file before it goes on,
 * and asks for each later.
 */
record AcknowledgedOrders(Path file) {

    private static final Pattern CHECKED = Pattern.compile("check acknowledged=(\\d+) found=(\\d+) lost=(\\d+)");

    /** Numbers of acknowledged, found and lost orders. */
    record Proof(long acknowledged, long found, long lost) {}

    /** Places more orders than there is time for. */
    JavaProcess load(URI url, String orders, String connections) {
        return tool(List.of(
                "--orders",
                orders,
                "--connections",
                connections,
                "--accounts",
                "4",
                "--url",
                url.toString(),
                "--acknowledged",
                file.toString()));
    }

    /** Waits, for so long, until so many have been acknowledged in all; the load goes on. */
    void await(JavaProcess load, Duration limit, long acknowledged) {
        Deadline.await(
                limit,
                () -> count() >= acknowledged || !load.isAlive(),
                () -> "too slow, load printed: " + load.output());
        assertTrue(load.isAlive(), load::output);
    }

    long count() {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for every one of them. */
    Proof check(URI url) {
        try (JavaProcess check = tool(List.of("--check", file.toString(), "--url", url.toString()))) {
            check.exitCode(Duration.ofMinutes(10));
            Matcher line = CHECKED.matcher(check.output());
            assertTrue(line.find(), check::output);
            assertEquals(count(), Long.parseLong(line.group(1)), "every line of the file was asked for");
            return new Proof(
                    Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
        }
    }

    private static JavaProcess tool(List<String> arguments) {
        return JavaProcess.start("benchmarks", "com.flowex.benchmarks.load.LoadGenerator", arguments, Map.of());
    }
}
