package com.flowex.app.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Increment of the log, and of an embedded database, after a whole backup; one object, whose name contains all these
 * fields.
 *
 * @param id id of the whole backup
 * @param from first byte of the log
 * @param to byte of the log at its end; the same as {@code from} where only the database grew
 * @param sequence number of its last event
 * @param timeNanos log time of that event, nanoseconds since 1970
 * @param takenMillis milliseconds since 1970
 */
record BackupIncrement(String id, long from, long to, long sequence, long timeNanos, long takenMillis) {

    private static final Pattern NAME =
            Pattern.compile("log/([^/]+)/([0-9]{19})-([0-9]{19})-([0-9]+)-([0-9]+)-([0-9]+)\\.tar\\.gz");

    /** Returns an increment of no length, the beginning of a chain of increments. */
    static BackupIncrement noneOf(FullBackup whole) {
        return new BackupIncrement(
                whole.id(),
                whole.logPosition(),
                whole.logPosition(),
                whole.sequence(),
                whole.logTimeNanos(),
                whole.takenMillis());
    }

    static String prefix(String id) {
        return "log/" + id + "/";
    }

    String name() {
        return String.format(
                Locale.ROOT, "%s%019d-%019d-%d-%d-%d.tar.gz", prefix(id), from, to, sequence, timeNanos, takenMillis);
    }

    /**
     * Returns the next increment; it ends where this one does if only the database grew. Its time is later than that of
     * this one also if the clock stands or was set back, because such increments are ordered by it.
     */
    BackupIncrement goneOn(LogRange range, long nowMillis) {
        LogEnd end = range.end();
        long time = Math.max(nowMillis, takenMillis + 1);
        return range.bytes() > 0
                ? new BackupIncrement(id, to, end.position(), end.sequence(), end.timeNanos(), time)
                : new BackupIncrement(id, to, to, sequence, timeNanos, time);
    }

    static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }

    static BackupIncrement of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name);
        }
        return new BackupIncrement(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)),
                Long.parseLong(parts.group(5)),
                Long.parseLong(parts.group(6)));
    }
}
