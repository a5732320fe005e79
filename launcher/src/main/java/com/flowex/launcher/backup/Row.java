package com.flowex.launcher.backup;

import com.flowex.cluster.repair.LogCut.Target;
import com.flowex.ground.settings.StartupException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A whole backup and what is behind it. Of one exchange there may be several rows that go on: another process took backups over, or two took each
 * other for gone.
 *
 * @param end of what is behind the whole one
 */
record Row(WholeBackup whole, Growth end) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * Which one a restore begins with: the one to which something was put last, unless a younger whole one has all of it; or the youngest whole one not
     * beyond the target that reaches it. Where all are beyond, the oldest, whose log is cut.
     *
     * @param oldestFirst by when the whole ones were taken; at least one
     */
    static Row choose(List<Row> oldestFirst, Optional<Target> target) {
        if (target.isEmpty()) {
            return newest(oldestFirst);
        }
        List<Row> within = oldestFirst.stream()
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

    private static Row newest(List<Row> oldestFirst) {
        return oldestFirst.stream()
                .filter(row -> oldestFirst.stream().noneMatch(row::isWithin))
                .max(Comparator.comparingLong(row -> row.end().takenMillis()))
                .orElse(oldestFirst.getLast());
    }

    /** Whether the whole backup of another has all that this one has. */
    private boolean isWithin(Row other) {
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
     * Refuses a goal that no row reaches: the end would be taken for it.
     *
     * @throws StartupException naming what there is
     */
    static void requireWithin(List<Row> rows, Target target) {
        if (rows.stream().noneMatch(row -> row.reaches(target))
                || target instanceof Target.Sequence(long number) && number < 1) {
            Growth end = newest(rows).end();
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
