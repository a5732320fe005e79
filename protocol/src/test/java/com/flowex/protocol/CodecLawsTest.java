package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every codec and every value. A failing seed is the whole bug report. */
class CodecLawsTest {

    private static final int SEEDS = 500;
    private static final int OFFSET = 13;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1_024]);

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void decodingWhatWasEncodedGivesTheSameValue(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                int length = kind.encoder().encode(value, buffer, OFFSET);

                assertEquals(
                        new Decoded.Understood<>(value), kind.decoder().decode(buffer, OFFSET, length), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void theLastByteOfAMessageIsNeverZero(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                int length = kind.encoder().encode(value, buffer, OFFSET);

                assertNotEquals(0, buffer.getByte(OFFSET + length - 1), "seed " + seed);
            }
        }
    }
}
