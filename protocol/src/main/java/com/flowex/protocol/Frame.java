package com.flowex.protocol;

import com.flowex.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * What every message has around its body: the SBE header before it and one byte after it. That last byte is never
 * zero, because Aeron's Archive, starting after a crash, takes a last fragment for torn if what it has on the last page
 * is all zero.
 */
final class Frame {

    static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    static final int TRAILER_LENGTH = 1;
    static final int OVERHEAD = HEADER_LENGTH + TRAILER_LENGTH;

    private static final byte TRAILER = 0x5A;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Turns bytes into a value, or throws {@link IllegalArgumentException} saying why they are none. */
    interface Reader<T> {
        T read(DirectBuffer buffer, int offset, int length);
    }

    /** The one place where a complaint about foreign bytes, our own or of the domain's constructors, becomes a value. */
    static <T> Decoded<T> decode(Reader<T> reader, DirectBuffer buffer, int offset, int length) {
        try {
            return new Decoded.Understood<>(reader.read(buffer, offset, length));
        } catch (IllegalArgumentException e) {
            return new Decoded.Garbled<>(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Ends a message.
     *
     * @param end where its body ends
     * @return the length of the whole message
     */
    static int close(MutableDirectBuffer buffer, int offset, int end) {
        buffer.putByte(end, TRAILER);
        return end + TRAILER_LENGTH - offset;
    }

    /**
     * Checks header and trailer.
     *
     * @return the template id
     */
    int open(DirectBuffer buffer, int offset, int length) {
        if (offset < 0 || length < OVERHEAD || length > buffer.capacity() - offset) {
            throw new IllegalArgumentException("a message is " + OVERHEAD + " bytes or more, was " + length);
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IllegalArgumentException("unknown schema " + header.schemaId());
        }
        if (header.version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new IllegalArgumentException("unknown schema version " + header.version());
        }
        if (buffer.getByte(offset + length - TRAILER_LENGTH) != TRAILER) {
            throw new IllegalArgumentException("a message that does not end as messages end");
        }
        return header.templateId();
    }

    /** Checks header and trailer of a message that must be of one kind. */
    void require(int templateId, DirectBuffer buffer, int offset, int length) {
        int found = open(buffer, offset, length);
        if (found != templateId) {
            throw new IllegalArgumentException("template " + templateId + " expected, was " + found);
        }
    }

    /** A decoder at the opened message, which is its block and nothing else: so long, and no longer. */
    <D extends MessageDecoderFlyweight> D fixed(D decoder, DirectBuffer buffer, int offset, int length) {
        requireEnd(HEADER_LENGTH + decoder.sbeBlockLength(), length);
        return block(decoder, buffer, offset, length);
    }

    /** A decoder at the block of the opened message; more may follow. */
    <D extends MessageDecoderFlyweight> D block(D decoder, DirectBuffer buffer, int offset, int length) {
        int blockLength = decoder.sbeBlockLength();
        requireBlock(blockLength, length);
        decoder.wrap(buffer, offset + HEADER_LENGTH, blockLength, decoder.sbeSchemaVersion());
        return decoder;
    }

    /** Where the body of a message ends, its trailer not counted. */
    static int bodyEnd(int offset, int length) {
        return offset + length - TRAILER_LENGTH;
    }

    /** Checks that the opened message has room for its block. */
    private void requireBlock(int blockLength, int length) {
        if (header.blockLength() != blockLength || OVERHEAD + blockLength > length) {
            throw new IllegalArgumentException("template " + header.templateId() + " has a block of " + blockLength
                    + " bytes, was " + header.blockLength() + " in a message of " + length);
        }
    }

    /** Checks that a message reaches to {@code end}, its trailer not counted. */
    static void requireRoom(int end, int offset, int length) {
        if (end - offset + TRAILER_LENGTH > length) {
            throw new IllegalArgumentException("a message cut short at " + length + " bytes");
        }
    }

    /**
     * Checks that what was read is the whole message.
     *
     * @param read how many of its bytes were read, the trailer not counted
     */
    static void requireEnd(int read, int length) {
        if (read + TRAILER_LENGTH != length) {
            throw new IllegalArgumentException(
                    "a message of " + (read + TRAILER_LENGTH) + " bytes in a frame of " + length);
        }
    }

    static IllegalArgumentException unknownTemplate(int templateId) {
        return new IllegalArgumentException("unknown template " + templateId);
    }
}
