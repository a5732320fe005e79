package com.flowex.cluster.disk;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Record of the cluster's recordings, read without opening its file for writing. */
public final class RecordingLogFile {
    private static final int ENTRY_LENGTH = 64;
    private static final int ENGINE = 0;
    private static final long NONE = -1;

    /**
     * One snapshot of the engine.
     *
     * @param clusterRecordingId recording of the cluster's own part; -1 if it is not known
     * @param position position of the log at which it was taken, in bytes
     */
    public record SnapshotEntry(long recordingId, long clusterRecordingId, long position) {}

    private final byte[] bytes;
    private final ByteBuffer entries;

    private RecordingLogFile(byte[] bytes) {
        this.bytes = bytes;
        this.entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static RecordingLogFile read(Path cluster) throws IOException {
        Path file = cluster.resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
        return new RecordingLogFile(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    }

    /** Returns the record with these bytes, as received from another node. */
    public static RecordingLogFile of(byte[] entries) {
        return new RecordingLogFile(entries.clone());
    }

    private List<Integer> starts() {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at + ENTRY_LENGTH <= bytes.length; at += ENTRY_LENGTH) {
            starts.add(at);
        }
        return starts;
    }

    private int type(int at) {
        return entries.getInt(at + RecordingLog.ENTRY_TYPE_OFFSET);
    }

    private boolean isSnapshot(int at, int service) {
        return type(at) == RecordingLog.ENTRY_TYPE_SNAPSHOT
                && entries.getInt(at + RecordingLog.SERVICE_ID_OFFSET) == service;
    }

    private long recording(int at) {
        return entries.getLong(at + RecordingLog.RECORDING_ID_OFFSET);
    }

    private long position(int at) {
        return entries.getLong(at + RecordingLog.LOG_POSITION_OFFSET);
    }

    private long term(int at) {
        return entries.getLong(at + RecordingLog.LEADERSHIP_TERM_ID_OFFSET);
    }

    private boolean isTerm(int at) {
        return type(at) == RecordingLog.ENTRY_TYPE_TERM;
    }

    private long base(int at) {
        return entries.getLong(at + RecordingLog.TERM_BASE_LOG_POSITION_OFFSET);
    }

    /** Returns the recording of the log; -1 if there was never a leader. */
    public long log() {
        long log = NONE;
        for (int at : starts()) {
            log = type(at) == RecordingLog.ENTRY_TYPE_TERM ? recording(at) : log;
        }
        return log;
    }

    /** Returns the number of the newest term; -1 if there was never a leader. */
    public long lastTerm() {
        long last = NONE;
        for (int at : starts()) {
            if (type(at) == RecordingLog.ENTRY_TYPE_TERM) {
                last = Math.max(last, entries.getLong(at + RecordingLog.LEADERSHIP_TERM_ID_OFFSET));
            }
        }
        return last;
    }

    /**
     * Returns a position, in bytes, that the log has reached at least: every known term and valid snapshot began below
     * it.
     */
    public long reached() {
        long reached = 0;
        for (int at : starts()) {
            if (type(at) == RecordingLog.ENTRY_TYPE_TERM || isSnapshot(at, ENGINE)) {
                reached = Math.max(reached, Math.max(base(at), position(at)));
            }
        }
        return reached;
    }

    /** Returns the valid snapshots, oldest first. */
    public List<SnapshotEntry> snapshots() {
        Map<Long, Long> clusters = new HashMap<>();
        List<SnapshotEntry> snapshots = new ArrayList<>();
        for (int at : starts()) {
            if (isSnapshot(at, ConsensusModule.Configuration.SERVICE_ID)) {
                clusters.put(position(at), recording(at));
            }
        }
        for (int at : starts()) {
            if (isSnapshot(at, ENGINE)) {
                snapshots.add(
                        new SnapshotEntry(recording(at), clusters.getOrDefault(position(at), NONE), position(at)));
            }
        }
        snapshots.sort(Comparator.comparingLong(SnapshotEntry::position));
        return List.copyOf(snapshots);
    }

    /**
     * Returns the entries that remain if the log ends here. The term of this position has no end, and later terms are
     * dropped.
     */
    public byte[] cutAt(long end) {
        ByteBuffer retained = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : starts()) {
            boolean isTerm = type(at) == RecordingLog.ENTRY_TYPE_TERM;
            if (isTerm ? base(at) <= end : position(at) <= end) {
                int to = retained.position();
                retained.put(bytes, at, ENTRY_LENGTH);
                if (isTerm && position(at) > end) {
                    retained.putLong(to + RecordingLog.LOG_POSITION_OFFSET, NONE);
                }
            }
        }
        return Arrays.copyOf(retained.array(), retained.position());
    }

    /**
     * Returns these snapshots with the terms that another node knows of the same log. Recording numbers are local to a
     * node: the other's snapshots are useless here, and the log keeps its local number.
     */
    public byte[] withTermsOf(RecordingLogFile other) {
        long log = log() < 0 ? other.log() : log();
        ByteBuffer retained =
                ByteBuffer.allocate(bytes.length + other.bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> snapshots = new ArrayList<>(starts());
        snapshots.removeIf(this::isTerm);
        for (int at : other.starts()) {
            if (other.isTerm(at)) {
                while (!snapshots.isEmpty() && term(snapshots.getFirst()) < other.term(at)) {
                    retained.put(bytes, snapshots.removeFirst(), ENTRY_LENGTH);
                }
                int to = retained.position();
                retained.put(other.bytes, at, ENTRY_LENGTH);
                retained.putLong(to + RecordingLog.RECORDING_ID_OFFSET, log);
            }
        }
        snapshots.forEach(at -> retained.put(bytes, at, ENTRY_LENGTH));
        return Arrays.copyOf(retained.array(), retained.position());
    }

    /** Returns the terms, and the valid snapshots that are in one of these recordings. */
    public byte[] withoutOthersThan(Set<Long> recordings) {
        ByteBuffer retained = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : starts()) {
            boolean isSnapshot = type(at) == RecordingLog.ENTRY_TYPE_SNAPSHOT && recordings.contains(recording(at));
            if (type(at) == RecordingLog.ENTRY_TYPE_TERM || isSnapshot) {
                retained.put(bytes, at, ENTRY_LENGTH);
            }
        }
        return Arrays.copyOf(retained.array(), retained.position());
    }

    /** Returns the number of terms and snapshots in the record, invalid ones included. */
    public int count() {
        return countIn(bytes);
    }

    /** Returns the number of entries in these bytes. */
    public static int countIn(byte[] entries) {
        return entries.length / ENTRY_LENGTH;
    }

    /** Returns the record without snapshots; the next start then applies the whole log. */
    public byte[] withoutSnapshots() {
        return withSnapshotsOf(Set.of());
    }

    /** Returns the record with only the snapshots that are in one of these recordings. */
    public byte[] withSnapshotsOf(Set<Long> recordings) {
        ByteBuffer retained = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : starts()) {
            if (type(at) == RecordingLog.ENTRY_TYPE_TERM || recordings.contains(recording(at))) {
                retained.put(bytes, at, ENTRY_LENGTH);
            }
        }
        return Arrays.copyOf(retained.array(), retained.position());
    }
}
