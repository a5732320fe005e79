package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./flowex verify-log DIR} on what an exchange leaves behind. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class VerifyLogTest {

    private static final Pattern DIGEST = Pattern.compile("digest=([0-9a-f]+)");

    /** An order at 94.00, whose price nothing else in the logs has. */
    private static final long LAST_PRICE_UNITS = 9_400;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Output of the verb, and its exit code. */
    private record Verdict(int exitCode, List<String> lines) {}

    @TempDir
    private Path folder;

    private static Verdict verify(Path directory) {
        try (JavaProcess process = JavaProcess.start(
                "launcher", "com.flowex.app.cli.VerifyLog", List.of(directory.toString()), Map.of())) {
            int exitCode = process.exitCode(LIMIT);
            return new Verdict(exitCode, process.output().lines().toList());
        }
    }

    /**
     * Failure 30: an old log replayed by a new build gives other results, unnoticed. One directory goes through it all:
     * in use, sound, with an event of the event log changed, with a command of the log changed, and empty.
     */
    @Test
    void aSoundLogPassesAndAnAlteredOneIsNamed() throws IOException {
        Path data = folder.resolve("data");
        String stopped;
        try (ExchangeProcess exchange = ExchangeProcess.start(data, Map.of("FLOWEX_LOG", "info"))) {
            HttpApi user = Views.trade(exchange.api(), "verified@example.com");
            requireOneLine(2, "in use", verify(data));
            exchange.stop();
            exchange.startAgain();
            user.order("buy", "94", "0.1", "after").expect(201);
            exchange.stop();
            stopped = lastDigest(exchange.output());
        }

        Verdict sound = verify(data);
        assertEquals(0, sound.exitCode(), sound::toString);
        assertTrue(sound.lines().getLast().contains("mismatches=0"), sound::toString);
        assertEquals(stopped, lastDigest(sound.lines().getLast()));

        requireMismatch(verifyAltered(data, "events"));
        requireMismatch(verifyAltered(data, "log"));
        requireOneLine(2, "no data directory", verify(Files.createDirectory(folder.resolve("empty"))));
    }

    private static String lastDigest(String output) {
        return DIGEST.matcher(output).results().map(MatchResult::group).reduce("none", (_, last) -> last);
    }

    /** Changes the price of the last order in a recording by a cent, verifies, and changes it back. */
    private static Verdict verifyAltered(Path data, String archive) throws IOException {
        Path recording = recording(data, archive);
        int price = placeOf(LAST_PRICE_UNITS, recording);
        write(recording, price, LAST_PRICE_UNITS + 1);
        try {
            return verify(data);
        } finally {
            write(recording, price, LAST_PRICE_UNITS);
        }
    }

    private static Path recording(Path data, String archive) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.endsWith(Path.of(archive, "0-0.rec")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int placeOf(long number, Path recording) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(recording)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at <= bytes.limit() - Long.BYTES; at++) {
            if (bytes.getLong(at) == number) {
                return at;
            }
        }
        throw new AssertionError(number + " is not in " + recording);
    }

    private static void write(Path recording, int at, long number) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number);
        try (FileChannel file = FileChannel.open(recording, StandardOpenOption.WRITE)) {
            file.write(bytes, at);
        }
    }

    private static void requireMismatch(Verdict verdict) {
        assertEquals(1, verdict.exitCode(), verdict::toString);
        assertTrue(verdict.lines().stream().anyMatch(line -> line.startsWith("mismatch: ")), verdict::toString);
        assertTrue(!verdict.lines().getLast().contains("mismatches=0"), verdict::toString);
    }

    private static void requireOneLine(int exitCode, String subject, Verdict verdict) {
        assertEquals(exitCode, verdict.exitCode(), verdict::toString);
        assertEquals(1, verdict.lines().size(), verdict::toString);
        assertTrue(verdict.lines().getFirst().contains(subject), verdict::toString);
    }
}
