package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a change of the schema that old logs would not survive fails here. Method: the committed bytes of one message of
 * each kind are decoded, compared with the committed text of their value, and encoded again.
 *
 * <p>Lines are only ever added to {@code golden-1.txt}; each is "codec, bytes, value".
 */
class GoldenBytesTest {

    private static final int SEED = 20_261_120;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8_192]);

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
    <T> void committedBytesStillMeanWhatTheyMeantAndAreStillWritten(Kind<T> kind) throws IOException {
        assertAll(golden(kind).stream().map(line -> () -> {
            byte[] bytes = HexFormat.of().parseHex(line.hex());
            T value =
                    switch (kind.decoder().decode(new UnsafeBuffer(bytes), 0, bytes.length)) {
                        case Decoded.Understood<T>(T understood) -> understood;
                        case Decoded.Garbled<T>(String why) -> throw new AssertionError(why + ": " + line);
                    };

            assertEquals(line.toString(), lineOf(kind, value).toString());
        }));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void eachKindOfMessageHasCommittedBytes(Kind<T> kind) throws IOException {
        Set<String> committed =
                golden(kind).stream().map(line -> nameOf(line.text())).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (T value : kind.values().apply(new RandomMessages(SEED))) {
            Golden line = lineOf(kind, value);
            if (!committed.contains(nameOf(line.text()))) {
                missing.add(line.toString());
            }
        }

        assertEquals(Set.of(), missing, "add these lines to golden-1.txt:\n" + String.join("\n", missing) + "\n");
    }

    /** "PlaceOrder", and for an answer that is repeated also which: "Repeated[Accepted". */
    private static String nameOf(String text) {
        return text.replaceFirst("correlationId=-?[0-9]+, answer=", "")
                .replaceFirst("^(Repeated\\[)?([A-Za-z]+).*", "$1$2");
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
