package com.flowex.simulator.model;

import com.flowex.cluster.reducer.EventLogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sequence of batches of events in a node or in the archive. It has no gap, is cut at the front, and is forced to the
 * disk up to a point.
 */
public final class ModelEventStore {

    /** One batch with the places before and after it. */
    public static final class Batch {
        private final byte[] bytes;
        private final EventLogPosition before;
        private final EventLogPosition after;

        Batch(byte[] bytes, EventLogPosition before, EventLogPosition after) {
            this.bytes = bytes;
            this.before = before;
            this.after = after;
        }

        /** Returns the encoded batch, which must not be changed. */
        public byte[] bytes() {
            return bytes;
        }

        public EventLogPosition before() {
            return before;
        }

        public EventLogPosition after() {
            return after;
        }
    }

    private final List<Batch> batches = new ArrayList<>();
    private EventLogPosition begin = EventLogPosition.START;
    private int forced;

    /** Returns the place at which the first stored batch begins. */
    public EventLogPosition begin() {
        return begin;
    }

    /** Returns the place behind the last stored batch. */
    public EventLogPosition end() {
        return batches.isEmpty() ? begin : batches.getLast().after();
    }

    void append(Batch batch) {
        if (batch.before().position() != end().position()) {
            throw new LawViolationException(
                    SimulationLaw.EVENTS,
                    "a batch behind " + batch.before() + " is written where events end at " + end());
        }
        batches.add(batch);
    }

    /** Returns the batch that begins at a byte; empty if it is not here, or not yet. */
    public Optional<Batch> at(long position) {
        int index = indexOf(position);
        return index < batches.size() && batches.get(index).before().position() == position
                ? Optional.of(batches.get(index))
                : Optional.empty();
    }

    /** Returns the index of the first batch that begins there or later. */
    private int indexOf(long position) {
        int low = 0;
        int high = batches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (batches.get(middle).before().position() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Marks everything as forced to the disk. */
    void force() {
        forced = batches.size();
    }

    /** Loses at most this many of the last batches that are not on the disk. */
    void lose(int count) {
        int retained = Math.max(forced, batches.size() - count);
        batches.subList(retained, batches.size()).clear();
    }

    /** Returns the number of batches that are not on the disk yet. */
    int unforced() {
        return batches.size() - forced;
    }

    /** Removes the batches before a place. */
    void cut(EventLogPosition before) {
        int index = indexOf(before.position());
        if (index > 0) {
            batches.subList(0, index).clear();
            forced = Math.max(0, forced - index);
            begin = before;
        }
    }

    /** Appends the batches that another store has behind this one's end, up to a place. */
    void follow(ModelEventStore other, EventLogPosition until) {
        for (int i = other.indexOf(end().position()); i < other.batches.size(); i++) {
            Batch batch = other.batches.get(i);
            if (batch.after().position() > until.position()) {
                break;
            }
            append(batch);
        }
        forced = batches.size();
    }

    ModelEventStore copy() {
        ModelEventStore copy = new ModelEventStore();
        copy.batches.addAll(batches);
        copy.begin = begin;
        copy.forced = batches.size();
        return copy;
    }
}
