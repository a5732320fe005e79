package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every codec and every value. A failing seed is the whole bug report. */
class CodecLawsTest {

    private static final int SEEDS = Boolean.getBoolean("flowex.full") ? 20_000 : 300;
    private static final int OFFSET = 13;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1_024]);

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    /** The last byte, because Aeron's Archive takes a zero tail on a page for a torn write. */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void decodingWhatWasEncodedGivesTheSameValueAndItsLastByteIsNeverZero(Kind<T> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                int length = kind.encoder().encode(value, buffer, OFFSET);

                assertEquals(
                        new Decoded.Understood<>(value), kind.decoder().decode(buffer, OFFSET, length), "seed " + seed);
                assertNotEquals(0, buffer.getByte(OFFSET + length - 1), "seed " + seed);
            }
        }
    }
}
