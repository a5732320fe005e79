package com.flowex.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Processor time of this process and of all its descendants, as Linux counts it. */
final class ProcessorTime {

    /** Linux reports times to programs in hundredths of a second on every architecture (USER_HZ). */
    private static final long TICK_MILLIS = 10;

    /**
     * Fields of /proc/PID/stat after the name in parentheses: user, system, user and system of children that were
     * waited for.
     */
    private static final List<Integer> FIELDS = List.of(11, 12, 13, 14);

    private ProcessorTime() {}

    /**
     * Returns user and system time of this process, its living descendants and all children that any of them waited for.
     *
     * @return milliseconds; 0 where there is no /proc
     */
    static long ofProcessTreeMillis() {
        try (Stream<ProcessHandle> descendants = ProcessHandle.current().descendants()) {
            LongStream pids = LongStream.concat(
                    LongStream.of(ProcessHandle.current().pid()), descendants.mapToLong(ProcessHandle::pid));
            return pids.map(ProcessorTime::ofProcessMillis).sum();
        }
    }

    private static long ofProcessMillis(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return FIELDS.stream()
                            .mapToLong(field -> Long.parseLong(fields.get(field)))
                            .sum()
                    * TICK_MILLIS;
        } catch (IOException ended) {
            return 0;
        }
    }
}
