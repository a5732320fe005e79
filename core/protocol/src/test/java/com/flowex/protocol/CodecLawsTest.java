package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.flowex.testsupport.PropertyTestSeeds;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of every codec and every value. A failing seed is the whole bug report. */
class CodecLawsTest {

    private static final int SEEDS = Boolean.getBoolean("flowex.full") ? 20_000 : 3 * ShapesTest.SEEDS;

    private static final long DRAWN = PropertyTestSeeds.drawn(CodecLawsTest.class);
    private static final int OFFSET = 13;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1_024]);

    static List<Kind<?>> kinds() {
        return Kind.all();
    }

    /** The last byte, because Aeron's Archive takes a zero tail on a page for a torn write. */
    @ParameterizedTest
    @MethodSource("kinds")
    <T> void encodedValueIsDecodedBackAndItsLastByteIsNeverZero(Kind<T> kind) {
        LongStream.concat(LongStream.range(0, SEEDS), LongStream.of(DRAWN)).forEach(seed -> {
            for (T value : kind.values().apply(new RandomMessages(seed))) {
                int length = kind.encoder().encode(value, buffer, OFFSET);

                assertEquals(
                        new Decoded.Understood<>(value),
                        kind.decoder().decode(buffer, OFFSET, length),
                        () -> PropertyTestSeeds.named(seed));
                assertNotEquals(0, buffer.getByte(OFFSET + length - 1), () -> PropertyTestSeeds.named(seed));
            }
        });
    }
}
