package com.flowex.protocol.event;

import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireEventBatchEncoder;
import com.flowex.protocol.sbe.WireEventBatchEncoder.EventsEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of {@link EventBatch}es. It is not thread-safe, because it reuses its flyweights. */
public final class EventBatchCodec {

    private final EventBatchWriter writer = new EventBatchWriter();
    private final EventBatchReader reader = new EventBatchReader();

    /** Returns the highest length of an encoded batch of this many events, in bytes. */
    public static int lengthMax(int count) {
        return Frame.OVERHEAD
                + WireEventBatchEncoder.BLOCK_LENGTH
                + EventsEncoder.HEADER_SIZE
                + count * (EventsEncoder.messageHeaderLength() + EventCodec.LENGTH_MAX);
    }

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #lengthMax}; its last byte is not zero
     */
    public int encode(EventBatch batch, MutableDirectBuffer buffer, int offset) {
        return writer.write(batch, buffer, offset);
    }

    /**
     * Reads one message that takes exactly {@code length} bytes. It never throws because of their content, and never
     * allocates more events than the bytes can hold.
     */
    public Decoded<EventBatch> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
