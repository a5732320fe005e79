package com.flowex.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Disk of one node: log, events, snapshots and its last vote, and the part that would survive a loss of power. */
public final class ModelDisk {
    /** Number of snapshots that the real node keeps (ADR 0066). */
    private static final int SNAPSHOTS = 3;

    private final List<byte[]> records = new ArrayList<>();
    private final List<ModelSnapshot> snapshots = new ArrayList<>();
    private ModelEventStore events = new ModelEventStore();
    private long begin;
    private long synced;
    private long votedTerm;
    private boolean isBlank;
    private @Nullable LogRecord lastCut;

    /** Returns the number of records of the log that were cut. */
    public long begin() {
        return begin;
    }

    /** Returns the number of records of the log, cut ones included. */
    public long end() {
        return begin + records.size();
    }

    /** Returns the last record that was cut; null if none was. */
    @Nullable
    LogRecord lastCut() {
        return lastCut;
    }

    /** Returns the number of records of the log, cut ones included, that survive a loss of power. */
    public long synced() {
        return synced;
    }

    /** Returns the last term in which this node voted. */
    long votedTerm() {
        return votedTerm;
    }

    /** Stores a vote; it is on the disk before it is sent. */
    void vote(long term) {
        votedTerm = Math.max(votedTerm, term);
    }

    public ModelEventStore events() {
        return events;
    }

    /** Returns true if it was emptied and nothing has been copied onto it. */
    public boolean isBlank() {
        return isBlank;
    }

    /** Returns the number of snapshots. */
    public int snapshots() {
        return snapshots.size();
    }

    void append(LogRecord record) {
        records.add(record.bytes());
    }

    void truncate(long end) {
        records.subList((int) (end - begin), records.size()).clear();
        synced = Math.min(synced, end);
    }

    void sync() {
        synced = end();
        snapshots.forEach(ModelSnapshot::sync);
    }

    void drop(ModelSnapshot snapshot) {
        snapshots.remove(snapshot);
    }

    /** Keeps a snapshot. It replaces one taken at the same place by a node that started from an older snapshot. */
    void store(ModelSnapshot snapshot) {
        snapshots.removeIf(modelSnapshot -> modelSnapshot.index() >= snapshot.index());
        snapshots.add(snapshot);
        if (snapshots.size() > SNAPSHOTS) {
            snapshots.removeFirst();
        }
    }

    /** Returns the log without an end that was not written whole. */
    List<LogRecord> recover() {
        List<LogRecord> whole = new ArrayList<>();
        for (byte[] bytes : records) {
            Optional<LogRecord> record = LogRecord.read(bytes);
            if (record.isEmpty()) {
                break;
            }
            whole.add(record.get());
        }
        truncate(begin + whole.size());
        return whole;
    }

    /** Returns the snapshots, newest first. */
    List<ModelSnapshot> newestFirst() {
        return List.copyOf(snapshots.reversed());
    }

    /**
     * Simulates a loss of power. Any final part of the unforced data is lost, and the last record of the log may be
     * half written.
     *
     * @return true if a record was torn
     */
    boolean losePower(RandomGenerator random) {
        int unsynced = (int) (end() - synced);
        boolean isTorn = false;
        if (unsynced > 0) {
            int lost = random.nextInt(unsynced + 1);
            truncate(end() - lost);
            if (lost < unsynced && random.nextBoolean()) {
                byte[] last = records.removeLast();
                records.add(Arrays.copyOf(last, random.nextInt(last.length)));
                isTorn = true;
            }
        }
        events.lose(random.nextInt(events.unforced() + 1));
        if (!snapshots.isEmpty() && !snapshots.getLast().isSynced() && random.nextBoolean()) {
            snapshots.getLast().tear();
        }
        return isTorn;
    }

    /**
     * Does the work after a snapshot: events go to the archive, and data that the oldest snapshot covers leaves the
     * disk.
     *
     * @return true if anything left
     */
    boolean upkeep(ModelEventStore archive) {
        if (snapshots.size() < SNAPSHOTS) {
            return false;
        }
        // A torn snapshot is not detected here; the oldest one determines the data to keep.
        ModelSnapshot oldest = snapshots.getFirst();
        archive.follow(events, snapshots.getLast().place());
        if (archive.end().position() < oldest.place().position() || oldest.index() <= begin) {
            return false;
        }
        events.cut(oldest.place());
        int leaving = (int) (oldest.index() - begin);
        lastCut = LogRecord.read(records.get(leaving - 1)).orElseThrow();
        records.subList(0, leaving).clear();
        begin = oldest.index();
        return true;
    }

    /** Empties the disk. */
    void empty() {
        records.clear();
        snapshots.clear();
        events = new ModelEventStore();
        begin = 0;
        synced = 0;
        votedTerm = 0;
        lastCut = null;
        isBlank = true;
    }

    /** Takes a copy of another disk's safe data, whole. */
    void copy(ModelDisk other) {
        empty();
        isBlank = false;
        begin = other.begin;
        lastCut = other.lastCut;
        records.addAll(other.records.subList(0, (int) (other.synced - other.begin)));
        synced = other.synced;
        other.snapshots.forEach(snapshot -> snapshots.add(snapshot.copy()));
        events = other.events.copy();
        votedTerm = other.votedTerm;
    }
}
