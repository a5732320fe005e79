package com.flowex.simulator.simulation;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.model.ModelCluster;
import com.flowex.simulator.model.ModelEventStore;
import com.flowex.simulator.model.SimulationLaw;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A reader of events: it takes a batch, writes its view, and notes its position. It may end between the two, and then
 * gets the batch again. It reads from any node that has the next batch, or from the archive.
 */
final class ModelReader {
    private final LogGuarantees promises;
    private final Map<Long, Long> digests;
    private final SimulationCounters tally;
    private final EventBatchCodec batches = new EventBatchCodec();
    private final ModelView view = new ModelView();
    private Checkpoint noted = Checkpoint.START;
    private int node;

    /** @param digests digests of a view that took every event once, by the last event's number */
    ModelReader(LogGuarantees promises, Map<Long, Long> digests, SimulationCounters tally) {
        this.promises = promises;
        this.digests = digests;
        this.tally = tally;
    }

    ModelView view() {
        return view;
    }

    void move(int toNode) {
        node = toNode;
    }

    /**
     * Takes the available batches.
     *
     * @param most highest number of batches
     * @param ends true if it ends in the middle of the last of them
     * @return number of batches taken
     */
    int read(ModelCluster cluster, int most, boolean ends) {
        int count = 0;
        while (count < most) {
            Optional<ModelEventStore.Batch> next = next(cluster);
            if (next.isEmpty()) {
                return count;
            }
            count++;
            take(next.get(), ends && count == most);
        }
        return count;
    }

    private Optional<ModelEventStore.Batch> next(ModelCluster cluster) {
        ModelEventStore events = cluster.nodes().get(node).disk().events();
        boolean isCut = noted.position() < events.begin().position();
        if (isCut) {
            return cluster.archive().at(noted.position());
        }
        return cluster.nodes().get(node).isUp() ? events.at(noted.position()) : Optional.empty();
    }

    private void take(ModelEventStore.Batch batch, boolean ends) {
        if (batch.before().sequence() != noted.sequence()) {
            throw new LawViolationException(
                    SimulationLaw.EVENTS, "behind " + noted + " comes a batch from " + batch.before());
        }
        Checkpoint after =
                new Checkpoint(batch.after().sequence(), batch.after().position());
        if (promises.writesFirst()) {
            write(batch);
            noted = ends ? noted : after;
        } else {
            noted = after;
            if (!ends) {
                write(batch);
            }
        }
    }

    private void write(ModelEventStore.Batch batch) {
        byte[] bytes = batch.bytes();
        if (!(batches.decode(new UnsafeBuffer(bytes), 0, bytes.length)
                instanceof Decoded.Understood(EventBatch eventBatch))) {
            throw new LawViolationException(SimulationLaw.EVENTS, "the batch behind " + batch.before() + " is garbled");
        }
        if (!view.take(eventBatch, bytes)) {
            tally.add(RunCounter.REDELIVERED);
            return;
        }
        Long expected = digests.get(view.sequence());
        if (expected == null || expected != view.digest()) {
            throw new LawViolationException(
                    SimulationLaw.EVENTS,
                    "a reader's events up to " + view.sequence() + " are not those that were applied");
        }
    }
}
