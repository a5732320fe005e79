package com.flowex.access.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as RFC 6455 has them, made once. */
class FrameCacheTest {

    private final FrameCache frames = new FrameCache();

    /** Goal: each way to say a length. Method: texts on both sides of its borders, read back as the RFC says. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 4_096, 4_097, 65_535, 65_536, 200_000})
    void aFrameIsATextWithItsLength(int length) {
        String text = "x".repeat(length);
        assertEquals(text, read(frames.of(text)));
        assertEquals(text, read(frames.of(text)));
    }

    @Test
    void lengthsAreOfBytes() {
        String text = "€".repeat(100);
        assertEquals(text, read(frames.of(text)));
    }

    /** The examples of RFC 6455, 5.7. */
    @Test
    void helloIsAsInTheRfc() {
        assertArrayEquals(new byte[] {(byte) 0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f}, frames.of("Hello"));
    }

    @Test
    void equalTextsShareOneFrame() {
        byte[] first = frames.of("a trade");
        assertSame(first, frames.of("a trade"));
    }

    /** "Aa" and "BB" have one hash code, so one place. */
    @Test
    void textsThatShareAPlaceAreNotMistakenForEachOther() {
        byte[] first = frames.of("Aa");
        assertEquals("BB", read(frames.of("BB")));
        assertEquals("Aa", read(frames.of("Aa")));
        assertNotSame(first, frames.of("Aa"));
    }

    private static String read(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        assertEquals((byte) 0x81, frame.get());
        int marker = frame.get();
        long length = marker == 127 ? frame.getLong() : marker == 126 ? Short.toUnsignedInt(frame.getShort()) : marker;
        assertEquals(length, frame.remaining());
        return StandardCharsets.UTF_8.decode(frame).toString();
    }
}
