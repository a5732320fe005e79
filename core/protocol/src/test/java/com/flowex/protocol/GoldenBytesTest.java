package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a change of the schema that old logs would not survive fails here. Method: the committed bytes of messages of
 * every shape are decoded, compared with the committed text of their value, and encoded again.
 *
 * <p>Lines are only ever added to {@code golden-1.txt}; each is "codec, bytes, value".
 */
class GoldenBytesTest {

    private static final long SEED = 20_261_120;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1_024]);

    record Golden(String codec, String hex, String text) {
        static Golden parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Golden(parts[0], parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return codec + " " + hex + " " + text;
        }
    }

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void committedBytesAreDecodedAndEncodedUnchanged(Kind<T> kind) throws IOException {
        assertAll(golden(kind).stream().map(line -> () -> {
            assertEquals(line.toString(), lineOf(kind, valueOf(kind, line)).toString());
        }));
    }

    @Test
    void everyCodecAndEveryShapeOfEveryMessageHasCommittedBytes() throws IOException {
        Set<String> missing = new TreeSet<>(Shapes.possible());
        Kind.all().forEach(kind -> missing.add(kind.name()));
        for (Kind<?> kind : Kind.all()) {
            for (Golden line : golden(kind)) {
                missing.remove(kind.name());
                missing.removeAll(Shapes.of(List.of(valueOf(kind, line))));
            }
        }

        assertEquals(Set.of(), missing, () -> "add these lines to golden-1.txt:\n" + linesWith(missing));
    }

    /** Lines of random messages until each of the shapes has occurred, or none of many messages has one. */
    private String linesWith(Set<String> shapes) {
        Set<String> missing = new TreeSet<>(shapes);
        Set<String> lines = new LinkedHashSet<>();
        for (Kind<?> kind : Kind.all()) {
            for (long seed = SEED; seed < SEED + 1_000 && !missing.isEmpty(); seed++) {
                addLines(kind, seed, missing, lines);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private <T> void addLines(Kind<T> kind, long seed, Set<String> missing, Set<String> lines) {
        for (T value : kind.values().apply(new RandomMessages(seed))) {
            boolean isFirst = missing.remove(kind.name());
            if (missing.removeAll(Shapes.of(List.of(value))) || isFirst) {
                lines.add(lineOf(kind, value).toString());
            }
        }
    }

    private static <T> T valueOf(Kind<T> kind, Golden line) {
        byte[] bytes = HexFormat.of().parseHex(line.hex());
        return switch (kind.decoder().decode(new UnsafeBuffer(bytes), 0, bytes.length)) {
            case Decoded.Understood<T>(T understood) -> understood;
            case Decoded.Garbled<T>(String why) -> throw new AssertionError(why + ": " + line);
        };
    }

    private <T> Golden lineOf(Kind<T> kind, T value) {
        int length = kind.encoder().encode(value, buffer, 0);
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new Golden(kind.name(), HexFormat.of().formatHex(bytes), value.toString());
    }

    private static List<Golden> golden(Kind<?> kind) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenBytesTest.class.getResourceAsStream("golden-1.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Golden::parse)
                    .filter(line -> line.codec().equals(kind.name()))
                    .toList();
        }
    }
}
