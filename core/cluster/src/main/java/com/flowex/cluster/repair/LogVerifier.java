package com.flowex.cluster.repair;

import com.flowex.cluster.check.StartCheck;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.LogMessageReader;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.SnapshotFile;
import com.flowex.cluster.events.EventLog;
import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.snapshot.Snapshot;
import com.flowex.cluster.snapshot.SnapshotReader;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.domain.UnknownRulesException;
import com.flowex.domain.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Verifier of the log of a stopped node. It replays the log from its beginning on this build. It compares the digest
 * and the event-log position at every snapshot, and each batch of events with the recorded one. A log that was cut is
 * replayed from the oldest usable snapshot. It writes nothing.
 */
public final class LogVerifier {
    private static final long COMMANDS_PER_LINE = 1_000_000;
    private static final int LINES_MAX = 20;

    private final DataDirectory.Reading directory;
    private final Consumer<String> progress;
    private final RecordedBatchReader events;
    private final LogMessageReader messages = new LogMessageReader();
    private CommandApplier applier = new CommandApplier(StateMachine.EXCHANGE.fresh(), 0);
    private EventLogPosition place = EventLogPosition.START;
    private long begin;
    private boolean recordedEnded;
    private long commands;
    private int snapshots;
    private final boolean isRepair;
    private long mismatches;
    private long logEnd;
    private long firstNanos;
    private int contradictions;
    private boolean eventsDiffer;
    private long snapshotSequence;

    /**
     * Result of a verification.
     *
     * @param commands number of commands applied, the timer's included
     * @param events number of events derived
     * @param snapshots number of snapshots compared
     * @param mismatches number of mismatches, each reported in a line of its own
     * @param digest digest of the state at the end of the log
     */
    public record Verdict(long commands, long events, int snapshots, long mismatches, long digest) {
        @Override
        public String toString() {
            return "verify-log commands=" + commands + " events=" + events + " snapshots=" + snapshots + " mismatches="
                    + mismatches + " digest=" + Long.toHexString(digest);
        }
    }

    /**
     * Result of a verification together with a check of the final state.
     *
     * @param timeNanos log time of the last command, nanoseconds since 1970
     * @param fault fault of the state, for example an asset that does not sum to zero; empty if there is none
     */
    public record VerificationResult(Verdict verdict, long timeNanos, String fault) {
        public boolean holds() {
            return verdict.mismatches() == 0 && fault.isEmpty();
        }
    }

    /**
     * Result of a replay.
     *
     * @param logEnd position at which the last readable message of the log ends, in bytes
     * @param place position behind the last recorded batch of events that the log gives
     * @param begin position at which the log begins, in bytes: 0 unless it was cut
     * @param firstNanos log time of the first event, nanoseconds since 1970; 0 if there is none, or it was cut off
     * @param contradictions number of sound snapshots of another log, and of commands on which the engine fails
     * @param eventsDiffer true if the recorded events differ
     */
    record Replayed(
            long begin,
            long logEnd,
            long commands,
            long sequence,
            long firstNanos,
            EventLogPosition place,
            int contradictions,
            boolean eventsDiffer) {}

    private LogVerifier(DataDirectory.Reading directory, Consumer<String> progress, boolean isRepair)
            throws IOException {
        this.directory = directory;
        this.isRepair = isRepair;
        this.progress = progress;
        this.events = new RecordedBatchReader(directory.events());
    }

    /**
     * Verifies a node's data directory, or the exchange's, which contains the node's.
     *
     * @param progress receiver of lines for the operator
     * @throws NodeRefusedException if the directory is not one, is in use, or is of another version
     */
    public static Verdict verify(Path dataDirectory, Consumer<String> progress) {
        try (DataDirectory.Reading directory = DataDirectory.read(dataDirectory)) {
            return new LogVerifier(directory, progress, false).run();
        } catch (UnknownRulesException e) {
            throw new NodeRefusedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + dataDirectory + " cannot be read: " + e, e);
        }
    }

    /**
     * Verifies the log and checks the final state against every invariant, including that each asset sums to zero.
     *
     * @throws NodeRefusedException as {@link #verify}
     */
    public static VerificationResult prove(Path dataDirectory, Consumer<String> progress) {
        try (DataDirectory.Reading directory = DataDirectory.read(dataDirectory)) {
            LogVerifier verifier = new LogVerifier(directory, progress, false);
            Verdict verdict = verifier.run();
            return new VerificationResult(verdict, verifier.applier.timeNanos(), verifier.stateFault());
        } catch (UnknownRulesException e) {
            throw new NodeRefusedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + dataDirectory + " cannot be read: " + e, e);
        }
    }

    /** Returns the fault of the final state. It restores the state from its own snapshot, which checks everything. */
    private String stateFault() {
        StateMachine.StateMachineRestorer restoring = StateMachine.EXCHANGE.restoring();
        try {
            long digest = applier.core().writeState(restoring);
            return restoring.restored().digest() == digest ? "" : "its snapshot has another digest";
        } catch (IllegalStateException | IllegalArgumentException broken) {
            return String.valueOf(broken.getMessage());
        }
    }

    /** Replays the log of a directory that the caller holds and is going to repair. */
    static Replayed replay(DataDirectory.Reading directory, Consumer<String> progress) throws IOException {
        LogVerifier verifier = new LogVerifier(directory, progress, true);
        verifier.run();
        return new Replayed(
                verifier.begin,
                verifier.logEnd,
                verifier.commands,
                verifier.applier.core().sequence(),
                verifier.firstNanos,
                verifier.place,
                verifier.contradictions,
                verifier.eventsDiffer);
    }

    private Verdict run() throws IOException {
        RecordingLogFile recordings = RecordingLogFile.read(directory.cluster());
        // Given-up snapshots are no longer in the catalog.
        Map<Long, CatalogFile.Recording> catalog = CatalogFile.read(directory.log());
        List<RecordingLogFile.SnapshotEntry> kept = recordings.snapshots().stream()
                .filter(entry -> catalog.containsKey(entry.recordingId()))
                .toList();
        begin = RecordingFile.firstSegment(directory.log(), recordings.log());
        long from = begin == 0 ? 0 : beginAtSnapshot(kept, catalog);
        replay(
                new RecordingFile(directory.log(), recordings.log()),
                from,
                kept.stream()
                        .filter(snapshotEntry -> snapshotEntry.position() > from)
                        .toList());
        if (!recordedEnded && events.next()) {
            beyond("the event log holds events behind number " + place.sequence() + " that the log does not give");
        }
        if (recordedEnded && place.sequence() < applier.core().sequence()) {
            progress.accept("events " + (place.sequence() + 1) + " to "
                    + applier.core().sequence() + " are in the log only: "
                    + (place.sequence() < snapshotSequence
                            ? "the next start refuses, for the newest snapshot is at event " + snapshotSequence
                                    + "; ./flowex doctor " + StartCheck.operand(directory.root())
                                    + " --rebuild-events derives them again"
                            : "the next start writes them"));
        }
        StateMachine core = applier.core();
        return new Verdict(commands, core.sequence(), snapshots, mismatches, core.digest());
    }

    /** @return position of the log behind which it is replayed, in bytes */
    private long beginAtSnapshot(
            List<RecordingLogFile.SnapshotEntry> snapshots, Map<Long, CatalogFile.Recording> catalog)
            throws IOException {
        for (RecordingLogFile.SnapshotEntry entry : snapshots) {
            if (entry.position() > begin
                    && SnapshotFile.fault(directory.log(), entry, catalog).isEmpty()) {
                Snapshot snapshot = read(entry);
                applier = new CommandApplier(snapshot.core(), snapshot.timeNanos());
                place = snapshot.place();
                snapshotSequence = place.sequence();
                events.skipTo(place);
                progress.accept("the log was cut before byte " + begin + ": replayed from the snapshot at byte "
                        + entry.position() + ", event " + place.sequence() + ", on");
                return entry.position();
            }
        }
        throw new NodeRefusedException("the log in " + directory.log() + " was cut before byte " + begin
                + " and no snapshot goes on from there: bring back the newest copy of " + directory.root());
    }

    private Snapshot read(RecordingLogFile.SnapshotEntry entry) throws IOException {
        return new SnapshotReader(StateMachine.EXCHANGE.restoring())
                .read(new RecordingFile(directory.log(), entry.recordingId()));
    }

    private void replay(RecordingFile log, long from, List<RecordingLogFile.SnapshotEntry> entries) throws IOException {
        int next = 0;
        while (log.next()) {
            if (log.endPosition() <= from) {
                continue;
            }
            try {
                apply(log);
            } catch (UnknownRulesException e) {
                throw e;
            } catch (IllegalStateException | IllegalArgumentException bug) {
                contradictions++;
                mismatch("the engine stops at byte " + log.endPosition() + " of the log: " + bug.getMessage());
                return;
            }
            logEnd = log.endPosition();
            while (next < entries.size() && entries.get(next).position() <= log.endPosition()) {
                compare(entries.get(next), log.endPosition());
                next++;
            }
        }
        if (next < entries.size()) {
            beyond("the log ends at byte " + log.endPosition() + ", before the last snapshot, at byte "
                    + entries.getLast().position());
        }
    }

    private void apply(RecordingFile log) throws IOException {
        LogMessageReader.LoggedCommand logged = messages.read(log.message(), log.length());
        if (logged != null) {
            apply(logged.command(), logged.timestamp(), log.endPosition());
        }
    }

    private void apply(Command command, long timestamp, long logPosition) throws IOException {
        boolean isNew = applier.apply(command, timestamp, logPosition) == null;
        commands++;
        if (begin == 0 && firstNanos == 0 && applier.hasEvents()) {
            firstNanos = applier.timeNanos();
        }
        if (isNew && applier.hasEvents() && !recordedEnded) {
            compareBatch();
        }
        if (commands % COMMANDS_PER_LINE == 0) {
            progress.accept(commands + " commands, " + applier.core().sequence() + " events");
        }
    }

    private void compareBatch() throws IOException {
        long last = applier.core().sequence();
        if (events.wasCutBefore(last)) {
            return;
        }
        if (!events.next()) {
            recordedEnded = true;
            return;
        }
        if (!EventLog.same(applier.batch(), applier.length(), events.message(), events.length())) {
            eventsDiffer = true;
            mismatch("the recorded events up to " + last + " are not those that the log gives");
        }
        place = place.after(last, events.endPosition());
    }

    private void compare(RecordingLogFile.SnapshotEntry entry, long position) throws IOException {
        String name = "snapshot at byte " + entry.position();
        StateMachine core = applier.core();
        try {
            Snapshot snapshot = read(entry);
            long digest = snapshot.core().digest();
            snapshotSequence = snapshot.place().sequence();
            if (position != entry.position() || digest != core.digest()) {
                contradictions++;
                mismatch(name + ": digest " + Long.toHexString(digest) + ", the log up to byte " + position + " gives "
                        + Long.toHexString(core.digest()));
            }
            if (!snapshot.place().equals(place) && !events.wasCutBefore(place.sequence() + 1)) {
                mismatch(name + ": " + snapshot.place() + " of the event log, readable and derived is " + place);
            }
        } catch (NodeRefusedException e) {
            mismatch(name + ": " + e.getMessage());
        }
        snapshots++;
        progress.accept(name + ": compared at event " + core.sequence());
    }

    /** Reports data beyond the end of the log. A repair removes it, so it is no fault then. */
    private void beyond(String subject) {
        if (isRepair) {
            progress.accept(subject);
        } else {
            mismatch(subject);
        }
    }

    private void mismatch(String subject) {
        mismatches++;
        if (mismatches <= LINES_MAX) {
            progress.accept("mismatch: " + subject);
        }
    }
}
