package com.flowex.protocol.event;

import com.flowex.domain.event.Event;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.ListingBodies;
import com.flowex.protocol.sbe.WireInstrumentListedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of events. It is not thread-safe, because it reuses its flyweights. */
public final class EventCodec {

    /** Highest length of an encoded event, in bytes: a market with the most fee tiers. */
    public static final int LENGTH_MAX =
            Frame.OVERHEAD + WireInstrumentListedEncoder.BLOCK_LENGTH + ListingBodies.FEES_LENGTH_MAX;

    private final EventWriter writer = new EventWriter();
    private final EventReader reader = new EventReader();

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #LENGTH_MAX}; its last byte is not zero
     */
    public int encode(Event event, MutableDirectBuffer buffer, int offset) {
        return writer.write(event, buffer, offset);
    }

    /** Reads one message that takes exactly {@code length} bytes; never throws because of their content. */
    public Decoded<Event> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
