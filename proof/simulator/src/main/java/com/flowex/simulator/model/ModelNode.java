package com.flowex.simulator.model;

import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.snapshot.Snapshot;
import com.flowex.cluster.stop.NodeRefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One node: its disk and, while it runs, its knowledge of the log and the engine to which it applies the log. */
public final class ModelNode {
    private static final int ALIGNMENT = 32;

    private final int id;
    private final LogGuarantees promises;
    private final ReferenceLog applied;
    private final Answers answers;
    private final StateMachine.StateMachineFactory engine;
    private final ModelDisk disk = new ModelDisk();
    private List<LogRecord> log = new ArrayList<>();
    private @Nullable ModelCommandApplier folding;
    private EventLogPosition place = EventLogPosition.START;
    private final ModelTimer timer = new ModelTimer();
    private boolean isLeader;
    private long term;
    private long committed;
    private long index;

    /** Receiver of the leader's answers. */
    public interface Answers {
        void answer(int node, long session, byte[] reply);
    }

    /** @param engine factory of engines, each with a secret of its own */
    ModelNode(
            int id,
            LogGuarantees promises,
            ReferenceLog applied,
            Answers answers,
            StateMachine.StateMachineFactory engine) {
        this.id = id;
        this.promises = promises;
        this.applied = applied;
        this.answers = answers;
        this.engine = engine;
    }

    public int id() {
        return id;
    }

    public ModelDisk disk() {
        return disk;
    }

    public boolean isUp() {
        return folding != null;
    }

    /** Returns true if it believes that it leads; another may lead in a later term. */
    public boolean isLeader() {
        return isUp() && isLeader;
    }

    /** Returns the latest term that it knows of. */
    public long term() {
        return Math.max(term, disk.votedTerm());
    }

    /** Returns the number of records of the log that it knows to be committed. */
    public long committed() {
        return committed;
    }

    /** Returns the number of records of the log that it has applied. */
    public long applied() {
        return index;
    }

    /** Returns the place behind the last batch of events that it has derived. */
    public EventLogPosition place() {
        return place;
    }

    /** Returns the digest of its present state; only while it runs. */
    public long digest() {
        return running().applier().core().digest();
    }

    LogRecord record(long at) {
        return log.get((int) (at - disk.begin()));
    }

    /** Returns the term of its last record, 0 if there is none. */
    long lastTerm() {
        return log.isEmpty() ? snapshotTerm() : log.getLast().term();
    }

    /** Returns the term of a log that is cut to nothing: that of the last leader. */
    private long snapshotTerm() {
        return disk.end() == 0 ? 0 : term;
    }

    ModelTimer timer() {
        return timer;
    }

    private ModelCommandApplier running() {
        ModelCommandApplier now = folding;
        if (now == null) {
            throw new IllegalStateException("node " + id + " does not run");
        }
        return now;
    }

    /**
     * Starts it from the data on its disk.
     *
     * @return number of snapshots that were skipped because they were torn
     * @throws LawViolationException if no snapshot and log fit together
     */
    int start() {
        log = disk.recover();
        timer.forget();
        isLeader = false;
        term = Math.max(disk.votedTerm(), log.isEmpty() ? 0 : log.getLast().term());
        int passedOver = 0;
        for (ModelSnapshot modelSnapshot : disk.newestFirst()) {
            Optional<Snapshot> snapshot = read(modelSnapshot);
            if (snapshot.isPresent()) {
                begin(snapshot.get(), modelSnapshot.index());
                return passedOver;
            }
            disk.drop(modelSnapshot);
            passedOver++;
        }
        begin(new Snapshot(engine.fresh(), EventLogPosition.START, 0), 0);
        return passedOver;
    }

    private Optional<Snapshot> read(ModelSnapshot snapshot) {
        try {
            return Optional.of(snapshot.read(engine.restoring()));
        } catch (NodeRefusedException damaged) {
            if (snapshot.isSynced()) {
                throw new LawViolationException(
                        SimulationLaw.STARTS, "node " + id + ": " + damaged.getMessage(), damaged);
            }
            return Optional.empty();
        }
    }

    private void begin(Snapshot snapshot, long at) {
        long from = Math.max(disk.begin(), at - promises.overlap());
        if (at < disk.begin() || at > disk.end()) {
            throw new LawViolationException(
                    SimulationLaw.STARTS,
                    "node " + id + " has the log from record " + disk.begin() + " to " + disk.end()
                            + " and no snapshot within it, the best stands for " + at);
        }
        if (disk.events().end().position() < snapshot.place().position()) {
            throw new LawViolationException(
                    SimulationLaw.STARTS,
                    "node " + id + " has events up to " + disk.events().end() + ", its snapshot those up to "
                            + snapshot.place());
        }
        place = snapshot.place();
        index = from;
        committed = from;
        ModelCommandApplier now = new ModelCommandApplier(snapshot.core(), snapshot.timeNanos());
        folding = now;
        applied.checkState(id, at, now.applier().core());
    }

    /** Stops it like kill -9: data in memory is gone. */
    void stop() {
        folding = null;
        isLeader = false;
        log = new ArrayList<>();
    }

    void lead(long inTerm) {
        isLeader = true;
        term = inTerm;
    }

    void follow(long inTerm) {
        if (inTerm > term || !isLeader) {
            isLeader = false;
            term = Math.max(term, inTerm);
        }
    }

    /** Appends a record to its own log, as the leader does. */
    LogRecord append(LogRecord.Kind kind, long timeNanos, long session, byte[] message) {
        long from = log.isEmpty() ? basePosition() : log.getLast().position();
        LogRecord record = LogRecord.of(kind, term, timeNanos, session, from, message);
        take(record);
        return record;
    }

    /**
     * Returns the position at which an empty log begins. A log is never cut to nothing, because its last snapshot has
     * records behind it.
     */
    private long basePosition() {
        if (disk.end() > 0) {
            throw new LawViolationException(SimulationLaw.STARTS, "node " + id + " has cut all of its log");
        }
        return 0;
    }

    void take(LogRecord record) {
        log.add(record);
        disk.append(record);
    }

    void truncate(long end) {
        if (end < index) {
            throw new LawViolationException(
                    SimulationLaw.KEPT,
                    "node " + id + " has applied " + index + " records and its leader has only " + end + " of them");
        }
        log.subList((int) (end - disk.begin()), log.size()).clear();
        disk.truncate(end);
    }

    void commit(long count) {
        committed = Math.max(committed, count);
    }

    /** @return true if anything left the disk */
    boolean upkeep(ModelEventStore archive) {
        long before = disk.begin();
        boolean hasCut = disk.upkeep(archive);
        log.subList(0, (int) (disk.begin() - before)).clear();
        return hasCut;
    }

    /**
     * Applies the records that it may apply.
     *
     * @param most highest number of records
     * @return number of records applied
     */
    int apply(int most) {
        int count = 0;
        long until = Math.min(promises.applicable(this), disk.end());
        while (count < most && index < until) {
            apply(record(index));
            count++;
        }
        return count;
    }

    private void apply(LogRecord record) {
        ModelCommandApplier now = running();
        byte[] answer = {};
        if (ModelCommandApplier.isForEngine(record)) {
            answer = now.apply(record);
            if (now.applier().hasEvents() && answer.length > 0) {
                event(now);
            }
        }
        applied.check(id, index, record, answer, now.applier().core());
        index++;
        timer.follow(record.kind(), now.applier());
        if (record.kind() == LogRecord.Kind.SNAPSHOT) {
            disk.events().force();
            disk.store(ModelSnapshot.of(
                    now.applier(), promises.written(now.applier().core()), place, index));
        }
        if (isLeader && record.session() != 0 && answer.length > 0) {
            answers.answer(id, record.session(), answer);
        }
    }

    /** Compares recorded events with the derived ones, like the real event log, and writes new ones. */
    private void event(ModelCommandApplier now) {
        byte[] batch = now.batch();
        long length = Math.ceilDiv(batch.length, ALIGNMENT) * (long) ALIGNMENT;
        EventLogPosition after = place.after(now.applier().core().sequence(), place.position() + length);
        ModelEventStore events = disk.events();
        Optional<ModelEventStore.Batch> recorded = events.at(place.position());
        if (recorded.isEmpty()) {
            events.append(new ModelEventStore.Batch(batch, place, after));
        } else if (!Arrays.equals(recorded.get().bytes(), batch)) {
            throw new LawViolationException(
                    SimulationLaw.EVENTS,
                    "node " + id + " derives other events behind " + place + " than it has recorded");
        }
        place = after;
    }
}
