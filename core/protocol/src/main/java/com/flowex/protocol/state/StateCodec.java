package com.flowex.protocol.state;

import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.sbe.WireInstrumentStateEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of state records. It is not thread-safe, because it reuses its flyweights. */
public final class StateCodec {

    /** Highest length of an encoded state record, in bytes: a market with the most fee tiers. */
    public static final int LENGTH_MAX =
            Frame.OVERHEAD + WireInstrumentStateEncoder.BLOCK_LENGTH + ListingBodies.FEES_LENGTH_MAX;

    private final StateEncoding writer = new StateEncoding();
    private final StateDecoding reader = new StateDecoding();

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #LENGTH_MAX}; its last byte is not zero
     */
    public int encode(StateRecord state, MutableDirectBuffer buffer, int offset) {
        return writer.write(state, buffer, offset);
    }

    /** Returns a number from 0 to 255 that is the same for all encoded records of one kind. */
    public static int kindOf(DirectBuffer buffer, int offset) {
        return Frame.templateId(buffer, offset) & 0xFF;
    }

    /** Reads one message that takes exactly {@code length} bytes; never throws because of their content. */
    public Decoded<StateRecord> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
