package com.flowex.protocol.command;

import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireRequestDecoder;
import com.flowex.protocol.sbe.WireRequestEncoder;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of {@link Request}s. It is not thread-safe, because it reuses its flyweights. */
public final class RequestCodec {

    private static final int COMMAND_HEADER_LENGTH = WireRequestEncoder.commandHeaderLength();

    /** Highest length of an encoded request, in bytes. */
    public static final int LENGTH_MAX =
            Frame.OVERHEAD + WireRequestEncoder.BLOCK_LENGTH + COMMAND_HEADER_LENGTH + CommandCodec.LENGTH_MAX;

    private final WireRequestEncoder encoder = new WireRequestEncoder();
    private final WireRequestDecoder decoder = new WireRequestDecoder();
    private final CommandWriter commandWriter = new CommandWriter();
    private final CommandReader commandReader = new CommandReader();
    private final Frame frame = new Frame();
    private final Frame.Reader<Request> whole = this::read;
    private final Frame.Reader<WireRequestDecoder> opened = this::open;

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #LENGTH_MAX}; its last byte is not zero
     */
    public int encode(Request request, MutableDirectBuffer buffer, int offset) {
        Frame.begin(encoder, buffer, offset).correlationId(request.correlationId());
        int command = encoder.limit() + COMMAND_HEADER_LENGTH;
        int commandLength = commandWriter.write(request.command(), buffer, command);
        buffer.putShort(encoder.limit(), (short) commandLength, ByteOrder.LITTLE_ENDIAN);
        return Frame.close(buffer, offset, command + commandLength);
    }

    /** Reads one message that takes exactly {@code length} bytes; never throws because of their content. */
    public Decoded<Request> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(whole, buffer, offset, length);
    }

    /** Returns the correlation id of a garbled request, for an answer, if at least that can be read. */
    public OptionalLong correlationIdOf(DirectBuffer buffer, int offset, int length) {
        return switch (Frame.decode(opened, buffer, offset, length)) {
            case Decoded.Understood(WireRequestDecoder in) -> OptionalLong.of(in.correlationId());
            case Decoded.Garbled(String _) -> OptionalLong.empty();
        };
    }

    private Request read(DirectBuffer buffer, int offset, int length) {
        WireRequestDecoder in = open(buffer, offset, length);
        int command = in.limit() + COMMAND_HEADER_LENGTH;
        Frame.requireRoom(command, offset, length);
        int commandLength = in.commandLength();
        Frame.requireEnd(command + commandLength - offset, length);
        return new Request(in.correlationId(), commandReader.read(buffer, command, commandLength));
    }

    private WireRequestDecoder open(DirectBuffer buffer, int offset, int length) {
        frame.require(WireRequestDecoder.TEMPLATE_ID, buffer, offset, length);
        return frame.block(decoder, buffer, offset, length);
    }
}
