package com.flowex.protocol.event;

import com.flowex.domain.event.Event;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.sbe.WireEventBatchDecoder;
import com.flowex.protocol.sbe.WireEventBatchDecoder.EventsDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/** Decoder of event batches. It is not thread-safe. */
public final class EventBatchReader implements Frame.Reader<EventBatch> {

    private static final int EVENT_HEADER_LENGTH = EventsDecoder.messageHeaderLength();

    private final Frame frame = new Frame();
    private final WireEventBatchDecoder decoder = new WireEventBatchDecoder();
    private final EventReader eventReader = new EventReader();

    @Override
    public EventBatch read(DirectBuffer buffer, int offset, int length) {
        frame.require(WireEventBatchDecoder.TEMPLATE_ID, buffer, offset, length);
        WireEventBatchDecoder in = frame.block(decoder, buffer, offset, length);
        Frame.requireRoom(in.limit() + EventsDecoder.HEADER_SIZE, offset, length);
        EventsDecoder group = in.events();
        requireCount(group, offset + length - in.limit());
        List<Event> events = events(group, buffer, offset, length);
        return new EventBatch(in.firstSequence(), events.size(), in.logPosition(), in.timeNanos(), events);
    }

    /** Checks the count before the events are allocated; each takes at least its own frame. */
    private static void requireCount(EventsDecoder group, int remaining) {
        int countMax = remaining / (EVENT_HEADER_LENGTH + Frame.OVERHEAD);
        if (group.count() > countMax || group.actingBlockLength() != EventsDecoder.sbeBlockLength()) {
            throw new GarbledException(group.count() + " events do not fit into " + remaining + " bytes");
        }
    }

    private List<Event> events(EventsDecoder group, DirectBuffer buffer, int offset, int length) {
        Event[] events = new Event[group.count()];
        for (int i = 0; i < events.length; i++) {
            int event = decoder.limit() + EVENT_HEADER_LENGTH;
            Frame.requireRoom(event, offset, length);
            int eventLength = group.skipMessage();
            Frame.requireRoom(decoder.limit(), offset, length);
            events[i] = eventReader.read(buffer, event, eventLength);
        }
        Frame.requireEnd(decoder.limit() - offset, length);
        return List.of(events);
    }
}
