package com.flowex.protocol.event;

import com.flowex.domain.event.Event;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.sbe.WireEventBatchEncoder;
import com.flowex.protocol.sbe.WireEventBatchEncoder.EventsEncoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Encoder of event batches. Each event is a whole message of its own, written in place. It is not thread-safe. */
public final class EventBatchWriter {

    private static final int EVENT_HEADER_LENGTH = EventsEncoder.messageHeaderLength();

    private final WireEventBatchEncoder encoder = new WireEventBatchEncoder();
    private final EventWriter events = new EventWriter();

    public int write(EventBatch batch, MutableDirectBuffer buffer, int offset) {
        Frame.begin(encoder, buffer, offset)
                .firstSequence(batch.firstSequence())
                .logPosition(batch.logPosition())
                .timeNanos(batch.timeNanos())
                .eventsCount(batch.count());
        return Frame.close(buffer, offset, write(batch.events(), buffer, encoder.limit()));
    }

    private int write(List<Event> batch, MutableDirectBuffer buffer, int from) {
        int end = from;
        for (Event event : batch) {
            int length = events.write(event, buffer, end + EVENT_HEADER_LENGTH);
            buffer.putShort(end, (short) length, ByteOrder.LITTLE_ENDIAN);
            end += EVENT_HEADER_LENGTH + length;
        }
        return end;
    }
}
