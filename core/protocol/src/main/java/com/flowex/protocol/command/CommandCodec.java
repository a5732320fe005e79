package com.flowex.protocol.command;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.Groups;
import com.flowex.protocol.sbe.WirePostTransferChainEncoder;
import com.flowex.protocol.sbe.WireTransferStepEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of commands. It is not thread-safe, because it reuses its flyweights. */
public final class CommandCodec {

    /** Highest length of an encoded command, in bytes: the longest chain of transfers. */
    public static final int LENGTH_MAX = Frame.OVERHEAD
            + WirePostTransferChainEncoder.BLOCK_LENGTH
            + Groups.HEADER_LENGTH
            + PostTransferChain.STEPS_MAX * WireTransferStepEncoder.ENCODED_LENGTH;

    private final CommandWriter writer = new CommandWriter();
    private final CommandReader reader = new CommandReader();

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #LENGTH_MAX}; its last byte is not zero
     */
    public int encode(Command command, MutableDirectBuffer buffer, int offset) {
        return writer.write(command, buffer, offset);
    }

    /** Reads one message that takes exactly {@code length} bytes; never throws because of their content. */
    public Decoded<Command> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
