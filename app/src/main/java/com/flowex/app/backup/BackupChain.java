package com.flowex.app.backup;

import com.flowex.cluster.repair.LogTruncation.Target;
import com.flowex.platform.settings.StartupException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole backup with its increments. One exchange may have several such chains that continue: another process took
 * backups over, or two processes each considered the other gone.
 *
 * @param end last increment
 */
record BackupChain(FullBackup whole, BackupIncrement end) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * Returns the chain to restore from. Without a target it is the one with the newest increment, unless a younger
     * whole backup has all of it. With a target it is the youngest one that starts before the target and reaches it. If
     * all start after it, it is the oldest, whose log is then cut.
     *
     * @param oldestFirst chains by the time of their whole backups; at least one
     */
    static BackupChain choose(List<BackupChain> oldestFirst, Optional<Target> target) {
        if (target.isEmpty()) {
            return newest(oldestFirst);
        }
        List<BackupChain> within = oldestFirst.stream()
                .filter(row -> row.isNotBeyond(target.get()))
                .toList();
        if (within.isEmpty()) {
            return oldestFirst.getFirst();
        }
        return within.reversed().stream()
                .filter(row -> row.reaches(target.get()))
                .findFirst()
                .orElseGet(() -> newest(within));
    }

    private static BackupChain newest(List<BackupChain> oldestFirst) {
        return oldestFirst.stream()
                .filter(row -> oldestFirst.stream().noneMatch(row::isWithin))
                .max(Comparator.comparingLong(row -> row.end().takenMillis()))
                .orElse(oldestFirst.getLast());
    }

    /** Returns true if another chain's whole backup has everything that this one has. */
    private boolean isWithin(BackupChain other) {
        return other.whole().takenMillis() > whole.takenMillis()
                && other.whole().logPosition() >= end.to()
                && other.whole().logTimeNanos() >= end.timeNanos();
    }

    private boolean isNotBeyond(Target target) {
        return switch (target) {
            case Target.Sequence(long sequence) -> whole.sequence() <= sequence;
            case Target.Time(long nanos) -> whole.logTimeNanos() <= nanos;
        };
    }

    /**
     * Refuses a target that no chain reaches, which would otherwise restore the end.
     *
     * @throws StartupException naming the available range
     */
    static void requireWithin(List<BackupChain> rows, Target target) {
        if (rows.stream().noneMatch(row -> row.reaches(target))
                || target instanceof Target.Sequence(long number) && number < 1) {
            BackupIncrement end = newest(rows).end();
            throw new StartupException("--at is outside the backup, which ends with event " + end.sequence() + " of "
                    + Instant.ofEpochMilli(end.timeNanos() / NANOS_PER_MILLI) + " and was taken at "
                    + Instant.ofEpochMilli(end.takenMillis())
                    + ": name an event or a time in it, or leave --at out for its end");
        }
    }

    private boolean reaches(Target target) {
        return switch (target) {
            case Target.Sequence(long sequence) -> end.sequence() >= sequence;
            case Target.Time(long nanos) -> end.timeNanos() >= nanos || end.takenMillis() * NANOS_PER_MILLI >= nanos;
        };
    }
}
