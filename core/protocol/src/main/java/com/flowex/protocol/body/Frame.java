package com.flowex.protocol.body;

import com.flowex.protocol.Decoded;
import com.flowex.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Frame of every message: the SBE header before its body and one byte after it. The last byte is never zero. After a
 * crash, Aeron's Archive treats a last fragment as torn if its data on the last page is all zero.
 */
public final class Frame {

    public static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    static final int TRAILER_LENGTH = 1;
    public static final int OVERHEAD = HEADER_LENGTH + TRAILER_LENGTH;

    private static final byte TRAILER = 0x5A;

    /** Upper half of every header, as one number: schema and version. */
    private static final int SCHEMA_AND_VERSION =
            MessageHeaderDecoder.SCHEMA_ID | MessageHeaderDecoder.SCHEMA_VERSION << Short.SIZE;

    private int templateId;
    private int blockLength;

    /** Decoder of a value; throws {@link IllegalArgumentException} with the reason if the bytes are no message. */
    public interface Reader<T> {
        T read(DirectBuffer buffer, int offset, int length);
    }

    /**
     * Decodes foreign bytes. This is the only place where an exception about them, our own or of the domain's
     * constructors, becomes a value.
     */
    public static <T> Decoded<T> decode(Reader<T> reader, DirectBuffer buffer, int offset, int length) {
        try {
            return new Decoded.Understood<>(reader.read(buffer, offset, length));
        } catch (IllegalArgumentException e) {
            return new Decoded.Garbled<>(String.valueOf(e.getMessage()));
        }
    }

    /** Begins a message: writes its header in one piece, and returns an encoder at its block. */
    public static <E extends MessageEncoderFlyweight> E begin(E encoder, MutableDirectBuffer buffer, int offset) {
        int blockAndTemplate = encoder.sbeBlockLength() | encoder.sbeTemplateId() << Short.SIZE;
        long header = Integer.toUnsignedLong(blockAndTemplate) | (long) SCHEMA_AND_VERSION << Integer.SIZE;
        buffer.putLong(offset, header, ByteOrder.LITTLE_ENDIAN);
        encoder.wrap(buffer, offset + HEADER_LENGTH);
        return encoder;
    }

    /**
     * Ends a message.
     *
     * @param end offset at which its body ends
     * @return the length of the whole message
     */
    public static int close(MutableDirectBuffer buffer, int offset, int end) {
        buffer.putByte(end, TRAILER);
        return end + TRAILER_LENGTH - offset;
    }

    /**
     * Checks header and trailer.
     *
     * @return the template id
     */
    public int open(DirectBuffer buffer, int offset, int length) {
        if (offset < 0 || length < OVERHEAD || length > buffer.capacity() - offset) {
            throw new GarbledException("a message is " + OVERHEAD + " bytes or more, was " + length);
        }
        long header = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        int schemaAndVersion = (int) (header >>> Integer.SIZE);
        if (schemaAndVersion != SCHEMA_AND_VERSION) {
            throw new GarbledException(
                    "unknown schema " + (schemaAndVersion & 0xFFFF) + ", version " + (schemaAndVersion >>> Short.SIZE));
        }
        if (buffer.getByte(offset + length - TRAILER_LENGTH) != TRAILER) {
            throw new GarbledException("a message that does not end as messages end");
        }
        blockLength = (int) header & 0xFFFF;
        templateId = (int) header >>> Short.SIZE;
        return templateId;
    }

    /** Returns the template id of a message of our own. */
    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) >>> Short.SIZE;
    }

    /** Checks header and trailer of a message that must be of one kind. */
    public void require(int templateId, DirectBuffer buffer, int offset, int length) {
        int found = open(buffer, offset, length);
        if (found != templateId) {
            throw new GarbledException("template " + templateId + " expected, was " + found);
        }
    }

    /** Returns a decoder at the opened message, which must consist of exactly its block. */
    public <D extends MessageDecoderFlyweight> D fixed(D decoder, DirectBuffer buffer, int offset, int length) {
        requireEnd(HEADER_LENGTH + decoder.sbeBlockLength(), length);
        return block(decoder, buffer, offset, length);
    }

    /** Returns a decoder at the block of the opened message; more data may follow. */
    public <D extends MessageDecoderFlyweight> D block(D decoder, DirectBuffer buffer, int offset, int length) {
        requireBlock(decoder.sbeBlockLength(), length);
        decoder.wrap(buffer, offset + HEADER_LENGTH, blockLength, decoder.sbeSchemaVersion());
        return decoder;
    }

    /** Returns the end of a message's body, without its trailer. */
    public static int bodyEnd(int offset, int length) {
        return offset + length - TRAILER_LENGTH;
    }

    /** Checks that the opened message has room for its block. */
    private void requireBlock(int required, int length) {
        if (blockLength != required || OVERHEAD + required > length) {
            throw new GarbledException("template " + templateId + " has a block of " + required + " bytes, was "
                    + blockLength + " in a message of " + length);
        }
    }

    /** Checks that a message reaches to {@code end}, without its trailer. */
    public static void requireRoom(int end, int offset, int length) {
        if (end - offset + TRAILER_LENGTH > length) {
            throw new GarbledException("a message cut short at " + length + " bytes");
        }
    }

    /**
     * Checks that the bytes read are the whole message.
     *
     * @param read number of bytes read, without the trailer
     */
    public static void requireEnd(int read, int length) {
        if (read + TRAILER_LENGTH != length) {
            throw new GarbledException("a message of " + (read + TRAILER_LENGTH) + " bytes in a frame of " + length);
        }
    }

    public static GarbledException unknownTemplate(int templateId) {
        return new GarbledException("unknown template " + templateId);
    }
}
