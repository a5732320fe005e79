package com.flowex.launcher.backup;

import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogStretch;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log, and an embedded database, grew by after a whole backup, one object; all of this is in its name.
 *
 * @param id of the whole backup
 * @param from byte of the log
 * @param to byte of the log; the same where only the database went on
 * @param sequence number of its last event
 * @param timeNanos log time of it, nanoseconds since 1970
 * @param takenMillis milliseconds since 1970
 */
record Growth(String id, long from, long to, long sequence, long timeNanos, long takenMillis) {

    private static final Pattern NAME =
            Pattern.compile("log/([^/]+)/([0-9]{19})-([0-9]{19})-([0-9]+)-([0-9]+)-([0-9]+)\\.tar\\.gz");

    /** Of no length: what stands at the beginning of a row. */
    static Growth noneOf(WholeBackup whole) {
        return new Growth(
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

    /** What follows it; of the same end where only the database went on. */
    Growth goneOn(LogStretch stretch, long nowMillis) {
        LogEnd end = stretch.end();
        return stretch.bytes() > 0
                ? new Growth(id, to, end.position(), end.sequence(), end.timeNanos(), nowMillis)
                : new Growth(id, to, to, sequence, timeNanos, nowMillis);
    }

    static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }

    static Growth of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name);
        }
        return new Growth(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)),
                Long.parseLong(parts.group(5)),
                Long.parseLong(parts.group(6)));
    }
}
