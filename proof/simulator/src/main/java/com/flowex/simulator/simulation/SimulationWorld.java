package com.flowex.simulator.simulation;

import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.domain.event.Event;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.RandomLog;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.model.LogRecord;
import com.flowex.simulator.model.ModelCluster;
import com.flowex.simulator.model.ModelNode;
import com.flowex.simulator.model.SimulationLaw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** All parts of a run: nodes, clients, readers, the time, and the data compared after each step. */
final class SimulationWorld {
    /** Time of the beginning, in nanoseconds since 1970; it is that of the random logs. */
    private static final long BEGINNING = 1_700_000_000_000_000_000L;

    /** Number of applied records between two sums of all money. */
    private static final int SUMMED_EVERY = 128;

    private final SimulationCounters tally = new SimulationCounters();
    private final ModelCluster cluster;
    private final List<ModelClient> clients = new ArrayList<>();
    private final List<ModelReader> readers = new ArrayList<>();
    private final RandomLog log;
    private final UniqueIdCheck ids = new UniqueIdCheck();
    private final ModelView truth = new ModelView();
    private final Map<Long, Long> digests = new HashMap<>();
    private final EventBatchCodec batches = new EventBatchCodec();
    private final long[] clockOffsets;
    private long nowNanos = BEGINNING;

    SimulationWorld(SimulationSetup simulationSetup, LogGuarantees promises) {
        log = RandomLog.growing(simulationSetup.seed());
        clockOffsets = new long[simulationSetup.nodes()];
        cluster = new ModelCluster(
                simulationSetup.nodes(), promises, new Random(simulationSetup.seed()), this::answered, this::applied);
        for (int i = 0; i < simulationSetup.clients(); i++) {
            clients.add(new ModelClient(1 + i, cluster.applied(), tally));
        }
        for (int i = 0; i < simulationSetup.readers(); i++) {
            readers.add(new ModelReader(promises, digests, tally));
        }
    }

    ModelCluster cluster() {
        return cluster;
    }

    List<ModelClient> clients() {
        return clients;
    }

    List<ModelReader> readers() {
        return readers;
    }

    SimulationCounters tally() {
        return tally;
    }

    /** Returns the leader of the latest term; the first node if there is none. */
    ModelNode leader() {
        return cluster.leader().orElse(cluster.nodes().getFirst());
    }

    /** Returns the time as a node sees it, nanoseconds since 1970. */
    long clockOf(ModelNode node) {
        return nowNanos + clockOffsets[node.id()];
    }

    void setClock(ModelNode node, long offsetNanos) {
        clockOffsets[node.id()] = offsetNanos;
    }

    void pass(long nanos) {
        nowNanos += nanos;
    }

    /** Makes a client send the next command of this seed's random log, at that log's time. */
    void request(ModelClient client) {
        RandomLog.Entry entry = log.next();
        nowNanos = Math.max(nowNanos, entry.timeNanos());
        client.request(entry.command());
    }

    boolean elect(ModelNode candidate) {
        boolean leads = cluster.elect(candidate, clockOf(candidate));
        if (leads) {
            tally.add(RunCounter.LEADER_CHANGES);
        }
        return leads;
    }

    /** Starts a stopped node; one with an empty disk only if it gets a copy. */
    void start(ModelNode node) {
        if (node.isUp()) {
            return;
        }
        if (node.disk().isBlank()) {
            if (!cluster.seed(node, leader())) {
                return;
            }
            tally.add(RunCounter.COPIES);
        }
        tally.add(RunCounter.STARTS);
        tally.add(RunCounter.TORN_SNAPSHOTS, cluster.start(node));
    }

    void losePower(ModelNode node, Random random) {
        if (node.isUp()) {
            tally.add(RunCounter.POWER_LOSSES);
            if (cluster.losePower(node, random)) {
                tally.add(RunCounter.TORN_RECORDS);
            }
        }
    }

    void kill(ModelNode node) {
        if (node.isUp()) {
            tally.add(RunCounter.KILLS);
            cluster.kill(node);
        }
    }

    /** Empties the disk of a stopped node, if it is not the only node and no other disk is empty. */
    boolean empty(ModelNode node) {
        boolean mayBe = !node.isUp()
                && cluster.nodes().size() > 1
                && cluster.nodes().stream().noneMatch(other -> other.disk().isBlank());
        if (mayBe) {
            tally.add(RunCounter.EMPTIED_DISKS);
            cluster.empty(node);
        }
        return mayBe;
    }

    /**
     * Sends records from one node to another. A node that lacks records which the other has cut is stopped and begins
     * with a copy.
     */
    void replicate(ModelNode from, ModelNode to, int most) {
        boolean isTooLate = cluster.replicate(from, to, most);
        if (isTooLate
                && cluster.nodes().stream().noneMatch(other -> other.disk().isBlank())) {
            cluster.kill(to);
            empty(to);
        }
    }

    /** Delivers a client's first request to the node that it believes to lead, if that node leads. */
    void arrive(ModelClient client) {
        if (client.hasSent()) {
            ModelNode node = cluster.nodes().get(client.leader());
            cluster.append(node, client.session(), client.takeSent(), clockOf(node));
        }
    }

    private void answered(int node, long session, byte[] reply) {
        clients.get((int) session - 1).answer(reply);
    }

    private void applied(LogRecord record, byte[] batch, CommandApplier applier) {
        tally.add(RunCounter.RECORDS);
        if (record.kind() == LogRecord.Kind.SNAPSHOT) {
            tally.add(RunCounter.SNAPSHOTS);
        }
        if (batch.length > 0) {
            EventBatch eventBatch = decoded(batch);
            tally.add(RunCounter.EVENTS, eventBatch.count());
            truth.take(eventBatch, batch);
            digests.put(truth.sequence(), truth.digest());
            List<Event> events = eventBatch.events();
            events.forEach(event -> ids.take(event, eventBatch.timeNanos()));
            log.observed(events, applier.core().deadlineNanos());
        }
        if (tally.of(RunCounter.RECORDS) % SUMMED_EVERY == 0) {
            checkMoney();
        }
    }

    private EventBatch decoded(byte[] batch) {
        return switch (batches.decode(new UnsafeBuffer(batch), 0, batch.length)) {
            case Decoded.Understood(EventBatch eventBatch) -> eventBatch;
            case Decoded.Garbled(String why) -> throw new LawViolationException(SimulationLaw.EVENTS, why);
        };
    }

    /** Checks the sums of money, by the events alone and by the engine's own state. */
    private void checkMoney() {
        ModelView state = engineView();
        if (!state.sums().isEmpty() || !truth.sums().isEmpty()) {
            throw new LawViolationException(
                    SimulationLaw.ZERO_SUM, "assets come to " + state.sums() + ", by the events to " + truth.sums());
        }
        String difference = truth.difference(state);
        if (!difference.isEmpty()) {
            throw new LawViolationException(SimulationLaw.VIEWS, "events and engine differ in " + difference);
        }
    }

    private ModelView engineView() {
        List<StateRecord> state = new ArrayList<>();
        cluster.applied().core().writeState(state::add);
        return ModelView.of(state);
    }

    /** Checks the conditions that must hold when everything has come to rest. */
    void checkEnd() {
        checkMoney();
        long size = cluster.applied().size();
        long digest = cluster.applied().core().digest();
        for (ModelNode node : cluster.nodes()) {
            if (node.applied() != size) {
                throw new LawViolationException(
                        SimulationLaw.KEPT,
                        "node " + node.id() + " has " + node.applied() + " of " + size + " applied records");
            }
            if (node.digest() != digest) {
                throw new LawViolationException(
                        SimulationLaw.SAME_STATE, "node " + node.id() + " ends in another state");
            }
            if (node.disk().events().end().position() != node.place().position()) {
                throw new LawViolationException(
                        SimulationLaw.EVENTS, "node " + node.id() + " has events that no replay derives");
            }
        }
        for (ModelReader reader : readers) {
            String difference = reader.view().difference(truth);
            if (reader.view().digest() != truth.digest() || !difference.isEmpty()) {
                throw new LawViolationException(
                        SimulationLaw.VIEWS, "a reader's view differs from one built anew in " + difference);
            }
        }
        AnswerConsistencyCheck check = new AnswerConsistencyCheck(cluster.applied());
        clients.forEach(client -> client.operations().forEach(operation -> check.check(client, operation)));
    }

    /** Returns a digest over everything applied and its positions. */
    long digest() {
        return 31 * cluster.applied().core().digest() + truth.digest();
    }
}
