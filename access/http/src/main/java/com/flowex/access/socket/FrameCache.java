package com.flowex.access.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Cache of texts as WebSocket frames (RFC 6455, 5.2). The first sender of a text encodes it for all others, as long as
 * it is among the latest. Frames of a server are not masked, so they are the same for all. Thread-safe; a frame must
 * not be changed.
 */
final class FrameCache {

    /** Number of places, a power of two; 64 x (4,096 characters + their frame) are 0.5 MB. */
    private static final int PLACES = 64;

    /**
     * Longest cached text. A longer one, such as a snapshot of a whole book, is requested by single clients and encoded
     * each time.
     */
    private static final int LENGTH_MAX = 4_096;

    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_IN_TWO = 126;
    private static final int LENGTH_IN_EIGHT = 127;
    private static final int TWO_BYTES_MAX = 0xFFFF;
    private static final int HEADER_MAX = 10;

    private static final class Encoded {
        private final String text;
        private final byte[] frame;

        Encoded(String text, byte[] frame) {
            this.text = text;
            this.frame = frame;
        }
    }

    private final AtomicReferenceArray<Encoded> places = new AtomicReferenceArray<>(PLACES);

    /** Returns the frame of a text; it must not be changed. */
    byte[] of(String text) {
        if (text.length() > LENGTH_MAX) {
            return frame(text);
        }
        int place = text.hashCode() & (PLACES - 1);
        Encoded known = places.get(place);
        if (known != null && known.text.equals(text)) { // mostly the same object, so that no character is compared
            return known.frame;
        }
        byte[] frame = frame(text);
        places.set(place, new Encoded(text, frame));
        return frame;
    }

    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(HEADER_MAX + payload.length).put((byte) FINAL_TEXT);
        if (payload.length < LENGTH_IN_TWO) {
            frame.put((byte) payload.length);
        } else if (payload.length <= TWO_BYTES_MAX) {
            frame.put((byte) LENGTH_IN_TWO).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_IN_EIGHT).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
