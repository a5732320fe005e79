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
 * @param increments increments that the store has, in order
 * @param head record of the newest increment; empty if there is none
 * @param headFault reason why a record that must be there cannot be read; empty if it can
 */
record BackupChain(FullBackup whole, List<BackupIncrement> increments, Optional<BackupHead> head, String headFault) {

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
                .filter(row -> oldestFirst.stream().noneMatch(other -> row.isWithin(other, row.end())))
                .max(Comparator.comparingLong(row -> row.end().takenMillis()))
                .orElse(oldestFirst.getLast());
    }

    /** Returns the last increment, or one of no length. */
    BackupIncrement end() {
        return increments.isEmpty() ? BackupIncrement.noneOf(whole) : increments.getLast();
    }

    /** Returns true if the head record names the last increment, or an earlier version wrote none for a whole backup. */
    boolean isHeadAtEnd() {
        Optional<BackupIncrement> last = increments.isEmpty() ? Optional.empty() : Optional.of(increments.getLast());
        return headFault.isEmpty() && head.flatMap(BackupHead::increment).equals(last);
    }

    /**
     * Returns the increment that the head record names, if the store lacks it and it came after all that the store has.
     * A lost one before the end shows as a gap, unless the next one has all of it.
     */
    Optional<BackupIncrement> lostEnd() {
        BackupIncrement end = end();
        return head.flatMap(BackupHead::increment)
                .filter(named -> !increments.contains(named))
                .filter(named -> named.to() >= end.to() && named.takenMillis() > end.takenMillis());
    }

    /**
     * Returns a sentence about the newest increments if they are lost: those of the chain that a restore of the newest
     * state would choose if the store had all of them.
     */
    static Optional<String> lost(List<BackupChain> rows) {
        List<BackupChain> live = rows.stream()
                .filter(row -> rows.stream().noneMatch(other -> row.isWithin(other, row.claimedEnd())))
                .toList();
        Optional<String> fault = live.stream()
                .map(BackupChain::headFault)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> text + ": newest increments of the backup may be missing");
        if (fault.isPresent()) {
            return fault;
        }
        return live.stream()
                .max(Comparator.comparingLong(row -> row.claimedEnd().takenMillis()))
                .flatMap(row -> row.lostEnd().map(lost -> row.lossOf(lost)));
    }

    private String lossOf(BackupIncrement lost) {
        BackupIncrement end = end();
        return "the newest increment " + lost.name() + " is missing, with event " + lost.sequence() + " and all until "
                + Instant.ofEpochMilli(lost.takenMillis()) + ": the store ends with event " + end.sequence() + " of "
                + Instant.ofEpochMilli(end.takenMillis());
    }

    private BackupIncrement claimedEnd() {
        return lostEnd().orElseGet(this::end);
    }

    /** Returns true if another chain's whole backup has everything that this one has up to an increment. */
    private boolean isWithin(BackupChain other, BackupIncrement upTo) {
        return other.whole().takenMillis() > whole.takenMillis()
                && other.whole().logPosition() >= upTo.to()
                && other.whole().logTimeNanos() >= upTo.timeNanos();
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
            case Target.Sequence(long sequence) -> end().sequence() >= sequence;
            case Target.Time(long nanos) ->
                end().timeNanos() >= nanos || end().takenMillis() * NANOS_PER_MILLI >= nanos;
        };
    }
}
