package com.flowex.launcher.backup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log grew by after a whole backup, one object; all of this is in its name.
 *
 * @param id of the whole backup
 * @param from byte of the log
 * @param to byte of the log
 * @param sequence number of its last event
 * @param timeNanos log time of it, nanoseconds since 1970
 * @param takenMillis milliseconds since 1970
 */
record Growth(String id, long from, long to, long sequence, long timeNanos, long takenMillis) {

    private static final Pattern NAME =
            Pattern.compile("log/([^/]+)/([0-9]{19})-([0-9]{19})-([0-9]+)-([0-9]+)-([0-9]+)\\.tar\\.gz");

    static String prefix(String id) {
        return "log/" + id + "/";
    }

    String name() {
        return String.format(
                Locale.ROOT, "%s%019d-%019d-%d-%d-%d.tar.gz", prefix(id), from, to, sequence, timeNanos, takenMillis);
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
