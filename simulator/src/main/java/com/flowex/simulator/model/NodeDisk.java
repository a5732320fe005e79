package com.flowex.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one node has on its disk: log, events, snapshots and its last vote; and what of it would not be there after a loss of power. */
public final class NodeDisk {
    /** As many as the node keeps (ADR 0066). */
    private static final int SNAPSHOTS = 3;

    private final List<byte[]> records = new ArrayList<>();
    private final List<TakenSnapshot> snapshots = new ArrayList<>();
    private EventStore events = new EventStore();
    private long begin;
    private long synced;
    private long votedTerm;
    private boolean isBlank;
    private @Nullable LogRecord lastCut;

    /** How many records of the log were cut away. */
    public long begin() {
        return begin;
    }

    /** How many records of the log there are, with those that were cut away. */
    public long end() {
        return begin + records.size();
    }

    /** The last of the log's records that were cut away; null if none was. */
    @Nullable
    LogRecord lastCut() {
        return lastCut;
    }

    /** How many records of the log, with those that were cut away, are there after a loss of power. */
    public long synced() {
        return synced;
    }

    /** The last term in which this node voted. */
    long votedTerm() {
        return votedTerm;
    }

    /** A vote is on the disk before it is told. */
    void vote(long term) {
        votedTerm = Math.max(votedTerm, term);
    }

    public EventStore events() {
        return events;
    }

    /** Whether it was emptied and nothing has been copied onto it. */
    public boolean isBlank() {
        return isBlank;
    }

    /** How many snapshots there are. */
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
        snapshots.forEach(TakenSnapshot::sync);
    }

    void drop(TakenSnapshot snapshot) {
        snapshots.remove(snapshot);
    }

    /** One that was taken at the same place before, by a node that started from an older one, is replaced. */
    void keep(TakenSnapshot snapshot) {
        snapshots.removeIf(taken -> taken.index() >= snapshot.index());
        snapshots.add(snapshot);
        if (snapshots.size() > SNAPSHOTS) {
            snapshots.removeFirst();
        }
    }

    /** What the log has, without an end that was not written whole. */
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

    /** Newest first. */
    List<TakenSnapshot> newestFirst() {
        return List.copyOf(snapshots.reversed());
    }

    /**
     * The power is gone: of what was not brought to the disk any part from the end is lost, of the log the last record may be half there.
     *
     * @return whether a record was torn
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
     * After a snapshot: events go to the archive, and what the oldest snapshot stands for leaves the disk.
     *
     * @return whether anything left
     */
    boolean upkeep(EventStore archive) {
        if (snapshots.size() < SNAPSHOTS) {
            return false;
        }
        // Of a torn one nobody knows that it is; what is kept is what the oldest needs.
        TakenSnapshot oldest = snapshots.getFirst();
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

    /** Everything that was on it is gone. */
    void empty() {
        records.clear();
        snapshots.clear();
        events = new EventStore();
        begin = 0;
        synced = 0;
        votedTerm = 0;
        lastCut = null;
        isBlank = true;
    }

    /** Takes a copy of what another has safe; all of it or nothing. */
    void copy(NodeDisk other) {
        empty();
        isBlank = false;
        begin = other.begin;
        lastCut = other.lastCut;
        records.addAll(other.records.subList(0, (int) (other.synced - other.begin)));
        synced = other.synced;
        other.snapshots.forEach(taken -> snapshots.add(taken.copy()));
        events = other.events.copy();
        votedTerm = other.votedTerm;
    }
}
