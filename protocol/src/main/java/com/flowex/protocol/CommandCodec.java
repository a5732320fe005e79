package com.flowex.protocol;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.protocol.sbe.WirePostTransferChainEncoder;
import com.flowex.protocol.sbe.WireTransferStepEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Commands to bytes and back. Not thread-safe: it reuses its flyweights. */
public final class CommandCodec {

    /** No encoded command is longer, in bytes: the longest chain of transfers. */
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

    /** Reads one message that takes exactly {@code length} bytes; never throws on what they are. */
    public Decoded<Command> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
