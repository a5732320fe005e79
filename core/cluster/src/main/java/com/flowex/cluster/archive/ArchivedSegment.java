package com.flowex.cluster.archive;

import com.flowex.cluster.disk.EventLogFormat;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object of the archive: the events of one whole segment of the event log. Its bytes depend on the events alone, so
 * every node makes the same object.
 *
 * @param base position in the event log at which the segment begins, in bytes
 * @param firstSequence number of its first event
 * @param lastSequence number of its last event
 * @param sum CRC-32C of the bytes before compression; another history at the same position has another sum
 */
public record ArchivedSegment(long base, long firstSequence, long lastSequence, int sum) {
    static final String PREFIX = "events/";

    private static final Pattern NAME =
            Pattern.compile(PREFIX + "([0-9]{20})-([0-9]{20})-([0-9]{20})-([0-9a-f]{8})\\.gz");

    /** Returns the object with this name; empty if the name is not that of a segment. */
    static Optional<ArchivedSegment> named(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new ArchivedSegment(
                        number(matcher, 1),
                        number(matcher, 2),
                        number(matcher, 3),
                        HexFormat.fromHexDigits(matcher.group(4))))
                : Optional.empty();
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    /** Returns the prefix of the names of all objects that hold a segment. */
    static String place(long base) {
        return String.format(Locale.ROOT, PREFIX + "%020d-", base);
    }

    String name() {
        return String.format(Locale.ROOT, PREFIX + "%020d-%020d-%020d-%08x.gz", base, firstSequence, lastSequence, sum);
    }

    /** Returns the position in the event log at which the segment ends, in bytes. */
    public long end() {
        return base + EventLogFormat.SEGMENT_LENGTH;
    }
}
