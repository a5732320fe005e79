package com.flowex.platform.testing;

import com.flowex.domain.event.Event;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A log of two tenants in which one event was replaced by one that cannot follow. */
public final class PoisonedLog {

    private final List<EventBatch> sound;
    private final List<EventBatch> poisoned;
    private final long event;

    /**
     * @param sound the log as it was
     * @param replaced which events may be replaced: the first of them in the second half is
     * @param poison its replacement
     */
    public PoisonedLog(List<EventBatch> sound, Predicate<Event> replaced, Event poison) {
        this.sound = sound;
        poisoned = new ArrayList<>(sound);
        int at = sound.size() / 2;
        while (sound.get(at).events().stream().noneMatch(replaced)) {
            at++;
        }
        EventBatch batch = sound.get(at);
        List<Event> events = new ArrayList<>(batch.events());
        int place = 0;
        while (!replaced.test(events.get(place))) {
            place++;
        }
        events.set(place, poison);
        event = batch.firstSequence() + place;
        poisoned.set(
                at,
                new EventBatch(batch.firstSequence(), batch.count(), batch.logPosition(), batch.timeNanos(), events));
    }

    /** As it was. */
    public List<EventBatch> sound() {
        return sound;
    }

    /** With the event that cannot follow. */
    public List<EventBatch> poisoned() {
        return poisoned;
    }

    /** Number of that event. */
    public long event() {
        return event;
    }
}
